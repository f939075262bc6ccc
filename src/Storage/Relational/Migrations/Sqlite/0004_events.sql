-- Events that a consumer could not take: one row an event and consumer, the id is made of both. And what viewers of the
-- activity see: one row an event, under the event's id, so that an event that comes twice is there once.

CREATE TABLE IF NOT EXISTS platform_dead_letters (
    id text NOT NULL PRIMARY KEY,
    consumer text NOT NULL,
    event_id text NOT NULL,
    entity_type text NOT NULL,
    entity_id text NOT NULL,
    sequence integer NOT NULL,
    topic text NOT NULL,
    type text NOT NULL,
    occurred_at text NOT NULL,
    data text NOT NULL,
    error text NOT NULL,
    tries integer NOT NULL,
    set_aside_at text NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS content_activity (
    id text NOT NULL PRIMARY KEY,
    org_id text NOT NULL,
    title_id text NOT NULL,
    title text,
    kind text NOT NULL,
    code text,
    message text,
    occurred_at text NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS content_activity_by_org ON content_activity (org_id, occurred_at, id);
