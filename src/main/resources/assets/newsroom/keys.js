// F8 and Shift F8 go from finding to finding, Alt Enter to what can be done about it, Ctrl Enter saves, F6 goes to the next pane.
import { placed } from "./marks.js";
import { showTab } from "./tabs.js";

const entries = () => [...document.querySelectorAll(".finding")];

function open(entry) {
  for (const other of document.querySelectorAll(".finding.is-open, mark.is-open")) other.classList.remove("is-open");
  if (!entry) return;
  if (document.getElementById("read").dataset.tab !== "guard") showTab("guard");
  entry.classList.add("is-open");
  entry.scrollIntoView({ block: "nearest" });
  for (const mark of document.querySelectorAll(".mirror mark")) {
    if (mark.dataset.n?.split(" ").includes(entry.dataset.n)) mark.classList.add("is-open");
  }
}

function step(by) {
  const all = entries();
  if (all.length === 0) return;
  const here = all.findIndex((entry) => entry.contains(document.activeElement) || entry.classList.contains("is-open"));
  const to = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : (here + by + all.length) % all.length];
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
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.badge");
    if (!link) return;
    event.preventDefault();
    const entry = document.getElementById(`f-${link.dataset.n}`);
    open(entry);
    entry?.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", (event) => {
    const entry = event.target.closest?.(".finding");
    if (entry) open(entry);
  });
}
