-- What is counted of the journal. Everything here may be dropped and is counted anew by the followers of figures/duties.py.
-- Grams are whole numbers, so that what is taken back leaves nothing behind.

-- So much of one month, region, variety, stage, place and party. `category` is that of the variety; empty texts: unknown.
CREATE TABLE figures_cell (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month     date NOT NULL,
    region    text COLLATE "C" NOT NULL,
    category  text COLLATE "C" NOT NULL,
    variety   text COLLATE "C" NOT NULL,
    stage     text COLLATE "C" NOT NULL,
    place     text COLLATE "C" NOT NULL,
    party     text COLLATE "C" NOT NULL,
    events    bigint NOT NULL DEFAULT 0,
    items     bigint NOT NULL DEFAULT 0,
    grams     bigint NOT NULL DEFAULT 0,
    late      bigint NOT NULL DEFAULT 0,
    UNIQUE (month, region, category, variety, stage, place, party)
);
CREATE INDEX figures_cell_place ON figures_cell (place);
CREATE INDEX figures_cell_party ON figures_cell (party);

-- The same without places and parties, by day and by month: what pictures of the city are drawn from.
CREATE TABLE figures_day (
    day       date NOT NULL,
    region    text COLLATE "C" NOT NULL,
    category  text COLLATE "C" NOT NULL,
    variety   text COLLATE "C" NOT NULL,
    stage     text COLLATE "C" NOT NULL,
    events    bigint NOT NULL DEFAULT 0,
    items     bigint NOT NULL DEFAULT 0,
    grams     bigint NOT NULL DEFAULT 0,
    late      bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (day, region, category, variety, stage)
);
CREATE TABLE figures_month (
    month     date NOT NULL,
    region    text COLLATE "C" NOT NULL,
    category  text COLLATE "C" NOT NULL,
    variety   text COLLATE "C" NOT NULL,
    stage     text COLLATE "C" NOT NULL,
    events    bigint NOT NULL DEFAULT 0,
    items     bigint NOT NULL DEFAULT 0,
    grams     bigint NOT NULL DEFAULT 0,
    late      bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (month, region, category, variety, stage)
);

-- What was handed over from one region to another, in a month.
CREATE TABLE figures_flow (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month        date NOT NULL,
    category     text COLLATE "C" NOT NULL,
    variety      text COLLATE "C" NOT NULL,
    source       text COLLATE "C" NOT NULL,
    destination  text COLLATE "C" NOT NULL,
    events       bigint NOT NULL DEFAULT 0,
    items        bigint NOT NULL DEFAULT 0,
    grams        bigint NOT NULL DEFAULT 0,
    UNIQUE (month, category, variety, source, destination)
);

-- As what each event was counted, so that it can be taken back, and found from what it was counted in.
CREATE TABLE figures_counted (
    event  uuid PRIMARY KEY,
    cell   bigint NOT NULL,
    flow   bigint,
    day    date NOT NULL,
    items  bigint NOT NULL,
    grams  bigint NOT NULL,
    late   boolean NOT NULL
);
CREATE INDEX figures_counted_cell ON figures_counted (cell, event);

-- Events that are to be counted again, because something is known otherwise now.
CREATE TABLE figures_again (
    event  uuid PRIMARY KEY
);

-- Who reports: the latest days on which something of theirs happened, and by when more is expected.
CREATE TABLE figures_reporter (
    party       text COLLATE "C" PRIMARY KEY,
    region      text COLLATE "C" NOT NULL,
    categories  text[] COLLATE "C" NOT NULL,
    days        date[] NOT NULL,
    event       uuid NOT NULL,
    due_on      date
);
CREATE INDEX figures_reporter_due ON figures_reporter (due_on);

-- How complete the chains behind things are that came to the end of theirs: a few of each day, region and variety.
CREATE TABLE figures_chain (
    thing        text COLLATE "C" PRIMARY KEY,
    day          date NOT NULL,
    region       text COLLATE "C" NOT NULL,
    category     text COLLATE "C" NOT NULL,
    variety      text COLLATE "C" NOT NULL,
    score        real,
    is_complete  boolean,
    assessed_at  timestamptz
);
CREATE INDEX figures_chain_day ON figures_chain (day, region, variety);
CREATE INDEX figures_chain_waiting ON figures_chain (day) WHERE assessed_at IS NULL;

-- Findings by the day on which they were opened or closed. `mended`: of those opened then, how many are closed now.
CREATE TABLE figures_finding (
    day       date NOT NULL,
    region    text COLLATE "C" NOT NULL,
    category  text COLLATE "C" NOT NULL,
    variety   text COLLATE "C" NOT NULL,
    rule      text COLLATE "C" NOT NULL,
    severity  text COLLATE "C" NOT NULL,
    opened    bigint NOT NULL DEFAULT 0,
    mended    bigint NOT NULL DEFAULT 0,
    closed    bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (day, region, category, variety, rule, severity)
);

-- As what each finding was counted.
CREATE TABLE figures_told (
    finding    bigint PRIMARY KEY,
    opened_on  date NOT NULL,
    closed_on  date,
    region     text COLLATE "C" NOT NULL,
    category   text COLLATE "C" NOT NULL,
    variety    text COLLATE "C" NOT NULL,
    rule       text COLLATE "C" NOT NULL,
    severity   text COLLATE "C" NOT NULL
);

-- Findings that were opened, closed or retold since they were counted. A row a change: what is read and taken away never
-- hides a change that is not committed yet.
CREATE TABLE figures_retold (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    finding  bigint NOT NULL
);
CREATE FUNCTION figures_retell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO figures_retold (finding) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER figures_opened AFTER INSERT ON supervision_finding FOR EACH ROW EXECUTE FUNCTION figures_retell();
CREATE TRIGGER figures_closed AFTER UPDATE OF closed_at, severity ON supervision_finding
    FOR EACH ROW WHEN (OLD.closed_at IS DISTINCT FROM NEW.closed_at OR OLD.severity IS DISTINCT FROM NEW.severity)
    EXECUTE FUNCTION figures_retell();
INSERT INTO figures_retold (finding) SELECT id FROM supervision_finding ORDER BY id;
