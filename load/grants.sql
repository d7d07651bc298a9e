-- Two roles for a PostgreSQL database of Dateline: run as its owner, once, after `dateline db init` (and again after
-- `dateline db upgrade`). Give them passwords with ALTER ROLE, or better let members in by GRANT role TO user.

-- Who ingests: reads and writes rows, makes no table but temporary ones (bulk loads use them).
CREATE ROLE dateline_ingest LOGIN;
GRANT USAGE ON SCHEMA public TO dateline_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO dateline_ingest;
REVOKE INSERT, UPDATE, DELETE ON schema_version, event_types FROM dateline_ingest;

-- Who asks: reads tables and views, and nothing else.
CREATE ROLE dateline_analyst LOGIN;
ALTER ROLE dateline_analyst SET default_transaction_read_only = on;
GRANT USAGE ON SCHEMA public TO dateline_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO dateline_analyst;
