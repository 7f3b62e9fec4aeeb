// A page of the desk that is one sheet. It works without this; with it, suggestions come while somebody types.
import "./htmx.esm.js";
import { keepDrafts } from "./desk/draft.js";
import { changeHouses } from "./houses.js";

keepDrafts(() => document.getElementById("beginning"));
changeHouses();

// the browser asks only when somebody pressed something
const allow = document.getElementById("allow-notifications");
if (allow && "Notification" in window) {
  const box = allow.closest(".with-browser");
  box.hidden = Notification.permission !== "default";
  allow.addEventListener("click", async () => {
    await Notification.requestPermission();
    box.hidden = Notification.permission !== "default";
  });
}
