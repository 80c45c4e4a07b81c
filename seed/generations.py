"""The folder of generations: one DuckDB file each, and a small CURRENT naming the published one.

A new generation is built beside the old under a `.part` name. Only a finished file is renamed, and only then
CURRENT is replaced, atomically: whoever reads sees the old generation or the new one, whole. Two are kept, so
that one can be rolled back to. What a refused load left is swept up at once, what a killed one left by the next.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from queries.errors import LoadRefused
from queries.text import Text

KEPT = 2


def current(folder: Path) -> str | None:
    """The name of the published generation."""
    try:
        return (folder / "CURRENT").read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def names(folder: Path) -> list[str]:
    """All finished generations, oldest first."""
    return sorted(path.stem for path in folder.glob("wh-*.duckdb"))


def path_of(folder: Path, name: str) -> Path:
    return folder / f"{name}.duckdb"


@contextmanager
def writing(folder: Path) -> Iterator[str]:
    """Hold the folder's only writer's place, swept clean; gives the next generation's name.

    A name is never given twice: whoever still holds an old file of that path would go on seeing it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / "LOCK", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LoadRefused(
                Text("另一次装载正在进行。", "Another load is running."),
                Text("等它结束后再试。", "Wait until it has finished, then try again."),
            ) from None
        number = _last_number(lock, folder) + 1
        _sweep(folder)
        os.pwrite(lock, b"%d" % number, 0)  # in place and at once: a kill leaves the old number or the new one, never none
        try:
            yield f"wh-{number:04d}"
        finally:
            _sweep(folder)
    finally:
        os.close(lock)


def _last_number(lock: int, folder: Path) -> int:
    """The last number given, by the lock file; by the files themselves where somebody removed it."""
    given = (int(name.removeprefix("wh-")) for name in names(folder))
    return max(int(os.pread(lock, 20, 0) or 0), *given, 0)


def _sweep(folder: Path) -> None:
    """Remove what a killed load left: unfinished files, and finished ones newer than the published one."""
    published = current(folder) or ""
    for leftover in (*folder.glob("*.part*"), *folder.glob("CURRENT.new")):
        if leftover.is_dir():
            shutil.rmtree(leftover)  # what the database had put aside for want of memory
        else:
            leftover.unlink(missing_ok=True)
    if published:
        for name in names(folder):
            if name > published:
                path_of(folder, name).unlink()


def unfinished(folder: Path, name: str) -> Path:
    return folder / f"{name}.duckdb.part"


def publish(folder: Path, name: str) -> None:
    """Give the finished file its name, point CURRENT at it, and let go of generations no longer kept."""
    _sync(unfinished(folder, name))
    unfinished(folder, name).rename(path_of(folder, name))
    point(folder, name)
    for old in names(folder)[:-KEPT]:
        path_of(folder, old).unlink()


def point(folder: Path, name: str) -> None:
    """Swap CURRENT by an atomic rename, on disk before the call returns."""
    new = folder / "CURRENT.new"
    new.write_text(f"{name}\n", encoding="ascii")
    _sync(new)
    new.replace(folder / "CURRENT")
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
