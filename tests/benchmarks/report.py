"""All that one run measured, as one table: pretty for the terminal, plain for a file."""

from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from tests.benchmarks.door import QUESTIONS, SCOPES, Times
from tests.benchmarks.places import Costs, Place

MEGABYTE, GIGABYTE = 1e6, 1e9
BASE = "door, warm"
FOOTNOTE = """In brackets: how many times the door's warm answer. Cold: a new process, the file in no cache, the warehouse opened first.
Through the door, the trend of two branches or a segment is its as-of month only; the other ways work out every month."""
Row = list[str]


@dataclass
class Report:
    size: str
    costs: dict[str, tuple[Place, Costs]] = field(default_factory=dict)
    times: dict[str, dict[str, Times]] = field(default_factory=dict)
    more: list[tuple[str, list[Row]]] = field(default_factory=list)  # at the largest size

    def add_costs(self, place: Place, costs: Costs) -> None:
        self.costs[place.size] = (place, costs)

    def add_times(self, size: str, way: str, times: Times) -> None:
        self.times.setdefault(size, {})[way] = times

    def show(self) -> None:
        """The rich table to the terminal, the same as plain text to standard output."""
        tables = [("What a bank costs", self._cost_rows()), ("What a question costs", self._time_rows()), (f"Aims at {self.size}", self._aim_rows())]
        for title, rows in (*tables, *self.more):
            pretty = Table(*rows[0], title=title, title_justify="left")
            for row in rows[1:]:
                pretty.add_row(*row)
            Console(stderr=True, width=170).print(pretty)
            print(plain(title, rows))
        print(FOOTNOTE)

    def _cost_rows(self) -> list[Row]:
        rows = [["size", "client facts", "load s", "load peak GB", "facts MB", "roll-ups MB", "roll-ups ÷ facts %", "full build s",
                 "full build peak GB", "one month s", "one month peak GB"]]  # fmt: skip
        for size, (place, costs) in self.costs.items():
            facts = costs.all_bytes - costs.mart_bytes
            load = [f"{place.load.seconds:.1f}", gigabytes(place.load.peak_bytes)] if place.load else ["kept", "kept"]
            rows.append([
                size, f"{costs.fact_rows:,}", *load, f"{facts / MEGABYTE:,.1f}", f"{costs.mart_bytes / MEGABYTE:,.1f}",
                f"{costs.mart_bytes / facts:.1%}", f"{costs.full_build.value:.1f}", gigabytes(costs.full_build.peak_bytes),
                f"{costs.one_month.value:.2f}", gigabytes(costs.one_month.peak_bytes),
            ])  # fmt: skip
        return rows

    def _time_rows(self) -> list[Row]:
        """Milliseconds, and how many times the door's warm answer that is."""
        ways = list(dict.fromkeys(way for times in self.times.values() for way in times))
        rows = [["size", "scope", "question", *(f"{way} ms" for way in ways)]]
        for size, times in self.times.items():
            for key in ((scope, question) for scope in SCOPES for question in QUESTIONS):
                base = times[BASE][key]
                rows.append([size, *key, *(cell(times.get(way, {}).get(key), base if way != BASE else None) for way in ways)])
        return rows

    def _aim_rows(self) -> list[Row]:
        costs = self.costs[self.size][1]
        slowest, where = max((seconds, key) for key, seconds in self.times[self.size][BASE].items())
        found = {
            f"slowest warm question ({where[1]}, {where[0]}), ms": (slowest * 1000, 150.0),
            "one-month refresh, s": (costs.one_month.value, 5.0),
            "full build, s": (costs.full_build.value, 90.0),
            "peak memory of the full build, GB": (costs.full_build.peak_bytes / GIGABYTE, 4.0),
            "roll-ups ÷ facts, %": (100 * costs.mart_bytes / (costs.all_bytes - costs.mart_bytes), 10.0),
        }
        return [["aim", "found", "at most", "met"], *(
            [aim, f"{figure:,.2f}", f"{most:g}", "yes" if figure <= most else "NO"] for aim, (figure, most) in found.items()
        )]  # fmt: skip


def gigabytes(size: float) -> str:
    return f"{size / GIGABYTE:.2f}"


def cell(seconds: float | None, base: float | None) -> str:
    if seconds is None:
        return "–"
    ratio = f" ({seconds / base:,.1f}×)" if base else ""
    return f"{seconds * 1000:,.1f}{ratio}"


def plain(title: str, rows: list[Row]) -> str:
    """Columns as wide as their widest cell."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    lines = ("  ".join(value.rjust(width) for value, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join([title, *lines, ""])
