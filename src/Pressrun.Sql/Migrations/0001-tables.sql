-- Words in braces are the dialect's. Times are microseconds since 1970, UTC; money is micro-dollars.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);

-- state: 0 filling, 1 open, 2 ended, 3 superseded. epoch: number of the last claim; a write under an earlier one is
-- refused. folded: seq of the last record that memo, trail and item contain.
CREATE TABLE run (
    no BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, pipeline TEXT NOT NULL, state SMALLINT NOT NULL,
    epoch BIGINT NOT NULL, holder TEXT, created_at BIGINT NOT NULL, ended_at BIGINT, first_entry BIGINT NOT NULL,
    folded BIGINT NOT NULL, seen_at BIGINT NOT NULL, progress TEXT, memo {bytes});

-- The truth: one row a group commit. crc: CRC-32C over lines and raw. Seq of a record = entry * 1024 + its place.
CREATE TABLE journal (
    entry {serial}, run BIGINT NOT NULL, epoch BIGINT NOT NULL, at BIGINT NOT NULL, records BIGINT NOT NULL,
    crc BIGINT NOT NULL, lines TEXT NOT NULL, raw {bytes});

-- state: 0 open, 1 done, 2 failed, 3 review, 4 skipped, 5 left out. priority: least first.
CREATE TABLE item (
    run BIGINT NOT NULL, ordinal BIGINT NOT NULL, pipeline TEXT NOT NULL, key TEXT NOT NULL, title TEXT,
    input TEXT NOT NULL, state SMALLINT NOT NULL, priority BIGINT NOT NULL, stage TEXT, cause TEXT,
    micros BIGINT NOT NULL, changed_at BIGINT NOT NULL, PRIMARY KEY (run, ordinal));
CREATE INDEX item_key ON item (pipeline, key, run);
CREATE INDEX item_state ON item (run, state, priority, ordinal);

-- An item is open in one run only, over all processes.
CREATE UNIQUE INDEX item_open ON item (pipeline, key) WHERE state = 0;

-- Which records speak of which item; item 0 is the run itself.
CREATE TABLE trail (
    run BIGINT NOT NULL, item BIGINT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (run, item, seq)) {clustered};

-- What was learned of each lane, by whichever run wrote last.
CREATE TABLE lane (lane TEXT PRIMARY KEY, snapshot TEXT NOT NULL, changed_at BIGINT NOT NULL);
