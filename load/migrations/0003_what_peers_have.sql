-- Casualties, places with coordinates, identities that hold across issues, and which act each event tells.
ALTER TABLE events ADD COLUMN place_latitude DOUBLE PRECISION CHECK (place_latitude BETWEEN -90 AND 90);
ALTER TABLE events ADD COLUMN place_longitude DOUBLE PRECISION CHECK (place_longitude BETWEEN -180 AND 180);
ALTER TABLE events ADD COLUMN place_id INTEGER CHECK (place_id >= 1);
ALTER TABLE events ADD COLUMN place_region TEXT;
ALTER TABLE events ADD COLUMN place_precision TEXT CHECK (place_precision IN ('point', 'city', 'region', 'country'));
ALTER TABLE events ADD COLUMN killed INTEGER CHECK (killed >= 0);
ALTER TABLE events ADD COLUMN killed_high INTEGER CHECK (killed_high >= killed);
ALTER TABLE events ADD COLUMN wounded INTEGER CHECK (wounded >= 0);
ALTER TABLE events ADD COLUMN wounded_high INTEGER CHECK (wounded_high >= wounded);
ALTER TABLE events ADD COLUMN arrested INTEGER CHECK (arrested >= 0);
ALTER TABLE events ADD COLUMN arrested_high INTEGER CHECK (arrested_high >= arrested);
ALTER TABLE events ADD COLUMN actor_id TEXT;
ALTER TABLE events ADD COLUMN recipient_id TEXT;
ALTER TABLE events ADD COLUMN contexts TEXT;
ALTER TABLE events ADD COLUMN section TEXT;
ALTER TABLE events ADD COLUMN reader TEXT NOT NULL DEFAULT 'rules' CHECK (reader IN ('rules', 'llm'));
ALTER TABLE participants ADD COLUMN identity TEXT;
CREATE INDEX participants_by_identity ON participants (identity, event_id);
CREATE TABLE casualties (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    casualty_no INTEGER NOT NULL CHECK (casualty_no >= 1),
    fate TEXT NOT NULL CHECK (fate IN ('killed', 'wounded', 'arrested')),
    low INTEGER NOT NULL CHECK (low >= 0),
    high INTEGER CHECK (high >= low),
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start),
    PRIMARY KEY (event_id, casualty_no)
);
CREATE TABLE act_keys (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    act_key TEXT NOT NULL,
    first_no INTEGER NOT NULL,
    last_no INTEGER NOT NULL CHECK (last_no >= first_no),
    PRIMARY KEY (event_id, act_key)
);
CREATE INDEX act_keys_by_key ON act_keys (act_key, first_no, last_no, event_id);
CREATE TABLE happening_events (
    event_id TEXT NOT NULL PRIMARY KEY REFERENCES events (event_id) ON DELETE CASCADE,
    happening_id TEXT NOT NULL,
    fulfilled_by TEXT
);
CREATE INDEX happening_events_by_act ON happening_events (happening_id, event_id);
CREATE INDEX happening_events_by_plan ON happening_events (fulfilled_by, happening_id);
-- Each event is an act of its own until this version has read its issue: only that gives it identities.
INSERT INTO happening_events (event_id, happening_id) SELECT event_id, event_id FROM events;
