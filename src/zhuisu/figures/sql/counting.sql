-- Statements that count events (counting.py).

-- name: counted
-- As what these events were counted. Indexes: figures_counted_pkey, figures_cell_pkey, figures_flow_pkey.
SELECT counted.event, counted.day, counted.items, counted.grams, counted.late,
    cell.region, cell.category, cell.variety, cell.stage, cell.place, cell.party, flow.source, flow.destination
FROM figures_counted AS counted
    JOIN figures_cell AS cell ON cell.id = counted.cell
    LEFT JOIN figures_flow AS flow ON flow.id = counted.flow
WHERE counted.event = ANY(%(events)s::uuid[])

-- name: uncount
-- Index: figures_counted_pkey.
DELETE FROM figures_counted WHERE event = ANY(%(events)s::uuid[])

-- name: add_to_cells
-- More or less in these cells; answers their numbers. Index: the unique one of figures_cell.
INSERT INTO figures_cell AS cell
    (month, region, category, variety, stage, place, party, events, items, grams, late)
SELECT * FROM unnest(%(month)s::date[], %(region)s::text[], %(category)s::text[], %(variety)s::text[], %(stage)s::text[],
    %(place)s::text[], %(party)s::text[], %(events)s::bigint[], %(items)s::bigint[], %(grams)s::bigint[],
    %(late)s::bigint[])
ON CONFLICT (month, region, category, variety, stage, place, party) DO UPDATE SET
    events = cell.events + excluded.events, items = cell.items + excluded.items,
    grams = cell.grams + excluded.grams, late = cell.late + excluded.late
RETURNING id, month, region, category, variety, stage, place, party

-- name: add_to_days
-- Index: figures_day_pkey.
INSERT INTO figures_day AS held (day, region, category, variety, stage, events, items, grams, late)
SELECT * FROM unnest(%(day)s::date[], %(region)s::text[], %(category)s::text[], %(variety)s::text[], %(stage)s::text[],
    %(events)s::bigint[], %(items)s::bigint[], %(grams)s::bigint[], %(late)s::bigint[])
ON CONFLICT (day, region, category, variety, stage) DO UPDATE SET
    events = held.events + excluded.events, items = held.items + excluded.items,
    grams = held.grams + excluded.grams, late = held.late + excluded.late

-- name: add_to_months
-- Index: figures_month_pkey.
INSERT INTO figures_month AS held (month, region, category, variety, stage, events, items, grams, late)
SELECT * FROM unnest(%(month)s::date[], %(region)s::text[], %(category)s::text[], %(variety)s::text[], %(stage)s::text[],
    %(events)s::bigint[], %(items)s::bigint[], %(grams)s::bigint[], %(late)s::bigint[])
ON CONFLICT (month, region, category, variety, stage) DO UPDATE SET
    events = held.events + excluded.events, items = held.items + excluded.items,
    grams = held.grams + excluded.grams, late = held.late + excluded.late

-- name: add_to_parties
-- Index: figures_party_pkey.
INSERT INTO figures_party AS held (month, party, region, category, variety, events, items, grams, late)
SELECT * FROM unnest(%(month)s::date[], %(party)s::text[], %(region)s::text[], %(category)s::text[], %(variety)s::text[],
    %(events)s::bigint[], %(items)s::bigint[], %(grams)s::bigint[], %(late)s::bigint[])
ON CONFLICT (month, party, region, category, variety) DO UPDATE SET
    events = held.events + excluded.events, items = held.items + excluded.items,
    grams = held.grams + excluded.grams, late = held.late + excluded.late

-- name: add_to_places
-- Index: figures_place_pkey.
INSERT INTO figures_place AS held (month, place, region, category, variety, events, items, grams, late)
SELECT * FROM unnest(%(month)s::date[], %(place)s::text[], %(region)s::text[], %(category)s::text[], %(variety)s::text[],
    %(events)s::bigint[], %(items)s::bigint[], %(grams)s::bigint[], %(late)s::bigint[])
ON CONFLICT (month, place, region, category, variety) DO UPDATE SET
    events = held.events + excluded.events, items = held.items + excluded.items,
    grams = held.grams + excluded.grams, late = held.late + excluded.late

-- name: add_to_flows
-- Answers their numbers. Index: the unique one of figures_flow.
INSERT INTO figures_flow AS flow (month, category, variety, source, destination, events, items, grams)
SELECT * FROM unnest(%(month)s::date[], %(category)s::text[], %(variety)s::text[], %(source)s::text[],
    %(destination)s::text[], %(events)s::bigint[], %(items)s::bigint[], %(grams)s::bigint[])
ON CONFLICT (month, category, variety, source, destination) DO UPDATE SET
    events = flow.events + excluded.events, items = flow.items + excluded.items, grams = flow.grams + excluded.grams
RETURNING id, month, category, variety, source, destination

-- name: count
-- Ids arrive in order, so that the index grows at its end.
INSERT INTO figures_counted (event, cell, flow, day, items, grams, late)
SELECT * FROM unnest(%(event)s::uuid[], %(cell)s::bigint[], %(flow)s::bigint[], %(day)s::date[], %(items)s::bigint[],
    %(grams)s::bigint[], %(late)s::boolean[])

-- name: take_again
-- The first events that are to be counted again. Index: figures_again_pkey.
DELETE FROM figures_again WHERE event IN (SELECT event FROM figures_again ORDER BY event LIMIT %(limit)s) RETURNING event

-- name: again_by_units
-- Count again what touches these units and was counted as of no variety, but for these events. Indexes: touch_pkey, figures_counted_pkey,
-- figures_cell_pkey.
INSERT INTO figures_again (event)
SELECT DISTINCT touch.event
FROM touch JOIN figures_counted AS counted ON counted.event = touch.event
    JOIN figures_cell AS cell ON cell.id = counted.cell
WHERE touch.thing = ANY(%(things)s::text[]) AND cell.variety = '' AND touch.event <> ALL(%(but)s::uuid[])
ON CONFLICT DO NOTHING

-- name: again_by_cells
-- Count again what was counted at these places or for these parties. Indexes: figures_cell_place, figures_cell_party,
-- figures_counted_cell.
INSERT INTO figures_again (event)
SELECT counted.event
FROM figures_cell AS cell JOIN figures_counted AS counted ON counted.cell = cell.id
WHERE cell.place = ANY(%(keys)s::text[]) OR cell.party = ANY(%(keys)s::text[])
ON CONFLICT DO NOTHING

-- name: again_by_things
-- Count again what touches these things, or items and batches of these products. Index: touch_pkey.
INSERT INTO figures_again (event)
SELECT touch.event FROM touch WHERE touch.thing = ANY(%(keys)s::text[])
UNION
SELECT found.event FROM unnest(%(lows)s::text[], %(highs)s::text[]) AS asked(low, high), LATERAL (
    SELECT touch.event FROM touch WHERE touch.thing >= asked.low AND touch.thing < asked.high OFFSET 0) AS found
ON CONFLICT DO NOTHING

-- name: reporters
-- Index: figures_reporter_pkey.
SELECT party, categories, days, event FROM figures_reporter WHERE party = ANY(%(parties)s::text[])

-- name: write_reporter
-- Index: figures_reporter_pkey.
INSERT INTO figures_reporter (party, region, categories, days, event, due_on)
VALUES (%(party)s, %(region)s, %(categories)s, %(days)s, %(event)s, %(due_on)s)
ON CONFLICT (party) DO UPDATE SET region = excluded.region, categories = excluded.categories, days = excluded.days,
    event = excluded.event, due_on = excluded.due_on
