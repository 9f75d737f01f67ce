-- Statements that read the figures (sums.py). Each is asked with what `zhuisu.figures.view.parameters` answers; a month
-- holds some thousands of rows, which are added up as they stand.

-- name: ease
-- For this transaction: room to group a city's parties in memory, and a plan for each question, since they differ too much (a
-- month of one variety, years of all) for one plan.
SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '32MB', true)

-- name: totals
-- Index: figures_month_pkey.
SELECT coalesce(sum(events), 0)::bigint, coalesce(sum(items), 0)::bigint, coalesce(sum(grams), 0)::bigint,
    coalesce(sum(late), 0)::bigint
FROM figures_month WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))

-- name: by_day
-- Index: figures_day_pkey.
SELECT day, sum(events)::bigint, sum(late)::bigint FROM figures_day
WHERE day >= %(since)s AND day < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
GROUP BY day ORDER BY day

-- name: by_month
-- Index: figures_month_pkey.
SELECT month, sum(events)::bigint, sum(late)::bigint FROM figures_month
WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
GROUP BY month ORDER BY month

-- name: by_region
-- Index: figures_month_pkey.
SELECT region, sum(events)::bigint, sum(late)::bigint FROM figures_month
WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
GROUP BY region HAVING sum(events) > 0 ORDER BY 2 DESC

-- name: by_variety
-- Index: figures_month_pkey.
SELECT category, variety, sum(events)::bigint, sum(items)::bigint, sum(grams)::bigint, sum(late)::bigint FROM figures_month
WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
GROUP BY category, variety HAVING sum(events) > 0 ORDER BY 3 DESC, category, variety

-- name: by_stage
-- Index: figures_month_pkey.
SELECT variety, stage, sum(events)::bigint, sum(items)::bigint, sum(grams)::bigint, sum(late)::bigint FROM figures_month
WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
GROUP BY variety, stage HAVING sum(events) > 0 ORDER BY 3 DESC, variety, stage

-- name: by_place
-- The places with the most. Index: figures_place_pkey.
SELECT place, region, sum(events)::bigint, sum(items)::bigint, sum(grams)::bigint FROM figures_place
WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s)) AND place <> ''
GROUP BY place, region HAVING sum(events) > 0 ORDER BY 3 DESC, place LIMIT %(limit)s

-- name: parties_of_places
-- How many parties reported from each of these places. Index: figures_cell_place.
SELECT place, region, count(DISTINCT party) FROM figures_cell
WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s)) AND place = ANY(%(places)s::text[]) AND events > 0
GROUP BY place, region

-- name: by_party
-- The parties with the most. Index: figures_party_pkey.
SELECT party, sum(events)::bigint, sum(late)::bigint FROM figures_party
WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s)) AND party <> ''
GROUP BY party HAVING sum(events) > 0 ORDER BY 2 DESC, party LIMIT %(limit)s

-- name: parties_by_region
-- How many parties reported, and how many of these late for more than one event in ten, in each region. Index: figures_party_pkey.
SELECT region, count(*), count(*) FILTER (WHERE late * 10 <= events) FROM (
    SELECT region, party, sum(events) AS events, sum(late) AS late FROM figures_party
    WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s)) AND party <> ''
    GROUP BY region, party HAVING sum(events) > 0) AS each
GROUP BY region

-- name: parties_by_category
-- The same by category. Index: figures_party_pkey.
SELECT category, count(*), count(*) FILTER (WHERE late * 10 <= events), sum(events)::bigint, sum(late)::bigint FROM (
    SELECT category, party, sum(events) AS events, sum(late) AS late FROM figures_party
    WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s)) AND party <> ''
    GROUP BY category, party HAVING sum(events) > 0) AS each
GROUP BY category

-- name: parties
-- How many parties reported, and how many of these in time. Index: figures_party_pkey.
SELECT count(*), count(*) FILTER (WHERE late * 10 <= events) FROM (
    SELECT party, sum(events) AS events, sum(late) AS late FROM figures_party
    WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s)) AND party <> ''
    GROUP BY party HAVING sum(events) > 0) AS each

