-- Events that a consumer could not take. One row an event and consumer; the id is made of both.

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
