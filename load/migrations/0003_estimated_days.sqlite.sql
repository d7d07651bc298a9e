-- Said by schema.sql for new databases: a day may rest on the numbers of the issues around.
-- SQLite has no other way to change a CHECK than to copy the table; its manual allows this one (ALTER TABLE, 7),
-- since no stored row is laid out otherwise.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '''calendar'', ''dateline'', ''setting''', '''calendar'', ''estimated'', ''dateline'', ''setting''')
WHERE type = 'table' AND name = 'issues';
PRAGMA writable_schema = RESET;
