-- Two roles for a PostgreSQL database of Dateline: run as its owner, after `dateline db init` and again after each
-- `dateline db upgrade`; what is granted already stays. The owner must be allowed to make roles (CREATEROLE). Give the
-- roles passwords with ALTER ROLE, or better let members in by GRANT role TO user.

-- Roles belong to the whole server: another database of Dateline there may have made them before.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dateline_ingest') THEN
        CREATE ROLE dateline_ingest LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dateline_analyst') THEN
        CREATE ROLE dateline_analyst LOGIN;
        ALTER ROLE dateline_analyst SET default_transaction_read_only = on;
    END IF;
END $$;

-- Who ingests: reads and writes rows, makes no table but temporary ones (bulk loads use them).
GRANT USAGE ON SCHEMA public TO dateline_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO dateline_ingest;
REVOKE INSERT, UPDATE, DELETE ON schema_version, event_types FROM dateline_ingest;

-- Who asks: reads tables and views, and nothing else.
GRANT USAGE ON SCHEMA public TO dateline_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO dateline_analyst;
