"""Conf: the settings that an embedded PostgreSQL starts with."""

import os
from pathlib import Path

MIB = 1 << 20
HEADER = "# Written by zhuisu at every start. Put settings of your own below the include line in postgresql.conf.\n"
INCLUDE = "\ninclude 'zhuisu.conf'\n"

FIXED: dict[str, str] = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    # What is acknowledged is on the disk.
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    # Captures write in bursts: few, spread checkpoints.
    "wal_level": "replica",
    "wal_buffers": "'16MB'",
    "max_wal_size": "'4GB'",
    "min_wal_size": "'256MB'",
    "checkpoint_timeout": "'15min'",
    "checkpoint_completion_target": "0.9",
    "max_wal_senders": "4",
    # Many partitions, short queries, solid-state disks.
    "max_locks_per_transaction": "512",
    "work_mem": "'16MB'",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "1",
    # A client that has gone does not keep its query running.
    "client_connection_check_interval": "'10s'",
    "idle_in_transaction_session_timeout": "'30min'",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "lc_messages": "'C'",
    "log_line_prefix": "'%m [%p] '",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
}


def memory_bytes() -> int:
    """The memory that this machine or container lets us use."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    text = limit.read_text(encoding="ascii").strip() if limit.exists() else "max"
    return min(total, int(text)) if text.isdigit() else total


def conf(sockets: Path, port: int) -> str:
    """The text of `zhuisu.conf`: modest shares of the memory, everything else fixed."""
    memory = memory_bytes()
    shared = max(32, min(1024, memory // (8 * MIB)))
    cache = max(64, memory // (2 * MIB))
    varying = {
        "unix_socket_directories": f"'{str(sockets).replace(chr(39), chr(39) * 2)}'",
        "port": str(port),
        "shared_buffers": f"'{shared}MB'",
        "effective_cache_size": f"'{cache}MB'",
        "maintenance_work_mem": f"'{max(64, min(512, memory // (32 * MIB)))}MB'",
    }
    return HEADER + "".join(f"{name} = {value}\n" for name, value in (varying | FIXED).items())
