// Several conversations at once: chosen with the mouse, with shift from one to another, or with x.
import { links, talk } from "./panes.js";

const boxes = () => [...document.querySelectorAll("#queue [name=chosen]")];
const number = (box) => box.value.slice(0, box.value.indexOf("_"));

let last = null;

/** The conversation at hand: the one the keyboard stands on, else the one that is open. */
export function choose() {
  const link = links().find((one) => one === document.activeElement) ?? links().find((one) => one.dataset.number === talk().dataset.number);
  const box = link?.closest(".queue-item").querySelector("[name=chosen]");
  if (!box) return;
  box.checked = !box.checked;
  last = number(box);
}

/** What was chosen before the list came anew, as it was seen then: the house says when somebody wrote since. */
export function chosen() {
  const before = new Map(boxes().filter((box) => box.checked).map((box) => [number(box), box.value]));
  return () => {
    for (const box of boxes()) {
      const seen = before.get(number(box));
      if (!seen) continue;
      box.value = seen;
      box.checked = true;
    }
  };
}

export function chooseSeveral() {
  document.addEventListener("click", (event) => {
    const box = event.target.closest?.("#queue [name=chosen]");
    if (!box) return;
    const all = boxes();
    const from = all.findIndex((one) => number(one) === last);
    const to = all.indexOf(box);
    if (event.shiftKey && from >= 0) {
      for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
    }
    last = number(box);
  });
}
