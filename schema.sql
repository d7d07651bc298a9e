-- Dateline's tables and views, for SQLite 3.35 and later and PostgreSQL 15 and later, unchanged.
--
-- This file is the only truth about them: load/relations.py reads it, and load/tables.py, load/views.py and
-- docs/schema.md are made from that. A comment above a table or view tells what it holds; the comment behind a
-- column, what the column means. A column of a view has the type it has in its table; what is computed is text
-- unless COUNT or a CAST around the whole says otherwise.
--
-- Habits that hold everywhere
--   * Keys are hashes of content or numbers within one issue, the same on every machine; there are no sequences.
--   * Everything but the ledger hangs on one issue and goes with it: no row is shared by two issues.
--   * Numbers ("_no") count from 1 within their issue or event. Spans are characters into issues.text, from 0,
--     `span_end` excluded. Days are inclusive; a null end is open, both null: unknown. Times are UTC.
--   * Checks on days add an hour with a zone: only then does SQLite compute the day anew and see a 30 February.
--   * What is unknown is null. Joined names, countries and sectors stand in the participants' order, "; " between;
--     of several, one that is unknown is empty in its place.

-- What this database is and how far it has been brought: one row per step.
CREATE TABLE schema_version (
    version INTEGER NOT NULL PRIMARY KEY CHECK (version >= 1), -- Number of the step; the highest is the database's version.
    application TEXT NOT NULL CHECK (application = 'dateline') -- Whose database this is.
);

-- What kinds of event there are: PLOVER 2.0's types, and five it lacks.
CREATE TABLE event_types (
    event_type TEXT NOT NULL PRIMARY KEY CHECK (event_type = upper(event_type)), -- Name of the type.
    quad_class INTEGER CHECK (quad_class BETWEEN 1 AND 4), -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; null outside PLOVER.
    plover BOOLEAN NOT NULL CHECK (plover IN (TRUE, FALSE)), -- Whether PLOVER 2.0 has the type.
    meaning TEXT NOT NULL -- What falls under it.
);

INSERT INTO event_types (event_type, quad_class, plover, meaning) VALUES
    ('AGREE', 1, TRUE, 'agrees, promises or says it will cooperate'),
    ('CONSULT', 1, TRUE, 'meets, visits, talks, negotiates or mediates'),
    ('SUPPORT', 1, TRUE, 'praises, backs, recognises or defends in words'),
    ('CONCEDE', 1, TRUE, 'gives way in words: eases, accepts, admits'),
    ('COOPERATE', 2, TRUE, 'works together in deeds: trade, signed contracts, joint exercises'),
    ('AID', 2, TRUE, 'gives money, goods, arms or shelter'),
    ('RETREAT', 2, TRUE, 'gives way in deeds: withdraws, releases, disarms, keeps a cease-fire'),
    ('REQUEST', 3, TRUE, 'asks, appeals or demands'),
    ('ACCUSE', 3, TRUE, 'accuses, criticises or investigates'),
    ('REJECT', 3, TRUE, 'refuses, rejects or vetoes'),
    ('THREATEN', 3, TRUE, 'threatens or warns'),
    ('PROTEST', 4, TRUE, 'demonstrates, strikes, riots or boycotts'),
    ('SANCTION', 4, TRUE, 'punishes or cuts ties: expels, convicts, discontinues'),
    ('MOBILIZE', 4, TRUE, 'moves or readies troops, police or weapons'),
    ('COERCE', 4, TRUE, 'uses power without bloodshed: arrests, seizes, restricts, censors'),
    ('ASSAULT', 4, TRUE, 'attacks, kills, abducts, destroys'),
    ('STATEMENT', NULL, FALSE, 'says, announces or comments'),
    ('APPOINT', NULL, FALSE, 'nominates, appoints or makes acting'),
    ('DISMISS', NULL, FALSE, 'removes from office'),
    ('RESIGN', NULL, FALSE, 'offers to resign or resigns'),
    ('VOTE', NULL, FALSE, 'wins, loses, passes or rejects in a vote');

-- The ledger's head: one row per run of the pipeline. Read it through the view runs, which counts.
CREATE TABLE ingest_runs (
    run_id TEXT NOT NULL PRIMARY KEY CHECK (length(run_id) > 0), -- Name of the run, unique.
    command TEXT NOT NULL, -- What was asked for, without passwords.
    extractor_version TEXT NOT NULL, -- Version of code, lexicon and model that read.
    options_digest TEXT NOT NULL, -- Hash of the day options and the policy.
    options TEXT NOT NULL, -- Those options as JSON, to be read by people.
    started_at TIMESTAMP NOT NULL CHECK (date(started_at) IS NOT NULL AND CAST(started_at AS TEXT) LIKE '____-__-__ __:__:__%'), -- When the run began.
    finished_at TIMESTAMP CHECK (finished_at IS NULL OR date(finished_at) IS NOT NULL AND CAST(finished_at AS TEXT) LIKE '____-__-__ __:__:__%'), -- When it ended; null while it runs, or where it was killed.
    exit_status INTEGER CHECK (exit_status BETWEEN 0 AND 255) -- Exit status of the command; null as above.
);

-- What each run did with each document it met.
CREATE TABLE run_documents (
    run_id TEXT NOT NULL REFERENCES ingest_runs (run_id) ON DELETE CASCADE, -- The run.
    source_key TEXT NOT NULL, -- Path below the SOURCE given, plus the member of an archive after "!".
    document_digest TEXT NOT NULL CHECK (trim(document_digest, '0123456789abcdef') = ''), -- Hash of the document's bytes, hexadecimal.
    issue_id TEXT, -- The issue it gave; it may have been replaced since; null where it gave none.
    outcome TEXT NOT NULL CHECK (outcome IN ('written', 'unchanged', 'replaced', 'kept newer', 'quarantined', 'failed')), -- What happened.
    event_count INTEGER NOT NULL CHECK (event_count >= 0), -- Events found in it.
    problem_count INTEGER NOT NULL CHECK (problem_count >= 0), -- Problems met in it.
    recorded_at TIMESTAMP NOT NULL CHECK (date(recorded_at) IS NOT NULL AND CAST(recorded_at AS TEXT) LIKE '____-__-__ __:__:__%'), -- When.
    PRIMARY KEY (run_id, source_key)
);

