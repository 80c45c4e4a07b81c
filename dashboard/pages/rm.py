"""The file of one RM: who they are, where they were, what they look after, how loaded they are, training and events."""

import polars as pl

from dashboard import figures, formats, words
from dashboard.answer import Cards, Content, Panel
from dashboard.page import Page, View
from dashboard.pages import targets_owners
from queries import headcount, rm_file
from queries.money import Scale, scale_for
from queries.portfolio import AUM, CLIENTS, DEPOSITS, LOANS
from queries.staffing import as_of_day
from queries.text import LANGS, Text
from queries.workload import BALANCE_EACH, CLIENTS_EACH, LARGE_EACH, REVENUE_EACH

HEIGHT, LOW, TALL, TABLE, LINE = 300, 200, 340, 320, 120
PEOPLE = ("rm", "rm_id", "outlet", "grade", "join_on", "status")
POSTINGS = ("valid_from", "valid_to", "outlet", "grade", "work", "status", "team", "leader")
MONTHS = ("month", "clients_count", "deposits_yuan", "loans_yuan", "aum_yuan", "revenue_yuan", "contribution_yuan")
LOAD = ("what", "own", "first_quartile", "median", "third_quartile", "most")
CLIENTS_SHOWN = ("client", "client_id", "deposit_yuan", "loan_yuan", "aum_yuan", "revenue_month", "contribution_month", "star", "class")
TAUGHT = ("happened_on", "event", "course", "hours", "planned_hours", "is_passed", "valid_until_on")
OF_LOAD = {"clients_count": CLIENTS_EACH, "balance_yuan": BALANCE_EACH, "revenue_yuan": REVENUE_EACH, "large_count": LARGE_EACH}
MOST, MOST_CLIENTS = 60, 30


def answer(view: View) -> Content:
    if not view.scope.who:
        return choosing(view)
    person, held, loads, clients = (view.load(query) for query in (rm_file.card, rm_file.book, rm_file.load, rm_file.clients))
    scale = scale_for(clients["aum_yuan"].median(), view.lang)
    months = view.load(rm_file.book_trend)
    return Content(
        rm_file.headline(person, held, loads, view.scope),
        scale,
        Cards(rm_file.BOOK, held, months) if person.height else None,
        (
            (who(person), load(view, loads, scale)),
            (targets_owners.of_rm(view),),
            (postings(view, scale),),
            (book(view, months, scale),),
            (clients_of(clients, scale),),
            (trainings(view), events(view)),
        ),
    )


def choosing(view: View) -> Content:
    """Nobody is chosen yet: the RMs there are, each name a way to the file."""
    rows = pl.DataFrame() if view.scope.books else view.load(headcount.people)
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_STAFF
    panel = Panel("people", words.RMS_TO_CHOOSE, words.RMS_TO_CHOOSE_LEGEND, rows, None, PEOPLE, rows.head(MOST), why, TABLE)
    return Content(words.CHOOSE_RM, scale_for(None, view.lang), None, ((panel,),))


def who(person: pl.DataFrame) -> Panel:
    """What is known of the person, a line each."""
    row = next(person.iter_rows(named=True), {})
    told = {name: [row.get(f"{name}_{lang}", written(row.get(name))) for lang in LANGS] for name in FACTS}
    lines = [(*fact, *told[name]) for name, fact in FACTS.items() if told[name][0] is not None]
    frame = pl.DataFrame(lines, schema=dict.fromkeys(("fact_zh", "fact_en", "fact_value_zh", "fact_value_en"), pl.String), orient="row")
    return Panel("who", words.WHO_PANEL, words.WHO_LEGEND, frame, None, ("fact", "fact_value"), empty=words.NO_POSTING, height=TALL, width=8)


def written(value: object) -> str | None:
    """A day or a number of years as text; none where nothing is known."""
    return None if value is None else formats.number(value, 1) if isinstance(value, float) else str(value)


