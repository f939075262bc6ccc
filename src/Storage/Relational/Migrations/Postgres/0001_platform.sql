-- What every domain uses, for PostgreSQL and YugabyteDB. Keys are text or uuids that spread by themselves: YugabyteDB
-- hashes the first column of a key or index, so none of them leads with a counter or a clock. No sequences, no locks by
-- number, no notifications, no exclusion constraints: YugabyteDB has them not at all, late, or in one hot place.
-- Text that is compared sorts by code point, as in SQLite. States are json, not jsonb: order and numbers stay as written.

CREATE SCHEMA IF NOT EXISTS platform;

CREATE TABLE IF NOT EXISTS platform.grain_state (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    write_id uuid NOT NULL,
    data json NOT NULL
);

CREATE TABLE IF NOT EXISTS platform.outbox (
    id uuid NOT NULL PRIMARY KEY,
    bucket integer NOT NULL,
    entity_type text NOT NULL,
    entity_id text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    topic text NOT NULL,
    type text NOT NULL,
    occurred_at timestamptz NOT NULL,
    data json NOT NULL,
    stored_at timestamptz NOT NULL,
    published boolean NOT NULL DEFAULT false
);

CREATE INDEX IF NOT EXISTS platform_outbox_unpublished
    ON platform.outbox (bucket, stored_at, sequence, entity_id) WHERE NOT published;

CREATE TABLE IF NOT EXISTS platform.reminders (
    grain_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    grain_hash bigint NOT NULL,
    start_at timestamptz NOT NULL,
    period_ticks bigint NOT NULL,
    etag text NOT NULL,
    PRIMARY KEY (grain_id, name)
);

-- Silos read ranges of this hash; it is spread evenly, so a range-sharded index has no hot end.
CREATE INDEX IF NOT EXISTS platform_reminders_hash ON platform.reminders (grain_hash ASC);
