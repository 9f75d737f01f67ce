-- By month, what each party and what each place reported: figures_cell without stages, and without the one or the other, so
-- that a year of a city is counted from a few rows.
CREATE TABLE figures_party (
    month     date NOT NULL,
    party     text COLLATE "C" NOT NULL,
    region    text COLLATE "C" NOT NULL,
    category  text COLLATE "C" NOT NULL,
    variety   text COLLATE "C" NOT NULL,
    events    bigint NOT NULL DEFAULT 0,
    items     bigint NOT NULL DEFAULT 0,
    grams     bigint NOT NULL DEFAULT 0,
    late      bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (month, party, region, category, variety)
);
CREATE TABLE figures_place (
    month     date NOT NULL,
    place     text COLLATE "C" NOT NULL,
    region    text COLLATE "C" NOT NULL,
    category  text COLLATE "C" NOT NULL,
    variety   text COLLATE "C" NOT NULL,
    events    bigint NOT NULL DEFAULT 0,
    items     bigint NOT NULL DEFAULT 0,
    grams     bigint NOT NULL DEFAULT 0,
    late      bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (month, place, region, category, variety)
);
INSERT INTO figures_party
SELECT month, party, region, category, variety, sum(events), sum(items), sum(grams), sum(late) FROM figures_cell
GROUP BY 1, 2, 3, 4, 5;
INSERT INTO figures_place
SELECT month, place, region, category, variety, sum(events), sum(items), sum(grams), sum(late) FROM figures_cell
GROUP BY 1, 2, 3, 4, 5;
