"""What every test may lean on: one published pretend bank, small and always the same."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TINY_MONTH = "2026-10"


def seed(place: Path, *words: str) -> None:
    """Run the seed command on a folder of its own, as an operator would."""
    environment = {**os.environ, "RM_COCKPIT_WAREHOUSE": str(place)}
    done = subprocess.run([sys.executable, "-m", "seed", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _wait_for(marker: Path, seconds: int = 300) -> None:
    """Another worker is building the bank."""
    for _ in range(seconds * 5):
        if marker.exists():
            return
        threading.Event().wait(0.2)
    raise TimeoutError(f"{marker} did not appear")


@pytest.fixture(scope="session")
def warehouse_place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with the tiny demonstration bank, published once a session (and shared by parallel workers)."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "tiny-bank"
    marker = shared / "built"
    try:
        shared.mkdir()
    except FileExistsError:
        _wait_for(marker)
        return str(shared / "warehouse")
    seed(shared / "warehouse", "demo", "--size", "tiny", "--until", TINY_MONTH)
    marker.touch()
    return str(shared / "warehouse")


@pytest.fixture(scope="session")
def warehouse(warehouse_place: str) -> Iterator[object]:
    from queries.warehouse import Shelf

    opened = Shelf(warehouse_place).current()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def whole_bank(warehouse: object) -> object:
    """The executive's scope: the whole bank at the latest closed month."""
    from queries.access import Role, reach, role_viewer

    return reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)