-- name: enrolled
-- How many parties are in the register now and count, by the categories of their roles and of what they reported: a role may
-- be one in all categories, and says none. Under null: how many in all. Indexes: registry_partyrole's on party,
-- registry_alias_once, figures_reporter_pkey.
SELECT role.category, count(DISTINCT party.id)
FROM registry_party AS party LEFT JOIN (
    SELECT party_id, coalesce(nullif(category, ''), %(of_variety)s::jsonb ->> variety) AS category FROM registry_partyrole
    UNION
    SELECT alias.record, unnest(reporter.categories)
    FROM figures_reporter AS reporter JOIN registry_alias AS alias ON alias.kind = 'party' AND alias.key = reporter.party
) AS role ON role.party_id = party.id AND role.category IS NOT NULL
WHERE party.state = 'approved' AND party.region LIKE %(area)s
    AND (%(category)s = '' OR role.category = %(category)s)
    AND (%(categories)s::text[] IS NULL OR role.category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR party.region LIKE ANY(%(regions)s))
GROUP BY GROUPING SETS ((role.category), ())
ORDER BY GROUPING(role.category), role.category

-- name: chains_by_category
-- How many chains were assessed, and how many of these are complete. Index: figures_chain_day.
SELECT category, count(*), count(*) FILTER (WHERE is_complete) FROM figures_chain
WHERE day >= %(since)s AND day < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s)) AND is_complete IS NOT NULL
GROUP BY category

-- name: findings_by_day
-- Index: figures_finding_pkey.
SELECT day, sum(opened)::bigint, sum(closed)::bigint FROM figures_finding
WHERE day >= %(since)s AND day < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
GROUP BY day ORDER BY day

-- name: findings_by_month
-- Index: figures_finding_pkey.
SELECT date_trunc('month', day)::date, sum(opened)::bigint, sum(closed)::bigint FROM figures_finding
WHERE day >= %(since)s AND day < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
GROUP BY 1 ORDER BY 1

-- name: findings_by_rule
-- Index: figures_finding_pkey.
SELECT variety, rule, severity, sum(opened)::bigint, sum(closed)::bigint, sum(opened - mended)::bigint FROM figures_finding
WHERE day >= %(since)s AND day < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
GROUP BY variety, rule, severity HAVING sum(opened) > 0 OR sum(closed) > 0
ORDER BY 4 DESC, variety, rule LIMIT %(limit)s

-- name: findings_by_region
-- Index: figures_finding_pkey.
SELECT region, sum(opened)::bigint, sum(closed)::bigint, sum(opened - mended)::bigint FROM figures_finding
WHERE day >= %(since)s AND day < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
GROUP BY region

-- name: findings_by_variety
-- Index: figures_finding_pkey.
SELECT category, variety, sum(opened)::bigint, sum(opened - mended)::bigint FROM figures_finding
WHERE day >= %(since)s AND day < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
GROUP BY category, variety

-- name: findings
-- Index: figures_finding_pkey.
SELECT coalesce(sum(opened), 0)::bigint, coalesce(sum(closed), 0)::bigint FROM figures_finding
WHERE day >= %(since)s AND day < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))

-- name: standing_findings
-- How many findings that are open now were opened since yesterday, at all, and, errors, before a day. Index: none, the whole
-- table: it holds a row a day, region and rule.
SELECT coalesce(sum(opened - mended) FILTER (WHERE day >= %(yesterday)s), 0)::bigint,
    coalesce(sum(opened - mended), 0)::bigint,
    coalesce(sum(opened - mended) FILTER (WHERE day < %(overdue)s AND severity = 'error'), 0)::bigint
FROM figures_finding
WHERE opened > mended AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))

-- name: flows
-- What came into the city (%(inward)s) or left it, whichever way: `city` is what its codes begin with. Index: the unique
-- one of figures_flow, by month.
SELECT variety, source, destination, sum(events)::bigint, sum(items)::bigint, sum(grams)::bigint FROM figures_flow
WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND (source LIKE %(area)s OR destination LIKE %(area)s) AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR source LIKE ANY(%(regions)s) OR destination LIKE ANY(%(regions)s))
    AND source <> '' AND destination <> ''
    AND CASE WHEN %(inward)s THEN source NOT LIKE %(city)s AND destination LIKE %(city)s
        ELSE source LIKE %(city)s AND destination NOT LIKE %(city)s END
GROUP BY variety, source, destination HAVING sum(events) > 0 ORDER BY 4 DESC, variety, source, destination LIMIT %(limit)s

-- name: silent
-- Who of the city (%(city)s) was expected to report and did not, the latest first. Index: figures_reporter_due.
SELECT party, region, categories, days[cardinality(days)], event, due_on FROM figures_reporter
WHERE due_on < %(today)s AND due_on >= %(forgotten)s AND region LIKE %(city)s
    AND (%(categories)s::text[] IS NULL OR categories && %(categories)s)
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
ORDER BY due_on DESC, party LIMIT %(limit)s

