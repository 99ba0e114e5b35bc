// Pointing at a figure, or at its claim, lights the figure, its words and its claim. Without this
// file a figure is a link to its claim, and the claim shows the same words in the same colours.
"use strict";
for (const report of document.querySelectorAll(".report")) {
  const words = new Map();
  for (const piece of report.querySelectorAll(".report-text [data-parts]")) {
    for (const part of piece.dataset.parts.split(" ")) {
      const [claim, role] = part.split(":");
      if (!words.has(claim)) words.set(claim, []);
      words.get(claim).push([piece, role]);
    }
  }
  const cards = new Map();
  for (const card of report.querySelectorAll("[data-claim]")) cards.set(card.dataset.claim, card);
  const panel = report.querySelector(".report-claims");
  let lit = "";

  const light = (claims, scroll) => {
    const wanted = claims.join(" ");
    if (wanted === lit) return;
    lit = wanted;
    for (const old of report.querySelectorAll("[data-lit]")) delete old.dataset.lit;
    for (const old of report.querySelectorAll(".claim.lit")) old.classList.remove("lit");
    report.classList.toggle("lighting", claims.length > 0);
    for (const claim of claims) {
      for (const [piece, role] of words.get(claim) || []) piece.dataset.lit = role;
      const card = cards.get(claim);
      if (!card) continue;
      card.classList.add("lit");
      // Only the panel scrolls: moving the page under the pointer would be a nuisance.
      if (scroll && panel.scrollHeight > panel.clientHeight + 4) {
        const box = card.getBoundingClientRect(), frame = panel.getBoundingClientRect();
        if (box.top < frame.top || box.bottom > frame.bottom) {
          panel.scrollTop += box.top - frame.top - 48;
        }
      }
    }
  };

  const own = (target) => {
    const figure = target.closest(".report-text .figure");
    if (figure) {
      const parts = figure.dataset.parts.split(" ");
      return [parts.map((part) => part.split(":")[0]), true];
    }
    const card = target.closest("[data-claim]");
    return card ? [[card.dataset.claim], false] : null;
  };
  for (const kind of ["pointerover", "focusin"]) {
    report.addEventListener(kind, (event) => {
      const found = own(event.target);
      if (found) light(...found);
      else if (kind === "pointerover" && event.pointerType === "mouse" && !report.contains(document.activeElement)) light([]);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") light([]);
  });
}
