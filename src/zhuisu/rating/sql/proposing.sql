-- Statements that find who is to be exposed (proposing.py).

-- name: below
-- Of whom each of the last months, all settled, is below the threshold, while nothing is open about them and nothing that
-- was decided rests on the last of these months. Indexes: rating_score_period, rating_exposure_subject.
SELECT subject, max(name), max(party), max(region), array_agg(period ORDER BY period), array_agg(score ORDER BY period)
FROM rating_score
WHERE kind = %(kind)s AND period = ANY(%(months)s::text[]) AND settled_at IS NOT NULL AND score < %(threshold)s
    AND NOT EXISTS (
        SELECT FROM rating_exposure AS held WHERE held.kind = rating_score.kind AND held.subject = rating_score.subject
            AND (held.state = ANY(%(open)s::text[]) OR held.months -> -1 ->> 'month' >= %(last)s
                OR (held.state = 'published' AND held.until > %(now)s)))
GROUP BY subject HAVING count(*) = cardinality(%(months)s::text[])
ORDER BY subject LIMIT %(limit)s

-- name: scopes
-- Who may see the score of a month. Index: rating_score_once.
SELECT scopes FROM rating_score WHERE kind = %(kind)s AND subject = %(subject)s AND period = %(period)s
