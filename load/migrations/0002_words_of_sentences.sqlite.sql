-- SQLite's own index of the words of sentences (FTS5). It holds words, not texts, and follows events by triggers.
-- WHERE events.rowid IN (SELECT rowid FROM sentence_words WHERE sentence_words MATCH '"airport"')
CREATE VIRTUAL TABLE sentence_words USING fts5 (
    sentence, content = 'events', tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO sentence_words (rowid, sentence) SELECT rowid, sentence FROM events;
CREATE TRIGGER events_words_in AFTER INSERT ON events BEGIN
    INSERT INTO sentence_words (rowid, sentence) VALUES (new.rowid, new.sentence);
END;
CREATE TRIGGER events_words_out AFTER DELETE ON events BEGIN
    INSERT INTO sentence_words (sentence_words, rowid, sentence) VALUES ('delete', old.rowid, old.sentence);
END;
CREATE TRIGGER events_words_anew AFTER UPDATE OF sentence ON events BEGIN
    INSERT INTO sentence_words (sentence_words, rowid, sentence) VALUES ('delete', old.rowid, old.sentence);
    INSERT INTO sentence_words (rowid, sentence) VALUES (new.rowid, new.sentence);
END;
