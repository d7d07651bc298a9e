-- Twelve questions that analysts ask, in SQL that both databases read; only the last has one form for each.
-- Words with a colon are parameters. docs/questions.md is made from this file; tests run all of it on both databases.

-- between-two-countries: Which acts passed between two countries in a period, day by day?
-- Joined countries count, too: "RUS; UKR" is searched for either.
-- example: one=RUS other=JPN since=1998-07-01 until=1998-07-31
SELECT first_day, last_day, event_type, status, actor_name, recipient_name, sentence, event_id
FROM event_log
WHERE COALESCE(first_day, last_day) <= date(:until) AND COALESCE(last_day, first_day) >= date(:since)
    AND (('; ' || actor_country || ';' LIKE '%; ' || :one || ';%'
            AND '; ' || recipient_country || ';' LIKE '%; ' || :other || ';%')
        OR ('; ' || actor_country || ';' LIKE '%; ' || :other || ';%'
            AND '; ' || recipient_country || ';' LIKE '%; ' || :one || ';%'))
ORDER BY first_day, event_id;

-- types-by-month: How many events of each type occurred in each month?
-- Counted on the table events, by day first, which an index answers alone, and then by month.
SELECT event_type, substr(CAST(first_day AS TEXT), 1, 7) AS month, CAST(SUM(told) AS INTEGER) AS events
FROM (
    SELECT event_type, first_day, COUNT(*) AS told
    FROM events
    WHERE status = 'occurred' AND first_day IS NOT NULL
    GROUP BY event_type, first_day
) AS days
GROUP BY event_type, substr(CAST(first_day AS TEXT), 1, 7)
ORDER BY month, event_type;

-- agenda: What was planned for a coming month, by whom, and who reported it?
-- Plans whose days touch the month, as everywhere; of one with an open end only the known day counts.
-- example: since=1998-09-01 until=1998-09-30
SELECT first_day, last_day, date_text, event_type, actor_name, recipient_name, reported_by, published_on, sentence,
    event_id
FROM agenda
WHERE COALESCE(first_day, last_day) <= date(:until) AND COALESCE(last_day, first_day) >= date(:since)
ORDER BY first_day, event_id;

-- plans-that-happened: Which plans for a period then happened: same pair and type, on a day inside the plan's span?
-- For each plan the first such event; pairs are pairs of countries, so read both sentences before you believe it.
-- example: since=1998-07-01 until=1998-07-31
WITH kept AS MATERIALIZED (
    SELECT p.event_id AS plan_id, (
        SELECT o.event_id FROM events AS o
        WHERE o.actor_country = p.actor_country AND o.recipient_country = p.recipient_country
            AND o.event_type = p.event_type AND o.status = 'occurred'
            AND o.first_day BETWEEN p.first_day AND p.last_day
        ORDER BY o.first_day, o.event_id LIMIT 1
    ) AS event_id
    FROM events AS p
    WHERE p.status = 'planned'
        AND COALESCE(p.first_day, p.last_day) <= date(:until) AND COALESCE(p.last_day, p.first_day) >= date(:since)
        AND p.actor_country IS NOT NULL AND p.recipient_country IS NOT NULL
)
SELECT p.first_day AS planned_from, p.last_day AS planned_to, o.first_day AS happened_on, p.event_type,
    p.actor_name AS planned_by, p.sentence AS plan, o.actor_name AS done_by, o.sentence AS event, k.plan_id, k.event_id
FROM kept AS k
JOIN events AS p ON p.event_id = k.plan_id
JOIN events AS o ON o.event_id = k.event_id
ORDER BY planned_from, happened_on, k.plan_id;

-- one-person: What did one person do, and which office was held that day?
-- The office is the last one that any issue says the person held by then.
-- example: person=Ryutaro Hashimoto
WITH held AS MATERIALIZED (
    SELECT said_of, role FROM offices WHERE actor_name = :person AND tenure IN ('holds', 'acting')
)
SELECT e.first_day, e.last_day, e.event_type, e.status, e.recipient_name,
    (SELECT h.role FROM held AS h WHERE h.said_of <= COALESCE(e.first_day, e.published_on)
        ORDER BY h.said_of DESC, h.role LIMIT 1) AS office,
    e.sentence, e.event_id
FROM participants AS p
JOIN event_log AS e ON e.event_id = p.event_id
WHERE p.name = :person AND p.side = 'actor'
ORDER BY e.first_day, e.event_id;

