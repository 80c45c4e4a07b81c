"""Who stayed how long in the RM line, and how each stay ended: what attrition and the weight of key persons rest on.

The line is the eight grades: an RM who is sent back to trainee or to other work has left it, though not the bank.
"""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import ceil

import numpy as np
import polars as pl

from queries import staffing, survival
from queries.codes import Codes
from queries.policy import CURVE_LEAST
from queries.schema import rm
from queries.scope import ALL_SEGMENTS, BOOK, Scope
from queries.staffing import BANDS, valid_on
from queries.text import Text
from queries.warehouse import Warehouse

VOLUNTARY = ("resigned", "poached")
INVOLUNTARY = ("performance", "breach", "not_renewed")
NATURAL = ("retired", "died")
TENURES: Codes = {
    "under_1": Text("不满 1 年", "Under 1 year"),
    "under_3": Text("1 至 3 年", "1 to 3 years"),
    "under_5": Text("3 至 5 年", "3 to 5 years"),
    "under_10": Text("5 至 10 年", "5 to 10 years"),
    "from_10": Text("10 年及以上", "10+ years"),
}
EVER = 100 * 366
YEARS = {years: ceil(years * 365.25) for years in (1, 3, 5, 10)}  # the first day of tenure that is so many years
TENURE_DAYS = dict(zip(TENURES, pairwise((-EVER, *YEARS.values(), EVER)), strict=True))  # from, and until before
WITHIN = 365  # days of the chance to leave
LEAST = int(CURVE_LEAST.value)


def careers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Every posting in scope as `staffing.history` has it, with what is known of its RM.

    `leave_reason` is null without the right to staff details.
    """
    def known() -> pl.DataFrame:
        who = rm.c
        rows = staffing.history(warehouse, scope, date.min, who.rm_name_zh, who.rm_name_en, who.leave_reason, who.join_channel)
        return rows.with_columns(band=pl.col("grade").replace_strict(BANDS, default=None, return_dtype=pl.String))

    return warehouse.once(("careers", scope.at_rest), known)


def stays(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per unbroken time of an RM in the line: `entered`, `entry`, `entry_grade`, the last posting's columns, and `exit` (null while it lasts)."""
    line = rows.filter(pl.col("is_line")).sort("rm_id", "valid_from")
    numbered = line.with_columns(stay=pl.col("entry").is_not_null().cast(pl.Int64).cum_sum())
    last = [name for name in line.columns if name not in {"rm_id", "valid_from", "entry"}]
    first = (pl.col("valid_from").first().alias("entered"), pl.col("grade").first().alias("entry_grade"), pl.col("entry").first())
    return numbered.group_by("rm_id", "stay", maintain_order=True).agg(*first, pl.col(last).last()).drop("stay")


def watched(times: pl.DataFrame, first_day: date, last_day: date) -> pl.DataFrame:
    """Rows for survival: tenure since joining the bank, seen while in the line and in view; the event is leaving the bank."""
    is_leaving = (pl.col("exit") == "leaver").fill_null(value=False)
    known = (pl.col("join_on"), pl.col("entered"), pl.col("valid_to"), pl.lit(first_day), pl.lit(last_day))
    return times.with_columns(survival.spans(*known, is_leaving)).filter(pl.col("exit_days") > pl.col("entry_days"))


def watched_in(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The stays of a scope as far as they are known on its as-of day, ready for survival."""
    def watch() -> pl.DataFrame:
        return watched(stays(careers(warehouse, scope)), first_day(warehouse, scope), staffing.as_of_day(warehouse, scope))

    return warehouse.once(("watched stays", scope.at_rest), watch)


def first_day(warehouse: Warehouse, scope: Scope) -> date:
    """The first loaded day: who left before it is not known."""
    return warehouse.months[0] if warehouse.months else scope.month


def on_day(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    """The heads of a day with `tenure_days`, one row each."""
    tenure = (pl.lit(day) - pl.col("join_on")).dt.total_days().alias("tenure_days")
    return rows.filter(pl.col("is_line") & valid_on(day)).with_columns(tenure).sort("rm_id")


def chances(people: pl.DataFrame, watch: pl.DataFrame, least: int = LEAST) -> pl.DataFrame:
    """`people` (tenure_days, band, join_channel) with their `chance_share` to leave within a year.

    Measured on like RMs: of the same grade band and channel, else of the band, else of the channel, else on all; for a
    tenure longer than is known, at the longest that is. Null where fewer than `least` were ever watched at either end.
    """
    parts, tenure = survival.parts_of(watch), people["tenure_days"].to_numpy()
    found = np.full(people.height, np.nan)
    (band, bands), (channel, channels) = (_numbered(people, watch, name) for name in ("band", "join_channel"))
    many = max(channel.max(initial=0), channels.max(initial=0)) + 1
    for mine, theirs in ((band * many + channel, bands * many + channels), (band, bands), (channel, channels), (band * 0, bands * 0)):
        for kind in np.unique(mine[np.isnan(found)]):
            who, same = np.isnan(found) & (mine == kind), theirs == kind
            found[who] = survival.chance_of((parts[0][same], parts[1][same], parts[2][same]), tenure[who], WITHIN, least)
    missing = np.isnan(found)
    if missing.any() and (longest := _longest(parts, least)) is not None:
        found[missing] = survival.chance_of(parts, np.minimum(tenure[missing], longest), WITHIN, least)
    return people.with_columns(pl.Series("chance_share", found, dtype=pl.Float64).fill_nan(None))


def _numbered(people: pl.DataFrame, watch: pl.DataFrame, name: str) -> tuple[survival.Numbers, survival.Numbers]:
    """A column of both frames as numbers that are the same for the same word; an unknown one is a word too."""
    words = pl.concat([rows[name].cast(pl.String).fill_null("") for rows in (people, watch)])
    numbers = words.rank("dense").cast(pl.Int64).to_numpy()
    return numbers[: people.height], numbers[people.height :]


def _longest(parts: survival.Parts, least: int) -> int | None:
    """The longest tenure of anybody's at which the chance of a year is known."""
    ends = np.unique(parts[1] - WITHIN)
    ends = ends[ends >= 0]
    known = ends[~np.isnan(survival.chance_of(parts, ends, WITHIN, least))]
    return int(known[-1]) if len(known) else None


def widest(warehouse: Warehouse, scope: Scope) -> Scope:
    """All the viewer was granted, whatever they picked of it: what is measured on it stays the same from unit to unit."""
    nodes = warehouse.tree(scope.month).cover(hold.node for hold in scope.reach if not hold.node.startswith(BOOK))
    granted = {segment for hold in scope.reach for segment in hold.segments}
    return replace(scope, nodes=nodes, segments=tuple(s for s in ALL_SEGMENTS if s in granted)) if nodes else scope


def tenure_band(days: pl.Expr) -> pl.Expr:
    """The code of TENURES that so many days of tenure fall into."""
    found = pl.lit("from_10")
    for code, (_, until) in reversed(list(TENURE_DAYS.items())[:-1]):
        found = pl.when(days < until).then(pl.lit(code)).otherwise(found)
    return found
