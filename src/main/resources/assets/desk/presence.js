// Who else has this conversation before their eyes. Each window says so now and then; whoever falls silent is soon not believed.
import { composer, talk, words } from "./panes.js";

const EVERY = 10_000;
/** Whoever types nothing for so long writes no more. */
const PAUSE = 5_000;

const tab = crypto.randomUUID?.() ?? String(Math.random());
let number = "";
let writing = "";
let resting = null;
let asked = 0;

const address = (of) => `/desk/conversations/${of}/presence`;

function body(more = {}) {
  return new URLSearchParams({ tab, writing, ...more });
}

async function show(request) {
  const mine = ++asked;
  const of = number;
  try {
    const response = await request;
    if (!response.ok || mine !== asked || of !== number) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("presence");
    const now = document.getElementById("presence");
    if (fresh && now && now.innerHTML !== fresh.innerHTML) now.replaceWith(fresh);
  } catch {
    // the next time says it
  }
}

const headers = { "HX-Request": "true" };

function say() {
  if (!number || document.hidden) return;
  show(fetch(address(number), { method: "POST", headers, body: body(), signal: AbortSignal.timeout(EVERY) }));
}

/** Others came or went. */
export function lookAround(of) {
  if (number && String(of) === number) show(fetch(address(number), { headers, signal: AbortSignal.timeout(EVERY) }));
}

function leave() {
  if (!number) return;
  fetch(address(number), { method: "POST", headers, body: body({ gone: "yes" }), keepalive: true }).catch(() => {});
}

function now() {
  const open = talk()?.dataset.number ?? "";
  if (open !== number) {
    leave();
    number = open;
    writing = "";
    clearTimeout(resting);
  }
  say();
}

function wrote() {
  const to = composer() && new FormData(composer()).get("to");
  const was = writing;
  writing = words()?.value.trim() ? (to === "note" ? "note" : "answer") : "";
  clearTimeout(resting);
  if (writing) resting = setTimeout(rest, PAUSE);
  if (writing !== was) say();
}

function rest() {
  clearTimeout(resting);
  if (!writing) return;
  writing = "";
  say();
}

export function tellPresence() {
  document.addEventListener("input", (event) => event.target.closest("#composer") && wrote());
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "talk") return;
    rest();
    now();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : now()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", now);
  setInterval(say, EVERY);
}
