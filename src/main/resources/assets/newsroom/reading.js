// The guard reads while somebody types, and what is typed is kept. One request of each kind at a time: an answer that was
// overtaken by more typing is dropped.
import { open } from "./keys.js";
import { place, write } from "./marks.js";
import { showTab } from "./tabs.js";

const READ_AFTER = 250;
const SAVE_AFTER = 1_200;
const AGAIN_AFTER = 5_000;
// grammar and links take longer than a page: what they found meanwhile
const FOLLOWS_AFTER = 3_000;

let form = null;
let typed = 0;
let saved = 0;
let saving = false;
let readTimer = null;
let saveTimer = null;
let waiting = null;
let overtaken = false;

const action = () => form.getAttribute("action");

/** What the form holds, without the file that somebody is about to add. */
function fields(submitter) {
  const data = new FormData(form, submitter ?? undefined);
  data.delete("pictures");
  return data;
}

function tell(words, late = false) {
  const place = document.getElementById("saved");
  place.textContent = words;
  place.classList.toggle("is-late", late);
}

async function post(address, data, headers = {}) {
  const answer = await fetch(address, { method: "POST", body: data, headers: { "Parvis-Fragment": "1", ...headers } });
  const body = await answer.text();
  return { status: answer.status, page: new DOMParser().parseFromString(body, "text/html").getElementById("read") };
}

/** Swaps what the guard says, unless somebody is answering it just now: then once they have left the field. */
function take(read) {
  const now = document.getElementById("read");
  const here = document.activeElement;
  if (now.contains(here) && here.matches("input, textarea")) {
    waiting = read;
    return;
  }
  waiting = null;
  const focused = now.contains(here) ? here : null;
  const id = focused?.closest("[id]")?.id;
  const value = focused?.value;
  const settled = now.querySelector("details.settled[open]") !== null;
  const shown = now.querySelector(".finding.is-open")?.dataset.passage;
  const scrolled = now.querySelector(".guard").scrollTop;
  const tab = now.dataset.tab;
  const summary = now.querySelector("#guard-summary").textContent;
  now.replaceWith(document.adoptNode(read));
  showTab(tab);
  if (settled) read.querySelector("details.settled")?.setAttribute("open", "");
  read.querySelector(".guard").scrollTop = scrolled;
  place();
  const all = [...read.querySelectorAll(".finding")];
  open(all.find((entry) => entry.dataset.passage === shown) ?? all.find((entry) => entry.classList.contains("blocks")) ?? all[0], false);
  if (focused) (document.querySelector(`#${CSS.escape(id ?? "")} [value="${CSS.escape(value ?? "")}"]`) ?? document.getElementById(id))?.focus({ preventScroll: true });
  const said = read.querySelector("#guard-summary").textContent;
  if (said !== summary) document.getElementById("guard-said").textContent = said;
  const blocked = read.dataset.blocked;
  const release = document.getElementById("release");
  if (release) release.disabled = blocked !== "";
  const reason = document.getElementById("blocked");
  if (reason) reason.textContent = blocked;
}

async function read() {
  const at = typed;
  try {
    const { status, page } = await post(`${action()}/reading`, fields());
    if (status === 200 && page && at === typed) take(page);
  } catch {
    // the next pause reads again
  }
}

async function save() {
  clearTimeout(saveTimer);
  if (saving || overtaken || saved === typed) return;
  saving = true;
  const at = typed;
  tell(form.dataset.saving);
  try {
    const { status, page } = await post(action(), fields(), { "Parvis-Sitting": "1" });
    if (status === 200 && page) {
      saved = at;
      form.elements.version.value = page.dataset.version;
      tell(page.dataset.saved);
      if (at === typed) take(page);
    } else if (status === 409 && page) {
      stop(page);
    } else if (status === 401 || status === 403) {
      overtaken = true;
      tell(form.dataset.signedOut, true);
    } else if (status === 404) {
      overtaken = true;
      tell(form.dataset.gone, true);
    } else {
      tell(form.dataset.unsaved, true);
    }
  } catch {
    tell(form.dataset.lost, true);
  }
  saving = false;
  if (saved !== typed && !overtaken) saveTimer = setTimeout(save, saved < at ? AGAIN_AFTER : SAVE_AFTER);
}

/** A colleague was faster: nothing is kept by itself until somebody has chosen. */
function stop(page) {
  overtaken = true;
  const choice = page.querySelector("#overtaken-now")?.content.firstElementChild;
  tell(form.dataset.unsaved, true);
  if (!choice) return;
  form.elements.version.value = page.dataset.version;
  document.getElementById("news").replaceChildren(document.adoptNode(choice));
  document.getElementById("overtaken").scrollIntoView({ block: "nearest" });
}

function changed() {
  typed++;
  tell(form.dataset.unsaved);
  clearTimeout(readTimer);
  clearTimeout(saveTimer);
  readTimer = setTimeout(read, READ_AFTER);
  saveTimer = setTimeout(save, SAVE_AFTER);
}

/** Something is done about a finding: the server changes the text, the fields follow. */
async function act(button) {
  while (saving) await new Promise((done) => setTimeout(done, 30));
  clearTimeout(readTimer);
  clearTimeout(saveTimer);
  saving = true;
  const at = typed;
  try {
    const { status, page } = await post(button.formAction, fields(button));
    if (page) {
      document.activeElement?.blur();
      if (status === 200) {
        form.elements.version.value = page.dataset.version;
        tell(page.dataset.saved);
        if (at === typed) {
          write("title", page.dataset.title);
          write("text", page.dataset.text);
          typed = saved = at + 1;
        }
        document.getElementById("news").replaceChildren();
      } else if (status === 409) {
        stop(page);
      }
      take(page);
      const notice = page.querySelector("#notice-now")?.content.firstElementChild;
      if (notice && status !== 409) document.getElementById("news").replaceChildren(document.adoptNode(notice));
      document.getElementById("guard").focus({ preventScroll: true });
    } else {
      tell(status === 401 || status === 403 ? form.dataset.signedOut : form.dataset.lost, true);
    }
  } catch {
    tell(form.dataset.lost, true);
  }
  saving = false;
}

export function keepReading(draft) {
  form = draft;
  setTimeout(() => typed === 0 && read(), FOLLOWS_AFTER);
  form.addEventListener("input", (event) => {
    if (event.target.type !== "file") changed();
  });
  // what the guard says waits while somebody answers it
  document.addEventListener("focusout", () => setTimeout(() => waiting && take(waiting)));
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.closest("#read")) {
      event.preventDefault();
      act(button);
    } else if (!button?.hasAttribute("data-whole") && !button?.hasAttribute("formaction") && !button?.closest("#overtaken")) {
      event.preventDefault();
      overtaken = false;
      typed++;
      save();
    } else {
      saved = typed;
    }
  });
  form.elements.title.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    form.elements.text.focus();
  });
  window.addEventListener("pagehide", () => {
    if (saved !== typed && !overtaken) {
      fetch(action(), { method: "POST", body: fields(), headers: { "Parvis-Fragment": "1", "Parvis-Sitting": "1" }, keepalive: true });
    }
  });
}
