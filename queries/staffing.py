"""The staff history of a scope: who was in the RM line on which day, and what brought them in and took them out.

A scope is shown its own postings and nothing beyond. Where one begins or ends without another that meets it, the days of
joining and leaving the bank tell whether it was the bank that was entered or left; if not, the border of the scope was
crossed. Whoever sees the whole bank has no outside: there a gap is a leaver and, later, a joiner.
Units are those of the as-of month's tree, for history too, so that a reorganisation is nobody's transfer.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Label, select

from queries.codes import GRADES, POSTING_KINDS, Codes
from queries.periods import first_month, last_day, shifted
from queries.schema import posting, rm
from queries.scope import ALL_SEGMENTS, Scope
from queries.text import LANGS, Lang, Text
from queries.warehouse import Warehouse

BANDS = {
    "senior_expert": "senior", "senior_1": "senior", "senior_2": "senior", "rm_1": "middle", "rm_2": "middle", "rm_3": "middle",
    "rm_4": "middle", "assistant": "assistant",
}  # fmt: skip - the establishment's band of each of the eight grades
EVENTS: Codes = {
    "joiner": Text("入职", "Joined"),
    "transfer_in": Text("调入", "Transferred in"),
    "promoted": Text("见习转正", "Promoted from trainee"),
    "leaver": Text("离职", "Left the bank"),
    "transfer_out": Text("调出", "Transferred out"),
    "moved": Text("转其他工作", "Moved to other work"),
}
OUTSIDE, HIRED, GONE = Text("范围之外", "outside"), Text("行外", "new to the bank"), Text("离行", "left the bank")
BEYOND = {"joiner": HIRED, "transfer_in": OUTSIDE, "promoted": OUTSIDE, "leaver": GONE, "transfer_out": OUTSIDE, "moved": OUTSIDE}
IS_TRAINEE = (pl.col("kind") == "trainee") | ((pl.col("kind") == "rm") & (pl.col("grade") == "trainee"))
IS_LINE = (pl.col("kind") == "rm") & (pl.col("grade") != "trainee")
OF_RM = [column for column in rm.c if column.name != "rm_id"]
HELD = ("rm_id", "valid_from", "valid_to", "outlet_id", "segment", "leader_id", "grade", "working_share", "kind", "status", "join_on", "leave_on")
MARKS = ("is_line", "is_trainee", "entry", "exit")


def as_of_day(warehouse: Warehouse, scope: Scope) -> date:
    """The last day for which the scope's month has data: its last, or in an open month the day of the load."""
    is_closed = scope.month <= warehouse.generation.last_closed_month
    return last_day(scope.month) if is_closed else min(last_day(scope.month), warehouse.generation.as_of)


def first_known_day(warehouse: Warehouse) -> date:
    """The day before the first closed month: who left earlier is in no bank's extract, so heads before it are too few."""
    return last_day(shifted(warehouse.months[0], -1))


def opening_day(warehouse: Warehouse, scope: Scope) -> date:
    """The day before the period of the as-of month begins, or before history does."""
    return max(last_day(shifted(first_month(scope.month, scope.period), -1)), first_known_day(warehouse))


def year_ago_day(warehouse: Warehouse, scope: Scope) -> date | None:
    """The last day of the same month a year before; none before history begins."""
    day = last_day(shifted(scope.month, -12))
    return day if day >= first_known_day(warehouse) else None


def sees_whole_bank(warehouse: Warehouse, scope: Scope) -> bool:
    """Whether no posting of the bank is beyond the scope."""
    root = warehouse.tree(scope.month).root
    holds = any(hold.node == root and hold.segments == ALL_SEGMENTS for hold in scope.reach)
    return holds and root in scope.nodes and scope.segments == ALL_SEGMENTS


