// Shows which words of the letter a field came from. Without it, the links under each field lead there.
"use strict";
(() => {
  const letter = document.querySelector(".review .letter");
  if (!letter) return;
  const fields = [...document.querySelectorAll(".fields [data-field]")];
  const marks = (name) => letter.querySelectorAll(`mark[data-field~="${name}"]`);
  let lit = null;

  const light = (field, scroll) => {
    if (lit === field && !scroll) return;
    for (const mark of letter.querySelectorAll("mark.now")) mark.classList.remove("now");
    for (const other of fields) other.classList.toggle("lit", other === field);
    lit = field;
    if (!field) return;
    const found = marks(field.dataset.field);
    for (const mark of found) mark.classList.add("now");
    if (scroll && found.length) {
      // Only the letter scrolls, never the page: the reader's place in the form stays.
      const box = letter.getBoundingClientRect();
      const first = found[0].getBoundingClientRect();
      if (first.top < box.top || first.bottom > box.bottom) letter.scrollTop += first.top - box.top - box.height / 3;
    }
  };

  for (const field of fields) {
    field.addEventListener("mouseenter", () => light(field, false));
    field.addEventListener("mouseleave", () => light(document.activeElement?.closest(".fields [data-field]") ?? null, false));
    field.addEventListener("focusin", () => light(field, true));
  }
  letter.addEventListener("click", (event) => {
    const name = event.target.closest("mark")?.dataset.field.split(" ")[0];
    if (!name || String(document.getSelection())) return;
    const field = document.getElementById(`f-${name}`);
    field?.scrollIntoView({ block: "nearest" });
    field?.querySelector("input, select, textarea")?.focus({ preventScroll: true });
  });

  // A second press while the first is on its way is not sent; the registry would answer it with the same number anyway.
  const form = document.getElementById("review-form");
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });
})();