-- Documents that could not be ingested, with their content, so that they can be tried again: one row per document.
CREATE TABLE quarantine (
    quarantine_id TEXT NOT NULL PRIMARY KEY CHECK (trim(quarantine_id, '0123456789abcdef') = ''), -- Hash of source_key and document_digest.
    source_key TEXT NOT NULL, -- Where it came from, as in issue_sources.
    source_uri TEXT NOT NULL, -- Where it came from, in full, without passwords.
    document_digest TEXT NOT NULL CHECK (trim(document_digest, '0123456789abcdef') = ''), -- Hash of the document's bytes.
    run_id TEXT NOT NULL, -- The run that met it last.
    stage TEXT NOT NULL, -- The stage that gave up: sources, issues, events, load, ...
    reason TEXT NOT NULL CHECK (length(reason) > 0), -- Why, as a short stable name.
    message TEXT NOT NULL, -- Why, and what to do next, for a person.
    span_start INTEGER CHECK (span_start >= 0), -- Where in the document: first character, where known.
    span_end INTEGER CHECK (span_end >= span_start), -- Where in the document: the character after the last.
    content TEXT, -- The document's bytes in base64; null where they were not kept.
    attempts INTEGER NOT NULL CHECK (attempts >= 1), -- How often it was tried.
    quarantined_at TIMESTAMP NOT NULL CHECK (date(quarantined_at) IS NOT NULL AND CAST(quarantined_at AS TEXT) LIKE '____-__-__ __:__:__%') -- When it was last tried.
);

-- One number, or one item, of a periodical: its text and what is known of its days.
CREATE TABLE issues (
    issue_id TEXT NOT NULL PRIMARY KEY CHECK (length(issue_id) = 32 AND trim(issue_id, '0123456789abcdef') = ''), -- Hash of the text.
    text TEXT NOT NULL, -- The text as parsed; all spans count its characters.
    source_key TEXT NOT NULL, -- The first, in the order of characters, of the keys it was read under (issue_sources has all).
    source_uri TEXT NOT NULL, -- Where that is, in full, without passwords.
    issue_file TEXT NOT NULL, -- Base name of that input.
    publication TEXT, -- Name of the periodical.
    volume INTEGER, -- Volume, as printed.
    issue_number INTEGER, -- Number within the volume, as printed.
    headline TEXT, -- Headline of the first item, as one line.
    published_on DATE CHECK (published_on IS NULL OR COALESCE(date(published_on || ' 12:00+00:01') = published_on, FALSE)), -- Publication day.
    published_basis TEXT CHECK (published_basis IN ('stated', 'calendar', 'estimated', 'dateline', 'setting')), -- What that rests on.
    reference_date DATE CHECK (reference_date IS NULL OR COALESCE(date(reference_date || ' 12:00+00:01') = reference_date, FALSE)), -- The day "today" means.
    reference_basis TEXT CHECK (reference_basis IN ('stated', 'calendar', 'estimated', 'dateline', 'setting')), -- What that rests on.
    today_is TEXT NOT NULL CHECK (today_is IN ('publication', 'dateline')), -- The reading of "today" that was used.
    extractor_version TEXT NOT NULL, -- Version of code, lexicon and model that read it.
    options_digest TEXT NOT NULL, -- Hash of the day options and the policy it was read with.
    run_id TEXT NOT NULL, -- The run that wrote it.
    loaded_at TIMESTAMP NOT NULL CHECK (date(loaded_at) IS NOT NULL AND CAST(loaded_at AS TEXT) LIKE '____-__-__ __:__:__%') -- When that was.
);

-- Where each issue came from: one row per place. The same text at two places is one issue.
CREATE TABLE issue_sources (
    source_key TEXT NOT NULL PRIMARY KEY, -- Path below the SOURCE given, plus the member of an archive after "!".
    issue_id TEXT NOT NULL REFERENCES issues (issue_id) ON DELETE CASCADE, -- The issue read there.
    source_uri TEXT NOT NULL, -- Where it is, in full, without passwords.
    issue_file TEXT NOT NULL, -- Base name of the input.
    document_digest TEXT NOT NULL CHECK (trim(document_digest, '0123456789abcdef') = '') -- Hash of the document's bytes.
);
CREATE INDEX issue_sources_by_issue ON issue_sources (issue_id); -- All places of an issue.

-- The parentheses that close passages and say who reported them.
CREATE TABLE citations (
    issue_id TEXT NOT NULL REFERENCES issues (issue_id) ON DELETE CASCADE, -- The issue.
    citation_no INTEGER NOT NULL CHECK (citation_no >= 1), -- Its number.
    span_start INTEGER NOT NULL CHECK (span_start >= 0), -- First character.
    span_end INTEGER NOT NULL CHECK (span_end >= span_start), -- The character after the last.
    dateline DATE CHECK (dateline IS NULL OR COALESCE(date(dateline || ' 12:00+00:01') = dateline, FALSE)), -- The latest day it cites.
    reported_by TEXT NOT NULL, -- Its sources, each once, joined.
    PRIMARY KEY (issue_id, citation_no)
);

-- Each source of each citation, with the days it is cited for.
CREATE TABLE citation_sources (
    issue_id TEXT NOT NULL, -- The issue.
    citation_no INTEGER NOT NULL, -- The citation.
    source_no INTEGER NOT NULL CHECK (source_no >= 1), -- Its number within the citation.
    name TEXT NOT NULL, -- The agency, paper or station, as written; empty where it is lost.
    first_day DATE CHECK (first_day IS NULL OR COALESCE(date(first_day || ' 12:00+00:01') = first_day, FALSE)), -- First day cited.
    last_day DATE CHECK (last_day IS NULL OR COALESCE(date(last_day || ' 12:00+00:01') = last_day, FALSE)), -- Last day cited.
    PRIMARY KEY (issue_id, citation_no, source_no),
    FOREIGN KEY (issue_id, citation_no) REFERENCES citations (issue_id, citation_no) ON DELETE CASCADE,
    CHECK (first_day <= last_day)
);
CREATE INDEX citation_sources_by_name ON citation_sources (name, last_day, issue_id, citation_no); -- What one agency reported.

