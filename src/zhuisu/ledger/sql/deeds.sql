-- Statements that read, of a scope that has grown, what was done with the things that its histories hold. {reached}, {cause} and
-- {visit} are the scope's own tables.

-- name: histories
-- The things of each history, from which time and up to which they count in it, by which event they came into it (none: they are
-- what is asked about), and as what: 0 what was reached, else the errand of a visit. Reads the scope once.
SELECT reached.subject, reached.thing, 0 AS errand, NULL::bigint AS starts, cause.time AS ends, cause.event
FROM {reached} AS reached JOIN {cause} AS cause ON cause.number = reached.cause
UNION ALL
SELECT visit.subject, visit.thing, visit.errand, visit.starts, visit.ends, NULL
FROM {visit} AS visit WHERE visit.errand = ANY(%(errands)s)
LIMIT %(most)s

-- name: deeds
-- The events in which these things were made, used, packed, or handed over, and as what they touch each; those declared in error
-- aside. Indexes: touch_pkey, event_pkey, declared_in_error_pkey.
SELECT touch.thing, touch.role, touch.event, event.type, event.action, event.biz_step
FROM touch JOIN event ON event.id = touch.event
WHERE touch.thing = ANY(%(things)s::text[]) AND touch.role = ANY(%(roles)s::smallint[])
    AND (touch.role = ANY(%(always)s::smallint[]) OR event.biz_step = ANY(%(steps)s::text[]) OR event.action = %(add)s)
    AND NOT EXISTS (SELECT 1 FROM declared_in_error WHERE declared_in_error.event_id = event.event_id)
LIMIT %(most)s
