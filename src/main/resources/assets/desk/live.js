// What others do appears by itself. The server only says which conversation changed; this fetches what is shown of it.
import htmx from "../htmx.esm.js";
import { tellNews, wantsNews } from "./alerts.js";
import { unkept } from "./draft.js";
import { lookAround } from "./presence.js";
import { chosen } from "./several.js";
import { composer, links, rove, say, talk, words } from "./panes.js";

const SOON = 50;
const PAUSE = 400;
const SOONEST = 1_000;
const LATEST = 30_000;

let source = null;
let retry = SOONEST;

async function fetched(address) {
  const response = await fetch(address, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(LATEST) });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

const pause = (time) => new Promise((done) => setTimeout(done, time));

/** At once, then not again before a pause: a flood of changes is one refresh in a while. Never two, or the older could win. */
function calmly(work) {
  let busy = false;
  let again = false;
  return async () => {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      try {
        await work();
      } catch {
        // the next change or the next connection brings it
      }
      await pause(PAUSE);
    }
    busy = false;
  };
}

let asked = 0; // how often the page has asked for something itself

const answering = () => document.querySelector(".htmx-request") !== null;

/** What this page asked for itself comes first: nothing is taken from under a form or a link whose answer is on its way. */
async function afresh(address) {
  for (;;) {
    while (answering()) await pause(SOON);
    const before = asked;
    const page = await fetched(address());
    if (asked === before) return page;
  }
}

/** The list as it is now, as long as it was; focus and place stay. */
const refreshQueue = calmly(async () => {
  const queue = document.getElementById("queue");
  const page = await afresh(() => {
    const query = new URLSearchParams(queue.dataset.query);
    query.set("most", String(links().length));
    if (talk().dataset.number) query.set("open", talk().dataset.number);
    return `/desk/queue?${query}`;
  });
  const fresh = page.getElementById("queue");
  const focused = queue.contains(document.activeElement) ? document.activeElement.dataset.number : null;
  const top = queue.scrollTop;
  const keep = chosen();
  const head = queue.querySelector(".queue-head");
  head.querySelector(".tabs").replaceWith(fresh.querySelector(".tabs"));
  const sight = page.getElementById("sight");
  sight.removeAttribute("hx-swap-oob");
  document.getElementById("sight").replaceWith(sight);
  fresh.querySelector(".queue-head").remove();
  while (head.nextSibling) head.nextSibling.remove();
  head.after(...fresh.childNodes);
  htmx.process(queue);
  keep();
  queue.scrollTop = top;
  const link = focused ? links().find((one) => one.dataset.number === focused) : null;
  rove(link ?? undefined);
  link?.focus({ preventScroll: true });
  const team = queue.querySelector(".tabs a:nth-child(2) span");
  document.getElementById("waiting").firstChild.data = team.textContent;
  tellNews(fresh.dataset);
  const approvals = document.getElementById("approvals");
  if (approvals) approvals.textContent = fresh.dataset.approvals ?? "";
  const reports = document.getElementById("reported");
  if (reports) reports.textContent = fresh.dataset.reports === "0" ? "" : fresh.dataset.reports;
});

/** New lines at their place in the log, changed ones in theirs; what is typed is left alone. */
function mergeLog(fresh) {
  const log = document.getElementById("log");
  const arrived = [];
  const lines = [...fresh.children];
  const ids = new Set(lines.map((line) => line.id));
  let before = null;
  for (const line of lines) {
    const known = document.getElementById(line.id);
    if (!known) {
      if (before) before.after(line);
      else log.prepend(line);
      if (line.matches(".message")) arrived.push(line);
      before = line;
    } else {
      if (known.innerHTML !== line.innerHTML || known.className !== line.className) {
        known.replaceWith(line);
        before = line;
      } else {
        before = known;
      }
    }
  }
  // what was taken back is gone here too
  for (const line of [...log.querySelectorAll(":scope > .message")]) {
    if (lines.length > 0 && !ids.has(line.id) && !document.getElementById("earlier")) line.remove();
  }
  return arrived;
}

function mergeComposer(fresh, arrived) {
  const form = composer();
  if (words().value.trim() === "" && !unkept(form) && form.elements.pictures.files.length === 0) {
    if (form.contains(document.activeElement)) form.elements.lastSeen.value = fresh.elements.lastSeen.value;
    else if (form.outerHTML !== fresh.outerHTML) {
      form.replaceWith(fresh);
      htmx.process(fresh);
    }
    return;
  }
  const newest = arrived.at(-1);
  if (!newest) {
    // what they had seen last was taken back: nobody answers past it
    if (!document.getElementById(`m-${form.elements.lastSeen.value}`)) form.elements.lastSeen.value = fresh.elements.lastSeen.value;
    return;
  }
  // Until they have looked, the page still says what they had seen: the house then refuses to answer past it.
  say("arrived", (notice) => {
    notice.querySelector("strong").textContent = newest.querySelector("header strong").textContent;
    const link = notice.querySelector("a");
    link.href = `#${newest.id}`;
    link.addEventListener("click", () => {
      composer().elements.lastSeen.value = fresh.elements.lastSeen.value;
      notice.remove();
    });
  });
}

const refreshTalk = calmly(async () => {
  const number = talk().dataset.number;
  if (!number || document.getElementById("later")) return;
  const path = talk().dataset.path;
  const page = await afresh(() => path);
  if (talk().dataset.number !== number) return; // another one was opened meanwhile
  const arrived = mergeLog(page.getElementById("log"));
  const drawer = document.querySelector("#talk-head details[open]");
  if (!drawer) {
    const head = page.getElementById("talk-head");
    document.getElementById("talk-head").replaceWith(head);
    htmx.process(head);
  }
  mergeComposer(page.getElementById("composer"), arrived);
  const context = document.getElementById("context");
  if (!context.contains(document.activeElement)) {
    context.replaceChildren(...page.getElementById("beside").content.getElementById("context").childNodes);
  }
  htmx.process(document.getElementById("log"));
});

function heard(event) {
  const { number } = JSON.parse(event.data);
  refreshQueue();
  if (document.hidden) return; // what nobody looks at was not seen
  if (number === null || String(number) === talk().dataset.number) refreshTalk();
}

function connect() {
  if (source || (document.hidden && !wantsNews())) return;
  source = new EventSource("/desk/events");
  source.addEventListener("conversation", heard);
  source.addEventListener("presence", (event) => lookAround(JSON.parse(event.data).number));
  source.addEventListener("open", () => {
    retry = SOONEST;
    refreshQueue();
    refreshTalk();
  });
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    disconnect();
    setTimeout(connect, retry);
    retry = Math.min(retry * 2, LATEST);
  });
}

/** Looked at again: what changed meanwhile is fetched, by a line that was kept or a new one. */
function comeBack() {
  if (source && !document.hidden) refreshTalk();
  connect();
}

function disconnect() {
  source?.close();
  source = null;
}

export function follow() {
  // A browser opens few connections to a host: tabs that nobody looks at hold none.
  document.addEventListener("visibilitychange", () => (document.hidden && !wantsNews() ? disconnect() : comeBack()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  document.addEventListener("htmx:beforeRequest", () => asked++);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.requestConfig?.verb === "post") refreshQueue();
  });
}
