"""The file of one client: what they hold, who looks after them, how they are contacted, and what warns of losing them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import polars as pl

from dashboard import figures, formats, words
from dashboard.answer import Cards, Content, Panel
from dashboard.page import Page, View
from dashboard.pages.headcount import native
from queries import client_file, client_history
from queries.balances import AUM, DEPOSITS, LOANS, REVENUE
from queries.concentration import contribution, limits
from queries.concentration.contribution_metrics import CONTRIBUTION
from queries.metric import Good, Metric, Unit
from queries.money import Scale, scale_for
from queries.query import Query
from queries.staffing import as_of_day
from queries.text import LANGS, Lang, Text

HEIGHT, TALL, LOW, LINE, MOST = 300, 360, 220, 120, 60
BALANCES = (DEPOSITS, LOANS, AUM, REVENUE)
MONTHS = ("month", "deposits_yuan", "loans_yuan", "aum_yuan", "revenue_yuan", "product_count", "counter_count", "online_count")
COVERS = ("covered_from", "covered_until", "rm", "outlet", "previous", "change_reason", "told_orally_on", "told_in_writing_on", "first_contact_on")
CONTACTS = ("contacted_on", "contact_channel", "is_reached", "rm", "outlet")
COMPLAINTS = ("opened_on", "cause", "ended_on", "days", "is_upheld")
DUE = ("falls_due_on", "product", "due_yuan", "talked_on", "rolled_yuan")
EXPOSURES = ("exposure_id", "product", "kind", "principal_yuan", "mitigation_yuan", "mitigated_by", "loan_grade", "rate_share", "granted_on", "falls_due_on")
LIMITED = ("limit", "holder", "holder_kind", "standing", "use_yuan", "limit_yuan", "headroom_yuan", "use_share", "capital_share", "gross_yuan", "net_yuan", "capital_month")
PRICES = ("contract_id", "product", "contract_yuan", "rate_share", "benchmark_share", "gap_bp", "given_yuan", "agreed_on", "falls_due_on", "term_months")
CREDIT = ("month", "rating", "loan_grade", "loan_yuan", "overdue_days", "overdue_yuan", "exposure_yuan", "cover_share", "checks_due", "checks_done", "exit_planned_yuan", "exit_done_yuan")
OVERDUE_DAYS = Metric("overdue_days", words.COLUMNS["overdue_days"], words.CLIENT_CREDIT_LEGEND, words.CLIENT_CREDIT_LEGEND, words.CLIENT_CREDIT_LEGEND, Unit.COUNT, Good.DOWN, pl.col("overdue_days").max())
MEMBERS = ("client", "client_id", "outlet", "rm", "star", "deposit_yuan", "loan_yuan", "aum_yuan")


def answer(view: View) -> Content:
    if not view.scope.client and view.scope.names_visible:
        return choosing(view)
    person, months, warned = (view.load(query) for query in (client_file.card, client_file.months, client_file.warnings))
    scale = scale_for(months["aum_yuan"].max(), view.lang)
    said = client_file.headline(person, warned, view.scope)
    if person.is_empty():
        return Content(said, scale, None, ((Panel("who", words.CLIENT_WHO, words.CLIENT_WHO_LEGEND, person, empty=words.NO_CLIENT, height=LOW),),))
    return Content(
        said,
        scale,
        Cards(BALANCES, months, months),
        (
            (who(person), warnings(warned)),
            (run(view, months, scale),),
            (tiers(view),),
            (covers(view, scale),),
            (contribution_steps(view), holdings(view, scale)),
            (listed(view, client_file.maturities, "maturities", words.CLIENT_MATURITIES, words.CLIENT_MATURITIES_LEGEND, DUE, words.NO_CLIENT_MATURITIES, scale),),
            (prices(view),),
            (listed(view, client_file.contacts, "contacts", words.CLIENT_CONTACTS, words.CLIENT_CONTACTS_LEGEND, CONTACTS, words.NO_CONTACTS, scale),
             listed(view, client_file.complaints, "complaints", words.CLIENT_COMPLAINTS, words.CLIENT_COMPLAINTS_LEGEND, COMPLAINTS, words.NO_CLIENT_COMPLAINTS, scale)),
            (standing(view, scale),),
            (listed(view, client_file.exposures, "exposures", words.CLIENT_EXPOSURES, words.CLIENT_EXPOSURES_LEGEND, EXPOSURES, words.NO_EXPOSURES, scale),),
            (listed(view, limits.client_limits, "limits", words.CLIENT_LIMITS, words.CLIENT_LIMITS_LEGEND, LIMITED, words.NO_CLIENT_LIMITS, scale),),
            (listed(view, client_file.group, "group", words.CLIENT_GROUP, words.CLIENT_GROUP_LEGEND, MEMBERS, words.NO_GROUP, scale),),
        ),
    )  # fmt: skip


def contribution_steps(view: View) -> Panel:
    """What is left of the client's income once risk, capital and work are paid."""
    rows = contribution.steps(view.load(client_file.contribution))
    own = scale_for(rows["step_yuan"].abs().max(), view.lang)
    legend = words.fill(words.CLIENT_CONTRIBUTION_LEGEND, unit=own.word)
    chart = native(figures.bridge(rows.rename({"step_yuan": "value"}), CONTRIBUTION, view.look(own), HEIGHT), "step_yuan") if rows.height else None
    return Panel("contribution", words.CLIENT_CONTRIBUTION, legend, rows, chart, ("name", "step_yuan"), empty=words.NO_CLIENT_CONTRIBUTION, height=HEIGHT, width=9, scale=own)


