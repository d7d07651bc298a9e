// The table: sorted by any column, a page of rows at a time, so that 50,000 events cost no more than fifty.

const ROWS_A_PAGE = 50;
const ROWS_PRINTED = 1000;
const collator = new Intl.Collator("en");
const COLUMNS = [
  { key: "days", name: "Days", of: (event) => event.first || event.last, cell: daysCell },
  { key: "status", name: "Status", of: (event) => event.status, cell: statusCell },
  { key: "type", name: "Type", of: (event) => event.type, cell: typeCell },
  { key: "actor", name: "Actor", of: (event) => event.actor, cell: (event) => sideCell(event.actor, event.actor_country) },
  { key: "recipient", name: "Recipient", of: (event) => event.recipient, cell: (event) => sideCell(event.recipient, event.recipient_country) },
  { key: "trigger", name: "Trigger in its sentence", of: (event) => event.trigger, cell: triggerCell },
  { key: "reported_by", name: "Source", of: (event) => event.reported_by, cell: (event) => event.reported_by || "" },
  { key: "confidence", name: "Confidence", of: (event) => event.confidence, cell: (event) => event.confidence.toFixed(2) },
];
const CELLS = { days: "days", actor: "actor", recipient: "recipient" };
const order = { key: "newest", descending: true, page: 0, sorted: [] };

// By issue, where no column is chosen: the newest first, then in the order of its text.
const BY_ISSUE = { key: "newest", of: (event) => ISSUES[event.issue].published };

// The trigger in its sentence.
function triggerCell(event) {
  const { text } = ISSUES[event.issue];
  const start = Math.max(event.trigger_start, event.sentence_start);
  const end = Math.min(Math.max(event.trigger_end, start), Math.max(event.sentence_end, start));
  return element("span", { class: "told-in" },
    text.slice(event.sentence_start, start), element("b", {}, text.slice(start, end)), text.slice(end, event.sentence_end));
}

