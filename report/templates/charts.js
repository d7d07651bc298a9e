// The charts, drawn by Plotly, which waits compressed in the page until the rest is there.

const DAY = 86400000;
const MOST_SPANS = 4000; // events drawn each by itself; more are counted by month
const LONG_VIEW = 400; // days; a longer stretch opens on its busiest part
const SHORT_VIEW = 120; // days of that part
const PAPER_WIDTH = 640; // CSS pixels: A4 and Letter have more between margins and padding
const charts = { ready: null, range: null, whole: true };

// Unpacks the library and lets it run; its digest stands in the page's policy.
async function plotly() {
  const packed = Uint8Array.from(atob(byId("plotly").textContent), (character) => character.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(unpacked).text();
  document.head.append(script);
  byId("plotly").remove();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showCharts);
  addEventListener("beforeprint", () => setWidths({ width: PAPER_WIDTH }));
  addEventListener("afterprint", () => setWidths({ width: null, autosize: true }));
}

function setWidths(how) {
  for (const chart of document.querySelectorAll(".chart")) if (chart.data) Plotly.relayout(chart, how);
}

async function showCharts() {
  charts.ready ||= plotly();
  await charts.ready;
  await Promise.all([showTimeline(), showByType(), showByPair(), showMap()]);
  document.documentElement.dataset.charts = "drawn";
}

function layout(more) {
  const axis = { gridcolor: style("--line"), zerolinecolor: style("--line"), automargin: true, fixedrange: true };
  const made = {
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", showlegend: false,
    font: { family: style("--sans"), size: 12, color: style("--ink") },
    margin: { l: 10, r: 10, t: 8, b: 30 }, hovermode: "closest", bargap: 0.25,
    hoverlabel: { bgcolor: style("--paper"), bordercolor: style("--line"), font: { color: style("--ink") }, align: "left" },
    ...more,
  };
  for (const name of ["xaxis", "yaxis"]) made[name] = { ...axis, ...made[name] };
  return made;
}

function draw(id, traces, asked) {
  const first = !byId(id).data;
  byId(id).style.height = `${asked.height}px`; // else a new width would leave the drawing taller than its place
  return Plotly.react(byId(id), traces, layout(asked), { responsive: true, displayModeBar: false, scrollZoom: false })
    .then((drawn) => { if (first) drawn.on("plotly_click", ({ points }) => clicked(id, points[0])); });
}

function clicked(id, point) {
  if (id === "by-type") setFilter("type", point.y);
  else if (id === "by-pair" || id === "map") link(`${id === "map" ? point.data.hovertext[point.pointIndex] : point.y}: ${counted(point.data.events[point.pointIndex].length, "event")}`, point.data.events[point.pointIndex]);
  else if (point.data.events) choose(EVENTS[point.data.events[point.pointIndex]], { reveal: true });
}

// --- timeline

const LOOKS = {
  occurred: { symbol: "circle", dash: "solid" },
  planned: { symbol: "circle-open", dash: "solid" },
  hypothetical: { symbol: "diamond-open", dash: "dot" },
  denied: { symbol: "x-thin-open", dash: "dash" },
};

const time = (day) => Date.parse(`${day}T00:00:00Z`);

function dated() {
  return state.passing.filter((event) => event.first || event.last).map((event) => {
    const start = time(event.first || event.last);
    return { event, start, end: time(event.last || event.first) + DAY, open: !event.first || !event.last };
  });
}

async function showTimeline() {
  const spans = dated();
  const unknown = state.passing.length - spans.length;
  const many = spans.length > MOST_SPANS;
  const range = rangeOf(spans);
  const notes = [];
  if (many) notes.push(`Counted by month of the first day; filter to ${number(MOST_SPANS)} events or fewer to see each.`);
  else notes.push("Each mark is an event, its line the days it lies in; an arrow is an open end.");
  if (range && !charts.whole) notes.push(`Shown: ${range.map((at) => new Date(at).toISOString().slice(0, 10)).join(" to ")}, where most events lie.`);
  if (unknown) notes.push(`${counted(unknown, "event")} without a known day not shown.`);
  byId("timeline-note").textContent = notes.join(" ");
  showRanges(spans);
  await (many ? drawMonths(spans, range) : drawSpans(spans, range));
}

