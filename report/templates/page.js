"use strict";
// What the page knows, which events pass its filters, and which one is chosen. All texts are set as text.

const byId = (id) => document.getElementById(id);
const CONTENT = JSON.parse(byId("content").textContent);
const ISSUES = CONTENT.issues;
const SEVERAL = ["status", "type", "country"];
const STATUSES = ["occurred", "planned", "hypothetical", "denied"];
const EVENTS = CONTENT.events.map((values, at) => {
  const event = { at };
  CONTENT.columns.forEach((name, index) => { event[name] = values[index]; });
  return event;
});
const BY_ID = new Map(EVENTS.map((event) => [event.id, event]));
const state = { passing: EVENTS, chosen: null, issue: null, linked: null };
let haystacks = null;

const number = (count) => count.toLocaleString("en");
const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") made.className = value;
    else if (name.includes("-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function daysOf(event) {
  if (!event.first && !event.last) return "";
  if (!event.last) return `from ${event.first}`;
  if (!event.first) return `to ${event.last}`;
  return event.first === event.last ? event.first : `${event.first} to ${event.last}`;
}

function sentenceOf(event) {
  return ISSUES[event.issue].text.slice(event.sentence_start, event.sentence_end);
}

function countriesOf(event) {
  const joined = [event.actor_country, event.recipient_country].filter(Boolean).join("; ");
  return joined ? [...new Set(joined.split("; ").filter(Boolean))] : [];
}

// --- filters

function asked() {
  const form = new FormData(byId("filters"));
  const given = Object.fromEntries(form);
  for (const name of SEVERAL) given[name] = new Set(form.getAll(name));
  given.since = periodEnd(given.since, "first");
  given.until = periodEnd(given.until, "last");
  given.words = given.text.toLowerCase().split(/\s+/).filter(Boolean);
  return given;
}

function haystackOf(event) {
  haystacks ||= EVENTS.map((each) => [
    each.actor, each.recipient, each.place, each.speaker, each.reported_by, each.type, each.id, sentenceOf(each),
  ].join(" ").toLowerCase());
  return haystacks[event.at];
}

// The first or last day that "1998", "1998-09" or "1998-09-14" means; "" where it means none.
function periodEnd(written, end) {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec((written || "").trim());
  if (!found) return "";
  const [, year, month, day] = found;
  if (day) return found[0];
  if (end === "first") return `${year}-${month || "01"}-01`;
  return new Date(Date.UTC(Number(year), Number(month || 12), 0)).toISOString().slice(0, 10);
}

// Whether days touch the period, as in the command and in SQL: of an open end only the known day counts.
function touches(event, given) {
  if (!given.since && !given.until) return true;
  if (!event.first && !event.last) return false;
  const open = given["open-ended"];
  const [begins, ends] = [event.first || (open ? "" : event.last), event.last || (open ? "9999" : event.first)];
  return !(given.since && ends < given.since) && !(given.until && begins > given.until);
}

function passes(event, given) {
  if (state.linked && !state.linked.events.has(event.at)) return false;
  if (given.status.size && !given.status.has(event.status)) return false;
  if (given.type.size && !given.type.has(event.type)) return false;
  if (given.country.size && !countriesOf(event).some((code) => given.country.has(code))) return false;
  if (given.confidence && event.confidence < Number(given.confidence)) return false;
  if (!touches(event, given)) return false;
  return given.words.every((word) => haystackOf(event).includes(word));
}

function applyFilters() {
  const given = asked();
  sayChosen(given);
  state.passing = EVENTS.filter((event) => passes(event, given));
  byId("linked").hidden = !state.linked;
  if (state.linked) byId("linked").firstElementChild.textContent = state.linked.label;
  showTable();
  showFigures();
  showCharts();
}

function link(label, indices) {
  state.linked = indices ? { label, events: new Set(indices) } : null;
  applyFilters();
}

function setFilter(name, value) {
  for (const box of byId("filters").querySelectorAll(`[name=${name}]`)) box.checked = box.value === value;
  applyFilters();
}

// Says in each choice's head what is chosen.
function sayChosen(given) {
  for (const name of SEVERAL) {
    byId(`${name}-choice`).querySelector("summary b").textContent = [...given[name]].join(", ") || "any";
  }
}

function clearFilters() {
  byId("filters").reset();
  state.linked = null;
  applyFilters();
}

function fillChoices() {
  const counts = (values) => {
    const found = new Map();
    for (const value of values) found.set(value, (found.get(value) || 0) + 1);
    return [...found].sort(([left], [right]) => (left < right ? -1 : 1));
  };
  const fill = (name, found) => byId(`${name}-choice`).querySelector("div").append(...found.map(([value, count]) =>
    element("label", {}, element("input", { type: "checkbox", name, value }), ` ${value} `, element("small", {}, number(count)))));
  fill("status", counts(EVENTS.map((event) => event.status)));
  fill("type", counts(EVENTS.map((event) => event.type)));
  fill("country", counts(EVENTS.flatMap(countriesOf)));
}

// --- the chosen event

// Shows an event's evidence and marks its row. `reveal`: whatever hides the row gives way. Where the evidence
// stands below the table, the page moves there.
function choose(event, { reveal = false } = {}) {
  state.chosen = event;
  if (reveal && !state.passing.includes(event)) clearFilters();
  showEvidence(event);
  const stacked = matchMedia("(max-width: 1300px)").matches;
  markChosenRow(reveal, reveal && !stacked);
  if (stacked) byId("evidence").scrollIntoView();
  const hash = `#event=${event.id}`;
  if (location.hash !== hash) history.replaceState(null, "", hash);
}

function followHash() {
  const event = BY_ID.get(new URLSearchParams(location.hash.slice(1)).get("event"));
  if (event && event !== state.chosen) choose(event, { reveal: true });
}

// --- figures, runs, problems

function showFigures() {
  const of = (status) => state.passing.filter((event) => event.status === status).length;
  const figures = [
    [state.passing.length, "events", "--strong"],
    ...STATUSES.map((status) => [of(status), status, `--${status}`]),
    [new Set(state.passing.map((event) => event.issue)).size, "issues with events", "--faint"],
  ];
  byId("figures").replaceChildren(...figures.map(([count, name, tone]) => {
    const made = element("li", {}, element("b", {}, number(count)), element("span", {}, name));
    made.style.setProperty("--tone", `var(${tone})`);
    return made;
  }));
}

function showCoverage() {
  const days = EVENTS.flatMap((event) => [event.first, event.last]).filter(Boolean).sort();
  const span = days.length ? `, ${days[0]} to ${days.at(-1)}` : "";
  const filter = byId("coverage").textContent;
  const words = `${counted(EVENTS.length, "event")} in ${counted(ISSUES.length, "issue")}${span}`;
  byId("coverage").textContent = filter ? `${words} (${filter})` : words;
}

function fillTable(id, columns, rows, nothing) {
  if (!rows.length) {
    byId(id).replaceWith(element("p", { class: "note" }, nothing));
    return;
  }
  byId(id).replaceChildren(
    element("thead", {}, element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map((value) => element("td", {}, value))))),
  );
}