-- who-met-whom: Who met or talked with whom in a period, and how often?
-- example: since=1998-07-01 until=1998-09-30
SELECT actor_name, recipient_name, COUNT(*) AS meetings, MIN(first_day) AS first_met, MAX(last_day) AS last_met
FROM event_log
WHERE event_type = 'CONSULT' AND status = 'occurred'
    AND COALESCE(first_day, last_day) <= date(:until) AND COALESCE(last_day, first_day) >= date(:since)
    AND recipient_name IS NOT NULL
GROUP BY actor_name, recipient_name
ORDER BY meetings DESC, actor_name, recipient_name
LIMIT 100;

-- money: How much money was promised or paid between which countries, by currency?
-- The low ends of ranges are summed; sums count what each issue tells, so one loan told by three issues counts thrice.
SELECT actor_country, recipient_country, currency, status, COUNT(*) AS events, SUM(amount) AS amount,
    MAX(COALESCE(amount_high, amount)) AS largest
FROM amounts
GROUP BY actor_country, recipient_country, currency, status
ORDER BY actor_country, recipient_country, currency, status;

-- one-agency: What did one agency report in a period?
-- example: agency=Kyodo since=1998-07-01 until=1998-07-31
SELECT r.cited_to, e.first_day, e.event_type, e.status, e.actor_name, e.recipient_name, e.sentence, e.event_id
FROM reports AS r
JOIN event_log AS e ON e.event_id = r.event_id
WHERE r.source_name = :agency AND r.cited_to BETWEEN date(:since) AND date(:until)
ORDER BY r.cited_to, e.event_id;

-- overlapping-days: Which events lie, wholly or in part, in given days?
-- The second part finds spans that began before; events with an open end count by the end they have.
-- example: since=1998-07-12 until=1998-07-14
SELECT first_day, last_day, date_precision, event_type, status, actor_name, recipient_name, sentence, event_id
FROM event_log
WHERE first_day BETWEEN date(:since) AND date(:until)
UNION ALL
SELECT first_day, last_day, date_precision, event_type, status, actor_name, recipient_name, sentence, event_id
FROM event_log
WHERE first_day <> last_day AND first_day < date(:since) AND last_day >= date(:since)
UNION ALL
SELECT first_day, last_day, date_precision, event_type, status, actor_name, recipient_name, sentence, event_id
FROM event_log
WHERE first_day IS NULL AND last_day BETWEEN date(:since) AND date(:until)
ORDER BY 1, 9;

-- conflict-by-quarter: How much cooperation and conflict came from each country in each quarter?
-- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
SELECT actor_country, quad_class,
    substr(CAST(first_day AS TEXT), 1, 4) || '-Q'
        || CAST((CAST(substr(CAST(first_day AS TEXT), 6, 2) AS INTEGER) + 2) / 3 AS TEXT) AS quarter,
    CAST(SUM(told) AS INTEGER) AS events
FROM (
    SELECT quad_class, actor_country, first_day, COUNT(*) AS told
    FROM events
    WHERE status = 'occurred' AND quad_class IS NOT NULL AND actor_country IS NOT NULL AND first_day IS NOT NULL
    GROUP BY quad_class, actor_country, first_day
) AS days
GROUP BY actor_country, quad_class, 3
ORDER BY actor_country, quarter, quad_class;

-- to-review: Which rows should a person look at first: of low confidence, hedged, or without a day?
SELECT confidence, hedged, first_day, event_type, status, actor_name, recipient_name, rule, sentence, event_id
FROM event_log
WHERE confidence < 0.5 OR hedged OR (first_day IS NULL AND last_day IS NULL)
ORDER BY confidence, event_id
LIMIT 200;

-- a-word [sqlite]: In which sentences does a word stand, in a period?
-- example: word=resignation since=1998-07-01 until=1998-07-31
SELECT l.first_day, l.event_type, l.status, l.actor_name, l.recipient_name, l.sentence, l.event_id
FROM sentence_words AS w
JOIN events AS e ON e.rowid = w.rowid
JOIN event_log AS l ON l.event_id = e.event_id
WHERE w.sentence_words MATCH '"' || :word || '"'
    AND COALESCE(e.first_day, e.last_day) <= date(:until) AND COALESCE(e.last_day, e.first_day) >= date(:since)
ORDER BY l.first_day, l.event_id;

-- a-word [postgresql]: In which sentences does a word stand, in a period?
-- example: word=resignation since=1998-07-01 until=1998-07-31
SELECT first_day, event_type, status, actor_name, recipient_name, sentence, event_id
FROM event_log
WHERE to_tsvector('simple', sentence) @@ plainto_tsquery('simple', :word)
    AND COALESCE(first_day, last_day) <= date(:until) AND COALESCE(last_day, first_day) >= date(:since)
ORDER BY first_day, event_id;
