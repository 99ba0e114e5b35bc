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
