// F8 and Shift F8 go from finding to finding, Alt Enter to what can be done about it, Ctrl Enter saves, F6 goes to the next pane.
import { placed } from "./marks.js";
import { showTab } from "./tabs.js";

const entries = () => [...document.querySelectorAll(".finding")];

/** Shows what can be done about one finding, and where it stands. */
export function open(entry, comes = true) {
  for (const other of document.querySelectorAll(".finding.is-open, mark.is-open")) other.classList.remove("is-open");
  if (!entry) return;
  entry.classList.add("is-open");
  if (comes) {
    if (document.getElementById("read").dataset.tab !== "guard") showTab("guard");
    entry.scrollIntoView({ block: "nearest" });
  }
  for (const mark of document.querySelectorAll(".mirror mark")) {
    if (mark.dataset.n?.split(" ").includes(entry.dataset.n)) mark.classList.add("is-open");
  }
}

function step(by) {
  const all = entries();
  if (all.length === 0) return;
  const here = all.findIndex((entry) => entry.contains(document.activeElement));
  // from the text, first to the one that is open
  const to = here < 0 ? (all.find((entry) => entry.classList.contains("is-open")) ?? all[0]) : all[(here + by + all.length) % all.length];
  open(to);
  to.focus({ preventScroll: true });
}

/** The finding in whose passage somebody stands. */
function underTheCaret() {
  const area = document.activeElement;
  const found = placed().find((finding) => finding.area === area && finding.start <= area.selectionStart && area.selectionStart <= finding.end);
  return found && document.getElementById(`f-${found.n}`);
}

function act() {
  const entry = document.activeElement.closest?.(".finding") ?? underTheCaret();
  if (!entry) return;
  open(entry);
  (entry.querySelector(".acts summary, .acts button") ?? entry).focus();
}

function nextPane(by) {
  const all = [document.querySelector("#draft textarea#text"), document.getElementById("guard"), document.getElementById("previews")].filter((pane) => pane?.checkVisibility());
  const here = all.findIndex((pane) => pane.contains(document.activeElement) || (pane.id === "text" && pane.form.contains(document.activeElement)));
  all[(here + by + all.length) % all.length]?.focus();
}

export function keepKeys(form) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8") {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === "F6") {
      event.preventDefault();
      nextPane(event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && event.altKey) {
      event.preventDefault();
      act();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.save"));
    } else if (event.key === "Escape" && document.activeElement.closest?.(".finding")) {
      open(null);
      form.elements.text.focus();
    }
  });
  open(document.querySelector(".finding.blocks") ?? entries()[0], false);
  document.addEventListener("click", (event) => {
    const clicked = event.target.closest(".finding");
    if (clicked && !clicked.classList.contains("is-open")) open(clicked);
    const link = event.target.closest("a.badge");
    if (!link) return;
    event.preventDefault();
    const entry = document.getElementById(`f-${link.dataset.n}`);
    open(entry);
    entry?.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", (event) => {
    const entry = event.target.closest?.(".finding");
    if (entry && !entry.classList.contains("is-open")) open(entry);
  });
}
