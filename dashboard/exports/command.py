"""python -m dashboard export: the files of the screen from the shell, for a scheduler."""

from datetime import date, datetime
from pathlib import Path

import click
from rich.progress import Progress

from dashboard import exports, theme
from dashboard.page import View, direct
from dashboard.pages import PAGES
from queries import access, shell, state
from queries.access import Role
from queries.codes import SEGMENTS
from queries.errors import CockpitError
from queries.settings import settings
from queries.text import Lang, Text
from queries.warehouse import Shelf


@click.group()
def export() -> None:
    """Write files of the published generation."""


@export.command("board-pack")
@click.option("--node", "nodes", multiple=True, help="A node of the tree, or rm:NUMBER; may be given several times. By default all that is held.")
@click.option("--segment", "segments", multiple=True, type=click.Choice(list(SEGMENTS)))
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="As-of month; by default the latest closed one.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.EXECUTIVE.value, show_default=True)
@click.option("--as", "subject", help="Take this person's grant instead of a role.")
@click.option("--format", "form", type=click.Choice(list(exports.PACKS)), default="pdf", show_default=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--out", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path("."), show_default=True)
def board_pack(nodes: tuple[str, ...], segments: tuple[str, ...], month: datetime | None, role: str, subject: str | None, form: str, lang: Lang,
               folder: Path) -> None:  # fmt: skip
    """Write the board pack of a scope into a folder and say its name."""
    asked = shell.Asked(exports.KEY, month.date() if month else None, None, nodes, segments, role=Role(role), subject=subject)
    try:
        click.echo(written(view_of(asked, lang), form, folder))
    except CockpitError as problem:
        click.echo(problem.to(lang), err=True)
        raise SystemExit(problem.exit_code) from None


def view_of(asked: shell.Asked, lang: Lang) -> View:
    """The view of a role, or of a person by their grant. It is told to nobody else: nothing is kept between pages."""
    chosen = settings()
    warehouse = Shelf(chosen.warehouse, chosen.query_seconds).current()
    scope = shell.scope_of(asked, warehouse)
    if asked.subject is None:
        return View(warehouse, scope, lang, theme.LIGHT, access.ROLE_NAMES[asked.role], f"local:{asked.role.value}", may_export=True, answer=direct)
    person = state.viewer(asked.subject, date.today())
    name = access.ROLE_NAMES[person.grants[0].role]
    return View(warehouse, scope, lang, theme.LIGHT, name, person.subject, person.may_export, answer=direct)


def written(view: View, form: str, folder: Path) -> Path:
    """The file, made behind a progress bar."""
    with Progress(transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def progress(done: float, what: Text) -> None:
            bar.update(task, completed=done, description=what.to(view.lang))

        file = exports.of_board_pack(view, PAGES, form, progress)
        made = file.make()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file.name).write_bytes(made)
    return folder / file.name
