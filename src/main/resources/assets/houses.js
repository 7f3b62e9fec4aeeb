// To another house: a form may lead to its own site only, so this follows the way that a page shows without it.

export function changeHouses() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("[data-house]")) return;
    event.preventDefault();
    try {
      const response = await fetch(form.action, { method: "POST", headers: { "HX-Request": "true" }, body: new URLSearchParams(new FormData(form)) });
      const there = response.headers.get("HX-Redirect");
      if (there) location.href = there;
      else form.submit();
    } catch {
      form.submit();
    }
  });
}
