"""The embedded PostgreSQL: a thin adapter over `initdb`, `pg_ctl` and `postgres`."""

from zhuisu.server.postgres.place import Place, locate
from zhuisu.server.postgres.use import using

__all__ = ["Place", "locate", "using"]
