// While @ is typed in a note: the colleagues whom it can name. Without this the name is simply typed.
import { composer, words } from "./panes.js";

const NAMING = /(?<![\p{L}\p{N}._%+@/-])@([\p{L}\p{M}\p{N}_-]{0,30})$/u;

const list = () => document.getElementById("colleagues");
const plain = (name) => name.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
const isNote = () => composer()?.elements.to.value === "note";
const shown = () => [...list().children].filter((option) => !option.hidden);

function close() {
  if (!list() || list().hidden) return;
  list().hidden = true;
  words().removeAttribute("aria-activedescendant");
}

function choose(option) {
  for (const other of list().children) other.setAttribute("aria-selected", String(other === option));
  words().setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/** What stands between the last @ and the caret, or null. */
function naming() {
  const field = words();
  if (!isNote() || field.selectionStart !== field.selectionEnd) return null;
  return NAMING.exec(field.value.slice(0, field.selectionStart))?.[1] ?? null;
}

function look() {
  if (!list()) return;
  const begun = naming();
  if (begun === null) {
    close();
    return;
  }
  for (const option of list().children) {
    option.hidden = !option.dataset.names.split(" ").some((name) => plain(name).startsWith(plain(begun)));
  }
  const [first] = shown();
  if (!first) {
    close();
    return;
  }
  list().hidden = false;
  choose(first);
}

function take(option) {
  const field = words();
  const begun = naming();
  if (begun === null) return;
  const at = field.selectionStart;
  field.setRangeText(`${option.dataset.handle} `, at - begun.length, at, "end");
  close();
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function nameColleagues() {
  document.addEventListener("input", (event) => {
    if (event.target === words()) look();
  });
  // before the keys of the desk: while the list is open they are its own
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.target !== words() || !list() || list().hidden || event.isComposing) return;
      const all = shown();
      const here = all.findIndex((option) => option.ariaSelected === "true");
      if (event.key === "ArrowDown") choose(all[(here + 1) % all.length]);
      else if (event.key === "ArrowUp") choose(all[(here - 1 + all.length) % all.length]);
      else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") take(all[here]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
  // a press must not take the field's focus before it is known where the name goes
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest?.("#colleagues")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.("#colleagues [role=option]");
    if (option) take(option);
    else if (event.target !== words()) close();
  });
}
