"""Targets of units: set at the outlets from what they bring, added up with a little over-assignment, a few breaks planted."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from queries.policy import CASCADE_HIGH, CASCADE_LOW
from seed.demo.draws import Rng
from seed.demo.ledger import COUNTED, METRICS, Ledger
from seed.demo.sizes import Calendar, next_month
from seed.demo.tree import Tree

MONTHLY = ("deposits", "loans", "fee_income", "accounts_opened", "fund_sales", "loans_granted")
SEASON = np.array((1.5, 0.7, 1.2, 0.9, 0.9, 1.1, 0.85, 0.85, 1.05, 0.8, 0.95, 1.2)) / 12
PERIODS = (("year", 1), ("quarter", 4), ("month", 12))


@dataclass
class YearTargets:
    """Yearly targets of one metric for all nodes in the order bank, regions, branches, sub-branches, outlets; NaN for none."""

    metric: str
    year: int
    value: np.ndarray
    opening: np.ndarray


def node_ids(tree: Tree) -> list[str]:
    upper = ["B0", *(f"R{k + 1}" for k in range(tree.regions)), *(f"F{k + 1:02d}" for k in range(tree.branches))]
    return [*upper, *(f"S{k + 1:03d}" for k in range(tree.subs)), *tree.outlet_ids()]


def parents(tree: Tree, t: int) -> np.ndarray:
    """For each node its parent's place in `node_ids`; -1 for the bank."""
    regions, branches = 1 + tree.regions, 1 + tree.regions + tree.branches
    return np.concatenate([
        [-1], np.zeros(tree.regions, dtype=np.int64), 1 + tree.region_of_branch, regions + tree.branch_of_sub,
        branches + tree.sub_by_month[t],
    ])  # fmt: skip


def rolled_up(outlets: np.ndarray, parent: np.ndarray, over: np.ndarray, counted: bool, ratio: bool) -> np.ndarray:
    """Node values from outlets up: a parent is given a little less than its children together. Ratios: the middle."""
    total = np.zeros(len(parent))
    total[-len(outlets) :] = outlets
    children = np.bincount(parent[1:], minlength=len(parent))
    for node in range(len(parent) - len(outlets) - 1, -1, -1):
        below = total[parent == node]
        if ratio:
            total[node] = round(below.mean(), 4) if len(below) else 0
        else:
            whole = below.sum()
            keep = children[node] == 1 or (counted and whole < 60)
            total[node] = whole if keep else np.floor(whole / over[node]) if counted else round(whole / over[node], 2)
    return total


def year_targets(ledger: Ledger, tree: Tree, cal: Calendar, year: int, rng: Rng) -> list[YearTargets]:
    """All metrics of one year. Outlets that bring nothing get no target for it."""
    t = max(t for t in range(cal.count + 1) if cal.month(t).year <= year)
    parent, found = parents(tree, t), []
    for metric, (kind, at) in METRICS.items():
        base = ledger.result("outlet", metric, year, cal) / 100
        opening = np.zeros(len(parent))
        if kind == "ratio":
            value = np.round(rng.uniform(0.82, 0.9, tree.outlets), 4)
        else:
            stretch = rng.uniform(0.8, 1.1, tree.outlets) if metric == "npl" else rng.uniform(0.98, 1.32, tree.outlets)
            value = np.ceil(base * 100 * stretch) if metric in COUNTED else np.round(base * stretch, 2)
        if kind == "level":
            before = ledger.levels["outlet"][max(min(ledger.levels["outlet"]), cal.index_of(date(year, 1, 1)) - 1)][:, at] / 100
            opening = rolled_up(before, parent, np.ones(len(parent)), False, False)
        over = rng.uniform(1.01, 1.05, len(parent))
        nodes = rolled_up(value, parent, over, metric in COUNTED, kind == "ratio")
        nodes[nodes <= 0] = np.nan
        found.append(YearTargets(metric, year, nodes, opening))
    return found


def plant_breaks(targets: list[YearTargets], tree: Tree) -> tuple[str, int]:
    """A sub-branch asked for more than its outlets, one without a target; returns the metric and outlet whose months fail."""
    first_sub = 1 + tree.regions + tree.branches + tree.branches
    by_metric = {target.metric: target for target in targets}
    by_metric["fee_income"].value[first_sub] *= 1.25
    by_metric["fee_income"].value[first_sub] = np.round(by_metric["fee_income"].value[first_sub], 2)
    by_metric["insurance_sales"].value[first_sub + 1] = np.nan
    return "fee_income", 1 + tree.regions + tree.branches + tree.subs + tree.branches + 2