function showRunsAndProblems() {
  const outcome = (run) => ["written", "replaced", "unchanged", "quarantined", "failed"]
    .filter((name) => run[name]).map((name) => `${number(run[name])} ${name}`).join(", ");
  const text = (value) => (value === null || value === undefined ? "" : String(value));
  fillTable("runs", ["Started (UTC)", "Command", "Documents", "Events", "Exit", "Version"], CONTENT.runs.map((run) => [
    run.started_at, run.command, outcome(run), number(run.events), text(run.exit_status), run.extractor_version,
  ]), "No runs are recorded.");
  const shown = CONTENT.problems.slice(0, 200);
  fillTable("problems", ["Issue", "Where", "What"], shown.map((problem) => [
    problem.issue === null ? "" : ISSUES[problem.issue].file, `${problem.stage}: ${problem.code}`, problem.message,
  ]), "No problems were recorded.");
  if (shown.length < CONTENT.problems.length) {
    byId("problems").after(element("p", { class: "note" },
      `${number(CONTENT.problems.length - shown.length)} more are in the table problems of the database.`));
  }
}

// --- beginning; called by the last script, when all are there

function begin() {
  fillChoices();
  showCoverage();
  showRunsAndProblems();
  prepareTable();
  prepareEvidence();
  const form = byId("filters");
  let waiting = 0;
  const filterSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(applyFilters, 120);
  };
  form.addEventListener("input", filterSoon);
  form.addEventListener("change", filterSoon);
  form.addEventListener("submit", (submitted) => submitted.preventDefault());
  document.addEventListener("click", (click) => {
    for (const open of form.querySelectorAll("details[open]")) if (!open.contains(click.target)) open.open = false;
  });
  byId("save").addEventListener("click", saveTable);
  byId("between").addEventListener("change", showCharts);
  form.addEventListener("reset", () => { state.linked = null; setTimeout(applyFilters); });
  byId("linked").querySelector("button").addEventListener("click", () => link("", null));
  addEventListener("hashchange", followHash);
  applyFilters();
  followHash();
  if (!state.chosen && ISSUES.length) showIssue(order.sorted.length ? order.sorted[0].issue : 0);
}
