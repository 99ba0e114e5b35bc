// Keys for review. Every form and link works without this file; the list is at /review/keys.
"use strict";
(() => {
  const dialog = document.getElementById("keys");
  const OFF = "counterclaim-keys-off";
  const stored = (value) => {
    // A browser may keep nothing for this page, and then throws.
    try {
      if (value !== undefined) localStorage.setItem(OFF, value ? "1" : "");
      return localStorage.getItem(OFF) === "1";
    } catch {
      return false;
    }
  };
  let off = stored();
  const box = document.getElementById("keys-on");
  if (box) {
    box.checked = !off;
    box.addEventListener("change", () => { off = !box.checked; stored(off); });
  }
  const show = () => { if (dialog && !dialog.open) dialog.showModal(); };
  document.querySelector(".keys-link")?.addEventListener("click", (event) => {
    if (!dialog) return;
    event.preventDefault();
    show();
  });

  const items = () => [...document.querySelectorAll("[data-item]")];
  const at = () => items().findIndex((item) => item.contains(document.activeElement) || item.classList.contains("at"));
  const go = (step) => {
    const all = items();
    if (!all.length) return;
    const next = Math.max(0, Math.min(all.length - 1, at() + step));
    all.forEach((item) => item.classList.remove("at"));
    all[next].classList.add("at");
    const target = all[next].querySelector("a.open, summary, a");
    (target || all[next]).focus();
    all[next].scrollIntoView({ block: "nearest" });
  };
  const current = () => items()[at()] || null;
  const follow = (link) => { if (link) link.click(); return Boolean(link); };

  const form = document.querySelector(".say form");
  const correct = form?.querySelector("details.correct");
  const choose = (key) => {
    const radio = form?.querySelector(`input[type=radio][data-key="${key}"]`);
    if (!radio) return false;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    const field = key === "c" ? correct?.querySelector("select, input") : form.querySelector("[name=reason]");
    field?.focus();
    field?.scrollIntoView({ block: "nearest" });
    return true;
  };
  form?.addEventListener("change", (event) => {
    if (event.target.name === "act" && correct) correct.open = event.target.value === "correct";
  });
  // Whoever changes a field means to correct it.
  correct?.addEventListener("input", () => {
    const radio = form.querySelector('input[type=radio][value="correct"]');
    if (radio) radio.checked = true;
  });
  const marked = form?.querySelector("input[type=radio]:checked");
  if (marked && location.hash === "#say") {
    // Going to the fragment takes the focus away again, so it is given last of all.
    const ready = () => setTimeout(() => choose(marked.dataset.key));
    if (document.readyState === "complete") ready();
    else window.addEventListener("load", ready);
  }

  const submit = (near, name) => {
    const holder = near?.closest("form[data-judge]") || document.querySelector("form[data-judge]");
    const button = holder?.querySelector(`button[name="${name}"]`) || (name !== "try" && holder?.querySelector("button[name=stay]"));
    button?.click();
  };
  const act = {
    j: () => go(1),
    k: () => go(-1),
    o: () => { const item = current(); return item && (follow(item.querySelector("a.open")) || item.toggleAttribute("open")); },
    a: () => follow(current()?.querySelector('a[data-key="a"]')) || choose("a"),
    r: () => follow(current()?.querySelector('a[data-key="r"]')) || choose("r"),
    c: () => follow(current()?.querySelector('a[data-key="c"]')) || choose("c"),
    t: () => submit(document.activeElement, "try"),
    n: () => follow(document.querySelector('a[data-key="n"]')),
    u: () => follow(document.querySelector("a[data-undo]")),
    q: () => { location.href = "/review"; },
    h: () => { location.href = "/review/history"; },
    "?": show,
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.metaKey || dialog?.open) return;
    const typing = event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
    if (event.ctrlKey) {
      if (event.key === "Enter" && event.target.closest("form[data-judge]")) {
        event.preventDefault();
        submit(event.target, "next");
      }
      return;
    }
    if (event.key === "Escape" && typing) { event.target.blur(); return; }
    if (typing || off || !(event.key in act)) return;
    event.preventDefault();
    act[event.key]();
  });
})();
