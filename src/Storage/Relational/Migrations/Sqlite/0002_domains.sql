-- One row a grain: its key, the values that are queried, and the whole state as JSON.

CREATE TABLE IF NOT EXISTS content_content_metadata (
    id text NOT NULL PRIMARY KEY,
    org_id text NOT NULL,
    title text,
    description text,
    genres text,
    state text NOT NULL,
    size_bytes integer NOT NULL,
    created_at text NOT NULL,
    version integer NOT NULL,
    updated_at text NOT NULL,
    write_id text NOT NULL,
    data text NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS content_metadata_by_org ON content_content_metadata (org_id, created_at, id);

CREATE TABLE IF NOT EXISTS content_uploads (
    id text NOT NULL PRIMARY KEY,
    org_id text NOT NULL,
    state text NOT NULL,
    size_bytes integer NOT NULL,
    remaining_bytes integer NOT NULL,
    expires_at text,
    version integer NOT NULL,
    updated_at text NOT NULL,
    write_id text NOT NULL,
    data text NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS content_uploads_by_expiry ON content_uploads (state, expires_at, id);

CREATE TABLE IF NOT EXISTS transcoding_jobs (
    id text NOT NULL PRIMARY KEY,
    org_id text NOT NULL,
    title_id text NOT NULL,
    state text NOT NULL,
    created_at text NOT NULL,
    version integer NOT NULL,
    updated_at text NOT NULL,
    write_id text NOT NULL,
    data text NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS transcoding_jobs_by_title ON transcoding_jobs (title_id, created_at, id);
CREATE INDEX IF NOT EXISTS transcoding_jobs_by_state ON transcoding_jobs (state, created_at, id);

CREATE TABLE IF NOT EXISTS streaming_streaming_sessions (
    id text NOT NULL PRIMARY KEY,
    org_id text NOT NULL,
    session_id text NOT NULL,
    user_id text,
    content_id text NOT NULL,
    start_time text NOT NULL,
    avg_bitrate integer,
    state text NOT NULL,
    expires_at text NOT NULL,
    version integer NOT NULL,
    updated_at text NOT NULL,
    write_id text NOT NULL,
    data text NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS streaming_sessions_by_expiry ON streaming_streaming_sessions (state, expires_at, id);
CREATE INDEX IF NOT EXISTS streaming_sessions_by_content ON streaming_streaming_sessions (content_id, start_time, id);
CREATE INDEX IF NOT EXISTS streaming_sessions_by_user ON streaming_streaming_sessions (user_id, start_time, id);
