-- One row a grain: its key, the values that are queried, and the whole state as JSON.

CREATE SCHEMA IF NOT EXISTS content;
CREATE SCHEMA IF NOT EXISTS transcoding;
CREATE SCHEMA IF NOT EXISTS streaming;

CREATE TABLE IF NOT EXISTS content.content_metadata (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    org_id uuid NOT NULL,
    title text COLLATE "C",
    description text,
    genres text[],
    state text COLLATE "C" NOT NULL,
    size_bytes bigint NOT NULL,
    created_at timestamptz NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    write_id uuid NOT NULL,
    data json NOT NULL
);

CREATE INDEX IF NOT EXISTS content_metadata_by_org ON content.content_metadata (org_id, created_at, id);

CREATE TABLE IF NOT EXISTS content.uploads (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    org_id uuid NOT NULL,
    state text COLLATE "C" NOT NULL,
    size_bytes bigint NOT NULL,
    remaining_bytes bigint NOT NULL,
    expires_at timestamptz,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    write_id uuid NOT NULL,
    data json NOT NULL
);

CREATE INDEX IF NOT EXISTS content_uploads_by_expiry ON content.uploads (state, expires_at, id);

CREATE TABLE IF NOT EXISTS transcoding.jobs (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    org_id uuid NOT NULL,
    title_id uuid NOT NULL,
    state text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    write_id uuid NOT NULL,
    data json NOT NULL
);

CREATE INDEX IF NOT EXISTS transcoding_jobs_by_title ON transcoding.jobs (title_id, created_at, id);
CREATE INDEX IF NOT EXISTS transcoding_jobs_by_state ON transcoding.jobs (state, created_at, id);

CREATE TABLE IF NOT EXISTS streaming.streaming_sessions (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    org_id uuid NOT NULL,
    session_id uuid NOT NULL,
    user_id uuid,
    content_id uuid NOT NULL,
    start_time timestamptz NOT NULL,
    avg_bitrate bigint,
    state text COLLATE "C" NOT NULL,
    expires_at timestamptz NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    write_id uuid NOT NULL,
    data json NOT NULL
);

CREATE INDEX IF NOT EXISTS streaming_sessions_by_expiry ON streaming.streaming_sessions (state, expires_at, id);
CREATE INDEX IF NOT EXISTS streaming_sessions_by_content ON streaming.streaming_sessions (content_id, start_time, id);
CREATE INDEX IF NOT EXISTS streaming_sessions_by_user ON streaming.streaming_sessions (user_id, start_time, id);
