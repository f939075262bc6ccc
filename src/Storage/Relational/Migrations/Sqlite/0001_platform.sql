-- What every domain uses. SQLite has no schemas: schema and table are joined by an underscore.
-- Times are text, ISO 8601 in UTC with microseconds, so that they sort; uuids are lower-case text.

CREATE TABLE IF NOT EXISTS platform_grain_state (
    id text NOT NULL PRIMARY KEY,
    version integer NOT NULL,
    updated_at text NOT NULL,
    write_id text NOT NULL,
    data text NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS platform_outbox (
    id text NOT NULL PRIMARY KEY,
    entity_type text NOT NULL,
    entity_id text NOT NULL,
    sequence integer NOT NULL,
    topic text NOT NULL,
    type text NOT NULL,
    occurred_at text NOT NULL,
    data text NOT NULL,
    stored_at text NOT NULL,
    published integer NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX IF NOT EXISTS platform_outbox_unpublished
    ON platform_outbox (stored_at, sequence, entity_id) WHERE published = 0;

CREATE TABLE IF NOT EXISTS platform_reminders (
    grain_id text NOT NULL,
    name text NOT NULL,
    grain_hash integer NOT NULL,
    start_at text NOT NULL,
    period_ticks integer NOT NULL,
    etag text NOT NULL,
    PRIMARY KEY (grain_id, name)
) STRICT;

CREATE INDEX IF NOT EXISTS platform_reminders_hash ON platform_reminders (grain_hash);
