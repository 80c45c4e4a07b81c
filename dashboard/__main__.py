"""python -m dashboard: serve the pages on this machine."""

import click

from dashboard.server import serve as run
from queries.errors import CockpitError


@click.group()
def main() -> None:
    """The screen of RM Cockpit."""


@main.command()
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
def serve(port: int) -> None:
    """Serve on http://127.0.0.1:PORT until stopped."""
    try:
        run(port)
    except CockpitError as refusal:
        raise SystemExit(f"{refusal.to('zh')}\n\n{refusal.to('en')}") from None


if __name__ == "__main__":
    main()
