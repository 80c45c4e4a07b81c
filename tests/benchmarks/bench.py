"""`make bench`: what a question costs through the door, by hand-written SQL and by pandas, and what a bank costs as it grows.

python -m tests.benchmarks.bench [--size demo|m|l] [--keep DIR]
"""

import tempfile
from pathlib import Path

import click

from tests.benchmarks import by_hand, by_pandas, clients, door
from tests.benchmarks.places import LADDER, Place, costs_of, place_of
from tests.benchmarks.report import Report

SMALLEST = LADDER[0]


@click.command()
@click.option("--size", type=click.Choice(LADDER), default="l", show_default=True, help="The largest bank; the smaller ones are measured too.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the banks here, and take them from here if they are there.")
@click.option("--only", is_flag=True, help="This size only.")
def main(size: str, keep: Path | None, only: bool) -> None:
    """Measure everything in one run and print it as one table."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        run(size, (size,) if only else LADDER[: LADDER.index(size) + 1], keep or Path(scratch)).show()


def run(size: str, sizes: tuple[str, ...], under: Path) -> Report:
    report = Report(size)
    for each in sizes:
        say(f"{each}: building or opening")
        place = place_of(each, under)
        say(f"{each}: roll-ups anew")
        report.add_costs(place, costs_of(place))
        add_times(report, place)
    say(f"{size}: the questions about clients")
    report.more += clients.ask(place.path).tables()
    return report


def add_times(report: Report, place: Place) -> None:
    """The questions by every way there is for this size."""
    say(f"{place.size}: do all ways agree?")
    by_hand.agree(place.path)
    ways = {"door, cold": door.cold, "door, warm": door.warm, "SQL on roll-ups": by_hand.on_marts, "SQL on facts": by_hand.on_facts}
    if place.size == SMALLEST:
        ways["pandas, SQLite"] = by_pandas.times
    for way, times in ways.items():
        say(f"{place.size}: {way}")
        report.add_times(place.size, way, times(place.path))


def say(what: str) -> None:
    click.echo(what, err=True)


if __name__ == "__main__":
    main()
