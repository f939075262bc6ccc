-- Finds published events that are old enough to go without reading the whole outbox. Led by the bucket, as the index of
-- the unpublished ones is, so that YugabyteDB spreads it over tablets.

CREATE INDEX IF NOT EXISTS platform_outbox_published
    ON platform.outbox (bucket, stored_at) WHERE published;
