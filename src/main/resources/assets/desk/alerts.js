// What a colleague is to know: counted on the rail, and told by the browser to whoever allowed it and looks elsewhere.
const queue = () => document.getElementById("queue");

export const wantsNews = () => "Notification" in window && Notification.permission === "granted";

/** @param {DOMStringMap} fresh what the queue says now */
export function tellNews(fresh) {
  const before = queue().dataset.newsId;
  for (const name of ["unseen", "news", "newsHref", "newsId"]) queue().dataset[name] = fresh[name] ?? "";
  const count = document.getElementById("unseen");
  if (count) count.textContent = fresh.unseen ?? "";
  if (!fresh.newsId || fresh.newsId === before || !document.hidden || !wantsNews()) return;
  // one of several windows is enough
  const note = new Notification(document.querySelector(".top .room").textContent, { body: fresh.news, tag: fresh.newsId });
  note.addEventListener("click", () => {
    focus();
    location.href = fresh.newsHref;
  });
}
