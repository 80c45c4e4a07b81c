"""Targets of RMs: the outlet's target handed down to its RMs, half by what they hold and half evenly."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from seed.demo.draws import Rng, pick
from seed.demo.facts import SEGMENTS
from seed.demo.ledger import COUNTED, METRICS, Ledger
from seed.demo.people import Postings
from seed.demo.seats import PERSONAL
from seed.demo.sizes import Calendar, number
from seed.demo.targets import YearTargets, spread_out

FOR_PERSONAL = (
    "deposits", "loans", "aum", "fee_income", "accounts_opened", "premium_clients_won", "fund_sales", "insurance_sales",
    "cards_sold", "e_banking_sold", "profile_completeness",
)  # fmt: skip
FOR_OTHERS = (
    "deposits", "loans", "loans_granted", "npl", "fee_income", "accounts_opened", "basic_accounts_opened", "payroll_sold",
    "trade_sales", "international_sales", "profile_completeness",
)  # fmt: skip
MONTHLY = ("deposits", "fee_income", "accounts_opened")
LEAST_PART = 0.25


@dataclass(frozen=True)
class Posts:
    """One row an RM and year: the outlet and segment where most of the year was spent, the share of the year, and whether still there at its end."""

    rm: np.ndarray
    outlet: np.ndarray
    segment: np.ndarray
    part: np.ndarray
    stays: np.ndarray


def posts_of(held: Postings, year: int) -> Posts:
    first, last = number(date(year, 1, 1)), number(date(year + 1, 1, 1))
    days = np.where(held.is_rm, np.minimum(held.end, last) - np.maximum(held.start, first), 0)
    at = np.flatnonzero(days > 0)
    key = (held.rm[at].astype(np.int64) * 100_000 + held.outlet[at]) * 4 + held.segment[at]
    keys, inverse = np.unique(key, return_inverse=True)
    total = np.bincount(inverse, days[at])
    rm = keys // 400_000
    order = np.lexsort((-total, rm))
    best = order[np.concatenate([[True], rm[order][1:] != rm[order][:-1]])]
    outlet, segment = keys[best] // 4 % 100_000, keys[best] % 4
    there = at[held.end[at] >= last]
    at_end = (held.rm[there].astype(np.int64) * 100_000 + held.outlet[there]) * 4 + held.segment[there]
    return Posts(rm[best], outlet, segment, np.clip(total[best] / (last - first), LEAST_PART, 1.0), np.isin(keys[best], at_end))


def handed_down(posts: Posts, target: YearTargets, ledger: Ledger, cal: Calendar, outlets: int, rng: Rng) -> np.ndarray:
    """A full-year target for each post; NaN where the metric is not the segment's. Weighted by parts of the year, the
    posts of an outlet bear 101–107 % of its target; levels are borne by those there at the year's end."""
    metric, kind = target.metric, METRICS[target.metric][0]
    personal = posts.segment == PERSONAL
    mine = np.where(personal, metric in FOR_PERSONAL, metric in FOR_OTHERS)
    above = target.value[-outlets:][posts.outlet]
    if kind == "ratio":
        return np.where(mine, above, np.nan)
    part = posts.stays.astype(float) if kind == "level" else posts.part
    mine = mine & (part > 0)
    done = np.maximum(ledger.result("rm", metric, target.year, cal)[posts.rm], 0) * mine
    total, heads = (
        np.bincount(posts.outlet, done, minlength=outlets),
        np.bincount(posts.outlet, mine * part, minlength=outlets),
    )
    even = mine * part / np.maximum(heads[posts.outlet], 1e-9)
    weight = np.where(total[posts.outlet] > 0, 0.5 * done / np.maximum(total[posts.outlet], 1) + 0.5 * even, even)
    over = rng.uniform(1.01, 1.07, outlets)[posts.outlet]
    value = above * over * weight / np.where(part > 0, part, 1.0)
    value = np.ceil(value) if metric in COUNTED else np.round(value, 2)
    return np.where(mine & (value > 0), value, np.nan)


def target_rm(
    years: list[list[YearTargets]], held: Postings, ledger: Ledger, cal: Calendar, ids: pl.Series, outlet_ids: list[str], rng: Rng
) -> pl.DataFrame:  # fmt: skip
    """Yearly targets for all metrics of the segment, monthly ones for three; every tenth is personal."""
    frames = []
    for targets in years:
        posts = posts_of(held, targets[0].year)
        owners = pick(ids, posts.rm)
        for target in targets:
            if target.metric in FOR_PERSONAL or target.metric in FOR_OTHERS:
                value = handed_down(posts, target, ledger, cal, len(outlet_ids), rng)
                opening = _opening(posts, target, ledger, cal)
                rows = pl.concat(spread_out(YearTargets(target.metric, target.year, value, opening), owners, "rm_id"))
                place = {"outlet_id": pick(outlet_ids, posts.outlet), "segment": pick(SEGMENTS, posts.segment)}
                rows = rows.with_columns(**{name: column.gather(rows["at"]) for name, column in place.items()})
                wanted = (pl.col("period") == "year") | ((pl.col("period") == "month") & (target.metric in MONTHLY))
                frames.append(rows.filter(wanted))
    return pl.concat(frames).with_columns(is_personal=pl.col("at") % 10 == 9).drop("at")


def _opening(posts: Posts, target: YearTargets, ledger: Ledger, cal: Calendar) -> np.ndarray:
    kind, at = METRICS[target.metric]
    if kind != "level":
        return np.zeros(len(posts.rm))
    known = ledger.levels["rm"]
    return known[max(min(known), cal.index_of(date(target.year, 1, 1)) - 1)][posts.rm, at] / 100
