"""Readers go on while generations are published, and a load killed anywhere leaves the old generation or the new one."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from seed import generations
from seed.publish import check
from tests.faults.loads import die_at_line, drawn_load, publish_each, published, read_until

FORKS = multiprocessing.get_context("forkserver")  # children start from a clean process that has everything imported
FORKS.set_forkserver_preload(["tests.faults.loads"])
READERS, SEEDS = 2, [11, 12, 13, 14]


def test_two_readers_see_only_whole_generations_while_four_are_published(tmp_path: Path):
    drawn_load(tmp_path, 70)
    first = published(tmp_path)
    with FORKS.Manager() as manager, ProcessPoolExecutor(READERS + 1, mp_context=FORKS) as processes:
        ready = manager.Barrier(READERS + 1)
        reading = [processes.submit(read_until, tmp_path, "wh-0005", ready) for _ in range(READERS)]
        said = dict([first]) | processes.submit(publish_each, tmp_path, SEEDS, ready).result()
        answers = [reader.result() for reader in reading]
    assert list(said) == ["wh-0001", "wh-0002", "wh-0003", "wh-0004", "wh-0005"]
    assert len({tuple(figures.values()) for figures in said.values()}) == 5
    for seen in answers:
        stamps = [stamp for stamp, _ in seen]
        assert stamps == sorted(set(stamps))
        assert len(stamps) >= 2
        assert all(figures == said[stamp] for stamp, figures in seen)


def test_a_load_killed_before_any_line_of_publishing_leaves_the_old_or_the_new_generation(tmp_path: Path):
    drawn_load(tmp_path, 1_000)
    line, survived = 0, False
    given = set()
    while not survived:
        line += 1
        old = published(tmp_path)
        load = FORKS.Process(target=die_at_line, args=(line, tmp_path, 1_000 + line))
        load.start()
        load.join()
        survived = load.exitcode == 0
        stamp, figures = published(tmp_path)
        assert (stamp, figures) == old or figures["total_yuan"] == 1_030 + line
        assert check(tmp_path) == []
        drawn_load(tmp_path, 10_000 + line)
        assert_healed(tmp_path, given)
    assert line > 50


def assert_healed(folder: Path, given: set[str]) -> None:
    """The newest load stands, its name was never given before, and nothing unfinished lies about."""
    name = generations.current(folder)
    assert name not in given
    given.add(name)
    kept = generations.names(folder)
    assert kept[-1] == name
    assert sorted(path.name for path in folder.iterdir()) == ["CURRENT", "LOCK", *(f"{kept_name}.duckdb" for kept_name in kept)]
    assert len(kept) == generations.KEPT