// The rows that pass, in the table's order, as a CSV file; what a spreadsheet would take for a formula is kept text.
function saveTable() {
  const columns = {
    event_id: (event) => event.id, first_day: (event) => event.first, last_day: (event) => event.last,
    event_type: (event) => event.type, event_mode: (event) => event.mode, status: (event) => event.status,
    actor_name: (event) => event.actor, actor_country: (event) => event.actor_country,
    recipient_name: (event) => event.recipient, recipient_country: (event) => event.recipient_country,
    place_name: (event) => event.place, trigger: (event) => event.trigger, reported_by: (event) => event.reported_by,
    confidence: (event) => event.confidence, issue_file: (event) => ISSUES[event.issue].file, sentence: sentenceOf,
  };
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = [Object.keys(columns), ...order.sorted.map((event) => Object.values(columns).map((of) => of(event)))];
  const file = new Blob(["\ufeff", rows.map((row) => row.map(cell).join(",")).join("\n"), "\n"], { type: "text/csv" });
  const link = element("a", { href: URL.createObjectURL(file), download: "events.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

// Two days break only between them.
function daysCell(event) {
  const made = element("span");
  daysOf(event).split(/(?<= to) /).forEach((part) => made.append(element("span", { class: "day" }, part), " "));
  return made;
}

function statusCell(event) {
  return element("span", { class: `status ${event.status}` }, event.hedged ? `${event.status}, hedged` : event.status);
}

function typeCell(event) {
  const made = element("span", { title: CONTENT.types[event.type] || "" }, element("span", { class: "type" }, event.type));
  if (event.mode) made.append(" ", element("span", { class: "sub" }, event.mode));
  return made;
}

function sideCell(name, country) {
  if (!name) return "";
  const made = element("span", {}, name);
  if (country) made.append(" ", element("span", { class: "sub" }, country));
  return made;
}

function prepareTable() {
  byId("table").tHead.rows[0].append(...COLUMNS.map((column) => {
    const button = element("button", { type: "button" }, column.name);
    button.addEventListener("click", () => sortBy(column.key));
    return element("th", { scope: "col", "data-key": column.key }, button);
  }));
  document.querySelector(".pager").addEventListener("click", (click) => turn(click.target.dataset.page));
  const body = byId("table").tBodies[0];
  body.addEventListener("click", (click) => chooseRow(click.target.closest("tr"), true));
  body.addEventListener("keydown", moveInTable);
  addEventListener("beforeprint", () => showRows(ROWS_PRINTED));
  addEventListener("afterprint", () => showRows(ROWS_A_PAGE));
}

function sortBy(key) {
  order.descending = order.key === key ? !order.descending : false;
  order.key = key;
  showTable();
}

const inText = (left, right) => left.issue - right.issue || left.trigger_start - right.trigger_start || left.at - right.at;

// Sorts anew and shows the first page. What has no value comes last in either direction.
function showTable() {
  const { of } = [BY_ISSUE, ...COLUMNS].find((column) => column.key === order.key);
  const sign = order.descending ? -1 : 1;
  const compare = (left, right) => (typeof left === "number" ? left - right : collator.compare(left, right));
  const empty = (value) => value === null || value === undefined || value === "";
  const keyed = state.passing.map((event) => ({ event, key: of(event) }));
  const known = keyed.filter(({ key }) => !empty(key));
  known.sort((left, right) => sign * compare(left.key, right.key) || inText(left.event, right.event));
  order.sorted = [...known, ...keyed.filter(({ key }) => empty(key))].map(({ event }) => event);
  order.page = 0;
  for (const head of byId("table").tHead.rows[0].cells) {
    const here = head.dataset.key === order.key;
    head.setAttribute("aria-sort", here ? (order.descending ? "descending" : "ascending") : "none");
  }
  showRows(ROWS_A_PAGE);
}

const pages = () => Math.max(1, Math.ceil(order.sorted.length / ROWS_A_PAGE));

function turn(where) {
  const targets = { first: 0, previous: order.page - 1, next: order.page + 1, last: pages() - 1 };
  if (!(where in targets)) return;
  order.page = Math.min(Math.max(targets[where], 0), pages() - 1);
  showRows(ROWS_A_PAGE);
}

function showRows(limit) {
  const start = limit === ROWS_A_PAGE ? order.page * ROWS_A_PAGE : 0;
  const shown = order.sorted.slice(start, start + limit);
  byId("table").tBodies[0].replaceChildren(...shown.map(rowOf));
  const all = order.sorted.length;
  const part = shown.length < all ? `, ${number(start + 1)} to ${number(start + shown.length)} shown` : "";
  const filtered = all < EVENTS.length ? ` of ${number(EVENTS.length)}` : "";
  byId("count").textContent = `${number(all)}${filtered} ${EVENTS.length === 1 ? "event" : "events"}${part}`;
  byId("page").textContent = `Page ${number(order.page + 1)} of ${number(pages())}`;
  for (const button of document.querySelectorAll(".pager button")) {
    const back = ["first", "previous"].includes(button.dataset.page);
    button.disabled = back ? order.page === 0 : order.page >= pages() - 1;
  }
}

function rowOf(event, index) {
  const cells = COLUMNS.map((column) => element("td", { class: CELLS[column.key] || "", "data-name": column.name }, column.cell(event)));
  const chosen = event === state.chosen;
  // One stop for Tab in the whole table; arrows go on from there.
  const reachable = chosen || (index === 0 && !order.sorted.includes(state.chosen));
  return element("tr", { "data-id": event.id, "aria-selected": String(chosen), tabIndex: reachable ? 0 : -1 }, ...cells);
}

function chooseRow(row, focus = false) {
  if (!row) return;
  if (focus) row.focus({ preventScroll: true });
  choose(BY_ID.get(row.dataset.id));
}

function moveInTable(key) {
  const row = key.target.closest("tr");
  const rows = [...row.parentElement.rows];
  const moves = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling, Home: rows[0], End: rows.at(-1) };
  if (key.key === "Enter" || key.key === " ") chooseRow(row);
  else if (key.key === "PageDown" || key.key === "PageUp") {
    turn(key.key === "PageDown" ? "next" : "previous");
    byId("table").tBodies[0].rows[0]?.focus();
  } else if (moves[key.key]) moves[key.key].focus();
  else return;
  key.preventDefault();
}

// Marks the chosen event's row; with `turnTo`, turns to its page first, with `move`, brings it into view.
function markChosenRow(turnTo, move) {
  const at = order.sorted.indexOf(state.chosen);
  if (turnTo && at >= 0 && Math.floor(at / ROWS_A_PAGE) !== order.page) {
    order.page = Math.floor(at / ROWS_A_PAGE);
    showRows(ROWS_A_PAGE);
  }
  for (const row of byId("table").tBodies[0].rows) {
    const here = row.dataset.id === state.chosen?.id;
    row.setAttribute("aria-selected", String(here));
    row.tabIndex = here ? 0 : -1;
    if (here && move) row.scrollIntoView({ block: "nearest" });
  }
}