-- Runs of body text under one citation, or under none.
CREATE TABLE passages (
    issue_id TEXT NOT NULL REFERENCES issues (issue_id) ON DELETE CASCADE, -- The issue.
    passage_no INTEGER NOT NULL CHECK (passage_no >= 1), -- Its number.
    span_start INTEGER NOT NULL CHECK (span_start >= 0), -- First character.
    span_end INTEGER NOT NULL CHECK (span_end >= span_start), -- The character after the last.
    citation_no INTEGER, -- The citation that governs it.
    headline TEXT, -- Headline of the item it belongs to.
    reference_date DATE CHECK (reference_date IS NULL OR COALESCE(date(reference_date || ' 12:00+00:01') = reference_date, FALSE)), -- The day "today" means in it, where a dated heading gives its section one; null: the issue's.
    PRIMARY KEY (issue_id, passage_no),
    FOREIGN KEY (issue_id, citation_no) REFERENCES citations (issue_id, citation_no) ON DELETE CASCADE
);

-- Time expressions and what they resolve to (TimeML's TIMEX3).
CREATE TABLE timexes (
    issue_id TEXT NOT NULL REFERENCES issues (issue_id) ON DELETE CASCADE, -- The issue.
    timex_no INTEGER NOT NULL CHECK (timex_no >= 1), -- Its number.
    span_start INTEGER NOT NULL CHECK (span_start >= 0), -- First character.
    span_end INTEGER NOT NULL CHECK (span_end > span_start), -- The character after the last.
    text TEXT NOT NULL, -- The words, without preposition.
    timex_type TEXT NOT NULL CHECK (timex_type IN ('DATE', 'TIME', 'DURATION', 'SET')), -- TIMEX3 type.
    timex_value TEXT NOT NULL, -- TIMEX3 value: 1998-07-13, 1998-W29, P2Y, ...
    first_day DATE CHECK (first_day IS NULL OR COALESCE(date(first_day || ' 12:00+00:01') = first_day, FALSE)), -- First day it names.
    last_day DATE CHECK (last_day IS NULL OR COALESCE(date(last_day || ' 12:00+00:01') = last_day, FALSE)), -- Last day it names.
    date_precision TEXT CHECK (date_precision IN ('day', 'week', 'month', 'season', 'quarter', 'year', 'range')), -- How fine; null: names no days.
    basis TEXT NOT NULL CHECK (basis IN ('stated', 'relative')), -- Says its day outright, or counts from another.
    counted_from DATE CHECK (counted_from IS NULL OR COALESCE(date(counted_from || ' 12:00+00:01') = counted_from, FALSE)), -- The day it counts from.
    rule TEXT NOT NULL, -- The rule that found it.
    PRIMARY KEY (issue_id, timex_no),
    CHECK (first_day <= last_day)
);

-- Who and what acts in an issue; all names of one in one row.
CREATE TABLE actors (
    issue_id TEXT NOT NULL REFERENCES issues (issue_id) ON DELETE CASCADE, -- The issue.
    actor_no INTEGER NOT NULL CHECK (actor_no >= 1), -- Its number.
    name TEXT NOT NULL, -- The fullest name the issue gives.
    kind TEXT NOT NULL CHECK (kind IN ('person', 'place', 'organisation', 'group')), -- What it is.
    country TEXT CHECK (length(country) = 3 AND trim(country, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = ''), -- ISO 3166 alpha-3 (-3 for states that are gone).
    sector TEXT CHECK (length(sector) = 3 AND trim(sector, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = ''), -- PLOVER sector, IGO for international bodies.
    PRIMARY KEY (issue_id, actor_no)
);
CREATE INDEX actors_by_name ON actors (name, issue_id, actor_no); -- The offices of one person.

-- The words that stand for an actor.
CREATE TABLE actor_mentions (
    issue_id TEXT NOT NULL, -- The issue.
    mention_no INTEGER NOT NULL CHECK (mention_no >= 1), -- Its number.
    actor_no INTEGER NOT NULL, -- The actor.
    span_start INTEGER NOT NULL CHECK (span_start >= 0), -- First character.
    span_end INTEGER NOT NULL CHECK (span_end > span_start), -- The character after the last.
    PRIMARY KEY (issue_id, mention_no),
    FOREIGN KEY (issue_id, actor_no) REFERENCES actors (issue_id, actor_no) ON DELETE CASCADE
);

-- Offices the text says an actor holds, with the day it says so of.
CREATE TABLE actor_roles (
    issue_id TEXT NOT NULL, -- The issue.
    role_no INTEGER NOT NULL CHECK (role_no >= 1), -- Its number.
    actor_no INTEGER NOT NULL, -- The actor.
    role TEXT NOT NULL, -- The office as written, without article.
    country TEXT CHECK (length(country) = 3 AND trim(country, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = ''), -- Whose office.
    said_of DATE CHECK (said_of IS NULL OR COALESCE(date(said_of || ' 12:00+00:01') = said_of, FALSE)), -- The day the text speaks from.
    tenure TEXT NOT NULL CHECK (tenure IN ('holds', 'former', 'designate', 'acting')), -- Whether it is held that day.
    span_start INTEGER NOT NULL CHECK (span_start >= 0), -- First character.
    span_end INTEGER NOT NULL CHECK (span_end > span_start), -- The character after the last.
    PRIMARY KEY (issue_id, role_no),
    FOREIGN KEY (issue_id, actor_no) REFERENCES actors (issue_id, actor_no) ON DELETE CASCADE
);

-- Who did what to whom, when, and whether it happened: one row per event. Read it through event_log.
CREATE TABLE events (
    event_id TEXT NOT NULL PRIMARY KEY CHECK (length(event_id) >= 16 AND trim(event_id, '0123456789abcdef') = ''), -- Hash of the issue's text, the trigger's span, the type and the row's number among equals.
    issue_id TEXT NOT NULL, -- The issue.
    passage_no INTEGER NOT NULL, -- The passage.
    citation_no INTEGER, -- The citation that governs the passage.
    timex_no INTEGER CHECK (timex_no >= 1), -- The time expression the days came from.
    sentence TEXT NOT NULL, -- The sentence, as evidence.
    sentence_no INTEGER NOT NULL CHECK (sentence_no >= 1), -- Its number in the issue.
    sentence_start INTEGER NOT NULL CHECK (sentence_start >= 0), -- Its first character.
    trigger TEXT NOT NULL, -- The words that tell the event.
    trigger_start INTEGER NOT NULL CHECK (trigger_start >= sentence_start), -- Their first character.
    trigger_end INTEGER NOT NULL, -- The character after their last.
    event_type TEXT NOT NULL REFERENCES event_types (event_type), -- What kind of event.
    event_mode TEXT, -- The finer kind, as PLOVER's modes.
    cameo_code TEXT CHECK (length(cameo_code) BETWEEN 2 AND 4 AND trim(cameo_code, '0123456789') = ''), -- CAMEO code, where one fits.
    quad_class INTEGER CHECK (quad_class BETWEEN 1 AND 4), -- As in event_types.
    status TEXT NOT NULL CHECK (status IN ('occurred', 'planned', 'hypothetical', 'denied')), -- Whether it happened, as the text has it.
    hedged BOOLEAN NOT NULL CHECK (hedged IN (TRUE, FALSE)), -- Whether the text hedges ("reportedly").
    date_text TEXT, -- The time expression as written, without preposition; null: none.
    first_day DATE CHECK (first_day IS NULL OR COALESCE(date(first_day || ' 12:00+00:01') = first_day, FALSE)), -- First day the event lies in.
    last_day DATE CHECK (last_day IS NULL OR COALESCE(date(last_day || ' 12:00+00:01') = last_day, FALSE)), -- Last day the event lies in.
    date_precision TEXT CHECK (date_precision IN ('day', 'week', 'month', 'season', 'quarter', 'year', 'range')), -- How finely the days are told.
    date_basis TEXT CHECK (date_basis IN ('stated', 'relative', 'event', 'passage', 'dateline')), -- What they rest on: said outright, counted from the reference day, counted from another event, the day of the passage's other events, the citation's day.
    actor_name TEXT, -- Who did it: names, joined.
    actor_country TEXT, -- Their countries, joined.
    actor_sector TEXT, -- Their sectors, joined.
    recipient_name TEXT, -- To or with whom: names, joined.
    recipient_country TEXT, -- Their countries, joined.
    recipient_sector TEXT, -- Their sectors, joined.
    place_name TEXT, -- Where.
    place_country TEXT CHECK (length(place_country) = 3 AND trim(place_country, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = ''), -- The place's country.
    place_latitude DOUBLE PRECISION CHECK (place_latitude BETWEEN -90 AND 90), -- Degrees north, WGS 84; of a region or country, its middle or its seat.
    place_longitude DOUBLE PRECISION CHECK (place_longitude BETWEEN -180 AND 180), -- Degrees east.
    place_id INTEGER CHECK (place_id >= 1), -- The place's number in GeoNames.
    place_region TEXT, -- The first-level region it lies in.
    place_precision TEXT CHECK (place_precision IN ('point', 'city', 'region', 'country')), -- How finely the place is told.
    killed INTEGER CHECK (killed >= 0), -- People killed, as the text says; the low end of a range.
    killed_high INTEGER CHECK (killed_high >= killed), -- The high end; equal to the low one for a plain number, null where it is open ("at least twelve").
    wounded INTEGER CHECK (wounded >= 0), -- People wounded.
    wounded_high INTEGER CHECK (wounded_high >= wounded), -- The high end, as above.
    arrested INTEGER CHECK (arrested >= 0), -- People arrested or detained.
    arrested_high INTEGER CHECK (arrested_high >= arrested), -- The high end, as above.
    actor_id TEXT, -- Identities of the actors that hold across issues, joined like the names.
    recipient_id TEXT, -- Identities of the recipients, joined.
    contexts TEXT, -- PLOVER contexts that words of the sentence tell, joined.
    section TEXT, -- The heading the event stands under, where the document has sections.
    speaker TEXT, -- Whose report it is; null where the digest speaks itself, and on the statement itself.
    reader TEXT NOT NULL DEFAULT 'rules' CHECK (reader IN ('rules', 'llm')), -- Who proposed the event.
    confidence DOUBLE PRECISION NOT NULL CHECK (confidence BETWEEN 0 AND 1), -- The share of such rows that is right, 0 to 1: see docs/analyst.md.
    rule TEXT NOT NULL, -- The rules that made the row, joined.
    reasons TEXT, -- The three features that counted most in its learned choices, joined; `dateline events --explain` says them in words.
    FOREIGN KEY (issue_id, passage_no) REFERENCES passages (issue_id, passage_no) ON DELETE CASCADE,
    CHECK (first_day <= last_day),
    CHECK (trigger_start < trigger_end AND trigger_end <= sentence_start + length(sentence))
);
CREATE INDEX events_by_passage ON events (issue_id, passage_no); -- The events of an issue, a passage, a citation.
CREATE INDEX events_by_day ON events (first_day, last_day, status, actor_country, recipient_country); -- Acts between two countries in a period; events in given days.
CREATE INDEX events_by_type ON events (event_type, first_day, status); -- Types by month; who met whom.
CREATE INDEX events_by_pair ON events (actor_country, recipient_country, event_type, first_day, status); -- Plans that then happened.
CREATE INDEX events_by_quad_class ON events (quad_class, actor_country, first_day, status); -- Conflict and cooperation by country and quarter.
CREATE INDEX events_by_confidence ON events (confidence, event_id); -- Rows to review.
CREATE INDEX events_planned ON events (first_day, last_day) WHERE status = 'planned'; -- The agenda of a month.
CREATE INDEX events_over_days ON events (last_day, first_day) WHERE first_day <> last_day; -- Spans that began before given days and reach into them.
CREATE INDEX events_open ON events (first_day, last_day) WHERE first_day IS NULL OR last_day IS NULL; -- Events with an open end, or without days.

-- Who takes part in an event, each on a line of their own.
CREATE TABLE participants (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE, -- The event.
    participant_no INTEGER NOT NULL CHECK (participant_no >= 1), -- Its number.
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')), -- Which side.
    name TEXT NOT NULL, -- Name, or the words that describe them.
    country TEXT CHECK (length(country) = 3 AND trim(country, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = ''), -- ISO 3166 alpha-3 (-3 for states that are gone).
    sector TEXT CHECK (length(sector) = 3 AND trim(sector, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = ''), -- PLOVER sector, IGO for international bodies.
    identity TEXT, -- Who they are across issues, as in the events' actor_id and recipient_id.
    actor_no INTEGER CHECK (actor_no >= 1), -- The actor of the event's issue; null: only described.
    span_start INTEGER CHECK (span_start >= 0), -- First character of the words that name them.
    span_end INTEGER CHECK (span_end >= span_start), -- The character after the last.
    PRIMARY KEY (event_id, participant_no)
);
CREATE INDEX participants_by_name ON participants (name, event_id); -- What one person did.
CREATE INDEX participants_by_identity ON participants (identity, event_id); -- What one person did, under whatever name.

-- Money that an event speaks of; what sums are asked by stands here, too, so that they are quick.
CREATE TABLE amounts (
    event_id TEXT NOT NULL PRIMARY KEY REFERENCES events (event_id) ON DELETE CASCADE, -- The event.
    amount DOUBLE PRECISION NOT NULL, -- Units of the currency; the low end of a range.
    amount_high DOUBLE PRECISION CHECK (amount_high >= amount), -- The high end of a range.
    currency TEXT NOT NULL CHECK (length(currency) = 3 AND trim(currency, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = ''), -- ISO 4217 code.
    status TEXT NOT NULL CHECK (status IN ('occurred', 'planned', 'hypothetical', 'denied')), -- As in events.
    actor_country TEXT, -- As in events.
    recipient_country TEXT, -- As in events.
    span_start INTEGER NOT NULL CHECK (span_start >= 0), -- First character.
    span_end INTEGER NOT NULL CHECK (span_end > span_start) -- The character after the last.
);

-- How many people an event killed, wounded or arrested, with the words that say so.
CREATE TABLE casualties (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE, -- The event.
    casualty_no INTEGER NOT NULL CHECK (casualty_no >= 1), -- Its number.
    fate TEXT NOT NULL CHECK (fate IN ('killed', 'wounded', 'arrested')), -- What happened to them.
    low INTEGER NOT NULL CHECK (low >= 0), -- How many, at least.
    high INTEGER CHECK (high >= low), -- How many, at most; null where it is open.
    span_start INTEGER NOT NULL CHECK (span_start >= 0), -- First character of the words that count them.
    span_end INTEGER NOT NULL CHECK (span_end > span_start), -- The character after the last.
    PRIMARY KEY (event_id, casualty_no)
);

-- By what an event may be found to be the same act as another issue's: one row per event and identity of its actors.
CREATE TABLE act_keys (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE, -- The event.
    act_key TEXT NOT NULL, -- Kind of act (sibling types share one) and one identity.
    first_no INTEGER NOT NULL, -- The event's first day, counted from 1 January of the year 1.
    last_no INTEGER NOT NULL CHECK (last_no >= first_no), -- Its last day, likewise.
    PRIMARY KEY (event_id, act_key)
);
CREATE INDEX act_keys_by_key ON act_keys (act_key, first_no, last_no, event_id); -- Which events may tell the same act.

-- Which act each event tells: one row per event. Read it through happenings.
CREATE TABLE happening_events (
    event_id TEXT NOT NULL PRIMARY KEY REFERENCES events (event_id) ON DELETE CASCADE, -- The event.
    happening_id TEXT NOT NULL, -- The act: the least event_id among its most exact reports.
    fulfilled_by TEXT -- Of a plan: the act that carried it out.
);
CREATE INDEX happening_events_by_act ON happening_events (happening_id, event_id); -- All reports of one act.
CREATE INDEX happening_events_by_plan ON happening_events (fulfilled_by, happening_id); -- The plans of an act.

-- The other tellings of an event in its issue, by their triggers.
CREATE TABLE event_mentions (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE, -- The event.
    mention_no INTEGER NOT NULL CHECK (mention_no >= 1), -- Its number.
    span_start INTEGER NOT NULL CHECK (span_start >= 0), -- First character.
    span_end INTEGER NOT NULL CHECK (span_end > span_start), -- The character after the last.
    PRIMARY KEY (event_id, mention_no)
);

-- Trouble met while reading an issue that did not keep it from being read.
CREATE TABLE problems (
    issue_id TEXT NOT NULL REFERENCES issues (issue_id) ON DELETE CASCADE, -- The issue.
    problem_no INTEGER NOT NULL CHECK (problem_no >= 1), -- Its number.
    stage TEXT NOT NULL, -- The stage that met it.
    code TEXT NOT NULL, -- What, as a short stable name.
    message TEXT NOT NULL, -- What, where and what to do next, for a person.
    span_start INTEGER CHECK (span_start >= 0), -- First character, where known.
    span_end INTEGER CHECK (span_end >= span_start), -- The character after the last.
    PRIMARY KEY (issue_id, problem_no)
);

-- One row per event with all that is known of it: the table to read.
CREATE VIEW event_log AS
SELECT
    e.event_id, -- Hash of the issue's text, the trigger's span, the type and the row's number among equals: the same on every machine.
    e.issue_id, -- The issue it was read in.
    i.issue_file, -- Base name of the input.
    i.publication, -- Name of the periodical.
    i.volume, -- Volume, as printed.
    i.issue_number, -- Number within the volume, as printed.
    i.headline, -- Headline of the issue's first item (passages has each item's).
    i.published_on, -- Publication day.
    i.published_basis, -- What that rests on: stated, calendar, estimated (between two known issues), dateline.
    c.dateline, -- The last day of the citation that governs the passage.
    COALESCE(p.reference_date, i.reference_date) AS reference_date, -- The day "today" means in the passage: that of a dated heading above it, else the issue's.
    CASE WHEN p.reference_date IS NULL THEN i.reference_basis ELSE 'stated' END AS reference_basis, -- What that rests on: stated, calendar, estimated, dateline, setting.
    e.sentence, -- The sentence, as evidence.
    e.sentence_no, -- Its number in the issue.
    e.trigger, -- The words that tell the event.
    e.trigger_start, -- Their first character in issues.text.
    e.trigger_end, -- The character after their last.
    e.event_type, -- What kind of event: see event_types.
    e.event_mode, -- The finer kind, as PLOVER's modes.
    e.cameo_code, -- CAMEO code, where one fits.
    e.quad_class, -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; null outside PLOVER.
    e.status, -- occurred, planned, hypothetical or denied.
    e.hedged, -- Whether the text hedges ("reportedly").
    e.date_text, -- The time expression as written, without preposition; null: none.
    e.first_day, -- First day the event lies in; a null end is open, both null: unknown.
    e.last_day, -- Last day the event lies in.
    e.date_precision, -- day, week, month, season, quarter, year or range.
    e.date_basis, -- stated, relative, event (counted from another event), passage (the day of the passage's other events), dateline (the citation's day).
    e.actor_name, -- Who did it: names joined by "; ".
    e.actor_country, -- Their countries, ISO 3166 alpha-3, joined.
    e.actor_sector, -- Their PLOVER sectors, joined.
    e.recipient_name, -- To or with whom.
    e.recipient_country, -- Their countries, joined.
    e.recipient_sector, -- Their sectors, joined.
    e.place_name, -- Where.
    e.place_country, -- The place's country.
    a.amount, -- Money, in units of the currency; the low end of a range.
    a.amount_high, -- The high end of a range.
    a.currency, -- ISO 4217 code.
    e.speaker, -- Whose report it is; null where the digest speaks itself, and on the statement itself.
    NULLIF(c.reported_by, '') AS reported_by, -- The citation's sources, joined.
    e.place_latitude, -- Degrees north, WGS 84; of a region or country, its middle or its seat.
    e.place_longitude, -- Degrees east.
    e.place_id, -- The place's number in GeoNames.
    e.place_region, -- The first-level region it lies in.
    e.place_precision, -- point, city, region or country.
    e.killed, -- People killed, as the text says; the low end of a range.
    e.killed_high, -- The high end; equal to the low one for a plain number, null where it is open ("at least twelve").
    e.wounded, -- People wounded.
    e.wounded_high, -- The high end, as above.
    e.arrested, -- People arrested or detained.
    e.arrested_high, -- The high end, as above.
    e.actor_id, -- Identities of the actors that hold across issues, joined like the names.
    e.recipient_id, -- Identities of the recipients, joined.
    e.contexts, -- PLOVER contexts that words of the sentence tell, joined.
    e.section, -- The heading the event stands under, where the document has sections.
    e.reader, -- Who proposed the event: rules or llm.
    e.confidence, -- The share of such rows that is right, 0 to 1: see docs/analyst.md.
    e.rule, -- The rules that made the row, joined.
    i.source_uri, -- Where the issue was read, in full.
    i.extractor_version, -- Version of code, lexicon and model that read it.
    i.run_id, -- The run that wrote it.
    i.loaded_at -- When that was, UTC.
FROM events AS e
LEFT JOIN issues AS i ON i.issue_id = e.issue_id
LEFT JOIN passages AS p ON p.issue_id = e.issue_id AND p.passage_no = e.passage_no
LEFT JOIN citations AS c ON c.issue_id = e.issue_id AND c.citation_no = e.citation_no
LEFT JOIN amounts AS a ON a.event_id = e.event_id;

-- What was planned: event_log where status is planned; order by first_day.
CREATE VIEW agenda AS
SELECT * FROM event_log WHERE status = 'planned';

-- One row per sentence: of the events that a sentence tells, the one whose words come first.
CREATE VIEW main_events AS
SELECT * FROM event_log WHERE event_id IN (
    SELECT f.event_id FROM (
        SELECT e.event_id, ROW_NUMBER() OVER (
            PARTITION BY e.issue_id, e.sentence_start ORDER BY e.trigger_start, e.trigger_end, e.event_id
        ) AS place
        FROM events AS e
    ) AS f
    WHERE f.place = 1
);

-- One row per event and source that reported it: what one agency says.
CREATE VIEW reports AS
SELECT
    s.name AS source_name, -- The agency, paper or station.
    s.first_day AS cited_from, -- First day it is cited for.
    s.last_day AS cited_to, -- Last day it is cited for.
    e.event_id -- The event, as in event_log.
FROM citation_sources AS s
JOIN events AS e ON e.issue_id = s.issue_id AND e.citation_no = s.citation_no;

-- One row per office, its holder and the day the text says so of.
CREATE VIEW offices AS
SELECT
    a.name AS actor_name, -- Who.
    r.role, -- The office as written.
    r.country, -- Whose office.
    r.said_of, -- The day the text speaks from.
    r.tenure, -- holds, former, designate or acting.
    r.issue_id -- The issue that says so.
FROM actor_roles AS r
JOIN actors AS a ON a.issue_id = r.issue_id AND a.actor_no = r.actor_no;

-- One row per run, counted from its documents.
CREATE VIEW runs AS
SELECT
    r.run_id, -- Name of the run.
    r.command, -- What was asked for.
    r.extractor_version, -- Version of code, lexicon and model that read.
    r.options_digest, -- Hash of the day options and the policy.
    r.options, -- Those options as JSON.
    r.started_at, -- When the run began, UTC.
    r.finished_at, -- When it ended; null while it runs, or where it was killed.
    r.exit_status, -- Exit status of the command; null as above.
    COUNT(d.source_key) AS documents, -- Documents met.
    COUNT(CASE WHEN d.outcome = 'written' THEN 1 END) AS written, -- New issues.
    COUNT(CASE WHEN d.outcome = 'replaced' THEN 1 END) AS replaced, -- Issues whose rows were replaced.
    COUNT(CASE WHEN d.outcome = 'unchanged' THEN 1 END) AS unchanged, -- Issues that stood already.
    COUNT(CASE WHEN d.outcome = 'kept newer' THEN 1 END) AS kept_newer, -- Issues left as a newer version wrote them.
    COUNT(CASE WHEN d.outcome = 'quarantined' THEN 1 END) AS quarantined, -- Documents put into quarantine.
    COUNT(CASE WHEN d.outcome = 'failed' THEN 1 END) AS failed, -- Documents that could not be written.
    CAST(COALESCE(SUM(d.event_count), 0) AS INTEGER) AS events, -- Events found.
    CAST(COALESCE(SUM(d.problem_count), 0) AS INTEGER) AS problems -- Problems met.
FROM ingest_runs AS r
LEFT JOIN run_documents AS d ON d.run_id = r.run_id
GROUP BY r.run_id, r.command, r.extractor_version, r.options_digest, r.options, r.started_at, r.finished_at,
    r.exit_status;

-- Events that occurred under the column names of GDELT 1.0 and 2.0; null where Dateline has no such fact.
CREATE VIEW gdelt_events AS
SELECT
    e.event_id AS "GLOBALEVENTID", -- event_log's event_id (text, no number).
    CAST(replace(CAST(e.first_day AS TEXT), '-', '') AS INTEGER) AS "SQLDATE", -- First day, YYYYMMDD.
    CAST(substr(replace(CAST(e.first_day AS TEXT), '-', ''), 1, 6) AS INTEGER) AS "MonthYear", -- YYYYMM.
    CAST(substr(CAST(e.first_day AS TEXT), 1, 4) AS INTEGER) AS "Year", -- YYYY.
    CAST(CAST(substr(CAST(e.first_day AS TEXT), 1, 4) AS INTEGER)
        + (30 * CAST(substr(CAST(e.first_day AS TEXT), 6, 2) AS INTEGER)
            + CAST(substr(CAST(e.first_day AS TEXT), 9, 2) AS INTEGER)) / CAST(365 AS DOUBLE PRECISION)
        AS DOUBLE PRECISION) AS "FractionDate", -- Year and fraction: (30 x month + day) / 365.
    NULLIF(COALESCE(e.actor_country, '') || COALESCE(e.actor_sector, ''), '') AS "Actor1Code", -- Country and sector in one.
    e.actor_name AS "Actor1Name", -- Names, joined.
    e.actor_country AS "Actor1CountryCode", -- Countries, alpha-3, joined.
    e.actor_sector AS "Actor1Type1Code", -- Sectors (PLOVER's), joined.
    NULLIF(COALESCE(e.recipient_country, '') || COALESCE(e.recipient_sector, ''), '') AS "Actor2Code", -- Country and sector in one.
    e.recipient_name AS "Actor2Name", -- Names, joined.
    e.recipient_country AS "Actor2CountryCode", -- Countries, alpha-3, joined.
    e.recipient_sector AS "Actor2Type1Code", -- Sectors (PLOVER's), joined.
    CAST(CASE WHEN e.passage_no = 1 THEN 1 ELSE 0 END AS INTEGER) AS "IsRootEvent", -- 1 in the first passage.
    e.cameo_code AS "EventCode", -- CAMEO code.
    substr(e.cameo_code, 1, 3) AS "EventBaseCode", -- Its first three digits.
    substr(e.cameo_code, 1, 2) AS "EventRootCode", -- Its first two digits.
    CAST(CASE
        WHEN substr(e.cameo_code, 1, 2) BETWEEN '01' AND '05' THEN 1
        WHEN substr(e.cameo_code, 1, 2) BETWEEN '06' AND '08' THEN 2
        WHEN substr(e.cameo_code, 1, 2) BETWEEN '09' AND '13' THEN 3
        WHEN substr(e.cameo_code, 1, 2) BETWEEN '14' AND '20' THEN 4
    END AS INTEGER) AS "QuadClass", -- By CAMEO's root: 01-05, 06-08, 09-13, 14-20.
    CAST(NULL AS DOUBLE PRECISION) AS "GoldsteinScale", -- Not known.
    CAST(1 + (SELECT COUNT(*) FROM event_mentions AS m WHERE m.event_id = e.event_id) AS INTEGER)
        AS "NumMentions", -- Tellings in the issue.
    CAST((SELECT COUNT(DISTINCT s.name) FROM citation_sources AS s
        WHERE s.issue_id = e.issue_id AND s.citation_no = e.citation_no) AS INTEGER)
        AS "NumSources", -- Sources of the citation.
    CAST((SELECT COUNT(*) FROM happening_events AS o WHERE o.happening_id = h.happening_id) AS INTEGER)
        AS "NumArticles", -- Issues that tell the act: see happenings.
    CAST(NULL AS DOUBLE PRECISION) AS "AvgTone", -- Not known.
    CAST(CASE e.place_precision WHEN 'country' THEN 1 WHEN 'region' THEN 5 WHEN 'city' THEN 4 WHEN 'point' THEN 4 END
        AS INTEGER) AS "ActionGeo_Type", -- 1 country, 4 city or landmark, 5 first-level region (outside the United States).
    e.place_name AS "ActionGeo_FullName", -- Where.
    CAST(NULL AS TEXT) AS "ActionGeo_CountryCode", -- Not known: GDELT's is FIPS 10-4 (place_country has ISO).
    e.place_latitude AS "ActionGeo_Lat", -- Degrees north.
    e.place_longitude AS "ActionGeo_Long", -- Degrees east.
    CAST(e.place_id AS TEXT) AS "ActionGeo_FeatureID", -- GeoNames' number (GDELT's is of GNS or GNIS).
    CAST(replace(CAST(i.published_on AS TEXT), '-', '') AS INTEGER) AS "DATEADDED", -- Publication day, YYYYMMDD.
    i.source_uri AS "SOURCEURL" -- Where the issue was read.
FROM events AS e
LEFT JOIN issues AS i ON i.issue_id = e.issue_id
LEFT JOIN happening_events AS h ON h.event_id = e.event_id
WHERE e.status = 'occurred';

-- Events of PLOVER's types that occurred, under the column names of POLECAT; null where Dateline has no such fact.
CREATE VIEW polecat_events AS
SELECT
    e.event_id AS "Event ID", -- event_log's event_id.
    e.first_day AS "Event Date", -- First day.
    e.event_type AS "Event Type", -- PLOVER type.
    e.event_mode AS "Event Mode", -- PLOVER mode.
    CAST(NULL AS DOUBLE PRECISION) AS "Intensity", -- Not known.
    CASE e.quad_class
        WHEN 1 THEN 'VERBAL COOPERATION'
        WHEN 2 THEN 'MATERIAL COOPERATION'
        WHEN 3 THEN 'VERBAL CONFLICT'
        WHEN 4 THEN 'MATERIAL CONFLICT'
    END AS "Quad Code", -- Quad class in words.
    e.contexts AS "Contexts", -- PLOVER contexts, joined.
    e.actor_name AS "Actor Name", -- Names, joined.
    e.actor_country AS "Actor Country", -- Countries, alpha-3, joined.
    e.actor_sector AS "Actor Sectors", -- Sectors, joined.
    e.recipient_name AS "Recipient Name", -- Names, joined.
    e.recipient_country AS "Recipient Country", -- Countries, alpha-3, joined.
    e.recipient_sector AS "Recipient Sectors", -- Sectors, joined.
    e.place_name AS "Placename", -- Where.
    e.place_region AS "Province", -- The first-level region it lies in.
    e.place_country AS "Country", -- The place's country.
    e.place_latitude AS "Latitude", -- Degrees north.
    e.place_longitude AS "Longitude", -- Degrees east.
    e.place_id AS "GeoNames ID", -- The place's number in GeoNames.
    i.publication AS "Source", -- Name of the periodical.
    i.published_on AS "Publication Date", -- Publication day.
    e.actor_id AS "Actor Name ID", -- Identities of the actors that hold across issues, joined.
    e.recipient_id AS "Recipient Name ID", -- Identities of the recipients, joined.
    i.headline AS "Headline", -- Headline of the issue's first item.
    e.sentence AS "Event Text", -- The sentence.
    i.extractor_version AS "Version" -- Version of code, lexicon and model.
FROM events AS e
JOIN event_types AS t ON t.event_type = e.event_type
LEFT JOIN issues AS i ON i.issue_id = e.issue_id
WHERE e.status = 'occurred' AND t.plover;

-- One row per act, however many issues tell it. The rows behind one are in happening_events.
CREATE VIEW happenings AS
SELECT
    h.happening_id, -- The act: the least event_id among its most exact reports.
    MAX(CASE WHEN h.place = 1 THEN h.event_id END) AS event_id, -- The best of its rows: the one with the highest confidence.
    MIN(h.published_on) AS first_reported, -- Publication day of the first issue that tells it.
    MAX(h.published_on) AS last_reported, -- Publication day of the last.
    COUNT(*) AS reports, -- Rows that tell it.
    CAST((SELECT COUNT(DISTINCT s.name) FROM happening_events AS o
        JOIN events AS e ON e.event_id = o.event_id
        JOIN citation_sources AS s ON s.issue_id = e.issue_id AND s.citation_no = e.citation_no
        WHERE o.happening_id = h.happening_id) AS INTEGER) AS sources, -- Agencies, papers and stations that reported it.
    (SELECT MIN(p.happening_id) FROM happening_events AS p
        WHERE p.fulfilled_by = h.happening_id) AS planned_in, -- The happening that planned it, where one did.
    MAX(h.fulfilled_by) AS fulfilled_by, -- Of a plan: the happening that carried it out.
    CAST(MAX(CASE WHEN h.status = 'planned' AND h.fulfilled_by IS NULL
        AND h.last_day < (SELECT MAX(published_on) FROM issues) THEN 1 ELSE 0 END) = 1 AS BOOLEAN)
        AS overdue -- Of a plan: no row carries it out, and its days lie before the newest issue.
FROM (
    SELECT
        g.happening_id, g.fulfilled_by, e.event_id, e.status, e.last_day, i.published_on,
        ROW_NUMBER() OVER (PARTITION BY g.happening_id ORDER BY e.confidence DESC, e.event_id) AS place
    FROM happening_events AS g
    JOIN events AS e ON e.event_id = g.event_id
    JOIN issues AS i ON i.issue_id = e.issue_id
) AS h
GROUP BY h.happening_id;

-- For those who count: of what happened on one day between the same sides, one row per type; the best one.
CREATE VIEW one_a_day AS
SELECT
    d.first_day, -- The day.
    d.event_type, -- What kind of event.
    d.actor_id, -- Identities of the actors, joined.
    d.recipient_id, -- Identities of the recipients, joined.
    d.event_id, -- The best of the rows, as in event_log.
    CAST(d.reports AS INTEGER) AS reports -- How many rows it stands for.
FROM (
    SELECT
        e.first_day, e.event_type, e.actor_id, e.recipient_id, e.event_id,
        ROW_NUMBER() OVER (PARTITION BY e.first_day, e.event_type, e.actor_id, e.recipient_id
            ORDER BY e.confidence DESC, e.event_id) AS place,
        COUNT(*) OVER (PARTITION BY e.first_day, e.event_type, e.actor_id, e.recipient_id) AS reports
    FROM events AS e
    WHERE e.status = 'occurred' AND e.first_day = e.last_day
) AS d
WHERE d.place = 1;