def breaks(targets: list[YearTargets], parent: np.ndarray, broken_months: tuple[str, int]) -> dict[int, list[str]]:
    """By node: the metrics whose targets do not cascade, and how."""
    low, high = float(CASCADE_LOW.value), float(CASCADE_HIGH.value)
    found: dict[int, list[str]] = {broken_months[1]: [f"{broken_months[0]}: months"]}
    for target in targets:
        if METRICS[target.metric][0] == "ratio":
            continue
        below = np.bincount(parent[1:], np.nan_to_num(target.value[1:]), minlength=len(parent))
        for node in np.flatnonzero(below > 0):
            ratio = below[node] / target.value[node]
            if np.isnan(ratio):
                found.setdefault(int(node), []).append(f"{target.metric}: missing")
            elif ratio < low - 1e-9 or ratio > high + 1e-9:
                found.setdefault(int(node), []).append(f"{target.metric}: {ratio:.1%}")
    return found


def split(target: YearTargets, parts: int) -> np.ndarray:
    """Nodes × parts: flows by season so that the parts add up, levels as the path to the year's end, ratios as they are."""
    kind = METRICS[target.metric][0]
    year = target.value[:, None]
    if kind == "ratio" or parts == 1:
        return np.repeat(year, parts, axis=1)
    if kind == "level":
        return np.round(target.opening[:, None] + (year - target.opening[:, None]) * (np.arange(1, parts + 1) / parts), 2)
    edge = np.concatenate([[0], np.cumsum(SEASON)[12 // parts - 1 :: 12 // parts]]) / SEASON.sum()
    digits = 0 if target.metric in COUNTED else 2
    return np.diff(np.round(year * edge, digits), axis=1)


def periods(metric: str) -> list[tuple[str, int]]:
    kind = METRICS[metric][0]
    return [p for p in PERIODS if p[0] == "year" or (kind != "growth" and (p[0] == "quarter" or metric in MONTHLY))]


def spread_out(target: YearTargets, owners: pl.Series, key: str) -> list[pl.DataFrame]:
    """Rows of one metric and year for every period and owner that has a target."""
    frames = []
    for period, parts in periods(target.metric):
        value = np.round(split(target, parts), 4)
        owner, part = np.nonzero(~np.isnan(value))
        starts = [next_month(date(target.year, 1, 1), 12 // parts * k) for k in range(parts)]
        frames.append(pl.DataFrame({
            key: owners.gather(owner), "at": owner, "metric": pl.repeat(target.metric, len(owner), eager=True),
            "kind": pl.repeat(METRICS[target.metric][0], len(owner), eager=True),
            "period": pl.repeat(period, len(owner), eager=True), "period_start": pl.Series(starts).gather(part),
            "valid_from": pl.repeat(date(target.year, 1, 1), len(owner), eager=True), "target_value": value[owner, part],
        }))  # fmt: skip
    return frames


def target_node(years: list[list[YearTargets]], tree: Tree, cal: Calendar, broken_months: tuple[str, int]) -> pl.DataFrame:
    owners = pl.Series(node_ids(tree))
    rows = pl.concat([frame for year in years for target in year for frame in spread_out(target, owners, "node_id")])
    now = cal.month(cal.count).year
    fails = (pl.col("metric") == broken_months[0]) & (pl.col("at") == broken_months[1]) & (pl.col("period") == "month")
    fails &= pl.col("period_start") == date(now, 3, 1)
    rows = rows.with_columns(target_value=pl.when(fails).then(pl.col("target_value") * 0.5 - 100).otherwise("target_value"))
    return pl.concat([rows, changed_midyear(rows, cal, len(owners) - tree.outlets), averages(rows)]).drop("at")


def changed_midyear(rows: pl.DataFrame, cal: Calendar, first_outlet: int) -> pl.DataFrame:
    """Yearly growth targets of every ninth outlet are raised by 6 % from the second quarter on."""
    now = cal.month(cal.count).year
    chosen = rows.filter((pl.col("metric") == "aum") & (pl.col("period_start") == date(now, 1, 1)) & (pl.col("at") >= first_outlet) & (pl.col("at") % 9 == 8))
    return chosen.with_columns(valid_from=pl.lit(date(now, 4, 1)), target_value=(pl.col("target_value") * 1.06).round(2))


def averages(rows: pl.DataFrame) -> pl.DataFrame:
    """Deposits are also set as a yearly daily average, a little below the level wanted at the year's end."""
    chosen = rows.filter((pl.col("metric") == "deposits") & (pl.col("period") == "year"))
    return chosen.with_columns(kind=pl.lit("average"), target_value=(pl.col("target_value") * 0.97).round(2))