// The days to open on: all of them, or where they are many years, the part with most events.
function rangeOf(spans) {
  if (!spans.length) return null;
  const starts = spans.map((span) => span.start).sort((left, right) => left - right);
  const all = [starts[0] - 3 * DAY, spans.reduce((latest, span) => Math.max(latest, span.end), 0) + 3 * DAY];
  if (charts.range === "all" || all[1] - all[0] <= LONG_VIEW * DAY || spans.length > MOST_SPANS) {
    charts.whole = true;
    return all;
  }
  charts.whole = false;
  let best = [0, 0];
  for (let left = 0, right = 0; right < starts.length; right += 1) {
    while (starts[right] - starts[left] > SHORT_VIEW * DAY) left += 1;
    if (right - left > best[1] - best[0]) best = [left, right];
  }
  return [starts[best[0]] - 3 * DAY, starts[best[1]] + 6 * DAY];
}

function showRanges(spans) {
  const button = (name, value) => {
    const made = element("button", { type: "button", "aria-pressed": String((charts.range || "busiest") === value) }, name);
    made.addEventListener("click", () => { charts.range = value; showTimeline(); });
    return made;
  };
  const long = spans.length && spans.length <= MOST_SPANS
    && Math.max(...spans.map((span) => span.end)) - Math.min(...spans.map((span) => span.start)) > LONG_VIEW * DAY;
  byId("ranges").replaceChildren(...(long ? [button("Busiest months", "busiest"), button("All days", "all")] : []));
}

// Lays spans into lanes by type so that no two in a lane overlap; `room` is the least width of a mark.
function lanesOf(spans, room) {
  const types = [...new Set(spans.map((span) => span.event.type))].sort().reverse();
  const ticks = [];
  let base = 0;
  for (const type of types) {
    const ends = [];
    const own = spans.filter((span) => span.event.type === type).sort((left, right) => left.start - right.start);
    for (const span of own) {
      let lane = ends.findIndex((end) => end <= span.start);
      if (lane < 0) lane = ends.length;
      ends[lane] = Math.max(span.end, span.start + room);
      span.lane = base + lane;
    }
    ticks.push({ type, at: base + (ends.length - 1) / 2, edge: base + ends.length });
    base += ends.length + 1;
  }
  return { ticks, height: base };
}

function drawSpans(spans, range) {
  const inView = range ? spans.filter((span) => span.end >= range[0] && span.start <= range[1]) : [];
  const wide = byId("timeline").clientWidth - 110;
  const { ticks, height } = lanesOf(inView, range ? ((range[1] - range[0]) / Math.max(wide, 200)) * 9 : DAY);
  const traces = STATUSES.flatMap((status) => tracesOf(inView.filter((span) => span.event.status === status), status, range));
  const lines = ticks.slice(0, -1).map(({ edge }) => ({
    type: "line", xref: "paper", x0: 0, x1: 1, y0: edge, y1: edge, line: { color: style("--line"), width: 1 }, layer: "below",
  }));
  return draw("timeline", traces, {
    height: Math.min(900, Math.max(200, 60 + height * 10)), shapes: lines, dragmode: "pan",
    xaxis: { type: "date", range, fixedrange: false, showspikes: true, spikemode: "across", spikethickness: 1, spikecolor: style("--faint") },
    yaxis: { tickvals: ticks.map(({ at }) => at), ticktext: ticks.map(({ type }) => type), range: [-1.2, height], showgrid: false, zeroline: false, ticks: "" },
  });
}

// Two traces a status: the lines of its spans, and the marks that can be pointed at.
function tracesOf(spans, status, range) {
  const color = style(`--${status}`);
  const look = LOOKS[status];
  const line = { x: [], y: [], mode: "lines", hoverinfo: "skip", line: { color, width: status === "occurred" ? 4 : 2, dash: look.dash } };
  const marks = { x: [], y: [], text: [], events: [], mode: "markers", hovertemplate: "%{text}<extra></extra>", marker: { color, size: 7, symbol: [], line: { color, width: 1.6 } } };
  for (const { event, start, end, open, lane } of spans) {
    const edge = open ? (event.first ? range[1] : range[0]) : end;
    const from = open && !event.first ? end - DAY : start;
    if (open || end - start > DAY) {
      line.x.push(new Date(from), new Date(open ? from + Math.sign(edge - from) * (range[1] - range[0]) * 0.02 : end), null);
      line.y.push(lane, lane, null);
    }
    marks.x.push(new Date(from));
    marks.y.push(lane);
    marks.marker.symbol.push(open ? (event.first ? "triangle-right-open" : "triangle-left-open") : look.symbol);
    marks.text.push(hover(event));
    marks.events.push(event.at);
  }
  return [line, marks].map((trace) => ({ type: "scatter", name: status, ...trace }));
}

