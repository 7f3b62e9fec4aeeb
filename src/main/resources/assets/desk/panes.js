// Opening a conversation beside the queue, and what a page must do once one has come.

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

function opened() {
  const number = talk().dataset.number;
  for (const link of links()) {
    if (link.dataset.number === number) link.ariaCurrent = "true";
    else link.removeAttribute("aria-current");
  }
  desk.dataset.pane = number ? "conversation" : "queue";
  rove();
}

export function keepPanes() {
  let sent = null;
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
