// Everything works without this file. "/" goes to the first search or text field of a page.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector("[data-slash]");
  if (!field) return;
  event.preventDefault();
  const holder = field.closest("details");
  if (holder) holder.open = true;
  field.focus();
});

// A form that leads back to its page would send the keyboard to the top of it: the field or button
// that was used has the focus again. A page that tells how a form went begins with that.
{
  const KEPT = "counterclaim-return";
  const stored = (use) => {
    // A browser may keep nothing for this page, and then throws.
    try { return use(sessionStorage); } catch { return null; }
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-return]")) return;
    const used = event.submitter;
    const named = used?.name ? `[name="${used.name}"]` : "select";
    stored((store) => store.setItem(KEPT, `form.${event.target.className} ${named}`));
  });
  const back = stored((store) => store.getItem(KEPT));
  stored((store) => store.removeItem(KEPT));
  const goal = (back && document.querySelector(back)) || document.querySelector("[data-told]");
  if (goal && !location.hash) goal.focus();
}