// Plotly reads a little markup in labels: what could be taken for it is written out.
function plain(text) {
  return String(text ?? "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function hover(event) {
  const who = [event.actor, event.recipient].filter(Boolean).join(" → ");
  const sentence = sentenceOf(event).replace(/\s+/g, " ");
  const cut = sentence.length > 160 ? `${sentence.slice(0, 157)}…` : sentence;
  const folded = cut.replace(/(.{1,60})(\s|$)/g, "$1\n").trim();
  return [`${daysOf(event)} ${event.type}, ${event.status}`, who, folded].filter(Boolean).map(plain).join("<br>").replaceAll("\n", "<br>");
}

function drawMonths(spans, range) {
  const months = new Map();
  for (const { event } of spans) {
    const month = `${(event.first || event.last).slice(0, 7)}-01`;
    if (!months.has(month)) months.set(month, {});
    months.get(month)[event.status] = (months.get(month)[event.status] || 0) + 1;
  }
  const traces = STATUSES.map((status) => ({
    type: "bar", name: status, x: [...months.keys()], y: [...months.values()].map((counts) => counts[status] || 0),
    marker: { color: style(`--${status}`) }, hovertemplate: `%{x|%B %Y}: %{y} ${status}<extra></extra>`,
  }));
  return draw("timeline", traces, { height: 300, barmode: "stack", bargap: 0.05, shapes: [], xaxis: { type: "date", range }, yaxis: { autorange: true, tickformat: ",d" } });
}

// --- counts

// Ticks of an axis that counts: no halves of events.
const wholeNumbers = (most) => (most < 6 ? { dtick: 1, tickformat: ",d" } : { tickformat: ",d" });

// Horizontal bars of counts, stacked by part; `rows` maps a label to the events of each part.
function drawBars(id, rows, parts) {
  const labels = [...rows.keys()].reverse();
  const traces = parts.map(({ key, name, color, pattern }) => ({
    type: "bar", orientation: "h", name, y: labels, x: labels.map((label) => rows.get(label)[key]?.length ?? null),
    events: labels.map((label) => Object.values(rows.get(label)).flat()),
    marker: { color, line: { color, width: 1 }, pattern: { shape: pattern || "", bgcolor: style("--paper"), size: 5 } },
    hovertemplate: `%{y}: %{x} ${name}<extra></extra>`,
  }));
  return draw(id, traces, {
    height: 32 + Math.max(1, labels.length) * 21, barmode: "stack", margin: { l: 10, r: 10, t: 4, b: 28 },
    yaxis: { type: "category", showgrid: false }, xaxis: { rangemode: "tozero", ...wholeNumbers(Math.max(0, ...[...rows.values()].map((row) => Object.values(row).flat().length))) },
  });
}

function gather(labelOfEvent, keyOfEvent, most) {
  const rows = new Map();
  for (const event of state.passing) {
    const label = labelOfEvent(event);
    if (!label) continue;
    if (!rows.has(label)) rows.set(label, {});
    const row = rows.get(label);
    (row[keyOfEvent(event)] ||= []).push(event.at);
  }
  const size = ([, row]) => Object.values(row).reduce((sum, events) => sum + events.length, 0);
  return new Map([...rows].sort((left, right) => size(right) - size(left)).slice(0, most));
}

function showByType() {
  const patterns = { planned: "/", hypothetical: ".", denied: "x" };
  const parts = STATUSES.map((status) => ({ key: status, name: status, color: style(`--${status}`), pattern: patterns[status] }));
  return drawBars("by-type", gather((event) => event.type, (event) => event.status, 21), parts);
}

function showByPair() {
  const classes = ["unclassified", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
  const parts = classes.map((name, key) => ({ key, name, color: style(`--q${key}`) }));
  const between = byId("between").checked;
  const pair = (event) => (event.actor_country && event.recipient_country && !(between && event.actor_country === event.recipient_country)
    ? `${event.actor_country} → ${event.recipient_country}` : null);
  return drawBars("by-pair", gather(pair, (event) => event.quad || 0, 15), parts);
}

// --- places

const LABEL = { height: 15, letter: 6.5 }; // CSS pixels a label takes

// Each place as a dot, as large as it has events, on the outline that the page carries: nothing is fetched.
function showMap() {
  const places = new Map();
  for (const event of state.passing) {
    if (event.latitude === null || event.longitude === null) continue;
    const key = `${event.latitude},${event.longitude}`;
    if (!places.has(key)) places.set(key, { name: event.place, latitude: event.latitude, longitude: event.longitude, events: [] });
    places.get(key).events.push(event.at);
  }
  byId("map-section").hidden = !places.size;
  if (!places.size) return null;
  const found = [...places.values()].sort((left, right) => right.events.length - left.events.length);
  const most = found[0].events.length;
  const closer = matchMedia("(pointer: fine)").matches;
  const placed = found.reduce((sum, place) => sum + place.events.length, 0);
  byId("map-note").textContent = `${counted(placed, "event")} at ${counted(found.length, "place")}; a click leaves only a place's events${closer ? ", a dragged box looks closer, a double click goes back" : ""}.`;
  const view = viewOf(found);
  const dots = {
    type: "scatter", mode: "markers+text", x: found.map((place) => place.longitude), y: found.map((place) => place.latitude),
    hovertext: found.map((place) => plain(place.name)), customdata: found.map((place) => place.events.length), textposition: "top center",
    textfont: { size: 11 }, events: found.map((place) => place.events),
    marker: { color: style("--occurred"), opacity: 0.6, size: found.map((place) => 8 + 20 * Math.sqrt(place.events.length / most)) },
    hovertemplate: "%{hovertext}: %{customdata}<extra></extra>",
  };
  dots.text = labelsOf(dots, view);
  const axis = (range) => ({ range, ticksuffix: "°", zeroline: false, showgrid: false, fixedrange: false });
  const drawn = draw("map", [outline(), dots], {
    height: view.height, margin: { l: 10, r: 10, t: 8, b: 30 }, dragmode: closer ? "zoom" : false,
    xaxis: axis(view.x), yaxis: { ...axis(view.y), scaleanchor: "x", scaleratio: view.ratio },
  });
  if (byId("map").dataset.watched) return drawn;
  byId("map").dataset.watched = "yes";
  return drawn.then(() => byId("map").on("plotly_relayout", labelAnew));
}

// Coasts and borders as one line.
function outline() {
  const line = { x: [], y: [] };
  for (const stretch of byId("outline").textContent.trim().split("\n").filter((words) => !words.startsWith("#"))) {
    for (const point of stretch.split(" ")) {
      const [longitude, latitude] = point.split(",").map(Number);
      line.x.push(longitude);
      line.y.push(latitude);
    }
    line.x.push(null);
    line.y.push(null);
  }
  return { type: "scatter", mode: "lines", ...line, hoverinfo: "skip", line: { color: style("--faint"), width: 0.6 }, opacity: 0.7 };
}

// What the map shows: all places with some room about them, degrees of both kinds as long as on the ground.
function viewOf(found) {
  const width = Math.max(byId("map").clientWidth, 300);
  const hull = (values) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const room = 5 + ((most - least) * 50) / width; // degrees: for dots and names at the edge
    return [least - room, most + room];
  };
  const x = hull(found.map((place) => place.longitude));
  const y = hull(found.map((place) => place.latitude));
  const ratio = 1 / Math.cos((Math.min(70, Math.abs(y[0] + y[1]) / 2) * Math.PI) / 180);
  const height = Math.round(Math.min(460, Math.max(170, ((y[1] - y[0]) * ratio * width) / (x[1] - x[0]))));
  return { x, y, ratio, height };
}

// The names that have room, those of the places with most events first; the others show when pointed at.
function labelsOf(dots, { x, ratio }) {
  const wide = Math.max(byId("map").clientWidth - 60, 200) / (x[1] - x[0]);
  const taken = [];
  return dots.hovertext.map((name, at) => {
    const [middle, foot] = [dots.x[at] * wide, dots.y[at] * wide * ratio];
    const half = (name.length * LABEL.letter) / 2;
    const free = taken.every((box) => middle + half < box.left || middle - half > box.right || Math.abs(foot - box.foot) > LABEL.height);
    if (free) taken.push({ left: middle - half, right: middle + half, foot });
    return free ? name : "";
  });
}

// After a closer look: other names have room now.
function labelAnew(changed) {
  if (!Object.keys(changed).some((name) => name.startsWith("xaxis"))) return;
  const { data: [, dots], layout: { xaxis, yaxis } } = byId("map");
  Plotly.restyle("map", { text: [labelsOf(dots, { x: xaxis.range, ratio: yaxis.scaleratio })] }, [1]);
}
