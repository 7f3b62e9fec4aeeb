// What takes a while is fetched after the page has come; without this file a link does the same. The house's colour can be
// picked as well as typed.
import { changeHouses } from "./houses.js";
import "./square.js";

changeHouses();

const typed = document.querySelector('.settings .colour > [name="colour"]');
if (typed && typed.dataset.pick) {
  const picker = document.createElement("input");
  picker.type = "color";
  picker.className = "input";
  picker.setAttribute("aria-label", typed.dataset.pick);
  const follow = () => {
    if (/^#[0-9a-f]{6}$/i.test(typed.value)) {
      picker.value = typed.value;
    }
  };
  typed.addEventListener("input", follow);
  picker.addEventListener("input", () => {
    typed.value = picker.value;
  });
  follow();
  typed.after(picker);
}
