-- Events that a consumer could not take. One row an event and consumer; the id is made of both.

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
