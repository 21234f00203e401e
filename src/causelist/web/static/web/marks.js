// Pointing at or focusing something with data-marks="m3 m4" lights these words of the letter. Works without: the
// numbers beside each field are links to the same words.
(() => {
  "use strict";
  const lit = new Set();
  const clear = () => { for (const mark of lit) mark.classList.remove("lit"); lit.clear(); };
  const light = (event) => {
    const source = event.target.closest && event.target.closest("[data-marks]");
    clear();
    if (!source) return;
    for (const name of source.dataset.marks.split(" ")) {
      for (const mark of document.querySelectorAll(`mark[data-mark~="${CSS.escape(name)}"]`)) {
        mark.classList.add("lit");
        lit.add(mark);
      }
    }
    const [first] = lit;
    const letter = first && first.closest(".letter");
    if (letter && letter.scrollHeight > letter.clientHeight) {
      letter.scrollTop = first.offsetTop - letter.offsetTop - letter.clientHeight / 3;
    }
  };
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
})();
