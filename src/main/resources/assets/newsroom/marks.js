// What the guard found, kept under the letters while somebody types. A finding is anchored by its passage and the words around
// it: an edit elsewhere moves it, an edit inside it takes its mark away until the guard has read again.

const WEIGHTS = ["fix", "look", "spelling", "useful"];
const fields = new Map();

/** Where a text differs from what it was: the old stretch and how long the new one is. */
export function splice(before, after) {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, length: after.length - same - start };
}

/** Findings after an edit; those that it touched are gone. */
export function moved(findings, { start, end, length }) {
  const by = length - (end - start);
  return findings.flatMap((finding) => {
    if (finding.end <= start) return [finding];
    if (finding.start >= end) return [{ ...finding, start: finding.start + by, end: finding.end + by }];
    return [];
  });
}

/** Where a passage stands in a text: where it was, else where most of the words around it are the same, else the nearest. */
export function anchored(text, finding) {
  const { passage, before, after, start } = finding;
  if (passage === "") return null;
  if (text.startsWith(passage, start)) return finding;
  let best = null;
  for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + 1)) {
    let around = 0;
    while (around < before.length && text[at - 1 - around] === before[before.length - 1 - around]) around++;
    let next = 0;
    while (next < after.length && text[at + passage.length + next] === after[next]) next++;
    const worth = (around + next) * 1_000_000 - Math.abs(at - start);
    if (!best || worth > best.worth) best = { worth, start: at };
  }
  return best && { ...finding, start: best.start, end: best.start + passage.length };
}

function stretches(text, findings) {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of findings) cuts.add(start).add(end);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((to, i) => ({ from: sorted[i], to, over: findings.filter((f) => f.start <= sorted[i] && to <= f.end) }));
}

function badge(n, label) {
  const link = document.createElement("a");
  link.className = "badge";
  link.href = `#f-${n}`;
  link.dataset.n = n;
  link.tabIndex = 0;
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.textContent = label;
  const shown = document.createElement("span");
  shown.ariaHidden = "true";
  shown.textContent = n;
  link.append(said, shown);
  return link;
}

function draw(state) {
  const { mirror, area, findings, label } = state;
  const text = area.value;
  const focused = mirror.contains(document.activeElement) ? document.activeElement.dataset.n : null;
  const shown = document.querySelector(".finding.is-open")?.dataset.n;
  const nodes = [];
  for (const { from, to, over } of stretches(text, findings)) {
    const words = text.slice(from, to);
    if (over.length === 0) {
      nodes.push(words);
      continue;
    }
    const mark = document.createElement("mark");
    mark.className = `on-${WEIGHTS.find((weight) => over.some((finding) => finding.weight === weight))}`;
    mark.setAttribute("aria-details", over.map(({ n }) => `f-${n}`).join(" "));
    mark.dataset.n = over.map(({ n }) => n).join(" ");
    mark.classList.toggle("is-open", over.some(({ n }) => n === shown));
    mark.textContent = words;
    nodes.push(mark, ...over.filter((finding) => finding.end === to).map(({ n }) => badge(n, label.replace("0", n))));
  }
  // a last empty line has a height only when something stands on it
  nodes.push("\u200b");
  mirror.replaceChildren(...nodes);
  if (focused) mirror.querySelector(`a[data-n="${focused}"]`)?.focus({ preventScroll: true });
}

/** Takes over what the guard said last. */
export function place() {
  for (const [name, state] of fields) {
    state.findings = [...document.querySelectorAll(`.finding[data-field="${name}"]`)].flatMap((entry) => {
      const { n, weight, passage, before, after } = entry.dataset;
      const found = anchored(state.area.value, {
        n,
        weight,
        passage,
        before,
        after,
        start: Number(entry.dataset.start),
        end: Number(entry.dataset.end),
      });
      return found ? [found] : [];
    });
    draw(state);
  }
}

/** Puts words into a field as if they had been typed there, so that the place of the caret and of the marks survives. */
export function write(name, words) {
  const state = fields.get(name);
  if (!state || state.area.value === words) return;
  const { start, end, length } = splice(state.area.value, words);
  state.area.setRangeText(words.slice(start, start + length), start, end, "preserve");
  typed(state);
}

/** The findings of both fields in the order of the text. */
export const placed = () => [...fields].flatMap(([name, { findings, area }]) => findings.map((finding) => ({ ...finding, name, area })));

function typed(state) {
  state.findings = moved(state.findings, splice(state.was, state.area.value));
  state.was = state.area.value;
  draw(state);
}

export function keepMarks() {
  for (const marked of document.querySelectorAll(".marked[data-field]")) {
    const area = marked.querySelector("textarea");
    const mirror = marked.querySelector(".mirror");
    if (!area) continue;
    const label = document.querySelector("#guard-said").dataset.finding;
    const state = { area, mirror, label, was: area.value, findings: [] };
    fields.set(marked.dataset.field, state);
    marked.classList.add("is-live");
    area.addEventListener("input", () => typed(state));
  }
  place();
}
