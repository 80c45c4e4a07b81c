"""Readers go on while generations are published, and a load killed anywhere leaves the old generation or the new one."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from signal import SIGKILL

from seed import generations
from tests.faults.loads import die_at_line, drawn_load, plain_load, publish_each, published, read_until

FORKS = multiprocessing.get_context("forkserver")  # children start from a clean process that has everything imported
FORKS.set_forkserver_preload(["tests.faults.loads"])
READERS, SEEDS = 2, [11, 12]


def test_two_readers_see_only_whole_generations_while_two_are_published(tmp_path: Path):
    drawn_load(tmp_path, 70)
    first = published(tmp_path)
    with FORKS.Manager() as manager, ProcessPoolExecutor(READERS + 1, mp_context=FORKS) as processes:
        ready = manager.Barrier(READERS + 1)
        reading = [processes.submit(read_until, tmp_path, "wh-0003", ready) for _ in range(READERS)]
        said = dict([first]) | processes.submit(publish_each, tmp_path, SEEDS, ready).result()
        answers = [reader.result() for reader in reading]
    assert list(said) == ["wh-0001", "wh-0002", "wh-0003"]
    assert len({tuple(figures.values()) for figures in said.values()}) == 3
    for seen in answers:
        stamps = [stamp for stamp, _ in seen]
        assert stamps == sorted(set(stamps))
        assert len(stamps) >= 2
        assert all(figures == said[stamp] for stamp, figures in seen)


def test_a_load_killed_before_any_line_of_publishing_leaves_the_old_or_the_new_generation(tmp_path: Path):
    plain_load(tmp_path, "before")
    line, exit_code, given = 0, -SIGKILL, {"wh-0001"}
    while exit_code == -SIGKILL:
        line += 1
        old = content(tmp_path)
        load = FORKS.Process(target=die_at_line, args=(line, tmp_path, f"killed at {line}"))
        load.start()
        load.join()
        exit_code = load.exitcode
        assert content(tmp_path) in {old, f"killed at {line}"}
        plain_load(tmp_path, f"after {line}")
        assert content(tmp_path) == f"after {line}"
        assert_healed(tmp_path, given)
    assert exit_code == 0
    assert line > 50


def content(folder: Path) -> str:
    return generations.path_of(folder, generations.current(folder)).read_text()


def assert_healed(folder: Path, given: set[str]) -> None:
    """The newest load stands under a name that nobody had, beside one to go back to, and nothing unfinished lies about."""
    name, kept = generations.current(folder), generations.names(folder)
    assert name not in given
    given.add(name)
    assert (kept[-1], len(kept)) == (name, generations.KEPT)
    assert sorted(path.name for path in folder.iterdir()) == ["CURRENT", "LOCK", *(f"{each}.duckdb" for each in kept)]
