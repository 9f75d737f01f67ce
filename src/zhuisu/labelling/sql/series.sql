-- Statements of series of numbers (series.py).

-- name: take
-- The next so many numbers of a series, which nobody else gets: whoever comes at the same time waits for the row.
-- The secret is that of whoever began it. Index: labelling_series_once.
INSERT INTO labelling_series AS series (kind, head, next, secret)
VALUES (%(kind)s::text, %(head)s::text, %(begin)s::bigint + %(count)s::bigint, %(secret)s::bytea)
ON CONFLICT (kind, head) DO UPDATE SET next = series.next + %(count)s::bigint
RETURNING next - %(count)s::bigint, secret
