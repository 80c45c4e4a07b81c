"""python -m dashboard: serve the pages on this machine, write their files, and say who may see what."""

import threading
import webbrowser
from datetime import date, datetime

import click

from dashboard.exports.command import export
from dashboard.server import serve as run
from queries import state
from queries.access import Role, of_role
from queries.codes import SEGMENTS
from queries.errors import CockpitError
from queries.scope import ALL_SEGMENTS


@click.group()
def main() -> None:
    """The screen of RM Cockpit."""


@main.command()
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option("--open", "opening", is_flag=True, help="Open the page in this machine's browser.")
def serve(port: int, opening: bool) -> None:
    """Serve on http://127.0.0.1:PORT until stopped."""
    address = f"http://127.0.0.1:{port}"
    click.echo(f"RM Cockpit · 客户经理管理驾驶舱: {address}")
    if opening:
        threading.Timer(2.0, webbrowser.open, [address]).start()
    try:
        run(port)
    except CockpitError as refusal:
        raise SystemExit(f"{refusal.to('zh')}\n\n{refusal.to('en')}") from None


@main.command()
@click.argument("subject")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--node", "nodes", required=True, multiple=True, help="A node of the tree, or rm:NUMBER for an RM's own book.")
@click.option("--segment", "segments", multiple=True, type=click.Choice(list(SEGMENTS)), help="By default all.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="First day on which it no longer holds.")
@click.option("--approved-by", required=True)
def grant(subject: str, role: str, nodes: tuple[str, ...], segments: tuple[str, ...], until: datetime | None, approved_by: str) -> None:
    """Grant SUBJECT a role over nodes, from today."""
    last = until.date() if until else None
    for given in of_role(Role(role), nodes, segments or ALL_SEGMENTS):
        click.echo(f"{state.give(subject, given, approved_by, date.today(), last)} {subject} {role} {given.node}")


@main.command()
@click.argument("subject")
def revoke(subject: str) -> None:
    """End all grants of SUBJECT today."""
    click.echo(f"{subject}: {state.take_back(subject, date.today())} ended")


main.add_command(export)

if __name__ == "__main__":
    main()
