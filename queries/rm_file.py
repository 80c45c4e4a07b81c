"""The file of one RM, `scope.who`: who they are, where they were posted, what they look after, how loaded they are, training and events.

Everything is read through the door in the asker's scope: of an RM who was never posted within it nothing is shown, of
one who came or went only the part inside. Nobody in question: no rows.
"""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import select

from queries import loads, staffing, team_names
from queries.balances import AUM, CLIENTS, CONTRIBUTION, DEPOSITS, DOMAIN, HISTORY, LOANS, REVENUE, of_months
from queries.codes import (
    CONTRACTS,
    CONTRIBUTION_CLASSES,
    EDUCATIONS,
    GRADES,
    JOIN_CHANNELS,
    POSTING_KINDS,
    POSTING_STATUSES,
    RM_EVENTS,
    SEGMENTS,
    STAR_TIERS,
    Codes,
)
from queries.loads import FIGURE_WORDS, FIGURES
from queries.metric import Dim, Good, Metric, Unit, summarise
from queries.money import in_words
from queries.periods import shifted, year_before
from queries.query import query
from queries.schema import client, client_month, exam, posting, rm, rm_event, training
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
YEAR_REVENUE = Metric(
    "revenue_year_yuan", Text("近 12 个月营业收入", "Revenue, 12 months"), Text("名下客户在其管户期间的近 12 个月营业收入。", "Twelve months' revenue of the clients in the book, while they were in it."),
    Text("Σ 近 12 个月各月营业收入", "Σ revenue of the trailing 12 months"), DOMAIN, Unit.YUAN, Good.UP, pl.when(pl.col("revenue_year_yuan").count() > 0).then(pl.col("revenue_year_yuan").sum()),
)  # fmt: skip
METRICS = (YEAR_REVENUE,)
BOOK = (CLIENTS, DEPOSITS, LOANS, AUM, YEAR_REVENUE, CONTRIBUTION)
GONE: Codes = {
    "leaver": Text("已离职", "Left the bank"), "transfer_out": Text("已调出所见范围", "Moved out of what you are shown"), "moved": Text("已转其他工作", "Moved to other work"),
}  # fmt: skip
TRAINING, EXAM = Text("培训", "Training"), Text("考试", "Exam")
POSTED = (
    "valid_from", "valid_to", "outlet_id", "outlet_zh", "outlet_en", "grade_zh", "grade_en", "work_code", "work_zh", "work_en", "status_code",
    "status_zh", "status_en", "team_zh", "team_en", "leader_id", "leader_zh", "leader_en",
)  # fmt: skip
PERSON = (
    "rm_id", "rm_zh", "rm_en", "outlet_id", "outlet_zh", "outlet_en", "segment_name_zh", "segment_name_en", "team_zh", "team_en", "leader_id", "leader_zh",
    "leader_en", "grade_zh", "grade_en", "status_zh", "status_en", "contract_zh", "contract_en", "education_zh", "education_en", "channel_zh",
    "channel_en", "join_on", "leave_on", "tenure_years",
)  # fmt: skip
FACTS = (rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en"), rm.c.contract, rm.c.education, rm.c.join_channel, posting.c.team_id)


def _history(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The RM's postings in scope that had begun by the as-of day, oldest first; one that lasted beyond it has no end."""
    day = staffing.as_of_day(warehouse, scope)
    held = staffing.history(warehouse, scope, date.min, *FACTS, rm_id=scope.who).filter(pl.col("valid_from") <= day)
    lasts = pl.col("valid_to") > day
    held = held.with_columns(valid_to=pl.when(~lasts).then("valid_to"), exit=pl.when(~lasts).then("exit"))
    told = held.join(team_names.named(warehouse, scope, held["team_id"].drop_nulls().to_list()), on="team_id", how="left")
    told = told.join(team_names.leaders(warehouse, scope, held["leader_id"].drop_nulls().to_list()), on="leader_id", how="left")
    nodes = warehouse.tree(scope.month).nodes
    outlets = {f"outlet_{lang}": [nodes[key].name.to(lang) if key in nodes else key for key in told["outlet_id"]] for lang in LANGS}
    return told.with_columns(pl.Series(name, values, pl.String) for name, values in outlets.items()).sort("valid_from")


def _words(column: str, codes: Codes, name: str = "") -> list[pl.Expr]:
    """A code in both languages; one that is not known stays unknown."""
    read = pl.col(column).cast(pl.String)
    return [read.replace_strict({code: text.to(lang) for code, text in codes.items()}, default=None, return_dtype=pl.String).alias(f"{name or column}_{lang}") for lang in LANGS]


@query(Text("一行：工号、网点、小组、等级、状态、学历与入行", "one row: number, outlet, team, grade, status, education and how they joined"), dims=DIMS)
def card(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """PERSON, by the last posting in view; where that has ended, `status` says how."""
    day, last = staffing.as_of_day(warehouse, scope), _history(warehouse, scope).tail(1)
    state = pl.when(pl.col("valid_to").is_not_null()).then("exit").otherwise("status").alias("state")
    until = pl.when(pl.col("leave_on") <= day).then("leave_on")
    tenure = (pl.coalesce(until, pl.lit(day)) - pl.col("join_on")).dt.total_days() / 365.25
    known = last.with_columns(
        pl.lit(scope.who).alias("rm_id"), *_words("segment", SEGMENTS, "segment_name"), *_words("grade", GRADES), *_words("contract", CONTRACTS),
        *_words("education", EDUCATIONS), *_words("join_channel", JOIN_CHANNELS, "channel"), until.alias("leave_on"), tenure.alias("tenure_years"), state,
    )  # fmt: skip
    return known.with_columns(*_words("state", GONE | POSTING_STATUSES, "status")).select(PERSON)


@query(Text("每段任职一行，由早到晚", "one row per posting, the oldest first"), dims=DIMS)
def postings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """POSTED: those within the scope, in the names of the as-of month's tree."""
    rows = _history(warehouse, scope).rename({"kind": "work_code", "status": "status_code"})
    return rows.with_columns(*_words("grade", GRADES), *_words("work_code", POSTING_KINDS, "work"), *_words("status_code", POSTING_STATUSES, "status")).select(POSTED)


def _books(warehouse: Warehouse, scope: Scope, first: date) -> pl.DataFrame:
    """(month, BOOK) from `first` to the as-of month; revenue of 12 months only where the bank has loaded so many."""
    since = shifted(first, -11)
    months = of_months(warehouse, scope, since, scope.who)
    year = months.rolling("month", period="12mo").agg(pl.col("revenue_yuan").sum().alias("revenue_year_yuan"))
    reaches_back = pl.col("month") >= shifted(warehouse.months[0], 11)
    rows = months.join(year, on="month").with_columns(revenue_year_yuan=pl.when(reaches_back).then("revenue_year_yuan"))
    return rows.filter(pl.col("month") >= first)


@query(Text("截至月与上年同月各一行：名下客户的余额、收入与贡献", "the as-of month and the same month a year before: balances, revenue and contribution of the book"), dims=DIMS)
def book(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, BOOK); contribution is the month's own."""
    before = year_before(scope.month)
    return summarise(_books(warehouse, scope, before).filter(pl.col("month").is_in([before, scope.month])), BOOK, by=["month"])


@query(Text("每月一行，最多 36 个月，由早到晚：名下客户", "one row per month, up to 36, oldest first: the book"), dims=DIMS)
def book_trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, BOOK, revenue_yuan): months in which the RM looked after somebody."""
    closed = [month for month in warehouse.months if month <= scope.month]
    return summarise(_books(warehouse, scope, closed[-HISTORY:][0] if closed else scope.month), (*BOOK, REVENUE), by=["month"])


LOAD: dict[str, Any] = {
    "measure": pl.String, "what_zh": pl.String, "what_en": pl.String, "own": pl.Float64, "rms_count": pl.Int64, "least": pl.Float64,
    "first_quartile": pl.Float64, "median": pl.Float64, "third_quartile": pl.Float64, "most": pl.Float64,
}  # fmt: skip


@query(Text("每个数字一行：本人与同条线同事的四分位", "one row per figure: this RM beside the quartiles of the segment's RMs"), dims=DIMS)
def load(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LOAD: against all RMs of the segment within the scope, this one included; an own book has no peers to stand against."""
    rows = loads.carried(warehouse, scope)
    mine = rows.filter(pl.col("rm_id") == scope.who)
    peers = rows.filter(pl.col("segment").is_in(mine["segment"].to_list()))
    found = [] if mine.is_empty() or scope.books else [_spread(mine, peers, name) for name in FIGURES]
    return pl.DataFrame(found, schema=LOAD, orient="row")


def _spread(mine: pl.DataFrame, peers: pl.DataFrame, name: str) -> tuple[Any, ...]:
    values = peers[name].cast(pl.Float64).drop_nulls()
    own = mine[name].cast(pl.Float64)[0]
    quartiles = (values.quantile(at, interpolation="linear") for at in (0, 0.25, 0.5, 0.75, 1))
    return (name, *FIGURE_WORDS[name], own, values.len(), *quartiles)


CLIENT_COLUMNS = (
    "client_id", "client_zh", "client_en", "deposit_yuan", "loan_yuan", "aum_yuan", "revenue_yuan", "contribution_yuan", "star_zh", "star_en", "class_zh", "class_en",
)  # fmt: skip


@query(Text("截至月名下未销户客户每户一行，管理资产与贷款之和最大者在前", "one row per client of the book in the as-of month, the largest AUM and loans first"), dims=DIMS)
def clients(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """CLIENT_COLUMNS; money is the as-of month's own."""
    facts, who = client_month.c, client.c
    money = (facts.deposit_yuan, facts.loan_yuan, facts.aum_yuan, facts.revenue_yuan, facts.contribution_yuan)
    statement = select(facts.client_id, who.client_name_zh.label("client_zh"), who.client_name_en.label("client_en"), *money, facts.star_tier, facts.contribution_class)
    statement = statement.join_from(client_month, client, who.client_id == facts.client_id)
    rows = warehouse.read(statement.where(facts.month == scope.month, facts.rm_id == scope.who, facts.is_closed.is_(False)), scope)
    size = pl.col("aum_yuan").fill_null(0) + pl.col("loan_yuan").fill_null(0)
    told = rows.with_columns(*_words("star_tier", STAR_TIERS, "star"), *_words("contribution_class", CONTRIBUTION_CLASSES, "class"))
    return told.sort(size, "client_id", descending=[True, False]).select(CLIENT_COLUMNS)


@query(Text("每次培训与考试一行，最近者在前", "one row per course and exam, the latest first"), dims=DIMS)
def trainings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(happened_on, event_zh, event_en, course_zh, course_en, hours, planned_hours, is_passed, valid_until_on): those taken within the scope by the as-of day."""
    day, taught, taken = staffing.as_of_day(warehouse, scope), training.c, exam.c
    courses = warehouse.read(select(taught.held_on, taught.course, taught.hours, taught.planned_hours, taught.is_passed).where(taught.rm_id == scope.who, taught.held_on <= day), scope)
    exams = warehouse.read(select(taken.taken_on, taken.grade, taken.is_passed, taken.valid_to).where(taken.rm_id == scope.who, taken.taken_on <= day), scope)
    named = courses.select(pl.col("held_on").alias("happened_on"), *_said(TRAINING), *(_named(lang) for lang in LANGS), "hours", "planned_hours", "is_passed")
    graded = exams.select(pl.col("taken_on").alias("happened_on"), *_said(EXAM), *_words("grade", GRADES, "course"), "is_passed", pl.col("valid_to").alias("valid_until_on"))
    both = pl.concat([named, graded], how="diagonal").with_columns(pl.col("hours", "planned_hours").cast(pl.Float64))
    return both.sort("happened_on", "event_en", "course_en", descending=[True, False, False])


def _named(lang: str) -> pl.Expr:
    """The course's name; where a bank writes it in Chinese and after it in English, the half of the language."""
    half = pl.col("course").str.extract(r"^(.*\p{Han}\S*)\s+([A-Za-z][^\p{Han}]*)$", 1 if lang == "zh" else 2)
    return pl.coalesce(half, "course").alias(f"course_{lang}")


def _said(text: Text) -> list[pl.Expr]:
    return [pl.lit(text.to(lang)).alias(f"event_{lang}") for lang in LANGS]


@query(Text("每件考勤、违规与表扬一行，最近者在前", "one row per event of attendance, breach or praise, the latest first"), dims=DIMS)
def events(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(happened_on, event_zh, event_en); without the right to staff details it stays unknown what happened."""
    day, told = staffing.as_of_day(warehouse, scope), rm_event.c
    rows = warehouse.read(select(told.event_id, told.happened_on, told.kind).where(told.rm_id == scope.who, told.happened_on <= day), scope)
    return rows.sort("happened_on", "event_id", descending=[True, False]).select("happened_on", *_words("kind", RM_EVENTS, "event"))


@query(Text("每位曾在范围内任职的人一行", "one row for everybody who was ever posted within the scope"), dims=DIMS)
def everyone(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id): whoever has a file here."""
    return warehouse.read(select(posting.c.rm_id).where(posting.c.valid_from <= staffing.as_of_day(warehouse, scope)).distinct(), scope).sort("rm_id")


def headline(person: pl.DataFrame, held: pl.DataFrame, carried: pl.DataFrame, scope: Scope) -> Text:
    """The file in one sentence, from the rows of `card`, `book` and `load`."""
    if person.is_empty():
        return Text("所选范围内没有这位客户经理的任职。", "This RM was never posted within the chosen scope.")
    who = person.row(0, named=True)
    start = Text(
        f"{who['rm_zh']}，{who['outlet_zh']}{who['grade_zh']}（{who['status_zh']}）", f"{who['rm_en']}, {who['grade_en']} at {who['outlet_en']} ({who['status_en'].lower()})"
    )
    now, before = (held.filter(pl.col("month") == month) for month in (scope.month, year_before(scope.month)))
    if now.is_empty() or now["aum_yuan"][0] is None:
        return Text(f"{start.zh}：该月名下没有客户。", f"{start.en}: no clients in the book this month.")
    count, aum = now["clients_count"][0], now["aum_yuan"][0]
    said = in_words(aum)
    told = Text(f"{start.zh}：管户 {count:,} 户，管理资产 {said.zh}", f"{start.en}: {count:,} clients, AUM {said.en}")
    told = _changed(told, aum, before["aum_yuan"].to_list())
    return _beside_peers(told, carried)


def _changed(told: Text, aum: Any, before: list[Any]) -> Text:
    if not before or not before[0]:
        return told
    change = float(aum / before[0]) - 1
    sign = "+" if change >= 0 else "−"
    return Text(f"{told.zh}，较上年同期 {sign}{abs(change):.1%}", f"{told.en}, {sign}{abs(change):.1%} on last year")


def _beside_peers(told: Text, carried: pl.DataFrame) -> Text:
    """How many clients, against the median of the segment's RMs."""
    mine = carried.filter((pl.col("measure") == "clients_count") & (pl.col("median") > 0) & (pl.col("rms_count") > 1))
    if mine.is_empty():
        return Text(f"{told.zh}。", f"{told.en}.")
    ratio = mine["own"][0] / mine["median"][0]
    return Text(f"{told.zh}；管户数为同条线中位数的 {ratio:.0%}。", f"{told.en}; {ratio:.0%} of the median clients of the segment's RMs.")
