-- Scripts that programs from before them go on with: one of these versions that dies during an upgrade, or after it was
-- taken back, starts again. Each such script names itself here, in the transaction in which it runs; a program refuses a
-- script that it does not know and that is not here.

CREATE TABLE IF NOT EXISTS platform_additive_scripts (
    script text NOT NULL PRIMARY KEY
) STRICT;

INSERT INTO platform_additive_scripts (script) VALUES ('0005_additive_scripts.sql') ON CONFLICT DO NOTHING;
