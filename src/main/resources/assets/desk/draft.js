// What is typed and not sent stays in this tab, for each teammate and conversation, until it is sent.
import { composer, talk, words } from "./panes.js";

const self = document.getElementById("desk").dataset.self;
const key = (number = talk().dataset.number) => `draft:${self}:${number}`;

function keep() {
  const text = words().value;
  if (text.trim() === "") {
    sessionStorage.removeItem(key());
  } else {
    const to = new FormData(composer()).get("to");
    sessionStorage.setItem(key(), JSON.stringify({ to, text }));
  }
}

function restore() {
  const field = words();
  const kept = field && field.value === "" ? sessionStorage.getItem(key()) : null;
  if (!kept) return;
  const { to, text } = JSON.parse(kept);
  field.value = text;
  const choice = composer().querySelector(`[name="to"][value="${to}"]`);
  if (choice) choice.checked = true;
}

export function keepDrafts() {
  document.addEventListener("input", (event) => {
    if (event.target.closest("#composer")) keep();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, xhr } = event.detail;
    if (requestConfig?.elt.id !== "composer" || xhr.status >= 300) return;
    // another conversation may be open by the time the answer comes
    const [, number] = requestConfig.path.match(/conversations\/(\d+)/) ?? [];
    if (number) sessionStorage.removeItem(key(number));
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "talk") restore();
  });
  // a form that leaves without htmx was sent by a page that is about to go
  document.addEventListener("submit", (event) => {
    if (event.target.matches('[action="/signout"]')) sessionStorage.clear();
  });
  restore();
}
