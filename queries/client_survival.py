"""How long clients stay: Kaplan–Meier over tenure in months with delayed entry, from the months in which clients came under watch and were lost.

A client opened in month o comes under watch at the end of a month e at the earliest, when it is first known to be active, and is
watched up to its first loss or the as-of month: at risk in each month of tenure after e − o. `churn_watch` counts them by month, but
for those who had been there for ten years by then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from sqlalchemy import func, select

from queries import survival
from queries.churn_policy import CLIENT_CURVE_LEAST, CURVE_MONTHS
from queries.codes import PRODUCT_BANDS, SEGMENTS, STAR_TIERS, Codes
from queries.policy import SMALL_GROUP
from queries.schema import churn_watch
from queries.scope import Scope
from queries.survival import Numbers
from queries.text import Text
from queries.warehouse import Warehouse

CUTS: Codes = {"star_tier": Text("入列时星级", "Star tier on entry"), "segment": Text("条线", "Segment"), "products": Text("入列时产品数", "Products on entry")}
GROUPS: Mapping[str, Codes] = {"star_tier": STAR_TIERS, "segment": SEGMENTS, "products": PRODUCT_BANDS}
SCHEMA: dict[str, Any] = {"cut": pl.String, "group_key": pl.String, "group_zh": pl.String, "group_en": pl.String, **survival.CURVE}


@dataclass(frozen=True, slots=True)
class Table:
    """How many were at risk, and were lost, in each month of tenure from 0 on."""

    at_risk: Numbers
    lost: Numbers


def watched(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(star_tier, segment, products, opened_no, month_no, entered, lost) up to the as-of month."""
    held = churn_watch.c
    keys = (held.star_tier, held.segment, held.products, held.opened_no, held.month)
    statement = select(*keys, func.sum(held.entered_count).label("entered"), func.sum(held.lost_count).label("lost")).where(held.month <= scope.month)
    rows = warehouse.read(statement.group_by(*keys), scope)
    number = pl.col("month").dt.year().cast(pl.Int64) * 12 + pl.col("month").dt.month() - 1
    return rows.with_columns(pl.col("entered", "lost").cast(pl.Int64), month_no=number)


def table(rows: pl.DataFrame, until: int) -> Table:
    """Rows of `watched`, seen up to the month numbered `until`. A client opened after it was seen counts as opened then."""
    tenure = (rows["month_no"] - rows["opened_no"]).clip(lower_bound=0).to_numpy()
    last = np.maximum((until - rows["opened_no"]).to_numpy(), tenure)
    entered, lost = (rows[name].to_numpy() for name in ("entered", "lost"))
    change = np.zeros(int(last.max(initial=0)) + 3, dtype=np.int64)
    for at, by in ((tenure, entered - lost), (last, lost - entered)):
        np.add.at(change, at + 1, by)
    gone = np.zeros(len(change), dtype=np.int64)
    np.add.at(gone, tenure, lost)
    return Table(np.cumsum(change), gone)


def curve(found: Table, least: int, longest: int, fewest: int) -> pl.DataFrame:
    """Month by month from the first tenure with `least` at risk (share 1) while `fewest` are."""
    starts = np.flatnonzero(found.at_risk[1:] >= least)
    if not len(starts):
        return pl.DataFrame(schema=survival.CURVE)
    first = int(starts[0])
    watching = found.at_risk[first + 1 :] >= fewest
    many = len(watching) if watching.all() else int(np.argmin(watching))
    at_risk, lost = (values[first + 1 : first + 1 + many][: longest + 1] for values in (found.at_risk, found.lost))
    values = dict(zip(("share", "low", "high"), (np.append(1.0, one)[:-1] for one in survival.estimate(at_risk, lost)), strict=True))
    return pl.DataFrame({"month": np.arange(first, first + len(at_risk)), **values, "at_risk": at_risk}, schema=survival.CURVE).filter(pl.col("month") <= longest)


def curves(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(cut, group_key, group_zh, group_en, month, share, low, high, at_risk, log_rank_p): the test compares the groups of the cut."""
    rows = watched(warehouse, scope)
    until = scope.month.year * 12 + scope.month.month - 1
    return pl.concat(_of_cut(rows, until, cut) for cut in CUTS)


def _of_cut(rows: pl.DataFrame, until: int, cut: str) -> pl.DataFrame:
    summed = rows.group_by(cut, "opened_no", "month_no").agg(pl.col("entered", "lost").sum())
    parts = summed.partition_by(cut, as_dict=True)
    groups = {key: table(parts[(key,)], until) for key in GROUPS[cut] if (key,) in parts}
    test = difference(list(groups.values()))
    frames = [pl.DataFrame(schema=SCHEMA)]
    for key, name in GROUPS[cut].items():
        if key in groups:
            drawn = curve(groups[key], int(CLIENT_CURVE_LEAST.value), CURVE_MONTHS, int(SMALL_GROUP.value))
            said = dict(zip(SCHEMA, (cut, key, name.zh, name.en), strict=False))
            frames.append(drawn.with_columns(pl.lit(value).alias(column) for column, value in said.items()).select(*SCHEMA))
    return pl.concat(frames).with_columns(log_rank_p=pl.lit(test.p_value if test else None, dtype=pl.Float64))


def difference(groups: list[Table]) -> survival.Difference | None:
    """Log-rank over the groups; none under two of them or where nobody was lost."""
    months = max((len(each.lost) for each in groups), default=0)
    risk, lost = (np.stack([np.pad(values, (0, months - len(values))) for values in parts]) if parts else np.zeros((0, 0), dtype=np.int64)
                  for parts in ([each.at_risk for each in groups], [each.lost for each in groups]))  # fmt: skip
    told = lost.sum(axis=0) > 0
    return survival.log_rank(risk[:, told].astype(float), lost[:, told]) if len(groups) > 1 and told.any() else None
