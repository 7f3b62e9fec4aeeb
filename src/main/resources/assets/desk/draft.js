// What is typed and not sent is kept by the house within three seconds, for its author: on another device it is there as well.
import htmx from "../htmx.esm.js";

const SOON = 700;
/** Whoever does not pause is kept at least this often. */
const LATEST = 1_500;
const AGAIN = 1_000;

/** One for each form, however often the page around it changes. */
const keepers = new WeakMap();

const kept = (form) => form.querySelector("#kept");

/** What the house is told of what is typed. Pictures go by themselves, once. */
function typed(form, fields = new URLSearchParams()) {
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && name !== "reason") fields.append(name, value);
  return fields;
}

function keeper(form) {
  let dirty = false;
  let since = 0;
  let timer = null;
  let sending = null;

  async function send() {
    clearTimeout(timer);
    if (sending) {
      await sending;
      if (!dirty) return;
    }
    dirty = false;
    since = 0;
    sending = post().finally(() => (sending = null));
    await sending;
  }

  async function post() {
    const { keeps, failed } = kept(form).dataset;
    try {
      const [response, fresh] = await told(keeps, typed(form), 10_000);
      if (response.ok && fresh) {
        show(fresh);
        return;
      }
      say(fresh?.querySelector("[role=alert]")?.textContent ?? failed);
    } catch {
      say(failed);
    }
    // also for a form that is no longer shown: somebody opened another conversation meanwhile
    dirty = true;
    timer = setTimeout(send, AGAIN);
  }

  async function told(address, body, time) {
    const response = await fetch(address, { method: "POST", headers: { "HX-Request": "true" }, body, signal: AbortSignal.timeout(time) });
    return [response, new DOMParser().parseFromString(await response.text(), "text/html").getElementById("kept")];
  }

  /** Its pictures are others now: what is typed goes along, so that nothing of it comes behind. */
  async function pictures(address, files) {
    clearTimeout(timer);
    while (sending) await sending;
    const body = typed(form, new FormData());
    for (const file of files) body.append("pictures", file);
    dirty = false;
    since = 0;
    const { failed } = kept(form).dataset;
    let fresh = null;
    sending = told(address, body, 120_000)
      .then(([, part]) => (fresh = part))
      .catch(() => {})
      .finally(() => (sending = null));
    await sending;
    if (fresh) show(fresh);
    else say(failed);
    return fresh !== null;
  }

  /** In its place where it only goes on, so that no button goes from under a finger. */
  function show(fresh) {
    const now = kept(form);
    const [was, is] = [now, fresh].map((part) => `${part.querySelector("[name=draft]").value} ${part.querySelectorAll(".notice").length} ${[...part.querySelectorAll(".held img")].map((one) => one.src)}`);
    if (was === is && !now.querySelector("[data-puts-back]") && !fresh.querySelector(":scope > [role=alert]")) {
      now.querySelector("[name=revision]").value = fresh.querySelector("[name=revision]").value;
      now.querySelector("#kept-when")?.replaceChildren(...(fresh.querySelector("#kept-when")?.childNodes ?? []));
      now.querySelector(".not-kept")?.remove();
    } else {
      now.replaceWith(fresh);
      htmx.process(fresh);
    }
  }

  function say(words) {
    let line = kept(form).querySelector(".not-kept");
    if (!line) {
      line = document.createElement("p");
      line.className = "meta state is-late not-kept";
      line.setAttribute("role", "alert");
      kept(form).append(line);
    }
    if (line.textContent !== words) line.textContent = words;
  }

  return {
    changed() {
      dirty = true;
      const now = Date.now();
      since ||= now;
      clearTimeout(timer);
      timer = setTimeout(send, Math.max(0, Math.min(SOON, since + LATEST - now)));
    },
    /** It goes to another conversation: what is typed goes to the house at once. */
    leave() {
      if (dirty) send();
    },
    /** It is sent or thrown away: what is on its way arrives first, and nothing follows. */
    async finish() {
      clearTimeout(timer);
      dirty = false;
      if (sending) await sending;
      clearTimeout(timer);
      dirty = false;
    },
    /** Kept as soon as they are chosen; where that fails they stay chosen, and go with the form. */
    async join(field) {
      if (!(await pictures(`${kept(form).dataset.keeps}/pictures`, field.files))) return;
      field.value = "";
      field.closest("details").open = false;
      const undescribed = [...form.querySelectorAll(".held input")].find((one) => one.value === "");
      undescribed?.focus();
    },
    takeOut: (address) => pictures(address, []),
    busy: () => sending !== null,
    dirty: () => dirty || sending !== null,
  };
}

/** What was refused when its conversation had been left: the words are kept for it, as they came back. */
export function keepRefused(page) {
  const form = new DOMParser().parseFromString(page, "text/html").getElementById("composer");
  if (!form || form.elements.text.value.trim() === "") return;
  fetch(kept(form).dataset.keeps, { method: "POST", headers: { "HX-Request": "true" }, body: typed(form) }).catch(() => {});
}

function of(form) {
  if (!keepers.has(form)) keepers.set(form, keeper(form));
  return keepers.get(form);
}

/** Whether something was typed that the house has not got yet. */
export const unkept = (form) => keepers.get(form)?.dirty() ?? false;

export function keepDrafts(find) {
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    if (form && form === find() && event.target.type !== "file" && kept(form)) of(form).changed();
  });
  document.addEventListener("change", (event) => {
    const field = event.target;
    const form = find();
    if (form && field.form === form && field.type === "file" && field.files.length > 0 && kept(form)) of(form).join(field);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-takes-out]");
    const form = find();
    if (!button || button.form !== form) return;
    event.preventDefault();
    of(form).takeOut(button.formAction);
  });
  // Sent or thrown away: no keeping may arrive behind that. Left for another conversation: what was typed goes first.
  document.addEventListener("htmx:confirm", (event) => {
    const form = find();
    const { elt, target, issueRequest } = event.detail;
    if (!form || target?.id !== "talk" || !unkept(form)) return;
    if (!form.contains(elt) || elt.matches("a")) {
      of(form).leave();
      return;
    }
    event.preventDefault();
    of(form)
      .finish()
      .then(() => issueRequest(true));
  });
  document.addEventListener("submit", (event) => {
    const form = find();
    if (event.defaultPrevented || event.target !== form || !unkept(form)) return;
    event.preventDefault();
    const { submitter } = event;
    // not before this event is over: until then a form is not submitted again
    setTimeout(async () => {
      await of(form).finish();
      form.requestSubmit(submitter);
    });
  });
  // what was refused is in the form again, with what was typed last
  document.addEventListener("htmx:afterSwap", (event) => {
    const form = find();
    if (event.target.id === "talk" && form?.querySelector(":scope > .notice[role=alert]") && form.elements.text.value.trim() !== "") of(form).changed();
  });
  addEventListener("pagehide", () => {
    const form = find();
    if (!form || !unkept(form)) return;
    const body = typed(form);
    // the browser lets only so much go with a page that closes
    if (body.toString().length < 60_000) fetch(kept(form).dataset.keeps, { method: "POST", headers: { "HX-Request": "true" }, body, keepalive: true });
  });
}
