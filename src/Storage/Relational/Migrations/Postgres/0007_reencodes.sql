-- Orders to encode many titles anew, and what tenants want of their titles: one row a grain, as the tables of 0002 are.

CREATE TABLE IF NOT EXISTS content.bulk_encodes (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    org_id uuid,
    state text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    write_id uuid NOT NULL,
    data json NOT NULL
);

CREATE INDEX IF NOT EXISTS content_bulk_encodes_by_state ON content.bulk_encodes (state, created_at, id);

CREATE TABLE IF NOT EXISTS content.tenant_policies (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    write_id uuid NOT NULL,
    data json NOT NULL
);

INSERT INTO platform.additive_scripts (script) VALUES ('0007_reencodes.sql') ON CONFLICT DO NOTHING;