def history(warehouse: Warehouse, scope: Scope, since: date, *more: Any, rm_id: str | None = None) -> pl.DataFrame:
    """The scope's postings, or those of one RM, that had not ended before `since`, with `entry` and `exit` (see `marked`).

    `more` are further columns of `rm` and `posting`. All questions about the staff start from the same rows, read once a scope.
    """
    def read() -> pl.DataFrame:
        statement = select(posting, *OF_RM).join_from(posting, rm, rm.c.rm_id == posting.c.rm_id)
        rows = warehouse.read(statement if rm_id is None else statement.where(posting.c.rm_id == rm_id), scope)
        return marked(rows, sees_whole_bank(warehouse, scope))

    whole = read() if rm_id is not None else warehouse.once(("staff history", scope.at_rest), read)
    extra = (pl.col(column.element.name if isinstance(column, Label) else column.name).alias(column.name) for column in more)
    lasting = pl.col("valid_to").is_null() | (pl.col("valid_to") >= since)
    return whole.filter(lasting).select(*HELD, *extra, *MARKS)


def marked(held: pl.DataFrame, sees_all: bool) -> pl.DataFrame:
    """Postings by RM and day, with `is_line`, `entry` and `exit`: what began and ended a run in the line, on valid_from and valid_to.

    A posting that another in the line meets has neither at that end: a move inside the scope is no event.
    """
    rows = held.filter(pl.col("valid_to").is_null() | (pl.col("valid_to") > pl.col("valid_from"))).sort("rm_id", "valid_from")
    rows = rows.with_columns(is_line=IS_LINE, is_trainee=IS_TRAINEE)
    met_before = _meets(1, pl.col("valid_to").shift(1) == pl.col("valid_from"))
    met_after = _meets(-1, pl.col("valid_from").shift(-1) == pl.col("valid_to"))
    rows = rows.with_columns(came_from=_of_neighbour(1, met_before), went_to=_of_neighbour(-1, met_after))
    joined = pl.lit(sees_all) | (pl.col("join_on") >= pl.col("valid_from"))
    left = pl.lit(sees_all) | (pl.col("leave_on") <= pl.col("valid_to")).fill_null(value=False)
    entry = _first((pl.col("came_from") == "trainee", "promoted"), (pl.col("came_from") == "other", "joiner"), (joined, "joiner"), last="transfer_in")
    leave = _first((pl.col("went_to").is_not_null(), "moved"), (left, "leaver"), last="transfer_out")
    began = pl.col("is_line") & pl.col("came_from").ne_missing("line")
    ended = pl.col("is_line") & pl.col("went_to").ne_missing("line") & pl.col("valid_to").is_not_null()
    return rows.with_columns(entry=pl.when(began).then(entry), exit=pl.when(ended).then(leave)).drop("came_from", "went_to")


def _meets(step: int, touches: pl.Expr) -> pl.Expr:
    """Whether the row `step` before is the same RM's and touches this one; postings do not overlap."""
    return ((pl.col("rm_id").shift(step) == pl.col("rm_id")) & touches).fill_null(value=False)


def _of_neighbour(step: int, met: pl.Expr) -> pl.Expr:
    """The neighbour's kind of work: line, trainee or other; null where there is none."""
    work = pl.when(pl.col("is_line")).then(pl.lit("line")).when(pl.col("is_trainee")).then(pl.lit("trainee")).otherwise(pl.lit("other"))
    return pl.when(met).then(work.shift(step))


def _first(*choices: tuple[pl.Expr, str], last: str) -> pl.Expr:
    found: Any = pl
    for condition, code in choices:
        found = found.when(condition).then(pl.lit(code))
    answer: pl.Expr = found.otherwise(pl.lit(last))
    return answer


def valid_on(day: date | pl.Expr) -> pl.Expr:
    """Whether a posting is held on the day."""
    return (pl.col("valid_from") <= day) & (pl.col("valid_to").is_null() | (pl.col("valid_to") > day))


def within(column: str, after: date, until: date) -> pl.Expr:
    """Whether the day in `column` lies in (after, until]."""
    return ((pl.col(column) > after) & (pl.col(column) <= until)).fill_null(value=False)


