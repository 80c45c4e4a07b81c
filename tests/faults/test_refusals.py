"""A load that fails or is refused leaves the folder as it was, to the byte."""

import hashlib
import multiprocessing
import resource
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries.errors import LoadRefused
from seed import generations
from seed.publish import Load, check, publish, rollback
from tests.faults.loads import drawn_load, published
from tests.faults.test_kills import start
from tests.queries.banks import MONTH, tree_rows

FORKS = multiprocessing.get_context("forkserver")


def files(folder: Path) -> dict[str, str]:
    """Every file's content but the lock's, which counts the tries."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*") if path.is_file() and path.name != "LOCK"
    }  # fmt: skip


def cut_short() -> Iterator[tuple[str, pl.DataFrame]]:
    """A source that breaks half-way, when the first table is already written."""
    yield "org_month", tree_rows([MONTH])
    raise OSError("the source went away")


def test_a_source_that_breaks_half_way_changes_no_byte(tmp_path: Path):
    drawn_load(tmp_path, 70)
    before = files(tmp_path)
    with pytest.raises(OSError, match="the source went away"):
        publish(tmp_path, Load("cut short", True, MONTH, MONTH), cut_short(), lambda _what, _done: None)
    assert files(tmp_path) == before
    assert check(tmp_path) == []


def load_on_a_full_disk(folder: Path, largest: int, size: int) -> None:
    """No file of this process may grow beyond `size`, as if the disk were full; exits 7 when that stopped the load."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        drawn_load(folder, largest)
    except (OSError, duckdb.Error):
        raise SystemExit(7) from None


@pytest.mark.parametrize("share", [0, 0.5, *(pytest.param(share, marks=pytest.mark.slow) for share in (0.1, 0.9))])
def test_a_full_disk_changes_no_byte_and_the_next_load_needs_no_hands(tmp_path: Path, share: float):
    drawn_load(tmp_path, 70)
    before = files(tmp_path)
    size = int((tmp_path / "wh-0001.duckdb").stat().st_size * share)
    load = FORKS.Process(target=load_on_a_full_disk, args=(tmp_path, 80, size))
    load.start()
    load.join()
    assert load.exitcode == 7
    assert files(tmp_path) == before
    drawn_load(tmp_path, 90)
    assert published(tmp_path)[1]["total_yuan"] == 120


def test_what_the_database_put_aside_for_want_of_memory_is_swept_up_too(tmp_path: Path):
    drawn_load(tmp_path, 70)
    put_aside = tmp_path / "wh-0002.duckdb.part.tmp"
    put_aside.mkdir()
    (put_aside / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"half a sort")
    drawn_load(tmp_path, 80)
    assert not put_aside.exists()


def test_a_second_load_at_the_same_time_is_refused(tmp_path: Path):
    drawn_load(tmp_path, 70)
    with generations.writing(tmp_path):
        before = files(tmp_path)
        with pytest.raises(LoadRefused, match="Another load is running"):
            drawn_load(tmp_path, 80)
        assert start(tmp_path).wait() == 2
        assert files(tmp_path) == before
    assert published(tmp_path)[0] == "wh-0001"


def test_after_a_rollback_no_name_is_given_twice(tmp_path: Path):
    drawn_load(tmp_path, 70)
    drawn_load(tmp_path, 80)
    assert rollback(tmp_path) == "wh-0001"
    assert published(tmp_path)[1]["total_yuan"] == 100
    drawn_load(tmp_path, 90)
    stamp, figures = published(tmp_path)
    assert (stamp > "wh-0002", figures["total_yuan"]) == (True, 120)
    assert generations.names(tmp_path) == ["wh-0001", stamp]


def test_a_lock_file_removed_by_hand_costs_neither_a_name_nor_a_generation(tmp_path: Path):
    drawn_load(tmp_path, 70)
    drawn_load(tmp_path, 80)
    (tmp_path / "LOCK").unlink()
    drawn_load(tmp_path, 90)
    assert published(tmp_path)[0] == "wh-0003"
    assert generations.names(tmp_path) == ["wh-0002", "wh-0003"]
