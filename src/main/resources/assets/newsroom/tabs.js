// Where there is no room for both, what the guard says and how the draft would look take turns.

export function showTab(tab) {
  const read = document.getElementById("read");
  if (!read) return;
  read.dataset.tab = tab;
  read.querySelector(".guard-tabs").hidden = false;
  for (const button of read.querySelectorAll("[data-shows]")) button.ariaPressed = String(button.dataset.shows === tab);
}

export function keepTabs() {
  showTab("guard");
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-shows]");
    if (button) showTab(button.dataset.shows);
  });
}
