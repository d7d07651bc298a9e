-- What counted most in an event's choices. The day that a passage speaks from, where its section has one; and null, not an empty text, for what nobody knows.
ALTER TABLE events ADD COLUMN reasons TEXT;
ALTER TABLE passages ADD COLUMN reference_date DATE
    CHECK (reference_date IS NULL OR COALESCE(date(reference_date || ' 12:00+00:01') = reference_date, FALSE));
UPDATE events SET
    actor_country = NULLIF(actor_country, ''), actor_sector = NULLIF(actor_sector, ''),
    recipient_country = NULLIF(recipient_country, ''), recipient_sector = NULLIF(recipient_sector, '')
WHERE '' IN (actor_country, actor_sector, recipient_country, recipient_sector);
UPDATE amounts SET
    actor_country = NULLIF(actor_country, ''), recipient_country = NULLIF(recipient_country, '')
WHERE '' IN (actor_country, recipient_country);
