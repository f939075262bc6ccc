-- Orders to encode many titles anew, and what tenants want of their titles: one row a grain, as the tables of 0002 are.

CREATE TABLE IF NOT EXISTS content_bulk_encodes (
    id text NOT NULL PRIMARY KEY,
    org_id text,
    state text NOT NULL,
    created_at text NOT NULL,
    version integer NOT NULL,
    updated_at text NOT NULL,
    write_id text NOT NULL,
    data text NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS content_bulk_encodes_by_state ON content_bulk_encodes (state, created_at, id);

CREATE TABLE IF NOT EXISTS content_tenant_policies (
    id text NOT NULL PRIMARY KEY,
    version integer NOT NULL,
    updated_at text NOT NULL,
    write_id text NOT NULL,
    data text NOT NULL
) STRICT;

INSERT INTO platform_additive_scripts (script) VALUES ('0006_reencodes.sql') ON CONFLICT DO NOTHING;
