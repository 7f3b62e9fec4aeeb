// The keys of the desk. Single keys act outside fields only, and can be switched off for this browser.
import { composer, forget, links, opening, rove, talk, whenOpened, words } from "./panes.js";
import { choose } from "./several.js";

const OFF = "desk.single-keys";
const desk = document.getElementById("desk");
const help = document.getElementById("keys");

const on = () => localStorage.getItem(OFF) !== "off";

function step(by) {
  const all = links();
  if (all.length === 0) return;
  const focused = all.indexOf(document.activeElement);
  const from = focused >= 0 ? focused : all.findIndex((link) => link.ariaCurrent === "true");
  const to = all[Math.min(Math.max(from + by, 0), all.length - 1)];
  rove(to);
  to.focus();
  to.scrollIntoView({ block: "nearest" });
}

function write(to) {
  const choice = composer()?.querySelector(`[name="to"][value="${to}"]`);
  if (!choice) return;
  choice.checked = true;
  choice.dispatchEvent(new Event("input", { bubbles: true }));
  words().focus();
}

function handOver() {
  const drawer = document.getElementById("handing-over");
  if (!drawer) return;
  drawer.open = true;
  drawer.querySelector("select").focus();
}

/** To sleep, or awake again. */
function sleep() {
  const drawer = document.getElementById("sleeping");
  const waking = document.getElementById("waking");
  if (waking) {
    waking.requestSubmit();
  } else if (drawer) {
    drawer.open = true;
    drawer.querySelector("button").focus();
  }
}

function search() {
  const form = document.getElementById("search");
  if (getComputedStyle(form).display === "none") form.showPopover();
  form.elements.q.focus();
  form.elements.q.select();
}

function showContext() {
  const context = document.getElementById("context");
  if (context.hidden) return;
  // beside the conversation where there is room for it, else over it
  if (desk.classList.contains("without-context")) desk.classList.remove("without-context");
  else if (getComputedStyle(context).position === "static") desk.classList.add("without-context");
  else context.togglePopover();
}

/** The answers that the house gives often, to be put into the one that is being written. */
export function openCanned() {
  const drawer = composer()?.querySelector(".canned");
  if (!drawer) return;
  drawer.open = true;
  drawer.querySelector("input").focus();
}

/** What was sent last, or else what was thrown away. */
function undo() {
  const sent = [...document.querySelectorAll("[data-takes-back]")].at(-1);
  if (sent) sent.requestSubmit();
  else document.querySelector("[data-puts-back]")?.click();
}

const tab = (n) => document.querySelectorAll("#queue .tabs a")[n]?.click();

const SINGLE = {
  j: () => step(1),
  k: () => step(-1),
  e: () => write("public"),
  m: () => write("private"),
  n: () => write("note"),
  c: handOver,
  v: sleep,
  t: () => document.getElementById("turning")?.requestSubmit(),
  x: choose,
  i: openCanned,
  z: undo,
  "/": search,
  1: () => tab(0),
  2: () => tab(1),
  3: () => tab(2),
  4: () => tab(3),
  "[": () => desk.classList.toggle("without-queue"),
  "]": showContext,
  "?": () => help.showModal(),
};

/** The houses at which one works, for whoever works at several. */
function houses() {
  document.getElementById("houses")?.click();
  document.querySelector("#account .houses button")?.focus();
}

/** What is done with a conversation waits for the one that was opened; what is typed then is for its text. */
const OF_THE_CONVERSATION = new Set(["e", "m", "n", "i", "c", "v", "t"]);
let ahead = null;

function typeAhead(event) {
  if (event.key === "Escape") {
    forget();
    ahead = null;
  } else if (event.key === "Backspace") {
    ahead.typed = ahead.typed.slice(0, -1);
  } else if (event.key.length === 1 || event.key === "Enter") {
    ahead.typed += event.key === "Enter" ? "\n" : event.key;
  } else return;
  event.preventDefault();
}

function once(act) {
  const begun = { typed: "" };
  ahead = begun;
  whenOpened(() => {
    if (ahead === begun) ahead = null;
    act();
    const field = document.activeElement;
    if (field !== words() || begun.typed === "") return;
    field.setRangeText(begun.typed, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** After g: where to go. */
const ROOMS = { b: "/desk", n: "/desk/new", r: "/newsroom" };

function panes() {
  return [
    links().find((link) => link.tabIndex === 0),
    document.querySelector(".log-pane") ?? talk(),
    words(),
    document.getElementById("context"),
  ].filter((pane) => pane?.checkVisibility());
}

function nextPane(by) {
  const all = panes();
  const here = all.findIndex((pane) => (pane.closest("#context, #composer, .log-pane, #queue") ?? pane).contains(document.activeElement));
  const to = all[(here + by + all.length) % all.length] ?? all[0];
  if (to.id === "context") to.tabIndex = -1;
  to.focus();
}

function leave() {
  const field = document.activeElement;
  const drawer = field?.closest("details.drop[open]") ?? document.querySelector("details.drop[open]");
  if (drawer) {
    drawer.open = false;
    drawer.querySelector("summary").focus();
  } else if (inField(field)) {
    field.blur();
    talk().focus({ preventScroll: true });
  }
}

const inField = (element) => element?.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

export function listenToKeys() {
  let going = false;
  document.addEventListener("keydown", (event) => {
    if (event.key === "F6") {
      event.preventDefault();
      nextPane(event.shiftKey ? -1 : 1);
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("#composer")) {
      event.preventDefault();
      composer().requestSubmit();
      return;
    }
    if (event.key === "/" && event.target === words() && words().value === "") {
      event.preventDefault();
      openCanned();
      return;
    }
    if (event.key === "Enter" && event.target.id === "canned-words") {
      event.preventDefault(); // the first that was found, and never the answer itself
      composer().querySelector("#canned-list button")?.click();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    if (ahead && !opening()) ahead = null;
    if (ahead && !inField(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      typeAhead(event);
      return;
    }
    if (event.key === "Escape") {
      leave();
      return;
    }
    const arrow = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (arrow !== 0 && links().includes(document.activeElement)) {
      event.preventDefault();
      step(arrow);
      return;
    }
    if (!on() || inField(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (going) {
      going = false;
      if (event.key === "h") houses();
      else if (ROOMS[event.key]) location.href = ROOMS[event.key];
      return;
    }
    if (event.key === "g") {
      going = true;
      setTimeout(() => (going = false), 1_500);
      return;
    }
    const act = SINGLE[event.key];
    if (act) {
      event.preventDefault();
      if (opening() && OF_THE_CONVERSATION.has(event.key)) once(act);
      else act();
    }
  });
  const choice = document.getElementById("single-keys");
  choice.checked = on();
  choice.addEventListener("change", () => localStorage.setItem(OFF, choice.checked ? "on" : "off"));
}