-- name: how_many_silent
-- Index: figures_reporter_due.
SELECT count(*) FROM figures_reporter
WHERE due_on < %(today)s AND due_on >= %(forgotten)s AND region LIKE %(city)s
    AND (%(categories)s::text[] IS NULL OR categories && %(categories)s)
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))

-- name: cells
-- The cells of what is asked for, at most so many. Index: the unique one of figures_cell, by month.
SELECT id FROM figures_cell
WHERE month >= %(since)s AND month < %(until)s
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s)) AND events > 0
    AND (%(stage)s::text IS NULL OR stage = %(stage)s) AND (%(place)s = '' OR place = %(place)s)
    AND (%(party)s = '' OR party = %(party)s)
    AND (%(unknown)s <> 'variety' OR variety = '') AND (%(unknown)s <> 'region' OR region = '')
    AND (%(unknown)s <> 'category' OR category = '')
LIMIT %(limit)s

-- name: events_of_cells
-- The latest events of a few cells. Index: figures_counted_cell, walked backwards for each.
SELECT found.event, found.cell FROM unnest(%(cells)s::bigint[]) AS asked(cell), LATERAL (
    SELECT counted.event, counted.cell FROM figures_counted AS counted
    WHERE counted.cell = asked.cell AND counted.event < %(before)s AND counted.event >= %(from)s
        AND (NOT %(late)s OR counted.late)
    ORDER BY counted.event DESC LIMIT %(limit)s) AS found
ORDER BY found.event DESC LIMIT %(limit)s

-- name: events_of_months
-- The latest events of many cells: all of these months are walked backwards. Index: figures_counted_pkey.
SELECT counted.event, counted.cell FROM figures_counted AS counted JOIN figures_cell AS cell ON cell.id = counted.cell
WHERE counted.event < %(before)s AND counted.event >= %(from)s AND (NOT %(late)s OR counted.late)
    AND (%(category)s = '' OR category = %(category)s) AND (%(variety)s = '' OR variety = %(variety)s)
    AND region LIKE %(area)s AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
    AND (%(regions)s::text[] IS NULL OR region LIKE ANY(%(regions)s))
    AND (%(stage)s::text IS NULL OR stage = %(stage)s) AND (%(place)s = '' OR place = %(place)s)
    AND (%(party)s = '' OR party = %(party)s)
    AND (%(unknown)s <> 'variety' OR variety = '') AND (%(unknown)s <> 'region' OR region = '')
    AND (%(unknown)s <> 'category' OR category = '')
ORDER BY counted.event DESC LIMIT %(limit)s

-- name: cells_by_id
-- Index: figures_cell_pkey.
SELECT id, region, category, variety, stage, place, party FROM figures_cell WHERE id = ANY(%(ids)s::bigint[])

-- name: public_events
-- What is published of events: by month, category, variety and region, with how many parties stand behind it. Index: figures_party_pkey.
SELECT month, category, variety, region, sum(events)::bigint, count(DISTINCT party) FROM figures_party
WHERE month >= %(since)s AND month < %(until)s AND category <> '' AND category <> ALL(%(without)s::text[]) AND variety <> ALL(%(closed)s::text[]) AND events > 0
GROUP BY month, category, variety, region ORDER BY month, category, variety, region

-- name: public_coverage
-- Index: figures_party_pkey.
SELECT month, category, count(*), count(*) FILTER (WHERE late * 10 <= events), sum(events)::bigint FROM (
    SELECT month, category, party, sum(events) AS events, sum(late) AS late FROM figures_party
    WHERE month >= %(since)s AND month < %(until)s AND category <> '' AND category <> ALL(%(without)s::text[]) AND variety <> ALL(%(closed)s::text[]) AND party <> ''
    GROUP BY month, category, party HAVING sum(events) > 0) AS each
GROUP BY month, category ORDER BY month, category

-- name: public_findings
-- Index: figures_finding_pkey.
SELECT date_trunc('month', day)::date, category, severity, sum(opened)::bigint, sum(closed)::bigint FROM figures_finding
WHERE day >= %(since)s AND day < %(until)s AND category <> '' AND category <> ALL(%(without)s::text[]) AND variety <> ALL(%(closed)s::text[])
GROUP BY 1, category, severity ORDER BY 1, category, severity

-- name: public_flows
-- Index: the unique one of figures_flow, by month.
SELECT month, category, source, destination, sum(events)::bigint FROM figures_flow
WHERE month >= %(since)s AND month < %(until)s AND category <> '' AND category <> ALL(%(without)s::text[]) AND variety <> ALL(%(closed)s::text[])
GROUP BY month, category, source, destination HAVING sum(events) > 0 ORDER BY month, category, source, destination
