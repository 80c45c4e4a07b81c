"""A load killed with -9 at any moment leaves the old generation or the new one, whole, and the next load needs no hands."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import numpy as np
import pytest

from seed import generations
from seed.publish import check
from tests.conftest import ROOT
from tests.faults.loads import Figures, drawn_load, published

SEED = 2026
NEW = ("demo", "--size", "tiny", "--seed", "8", "--until", "2026-10")


def start(folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "RM_COCKPIT_WAREHOUSE": str(folder)}
    return subprocess.Popen([sys.executable, "-m", "seed", *NEW], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def whole_load(folder: Path) -> tuple[Figures, float]:
    """What the new generation says, and how long its load takes when nobody kills it."""
    drawn_load(folder, 70)
    begun = monotonic()
    assert start(folder).wait() == 0
    return published(folder)[1], monotonic() - begun


def kill_after(seconds: float, load: subprocess.Popen[bytes]) -> None:
    """Kill the load at that moment, unless it is done by then."""
    try:
        load.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        load.kill()
        load.wait()


def campaign(folder: Path, kills: int) -> dict[str, int]:
    """Kill as many loads, one in each equal part of a load's time and a little past its end; how many left which generation."""
    new, duration = whole_load(folder)
    moments = (np.arange(kills) + np.random.default_rng(SEED).random(kills)) * 1.1 * duration / kills
    left = {"old": 0, "new": 0}
    for number, moment in enumerate(moments):
        drawn_load(folder, 1_000 + number)
        old = published(folder)
        kill_after(moment, start(folder))
        assert check(folder) == []
        stamp, figures = published(folder)
        assert figures in (old[1], new)
        assert (stamp == old[0]) == (figures == old[1])
        left["old" if stamp == old[0] else "new"] += 1
    drawn_load(folder, 5_000)
    assert published(folder)[1]["total_yuan"] == 5_030
    assert_clean(folder)
    return left


def assert_clean(folder: Path) -> None:
    kept = [f"{name}.duckdb" for name in generations.names(folder)]
    assert len(kept) == generations.KEPT
    assert sorted(path.name for path in folder.iterdir()) == ["CURRENT", "LOCK", *kept]


def test_a_kill_tears_nothing(tmp_path: Path):
    assert sum(campaign(tmp_path, 1).values()) == 1


@pytest.mark.slow
def test_twenty_kills_tear_nothing(tmp_path: Path):
    left = campaign(tmp_path, 20)
    print(f"20 kills: {left['old']} left the old generation, {left['new']} the new one, 0 torn")
    assert sum(left.values()) == 20
