"""The organisation tree: regions, branches, sub-branches and outlets, month by month.

One outlet moves to another branch, one opens and one closes in mid-history. A branch's own office hangs under
a pass-through node that bears its name.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import polars as pl

from queries import codes
from seed.demo import names
from seed.demo.draws import Rng
from seed.demo.sizes import Calendar, Size

MODES = tuple(codes.MODES)


@dataclass(frozen=True)
class Tree:
    """Indexes: the first `branches` sub-branches and outlets are the own offices with their pass-through nodes."""

    regions: int
    branches: int
    subs: int
    outlets: int
    branch_of_sub: np.ndarray
    region_of_branch: np.ndarray
    sub_by_month: np.ndarray  # months × outlets
    opens: np.ndarray  # month index from which the outlet is open; -99 for always
    closes: np.ndarray  # month index from which it is shut; 999 for never
    heir: int  # where the closed outlet's clients and staff go
    closed_outlet: int
    new_outlet: int

    def branch_at(self, t: int) -> np.ndarray:
        """Branch of each outlet in a month."""
        return self.branch_of_sub[self.sub_by_month[max(t, 0)]]

    def is_open(self, t: int) -> np.ndarray:
        return (self.opens <= t) & (t < self.closes)

    def outlet_ids(self) -> list[str]:
        return [f"O{k + 1:04d}" for k in range(self.outlets)]


def plant(size: Size, cal: Calendar) -> Tree:
    """Lay out the tree and its three changes: one outlet moves, one opens, one closes."""
    own = size.branches
    branch_of_sub = np.concatenate([np.arange(own), np.arange(size.sub_branches) % own])
    first = np.concatenate([np.arange(own), own + np.arange(size.outlets - own) % size.sub_branches])
    moved, opened, closed = own + 1, own + size.sub_branches, size.outlets - 1
    sub_by_month = np.repeat(first[None, :], cal.count + 1, axis=0)
    sub_by_month[cal.count // 2 :, moved] = own + (first[moved] - own + 1) % size.sub_branches
    opens, closes = np.full(size.outlets, -99), np.full(size.outlets, 999)
    opens[opened], closes[closed] = cal.count // 3, 2 * cal.count // 3
    same = np.flatnonzero((branch_of_sub[first] == branch_of_sub[first[closed]]) & (np.arange(size.outlets) != closed))
    return Tree(
        size.regions, own, own + size.sub_branches, size.outlets, branch_of_sub, np.arange(own) * size.regions // own,
        sub_by_month, opens, closes, heir=int(same[-1]), closed_outlet=closed, new_outlet=opened,
    )  # fmt: skip


def labels(tree: Tree, rng: Rng) -> dict[str, tuple[str, str]]:
    """Both names of every node, by its number."""
    streets = names.listed(names.STREETS)
    found = {"B0": ("总行", "Head Office")}
    found |= {f"R{k + 1}": (f"{zh}区域", f"{en} Region") for k, (zh, en, _) in enumerate(names.REGIONS[: tree.regions])}
    city = _cities(tree)
    found |= {f"F{k + 1:02d}": (f"{zh}分行", f"{en} Branch") for k, (zh, en) in enumerate(city)}
    own = [(f"{zh}分行本部", f"{en} Branch Own Office") for zh, en in city]
    stood = Counter[str]()  # outlets of a city that have a name already
    place = [streets[k] for k in rng.permutation(len(streets))]
    for s in range(tree.subs):
        zh, en = city[tree.branch_of_sub[s]]
        road = place[s // tree.branches % len(place)]
        found[f"S{s + 1:03d}"] = own[s] if s < tree.branches else (f"{zh}{road[0]}支行", f"{en} {road[1]} Sub-branch")
    for o, outlet in enumerate(tree.outlet_ids()):
        zh, en = city[tree.branch_of_sub[tree.sub_by_month[0, o]]]
        road = place[(stood[en] + 7) % len(place)]
        stood[en] += 1
        found[outlet] = own[o] if o < tree.branches else (f"{zh}{road[0]}网点", f"{en} {road[1]} Outlet")
    return found


def _cities(tree: Tree) -> list[tuple[str, str]]:
    """The city of each branch: one of its region's."""
    taken: dict[int, int] = {}
    found = []
    for region in tree.region_of_branch:
        listed = names.listed(names.REGIONS[region][2])
        found.append(listed[taken.setdefault(region, 0) % len(listed)])
        taken[region] += 1
    return found


def _nodes(tree: Tree, t: int, mode: list[str]) -> list[tuple[str, str | None, str, bool, bool, bool, str | None]]:
    """One month's nodes: number, parent, level, own office, pass-through, open, mode."""
    rows: list[tuple[str, str | None, str, bool, bool, bool, str | None]] = [("B0", None, "bank", False, False, True, None)]
    rows += [(f"R{k + 1}", "B0", "region", False, False, True, None) for k in range(tree.regions)]
    rows += [(f"F{k + 1:02d}", f"R{r + 1}", "branch", False, False, True, mode[k]) for k, r in enumerate(tree.region_of_branch)]
    rows += [
        (f"S{s + 1:03d}", f"F{b + 1:02d}", "sub_branch", False, s < tree.branches, True, mode[b])
        for s, b in enumerate(tree.branch_of_sub)
    ]
    open_now, branch = tree.is_open(t), tree.branch_at(t)
    rows += [
        (outlet, f"S{tree.sub_by_month[t, o] + 1:03d}", "outlet", o < tree.branches, False, bool(open_now[o]), mode[branch[o]])
        for o, outlet in enumerate(tree.outlet_ids())
    ]
    return rows


def org_month(tree: Tree, cal: Calendar, rng: Rng) -> pl.DataFrame:
    """Every node in every month, the open one included; a shut outlet stays, marked so."""
    name, mode = labels(tree, rng), [MODES[k % len(MODES)] for k in range(tree.branches)]
    columns = ("node_id", "parent_id", "level", "is_own_office", "is_pass_through", "is_open", "mode")
    months = [
        pl.DataFrame(_nodes(tree, t, mode), schema=columns, orient="row").with_columns(pl.lit(cal.month(t)).alias("month"))
        for t in range(cal.count + 1)
    ]
    zh = {node: pair[0] for node, pair in name.items()}
    en = {node: pair[1] for node, pair in name.items()}
    node = pl.col("node_id")
    return pl.concat(months).with_columns(node.replace_strict(zh).alias("name_zh"), node.replace_strict(en).alias("name_en"))
