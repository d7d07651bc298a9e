// The evidence: one issue's text with its marks, and what stands behind the chosen event.

function prepareEvidence() {
  byId("issue-choice").append(...ISSUES.map((issue, at) => element("option", { value: at }, labelOf(issue))));
  byId("issue-choice").addEventListener("change", (change) => {
    state.chosen = null;
    byId("facts").replaceChildren();
    markChosenRow(false, false);
    showIssue(Number(change.target.value));
  });
  byId("issue").addEventListener("click", followMark);
}

function labelOf(issue) {
  return [issue.published, issue.title].filter(Boolean).join(" · ");
}

// Every mark of an issue: where, of what kind, which events it leads to, and its explanation.
function marksOf(index) {
  const issue = ISSUES[index];
  const here = EVENTS.filter((event) => event.issue === index);
  return [
    ...issue.citations.map(([start, end]) => ({ start, end, kind: "citation", events: [], title: "Who reported it" })),
    ...issue.names.map(([start, end, actor]) => {
      const events = issue.actors[actor] ?? [];
      return { start, end, kind: "name", events, title: counted(events.length, "event") };
    }),
    ...issue.times.map(([start, end, events, title]) => ({ start, end, kind: "time", events, title })),
    ...here.map((event) => ({
      start: event.trigger_start, end: event.trigger_end, kind: "trigger", events: [event.at],
      title: `${event.type}, ${event.status}, ${daysOf(event) || "day unknown"}`,
    })),
  ];
}

// Marks of the chosen event: its sentence and its sides.
function tellingsOf(event) {
  const sides = [];
  for (let at = 0; at < event.sides.length; at += 3) {
    const [start, end, side] = event.sides.slice(at, at + 3);
    sides.push({ start, end, class: side ? "side-recipient" : "side-actor" });
  }
  return [
    { start: event.sentence_start, end: event.sentence_end, class: "told" },
    { start: event.trigger_start, end: event.trigger_end, class: "chosen" },
    ...sides,
  ];
}

function showIssue(index) {
  state.issue = index;
  const issue = ISSUES[index];
  byId("issue-choice").value = index;
  const numbered = issue.volume ? `${issue.publication || ""} ${issue.volume}/${issue.number ?? "?"}`.trim() : issue.publication;
  const today = issue.reference && issue.reference !== issue.published ? `“today” is ${issue.reference}` : null;
  const facts = [numbered, issue.published, today, issue.file].filter(Boolean).join(" · ");
  byId("issue").replaceChildren(
    element("h3", {}, issue.title),
    element("p", { class: "sub" }, facts),
    element("div", { class: "text" }, ...pieces(issue.text, marksOf(index), state.chosen ? tellingsOf(state.chosen) : [])),
  );
}

// The text cut wherever a mark begins or ends; each piece carries the classes of all marks over it and
// leads where the smallest of them leads.
function pieces(text, marks, tellings) {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...marks, ...tellings]) cuts.add(start).add(end);
  const edges = [...cuts].sort((left, right) => left - right);
  const starting = [...marks].sort((left, right) => left.start - right.start);
  let open = [];
  let next = 0;
  return edges.slice(0, -1).map((start, index) => {
    while (next < starting.length && starting[next].start <= start) open.push(starting[next++]);
    open = open.filter((mark) => mark.end > start);
    return piece(text.slice(start, edges[index + 1]), open, tellings.filter((told) => told.start <= start && start < told.end));
  });
}

function piece(words, marks, tellings) {
  if (!marks.length && !tellings.length) return document.createTextNode(words);
  const smallest = marks.reduce((best, mark) => (best && best.end - best.start < mark.end - mark.start ? best : mark), null);
  const classes = [
    smallest && `mark ${smallest.kind}`,
    marks.some((mark) => mark.kind === "trigger") && "word",
    ...new Set(tellings.map((told) => told.class)),
  ].filter(Boolean).join(" ");
  const title = marks.map((mark) => mark.title).join("\n");
  if (!smallest?.events.length) return element("span", { class: classes, title }, words);
  const made = element("a", { class: classes, title, href: `#event=${EVENTS[smallest.events[0]].id}` }, words);
  made.leadsTo = smallest.events;
  return made;
}

// A mark of one event chooses it; a mark of several also leaves only those in the table.
function followMark(click) {
  const indices = click.target.closest("a.mark")?.leadsTo;
  if (!indices) return;
  const mark = click.target.closest("a.mark");
  click.preventDefault();
  if (indices.length > 1) link(`“${mark.textContent}”: ${counted(indices.length, "event")}`, indices);
  choose(EVENTS[indices[0]], { reveal: true });
}

function showEvidence(event) {
  const facts = [
    ["Days", daysOf(event) || "unknown"], ["Why", CONTENT.reasons[event.why]], ["Expression", event.date_text],
    ["Actor", sided(event.actor, event.actor_country)], ["Recipient", sided(event.recipient, event.recipient_country)],
    ["Place", event.place], ["Killed", people(event, "killed")], ["Wounded", people(event, "wounded")],
    ["Arrested", people(event, "arrested")], ["Amount", event.amount], ["Speaker", event.speaker], ["Reported by", event.reported_by],
    ["Rules", event.rule], ["Confidence", event.confidence.toFixed(2)], ["Event", event.id],
  ].filter(([, value]) => value);
  byId("facts").replaceChildren(
    element("p", { class: "title" }, typeCell(event), statusCell(event)),
    element("dl", {}, ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
  );
  showIssue(event.issue);
  scrollTextTo(byId("issue").querySelector(".chosen"));
}

// "12", "10 to 15", or "12 or more" where the text leaves it open; nothing where it tells none.
function people(event, fate) {
  const [low, high] = [event[fate], event[`${fate}_high`]];
  if (low === null) return null;
  if (high === null) return `${low} or more`;
  return low === high ? `${low}` : `${low} to ${high}`;
}

function sided(name, country) {
  return country && name ? `${name} (${country})` : name;
}

// Brings the chosen words into view where the text scrolls by itself; never moves the page.
function scrollTextTo(words) {
  const panel = byId("issue");
  if (!words || panel.scrollHeight <= panel.clientHeight) return;
  panel.scrollTop += words.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
}

begin();
