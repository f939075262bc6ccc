-- Events that a consumer could not take: one row an event and consumer, the id is made of both. And what viewers of the
-- activity see: one row an event, under the event's id, so that an event that comes twice is there once.

CREATE TABLE IF NOT EXISTS platform.dead_letters (
    id uuid NOT NULL PRIMARY KEY,
    consumer text COLLATE "C" NOT NULL,
    event_id uuid NOT NULL,
    entity_type text NOT NULL,
    entity_id text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    topic text NOT NULL,
    type text NOT NULL,
    occurred_at timestamptz NOT NULL,
    data text NOT NULL,
    error text NOT NULL,
    tries bigint NOT NULL,
    set_aside_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS content.activity (
    id uuid NOT NULL PRIMARY KEY,
    org_id uuid NOT NULL,
    title_id uuid NOT NULL,
    title text,
    kind text NOT NULL,
    code text,
    message text,
    occurred_at timestamptz NOT NULL
);

CREATE INDEX IF NOT EXISTS content_activity_by_org ON content.activity (org_id, occurred_at, id);
