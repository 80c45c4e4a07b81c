"""`python -m queries`: any query of the catalogue from the shell, through the same door with the same scope."""

import sys
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import click
import polars as pl

from queries import headings, shell
from queries.access import Role
from queries.catalog import QUERIES
from queries.codes import HOLDERS, INDUSTRIES, MEASURES, PERIODS, SEGMENTS, TARGET_METRICS
from queries.errors import CockpitError
from queries.settings import settings
from queries.text import Lang
from queries.warehouse import Shelf


class Month(click.ParamType[date]):
    name = "YYYY-MM"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m").date()
        except ValueError:
            self.fail(f"{value!r} is not a month such as 2026-10", param, ctx)


class Share(click.ParamType[Decimal]):
    name = "0…1"

    def convert(self, value: str | Decimal, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            share = Decimal(value)
        except InvalidOperation:
            self.fail(f"{value!r} is not a number", param, ctx)
        return share if 0 <= share <= 1 else self.fail(f"{value} is not a share from 0 to 1", param, ctx)


@click.command()
@click.argument("query", required=False)
@click.option("--list", "listing", is_flag=True, help="List every query.")
@click.option("--month", type=Month(), help="As-of month; by default the latest closed one.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="A day of the as-of month.")
@click.option("--node", "nodes", multiple=True, help="A node of the tree, or rm:NUMBER; may be given several times.")
@click.option("--segment", "segments", multiple=True, type=click.Choice(list(SEGMENTS)))
@click.option("--measure", type=click.Choice(list(MEASURES)), help="By default loans.")
@click.option("--by", type=click.Choice(list(HOLDERS)), help="Kind of holder; by default client.")
@click.option("--period", type=click.Choice(list(PERIODS)))
@click.option("--metric", type=click.Choice(list(TARGET_METRICS)), help="One kind of target; by default all.")
@click.option("--who", help="The RM in question, by number.")
@click.option("--team", help="One team of the scope, by number; by default all.")
@click.option("--client", help="The client in question, by number.")
@click.option("--depositors", type=click.IntRange(0, 100), help="Stress: so many of the largest depositors leave.")
@click.option("--borrowers", type=click.IntRange(0, 100), help="Stress: so many of the largest borrowers default.")
@click.option("--loss-rate", type=Share(), help="Stress: the share of what defaulters owe that is lost, such as 0.45.")
@click.option("--industry", type=click.Choice(list(INDUSTRIES)), help="Stress: an industry that loses.")
@click.option("--industry-loss", type=Share(), help="Stress: the share of what the industry owes that is lost.")
@click.option("--book-loss", type=Share(), help="Stress: the share of the book that the RM of --who, else the one with most deposits, takes along.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.EXECUTIVE.value, show_default=True)
@click.option("--as", "subject", help="Take this person's grant instead of a role.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True)
def main(query: str | None, listing: bool, month: date | None, as_of: datetime | None, nodes: tuple[str, ...],
         segments: tuple[str, ...], measure: str | None, by: str | None, period: str | None, metric: str | None, who: str | None, team: str | None, client: str | None, role: str, subject: str | None,
         form: str, lang: Lang, **stress: Any) -> None:  # fmt: skip
    """Answer QUERY (as SUBJECT.QUERY) from the published warehouse."""
    if listing or not query:
        for key, found in sorted(QUERIES.items()):
            click.echo(f"{key:28} {found.about.to(lang)}")
        return
    asked = shell.Asked(
        query, month, as_of.date() if as_of else None, nodes, segments, measure, by, period, Role(role), subject, metric, who, team, client, stress
    )
    try:
        click.echo(_answer(asked, form, lang), nl=False)
    except CockpitError as problem:
        click.echo(problem.to(lang), err=True)
        sys.exit(problem.exit_code)


def _answer(asked: shell.Asked, form: str, lang: Lang) -> str:
    found = shell.find(asked.query)
    warehouse = Shelf(settings().warehouse, settings().query_seconds).current()
    scope = shell.scope_of(asked, warehouse)
    frame = found(warehouse, scope)
    if form == "json":
        return shell.as_json(frame, scope, warehouse.stamp) + "\n"
    if form == "csv":
        return shell.as_csv(frame, lang)
    words = frame.rename({name: headings.heading(name).to(lang) for name in frame.columns})
    with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_width_chars=220, tbl_hide_column_data_types=True, tbl_hide_dataframe_shape=True,
                   thousands_separator=True, float_precision=6):  # fmt: skip
        return f"{warehouse.stamp} · {scope.month:%Y-%m}\n{words}\n"


if __name__ == "__main__":
    main()
