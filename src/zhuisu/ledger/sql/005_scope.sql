-- Scopes that were asked for: who may look, how far each has come, whether it shall stop. What a scope found lies in tables of its
-- own (`scope_<id>_…`, sql/scope.sql), unlogged, that go when it goes: a million rows are dropped at once and leave no holes.
CREATE TABLE scope (
    id         uuid PRIMARY KEY,
    account    text NOT NULL,
    direction  text NOT NULL CHECK (direction IN ('forward', 'backward')),
    question   jsonb NOT NULL,
    begun_at   timestamptz NOT NULL DEFAULT now(),
    moved_at   timestamptz NOT NULL DEFAULT now(),
    ended_at   timestamptz,
    outcome    text CHECK (outcome IN ('whole', 'cut', 'stopped', 'failed')),
    stopping   boolean NOT NULL DEFAULT false,
    hop        integer NOT NULL DEFAULT 0,
    things     bigint NOT NULL DEFAULT 0,
    carriers   bigint NOT NULL DEFAULT 0,
    events     bigint NOT NULL DEFAULT 0,
    findings   jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX scope_by_account ON scope (account, begun_at DESC);
CREATE INDEX scope_by_moved_at ON scope (moved_at);
