"""The two servers that are compared: ours on a bank, and Streamlit's own way of showing a page with one chart and nothing else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.browser.conftest import ROOT, free_port, wait_until_up

ONE_CHART = """import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Bar(x=[1, 2, 3], y=[3, 1, 2])))
"""
QUIETLY = ("--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false")


@dataclass(frozen=True, slots=True)
class Served:
    """A running server. `first` is the selector of what a reader waits for: our first figure, the other's chart."""

    port: int
    pid: int
    first: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def resident_bytes(self) -> int:
        """The memory the server holds now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024

    @property
    def busy_seconds(self) -> float:
        """The processor time the server has taken so far; unlike a clock it does not count what else the machine does."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def ours(warehouse: Path) -> Iterator[Served]:
    port = free_port()
    settings = {**os.environ, "RM_COCKPIT_WAREHOUSE": str(warehouse)}
    with _started(["dashboard", "serve", f"--port={port}"], ROOT, settings, Served(port, 0, ".kpi .value")) as served:
        yield served


@contextmanager
def one_chart(folder: Path) -> Iterator[Served]:
    """Served from a folder of its own, so that none of our settings reach it."""
    (folder / "page.py").write_text(ONE_CHART)
    port = free_port()
    with _started(["streamlit", "run", "page.py", f"--server.port={port}", *QUIETLY], folder, None, Served(port, 0, ".main-svg")) as served:
        yield served


@contextmanager
def _started(command: list[str], folder: Path, settings: dict[str, str] | None, served: Served) -> Iterator[Served]:
    process = subprocess.Popen([sys.executable, "-m", *command], cwd=folder, env=settings, stdout=subprocess.DEVNULL)
    try:
        wait_until_up(served.address, process)
        yield replace(served, pid=process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)
