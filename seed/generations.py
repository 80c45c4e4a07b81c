"""The folder of generations: one DuckDB file each, and a small CURRENT naming the published one.

A new generation is built beside the old under a `.part` name. Only a finished file is renamed, and only then
CURRENT is replaced, atomically: whoever reads sees the old generation or the new one, whole. Two are kept, so
that one can be rolled back to. What a killed load left behind is swept up by the next.
"""

import fcntl
import os
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
    with (folder / "LOCK").open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LoadRefused(
                Text("另一次装载正在进行。", "Another load is running."),
                Text("等它结束后再试。", "Wait until it has finished, then try again."),
            ) from None
        _sweep(folder)
        lock.seek(0)
        number = int(lock.read() or 0) + 1
        lock.truncate(0)
        lock.write(f"{number}")
        lock.flush()
        yield f"wh-{number:04d}"


def _sweep(folder: Path) -> None:
    """Remove what a killed load left: unfinished files, and finished ones newer than the published one."""
    published = current(folder) or ""
    for leftover in (*folder.glob("*.part*"), *folder.glob("CURRENT.new")):
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
