"""python -m seed: fill the warehouse, look at it, go back one generation."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from queries.errors import CockpitError
from queries.settings import settings
from queries.text import LANGS, Lang, Text

DEMO_SEED = 7
A_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN_OF_STATUS = (
    "generation", "is_published", "source", "is_synthetic", "as_of", "last_closed_month", "row_count", "finished_at",
    "content_hash",
)  # fmt: skip


class Shell(click.Group):
    """Says a CockpitError in the chosen language and exits 2, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CockpitError as problem:
            click.echo(problem.to(ctx.obj or spoken()), err=True)
            ctx.exit(problem.exit_code)


def spoken() -> Lang:
    """The language of the person's shell."""
    return "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"


@click.group(cls=Shell)
@click.option("--lang", type=click.Choice(LANGS), default=spoken, help="Language of messages: zh or en.")
@click.pass_context
def main(ctx: click.Context, lang: Lang) -> None:
    """Fill the warehouse: the demonstration bank, or a bank's own files."""
    ctx.obj = lang


@contextmanager
def bar(lang: Lang) -> Iterator:
    """A progress bar that takes (what is being done, share done)."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("", total=1.0)
        yield lambda what, done: shown.update(task, description=what.to(lang), completed=done)


@contextmanager
def lines() -> Iterator:
    """The same for a program to read: one line a step, `0.42 中文 | English`."""
    yield lambda what, done: click.echo(f"{done:.2f} {what.zh} | {what.en}")


def last_full_month(today: date) -> date:
    """The month before today's, as its first day."""
    return date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)


@main.command()
@click.option("--size", default="demo", type=click.Choice(["tiny", "demo", "m", "l"]), show_default=True)
@click.option("--seed", "number", default=DEMO_SEED, show_default=True, help="The same number gives the same bank.")
@click.option("--until", type=click.DateTime(["%Y-%m"]), help="Last closed month, as 2026-10; by default the last full one.")
@click.option("--progress", "manner", default="bar", type=click.Choice(["bar", "plain"]), help="A bar, or lines for a program.")
@click.pass_obj
def demo(lang: Lang, size: str, number: int, until: datetime | None, manner: str) -> None:
    """Publish the pretend bank."""
    from seed.demo import SIZES, as_of_day, generate, step_count
    from seed.publish import Load, publish

    month = until.date().replace(day=1) if until else last_full_month(date.today())
    load_of = Load(f"demo {size} {number}", True, as_of_day(month), month)
    with lines() if manner == "plain" else bar(lang) as progress:
        name = publish(settings().folder, load_of, generate(SIZES[size], number, month), progress, step_count(SIZES[size]))
    say(lang, Text(f"已发布 {name}", f"Published {name}"))


@main.command("load")
@click.argument("folder", type=A_FOLDER)
@click.option("--map", "map_path", required=True, type=A_FILE, help="The TOML map.")
@click.option("--accept", is_flag=True, help="Publish although a volume or sum moved far against the month before.")
@click.pass_obj
def load_command(lang: Lang, folder: Path, map_path: Path, accept: bool) -> None:
    """Publish a bank's own files, as its map describes them."""
    from seed.extracts.load import load

    with bar(lang) as progress:
        name = load(folder, map_path, settings().folder, progress, accept=accept)
    say(lang, Text(f"已发布 {name}", f"Published {name}"))


@main.command()
@click.pass_obj
def status(lang: Lang) -> None:
    """Show the generations that are kept."""
    from seed.publish import status as generations

    found = generations(settings().folder)
    if found.is_empty():
        say(lang, Text("尚无数据批次。", "There is no generation yet."))
    for row in found.iter_rows(named=True):
        for name in SHOWN_OF_STATUS:
            click.echo(f"{name:<18} {row.get(name)}")
        click.echo()


@main.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Check the published generation; exits 1 if anything is wrong with it."""
    from seed.publish import check as problems

    found = problems(settings().folder)
    for problem in found:
        say(ctx.obj, problem)
    if found:
        ctx.exit(1)
    say(ctx.obj, Text("完好。", "All is well."))


@main.command()
@click.pass_obj
def rollback(lang: Lang) -> None:
    """Publish the generation before the present one again."""
    from seed.publish import rollback as go_back

    name = go_back(settings().folder)
    say(lang, Text(f"已回退到 {name}", f"Went back to {name}"))


@main.command("map")
@click.option("--table", required=True, help="A table of the warehouse, such as client_month.")
def map_command(table: str) -> None:
    """Print a commented start of a map for one table."""
    from seed.extracts.skeleton import skeleton

    click.echo(skeleton(table))


def say(lang: Lang, what: Text) -> None:
    click.echo(what.to(lang))


if __name__ == "__main__":
    main(prog_name="python -m seed")
