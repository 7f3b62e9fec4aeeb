// Opening a conversation beside the queue, and what a page must do once one has come.
import { keepRefused } from "./draft.js";

const desk = document.getElementById("desk");

export const talk = () => document.getElementById("talk");
export const composer = () => document.getElementById("composer");
export const words = () => composer()?.elements.text;
export const links = () => [...document.querySelectorAll("#queue .queue-item > a")];

/** Shows a sentence that the page keeps in a template, above what somebody types. */
export function say(name, change = () => {}) {
  const form = composer();
  if (!form) return;
  const notice = document.getElementById(name).content.firstElementChild.cloneNode(true);
  change(notice);
  form.querySelector(":scope > .notice")?.remove();
  form.prepend(notice);
}

/** One stop for the Tab key in the whole list: the arrows go on from there. */
export function rove(to) {
  const all = links();
  const stop = to ?? all.find((link) => link.ariaCurrent === "true") ?? all[0];
  for (const link of all) {
    link.tabIndex = link === stop ? 0 : -1;
    const box = link.closest(".queue-item").querySelector("[name=chosen]");
    if (box) box.tabIndex = link.tabIndex;
  }
}

/** What an answer brought for the pane beside: it comes with the conversation, whatever became of the form that asked. */
function placeContext() {
  const beside = document.getElementById("beside");
  if (!beside) return;
  document.getElementById("context").replaceWith(beside.content.getElementById("context"));
  beside.remove();
}

function mark(number) {
  for (const link of links()) {
    if (link.dataset.number === number) link.ariaCurrent = "true";
    else link.removeAttribute("aria-current");
  }
}

function opened() {
  const number = talk().dataset.number;
  mark(number);
  desk.dataset.pane = number ? "conversation" : "queue";
  rove();
}

let last = null; // of what was asked for this pane
let coming = null; // the conversation that was asked for and has not come
let after = [];

/** Whether another conversation was asked for and has not come: keys and words are for that one. */
export const opening = () => coming !== null;

/** Now, or once the conversation that was asked for has come. */
export function whenOpened(act) {
  if (coming) after.push(act);
  else act();
}

/** Nothing that waits for the conversation on its way is to be done any more. */
export function forget() {
  after = [];
}

/** What was asked for last has the pane, even if what came between is another one; what comes late for one that was left changes nothing. */
function inPlace(event) {
  const { xhr, requestConfig } = event.detail;
  if (xhr === last) {
    if (!event.detail.target.isConnected) event.detail.target = talk();
    return;
  }
  event.detail.shouldSwap = false;
  event.detail.isError = false;
  const [, number] = /^\/desk\/conversations\/(\d+)\/messages/.exec(requestConfig.path) ?? [];
  if (number && xhr.status >= 400) {
    keepRefused(xhr.responseText);
    whenOpened(() => say("left-behind", (notice) => (notice.querySelector("a").href = `/desk/conversations/${number}`)));
  }
}

function lastOneWins() {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { xhr, target, elt, requestConfig } = event.detail;
    if (target?.id !== "talk") return;
    last = xhr;
    // heard at the pane itself, which may be gone when its answer comes
    target.addEventListener("htmx:beforeSwap", inPlace);
    if (requestConfig.verb !== "get") return;
    coming = xhr;
    talk().ariaBusy = "true";
    if (elt.dataset.number) mark(elt.dataset.number);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.xhr !== coming) return;
    coming = null;
    talk().ariaBusy = null;
    if (!event.detail.successful) {
      mark(talk().dataset.number);
      after = [];
    }
    for (const act of after.splice(0)) act();
  });
}

export function keepPanes() {
  let sent = null;
  lastOneWins();
  document.addEventListener("htmx:beforeRequest", (event) => {
    // what the guard reads in passing moves nobody
    if (!event.detail.elt.hasAttribute("data-quiet")) sent = event.detail.elt;
  });
  // What is refused comes back with the reason and the typed words: it is shown, not dropped.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status === 403 && xhr.responseText.includes('id="talk"')) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    placeContext();
    if (event.detail.target?.id !== "talk" && event.target.id !== "talk") {
      rove(links().find((link) => link.tabIndex === 0));
      return;
    }
    opened();
    // an answer that was long in coming leaves them where they went meanwhile
    const here = document.activeElement;
    if (here && here !== document.body && !here.closest("#queue, #talk")) return;
    const fromForm = sent?.matches?.("form, button");
    (fromForm && sent.closest("#composer, [data-takes-back]") ? (words() ?? talk()) : talk()).focus({ preventScroll: true });
  });
  // what the guard would have said of half a sentence is no loss, and nothing was to be sent
  const quiet = (event) => event.detail.elt.hasAttribute?.("data-quiet") && event.detail.xhr?.status !== 401;
  document.addEventListener("htmx:responseError", (event) => {
    if (quiet(event)) return;
    say(event.detail.xhr.status === 401 ? "signed-out" : "failed");
  });
  document.addEventListener("htmx:sendError", (event) => quiet(event) || say("failed"));
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      document.getElementById("account").hidePopover();
      document.getElementById(opener.dataset.opens).showModal();
    }
    // a drawer closes when somebody goes on elsewhere
    for (const drawer of document.querySelectorAll("details.drop[open]")) {
      // messages are chosen for the one that splits them off
      if (!drawer.contains(event.target) && !event.target.closest(".take")) drawer.open = false;
    }
  });
  rove();
}