def heads_on(rows: pl.DataFrame, days: Sequence[date]) -> list[int]:
    """RMs in the line on each of the days."""
    held = rows.filter(pl.col("is_line"))
    wanted = pl.Series(days, dtype=pl.Date)
    begun = held["valid_from"].sort().search_sorted(wanted, side="right")
    ended = held["valid_to"].drop_nulls().sort().search_sorted(wanted, side="right")
    return [int(count) for count in begun.cast(pl.Int64) - ended.cast(pl.Int64)]


def counted(rows: pl.DataFrame, after: date, until: date) -> dict[str, int]:
    """How many times each kind of event happened in (after, until]."""
    begun = rows.filter(within("valid_from", after, until))["entry"].drop_nulls().to_list()
    ended = rows.filter(within("valid_to", after, until))["exit"].drop_nulls().to_list()
    return {kind: [*begun, *ended].count(kind) for kind in EVENTS}


def bridge(rows: pl.DataFrame, opening: date, closing: date) -> dict[str, int]:
    """From the heads of the opening day to those of the closing day; events in (opening, closing]."""
    first, last = heads_on(rows, [opening, closing])
    events = counted(rows, opening, closing)
    return {
        "opening_count": first, "joiners_count": events["joiner"], "transfers_in_count": events["transfer_in"], "promoted_count": events["promoted"],
        "leavers_count": events["leaver"], "transfers_out_count": events["transfer_out"], "moved_count": events["moved"], "closing_count": last,
    }  # fmt: skip


def events(rows: pl.DataFrame, after: date, until: date) -> pl.DataFrame:
    """(on, event, rm_id, and outlet, grade and kind with from_ and to_): one row per event in (after, until], the latest first.

    An end that is beyond what the scope is shown is null.
    """
    ordered = rows.sort("rm_id", "valid_from")
    met_before, met_after = _meets(1, pl.col("valid_to").shift(1) == pl.col("valid_from")), _meets(-1, pl.col("valid_from").shift(-1) == pl.col("valid_to"))
    begun = ordered.with_columns(
        on="valid_from", event="entry", from_outlet=_other("outlet_id", 1, met_before), from_grade=_other("grade", 1, met_before),
        from_kind=_other("kind", 1, met_before), to_outlet="outlet_id", to_grade="grade", to_kind="kind",
    )  # fmt: skip
    ended = ordered.with_columns(
        on="valid_to", event="exit", from_outlet="outlet_id", from_grade="grade", to_outlet=_other("outlet_id", -1, met_after),
        from_kind="kind", to_grade=_other("grade", -1, met_after), to_kind=_other("kind", -1, met_after),
    )  # fmt: skip
    both = pl.concat([begun, ended], how="diagonal").filter(pl.col("event").is_not_null() & within("on", after, until))
    return both.sort("on", "rm_id", "event", descending=[True, False, False])


def _other(column: str, step: int, met: pl.Expr) -> pl.Expr:
    return pl.when(met).then(pl.col(column).shift(step))


def ends(side: str, outlets: Codes) -> list[pl.Expr]:
    """`side` (from or to) of `events` in both languages: outlet and grade (or other work), or what lies beyond the scope."""
    return [_end(side, outlets, lang).alias(f"{side}_{lang}") for lang in LANGS]


def _end(side: str, outlets: Codes, lang: Lang) -> pl.Expr:
    def said(column: str, codes: Codes) -> pl.Expr:
        return pl.col(column).replace_strict({key: name.to(lang) for key, name in codes.items()}, default=pl.col(column), return_dtype=pl.String)

    outlet, kind = f"{side}_outlet", f"{side}_kind"
    work = pl.when(pl.col(kind) == "other_work").then(said(kind, POSTING_KINDS)).otherwise(said(f"{side}_grade", GRADES))
    comma = pl.lit("，" if lang == "zh" else ", ")
    return pl.when(pl.col(outlet).is_null()).then(said("event", BEYOND)).otherwise(said(outlet, outlets) + comma + work)