def prices(view: View) -> Panel:
    rows = view.load(client_file.prices)
    own = scale_for(rows["given_yuan"].abs().median(), view.lang)
    legend = words.fill(words.CLIENT_PRICES_LEGEND, unit=own.word)
    return Panel("prices", words.CLIENT_PRICES, legend, rows, None, PRICES, empty=words.NO_CLIENT_PRICES, height=HEIGHT, width=12, scale=own)


def choosing(view: View) -> Content:
    """Nobody is chosen yet: the largest there are, each name a way to the file."""
    rows = view.load(client_file.largest)
    scale = scale_for(rows["aum_yuan"].median(), view.lang)
    legend = words.fill(words.CLIENTS_TO_CHOOSE_LEGEND, unit=scale.word)
    panel = Panel("clients", words.CLIENTS_TO_CHOOSE, legend, rows, None, MEMBERS, empty=words.NOTHING_IN_SCOPE, height=TALL)
    return Content(words.CHOOSE_CLIENT, scale, None, ((panel,),))


def who(person: pl.DataFrame) -> Panel:
    """What is known of the client, a line each."""
    row = next(person.iter_rows(named=True), {})
    told = {name: [row.get(f"{name}_{lang}", written(row.get(name), lang)) for lang in LANGS] for name in words.CLIENT_FACTS}
    lines = [(*fact, *told[name]) for name, fact in words.CLIENT_FACTS.items() if told[name][0] is not None]
    frame = pl.DataFrame(lines, schema=dict.fromkeys(("fact_zh", "fact_en", "fact_value_zh", "fact_value_en"), pl.String), orient="row")
    return Panel("who", words.CLIENT_WHO, words.CLIENT_WHO_LEGEND, frame, None, ("fact", "fact_value"), empty=words.NO_CLIENT, height=TALL, width=9)


def written(value: Any, lang: Lang) -> str | None:
    """A day, a share, an amount or a yes as text; none where nothing is known."""
    forms: dict[type, Callable[[Any], str]] = {bool: lambda known: (words.YES if known else words.NO).to(lang), Decimal: formats.number, float: formats.share}
    return None if value is None else forms.get(type(value), str)(value)


def warnings(rows: pl.DataFrame) -> Panel:
    return Panel("warnings", words.CLIENT_WARNINGS, words.CLIENT_WARNINGS_LEGEND, rows, None, ("month", "warning", "step"), rows.head(MOST), words.NO_WARNINGS, TALL, 11)


def run(view: View, months: pl.DataFrame, scale: Scale) -> Panel:
    chart = figures.trend(months, BALANCES, view.look(scale), HEIGHT) if months.height > 1 else None
    return Panel("months", words.CLIENT_MONTHS.fill(count=months.height), words.CLIENT_MONTHS_LEGEND, months, chart, MONTHS, empty=words.NO_CLIENT, height=HEIGHT)


def covers(view: View, scale: Scale) -> Panel:
    rows = view.load(client_file.covers)
    chart = figures.timeline(client_history.spans(rows), as_of_day(view.warehouse, view.scope), view.look(scale), LINE) if rows.height else None
    return Panel("covers", words.CLIENT_COVERS, words.CLIENT_COVERS_LEGEND, rows, chart, COVERS, empty=words.NO_COVERS, height=LINE)


def tiers(view: View) -> Panel:
    rows = view.load(client_file.tiers)
    return Panel("tiers", words.CLIENT_TIERS, words.CLIENT_TIERS_LEGEND, rows, None, ("tier", "star", "since_month", "until_month", "kept_months_count"), rows.head(MOST), words.NO_CLIENT_TIERS, LINE)


def holdings(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(client_file.holdings), words.fill(words.CLIENT_HOLDINGS_LEGEND, unit=scale.word)
    return Panel("holdings", words.CLIENT_HOLDINGS, legend, rows, None, ("name", "value_yuan", "year_ago_yuan"), empty=words.NO_HOLDINGS, height=LOW, width=9)


def standing(view: View, scale: Scale) -> Panel:
    """The client's credit month by month; the overdue days are drawn where there were any."""
    rows, legend = view.load(client_file.credit), words.fill(words.CLIENT_CREDIT_LEGEND, unit=scale.word)
    days = client_history.overdue_path(rows)
    chart = figures.months(days, OVERDUE_DAYS, view.look(scale), LOW) if days.height else None
    return Panel("credit", words.CLIENT_CREDIT, legend, rows, chart, CREDIT, rows.head(MOST), words.NO_CLIENT_CREDIT, LOW)


def listed(view: View, query: Query, key: str, title: Text, legend: Text, columns: tuple[str, ...], empty: Text, scale: Scale) -> Panel:
    rows = view.load(query)
    return Panel(key, title, words.fill(legend, unit=scale.word), rows, None, columns, rows.head(MOST), empty, LOW, 11)


FILTERS = ("node", "month", "segment", "client")
PAGE = Page("client", words.CLIENT_FILE, words.CLIENT_FILE_QUESTION, ":material/person:", answer, FILTERS, in_board_pack=False)
