-- Finds published events that are old enough to go without reading the whole outbox.

CREATE INDEX IF NOT EXISTS platform_outbox_published
    ON platform_outbox (stored_at) WHERE published = 1;