FACTS = {name: words.COLUMNS[name] for name in ("rm_id", "outlet", "segment_name", "team", "leader", "grade", "status", "join_on", "channel")} | {
    "leave_on": words.COLUMNS["leave_on"], "tenure_years": Text("司龄（年）", "Tenure (years)"), "contract": Text("用工形式", "Contract"), "education": Text("学历", "Education"),
}  # fmt: skip


def load(view: View, rows: pl.DataFrame, scale: Scale) -> Panel:
    chart = figures.peers(rows, OF_LOAD, view.look(scale), TALL) if rows.height else None
    legend = words.fill(words.LOAD_OF_RM_LEGEND, count=rows["rms_count"].max()) if rows.height else words.LOAD_OF_RM_NONE
    return Panel("load", words.LOAD_OF_RM, legend, rows, chart, LOAD, load_written(view, rows), words.NO_PEERS, TALL, 12)


def load_written(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows as text: people are counted, money stands in full yuan."""
    lines = [{"what": row[f"what_{view.lang}"]} | {name: formats.number(row[name], 0 if row["measure"].endswith("_yuan") else 1) for name in LOAD[1:]} for row in rows.iter_rows(named=True)]
    return pl.DataFrame(lines, schema=dict.fromkeys(LOAD, pl.String), orient="row")


def postings(view: View, scale: Scale) -> Panel:
    rows = view.load(rm_file.postings)
    chart = figures.timeline(rows, as_of_day(view.warehouse, view.scope), view.look(scale), LINE) if rows.height else None
    return Panel("postings", words.POSTINGS_PANEL, words.POSTINGS_LEGEND, rows, chart, POSTINGS, empty=words.NO_POSTING, height=LINE)


def book(view: View, months: pl.DataFrame, scale: Scale) -> Panel:
    chart = figures.trend(months, (CLIENTS, DEPOSITS, LOANS, AUM), view.look(scale), HEIGHT) if months.height > 1 else None
    return Panel("book", words.fill(words.BOOK_PANEL, count=months.height), words.BOOK_OF_TODAY_LEGEND if view.scope.books else words.BOOK_LEGEND, months, chart, MONTHS, empty=words.NO_BOOK, height=HEIGHT)


def clients_of(rows: pl.DataFrame, scale: Scale) -> Panel:
    title, legend = words.fill(words.CLIENTS_OF_RM, count=rows.height), words.fill(words.CLIENTS_OF_RM_LEGEND, unit=scale.word)
    return Panel("clients", title, legend, rows, None, CLIENTS_SHOWN, with_yuan(rows.head(MOST_CLIENTS)), words.NO_BOOK, TABLE)


def with_yuan(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with what a client brings in a month in whole yuan, for it is nothing in the unit of balances."""
    parts = {f"{name}_month": [formats.number(value) for value in rows[f"{name}_yuan"]] for name in ("revenue", "contribution")}
    return rows.hstack([pl.Series(name, values, pl.String) for name, values in parts.items()])


def trainings(view: View) -> Panel:
    rows = view.load(rm_file.trainings)
    return Panel("trainings", words.TRAINING_PANEL, words.TRAINING_LEGEND, rows, None, TAUGHT, rows.head(MOST), words.NO_TRAINING, LOW, 13)


def events(view: View) -> Panel:
    rows = view.load(rm_file.events)
    legend = words.RM_EVENTS_LEGEND if view.scope.staff_visible else words.RM_EVENTS_HIDDEN
    return Panel("conduct", words.RM_EVENTS_PANEL, legend, rows, None, ("happened_on", "event"), rows.head(MOST), words.NO_RM_EVENTS, LOW, 7)


FILTERS = ("node", "month", "segment", "who")
PAGE = Page("rm", words.RM_FILE, words.RM_FILE_QUESTION, ":material/badge:", answer, FILTERS, in_board_pack=False)
