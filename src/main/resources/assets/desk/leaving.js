// An answer at the door says for how long it can still be taken back, and when it has left. A quiet sentence: nothing moves.
import { talk } from "./panes.js";

const SECOND = 1_000;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let ticking = null;

function tell() {
  const waiting = [...document.querySelectorAll("[data-leaves]")];
  for (const journey of waiting) {
    const { waits, left: gone } = journey.dataset;
    const left = Math.ceil((Date.parse(journey.dataset.leaves) - Date.now()) / SECOND);
    const words = journey.querySelector("[aria-live]");
    if (left > 0) {
      // whoever wants nothing to change before their eyes reads when it was sent, and then that it has left
      if (!calm.matches) words.textContent = waits.replace("0", String(left));
      continue;
    }
    const back = journey.querySelector("[data-takes-back]");
    if (back?.contains(document.activeElement)) talk().focus({ preventScroll: true });
    back?.remove();
    words.textContent = gone;
    delete journey.dataset.leaves;
  }
  if (waiting.length === 0) {
    clearInterval(ticking);
    ticking = null;
  }
}

function start() {
  if (!ticking && document.querySelector("[data-leaves]")) ticking = setInterval(tell, SECOND);
}

export function tellLeaving() {
  start();
  new MutationObserver(start).observe(document.querySelector(".panes"), { childList: true, subtree: true });
}
