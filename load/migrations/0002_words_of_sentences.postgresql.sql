-- PostgreSQL's own index of the words of sentences.
-- WHERE to_tsvector('simple', sentence) @@ plainto_tsquery('simple', 'airport')
CREATE INDEX events_by_word ON events USING gin (to_tsvector('simple'::regconfig, sentence));
