// The newsroom without reloading. Each button works by itself: saving reads again, and every act sends what is typed.
import { changeHouses } from "./houses.js";
import { keepKeys } from "./newsroom/keys.js";
import { keepMarks } from "./newsroom/marks.js";
import { keepReading } from "./newsroom/reading.js";
import { keepTabs } from "./newsroom/tabs.js";

const form = document.getElementById("draft");
if (form?.elements.text instanceof HTMLTextAreaElement) {
  keepMarks();
  keepReading(form);
  keepKeys(form);
}
keepTabs();
changeHouses();
