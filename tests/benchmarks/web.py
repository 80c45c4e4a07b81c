"""`make bench-web`: how soon a reader sees a page of ours, beside an empty one in the same run, and how many readers a server carries.

python -m tests.benchmarks.web [--size demo|m|l] [--keep DIR] [--runs N]
"""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from tests.benchmarks import sessions, window
from tests.benchmarks.bench import say
from tests.benchmarks.door import open_warehouse
from tests.benchmarks.places import LADDER, place_of
from tests.benchmarks.report import MEGABYTE, Row, plain
from tests.benchmarks.served import Served, one_chart, ours
from tests.benchmarks.sessions import Answered
from tests.benchmarks.window import Load, Seen

CROWDS = (50, 200)
MONTHS = 20
OURS, EMPTY = "ours", "one chart"
FOOTNOTE = """Medians. Each cold load is a new browser with an empty profile, the server is warm. “Drawn”: the last change before 0.8 s of quiet.
“One chart”: a script of one Plotly chart, as `streamlit run` serves it; its first figure is the chart itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: ours, the empty page's where it has one, and the most ours should be, by itself or as a multiple of the other."""

    name: str
    ours: float | None
    empty: float | None = None
    most: float | None = None
    most_times: float | None = None
    digits: int = 0

    def written(self) -> Row:
        times = self.ours / self.empty if self.ours is not None and self.empty else None
        aim = f"≤ {self.most:g}" if self.most is not None else f"≤ {self.most_times:g}×" if self.most_times is not None else ""
        figures = [f"{figure:,.{self.digits}f}" if figure is not None else "–" for figure in (self.ours, self.empty)]
        return [self.name, *figures, f"{times:.2f}×" if times is not None else "–", aim, self._verdict(times)]

    def _verdict(self, times: float | None) -> str:
        found, most = (self.ours, self.most) if self.most is not None else (times, self.most_times)
        if most is None or found is None:
            return ""
        return "yes" if found <= most else "NO"


@click.command()
@click.option("--size", type=click.Choice(LADDER), default="demo", show_default=True)
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the bank here, and take it from here if it is there.")
@click.option("--runs", type=click.IntRange(1, 20), default=5, show_default=True, help="Loads and clicks of each kind.")
def main(size: str, keep: Path | None, runs: int) -> None:
    """Measure everything in one run and print it as one table."""
    with tempfile.TemporaryDirectory(prefix="bench-web-") as scratch:
        place = place_of(size, keep or Path(scratch))
        show(f"A page of ours at {size} beside an empty page", measured(place.path, Path(scratch), runs))


def measured(warehouse: Path, scratch: Path, runs: int) -> list[Line]:
    links = links_of(warehouse)
    with ExitStack() as up:
        sites = {OURS: up.enter_context(ours(warehouse.parent)), EMPTY: up.enter_context(one_chart(scratch))}
        with sync_playwright() as playwright:
            seen = window.measure(playwright, sites, runs, say)
        answered = {name: _asked(name, served, links) for name, served in sites.items()}
    return browser_lines(seen[OURS], seen[EMPTY]) + server_lines(answered[OURS], answered[EMPTY])


def _asked(name: str, served: Served, links: Sequence[str]) -> Answered:
    say(f"server, {name}: up to {CROWDS[-1]} sessions")
    return sessions.measure(served, links, CROWDS)


def links_of(warehouse: Path) -> list[str]:
    """The first page as of one month after another, the oldest first: the browser's clicks took the latest."""
    opened = open_warehouse(warehouse)
    months = sorted(opened.months)[:MONTHS]
    opened.close()
    return [f"lang=zh&month={month:%Y-%m}" for month in months]


def middle(figures: Sequence[float]) -> float | None:
    return median(figures) if figures else None


def browser_lines(found: Seen, empty: Seen) -> list[Line]:
    def wire(load: Load) -> float:
        return (load.traffic.request_bytes + load.traffic.message_bytes) / MEGABYTE

    def both(loads: str, figure: str) -> tuple[float, float]:
        return tuple(median(getattr(load, figure) for load in getattr(seen, loads)) for seen in (found, empty))

    return [
        Line("first load: requests", *(median(load.traffic.requests for load in seen.cold) for seen in (found, empty))),
        Line("first load: over the wire, MB", *(median(map(wire, seen.cold)) for seen in (found, empty)), most=2.6, digits=2),
        Line("first figure, cold, ms", *both("cold", "first"), most_times=1.25),
        Line("all drawn, cold, ms", *both("cold", "drawn"), most_times=1.3),
        Line("first figure, warm, ms", *both("warm", "first")),
        Line("all drawn, warm, ms", *both("warm", "drawn")),
        Line("all redrawn after one click on a filter, ms", middle(found.filtered), most=300),
        Line("all drawn after a click on another page, ms", middle(found.turned)),
        Line("layout shift of a first load", *both("cold", "shift"), most=0.05, digits=3),
    ]


def server_lines(found: Answered, empty: Answered) -> list[Line]:
    def both(figures: str, by: float) -> tuple[float, float]:
        return tuple(median(getattr(answered, figures)) * by for answered in (found, empty))

    lines = [
        Line("server time of a rerun, a month never asked for, ms", *both("new", 1000), most=60, digits=1),
        Line("server time of a rerun, asked before, ms", *both("again", 1000), most=60, digits=1),
        Line("of that on the processor, ms", *both("busy_again", 1000), digits=1),
    ]
    for crowd in CROWDS:
        carried, memory = ([getattr(answered, name)[crowd] for answered in (found, empty)] for name in ("runs_a_second", "bytes_a_session"))
        lines.append(Line(f"runs a second, {crowd} sessions asking at once", *carried, digits=1))
        lines.append(Line(f"memory a session, {crowd} open, MB", *(size / MEGABYTE for size in memory), most=1, digits=2))
    return lines


def show(title: str, lines: Sequence[Line]) -> None:
    """The rich table to the terminal, the same as plain text to standard output."""
    rows = [["", OURS, EMPTY, "times", "aim", "met"], *(line.written() for line in lines)]
    pretty = Table(*rows[0], title=title, title_justify="left")
    for row in rows[1:]:
        pretty.add_row(*row)
    Console(stderr=True, width=170).print(pretty)
    print(plain(title, rows))
    print(FOOTNOTE)


if __name__ == "__main__":
    main()
