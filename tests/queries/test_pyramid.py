"""The client pyramid: the 20 % rule on a drawn tree with ties and missing levels, and rules that hold for any bank."""

import random
from datetime import date
from decimal import Decimal
from math import ceil
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import select

from queries.access import Role, reach, role_viewer
from queries.codes import PYRAMID_TIERS
from queries.concentration import pyramid
from queries.schema import client_pyramid, metadata
from queries.warehouse import Warehouse
from seed.frames import shaped
from tests.queries.banks import bank, tree_rows

MONTH = date(2026, 10, 1)
LETTERS = {"P": "platinum", "G": "gold", "M": "gold_medal", "C": "core", ".": None}

# Three branches of three sub-branches of three outlets. Under F2 the sub-branch S23 is missing, under the region the branch F3: both are passed through.
# A client is its contribution, with `/AUM` where that decides; `q` is quiet and `x` closed, whatever it brought. Beside it the tier it reaches.
TREE = {
    "O111": ("100 90 80 70 60 50", "P C . . . ."), "O112": ("95/10 95/30 10", ". C ."), "O113": ("7", "C"),  # two of six; the tie goes to the larger AUM; one of one
    "O121": ("40 30 20 10 5", "M . . . ."), "O122": ("0 -5 20", ". . C"), "O123": ("33 33 33 33 33", "C . . . ."),  # nothing and less than nothing are not ranked; equal in all: the lower number
    "O131": ("q99 50 10", ". M ."), "O132": ("x99 45", ". C"), "O133": ("1", "C"),  # who is not active is not ranked
    "O211": ("60 50 40 30 20 15", "G C . . . ."), "O212": ("12 11", "C ."), "O213": ("10", "C"),
    "O221": ("25", "M"), "O222": ("24", "C"), "O223": ("23", "C"),
    "O231": ("30", "M"), "O232": ("29", "M"), "O233": ("28", "M"),  # no sub-branch: all three pass on to the branch
    "O311": ("80", "G"), "O312": ("5", "C"), "O313": ("4", "C"),
    "O321": ("6", "G"), "O322": ("3", "C"), "O323": ("2", "C"),
    "O331": ("9", "G"), "O332": ("8", "C"), "O333": ("0.5", "C"),  # no branch: each sub-branch's pick passes on to head office
}  # fmt: skip
MISSING = ("S23", "F3")


def drawn_tree(outlets) -> pl.DataFrame:
    """B0 over R1 over F1 to F3, F1 over S11 to S13, S11 over O111 to O113 and so on."""
    found: dict[str, tuple[str | None, str]] = {"B0": (None, "bank"), "R1": ("B0", "region")}
    for outlet in outlets:
        branch, sub = f"F{outlet[1]}", f"S{outlet[1:3]}"
        found |= {branch: ("R1", "branch"), sub: (branch, "sub_branch"), outlet: (sub, "outlet")}
    return tree_rows([MONTH], found).with_columns(is_pass_through=pl.col("node_id").is_in(MISSING))


def drawn_clients(drawn: dict[str, str]) -> pl.DataFrame:
    rows = []
    for outlet, cells in drawn.items():
        for letter, cell in zip("abcdefghij", cells.split(), strict=False):
            value, _, aum = cell.strip("qx").partition("/")
            is_quiet, is_closed = cell.startswith("q"), cell.startswith("x")
            rows.append({"client_id": f"{outlet}{letter}", "outlet_id": outlet, "rm_id": f"R{outlet[1]}", "contribution_yuan": value, "aum_yuan": aum or "500",
                         "deposit_yuan": "0" if is_quiet else "200", "counter_count": 0 if is_quiet or is_closed else 1, "is_closed": is_closed})  # fmt: skip
    money = ("contribution_yuan", "aum_yuan", "deposit_yuan")
    facts = pl.DataFrame(rows).with_columns(pl.col(name).cast(pl.Decimal(18, 2)) for name in money)
    return facts.with_columns(aum_yuan=pl.when(pl.col("counter_count") == 0).then(pl.lit(Decimal("0.00"), dtype=pl.Decimal(18, 2))).otherwise("aum_yuan"))


def published(folder: Path, facts: pl.DataFrame, trees: pl.DataFrame) -> Warehouse:
    """A bank of one month. Whoever is quiet in it was opened in it, and so is not active yet."""
    opened = pl.when(pl.col("counter_count") == 0).then(pl.lit(date(2026, 10, 5))).otherwise(pl.lit(date(2020, 1, 1)))
    names = facts.select("client_id", client_name_zh="客户" + pl.col("client_id"), client_name_en="Client " + pl.col("client_id"), segment=pl.lit("personal"), opened_on=opened)
    return bank(folder, facts, trees=trees, rms=["R1", "R2", "R3"], names=shaped(metadata.tables["client"], names))


def tiers_of(warehouse: Warehouse) -> dict[str, str]:
    rows = warehouse._engine.run(select(client_pyramid.c.client_id, client_pyramid.c.tier))
    return dict(rows.iter_rows())


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    facts = drawn_clients({outlet: cells for outlet, (cells, _) in TREE.items()})
    opened = published(tmp_path_factory.mktemp("pyramid") / "bank", facts, drawn_tree(TREE))
    yield opened
    opened.close()


def test_each_level_keeps_the_first_fifth_of_what_the_level_below_kept(drawn):
    found = tiers_of(drawn)
    expected = {f"{outlet}{letter}": LETTERS[mark] for outlet, (_, marks) in TREE.items() for letter, mark in zip("abcdefghij", marks.split(), strict=False)}
    assert {client: found.get(client) for client in expected} == expected


def test_a_branch_sees_the_tiers_of_its_own_clients_as_told_over_the_bank(drawn):
    whole = reach(role_viewer(Role.EXECUTIVE, drawn), drawn)
    rows = {node: pyramid.pyramid(drawn, whole.narrow(drawn.tree(), [node])).filter(~pl.col("is_cumulative")) for node in ("B0", "F1", "F3", "O112")}
    assert {node: found["client_count"].to_list() for node, found in rows.items()} == {
        "B0": [1, 4, 6, 18, 22], "F1": [1, 0, 2, 7, 17], "F3": [0, 3, 0, 6, 0], "O112": [0, 0, 0, 1, 2],
    }  # fmt: skip
    assert rows["O112"]["aum_yuan"].to_list() == [0, 0, 0, 30, 510]
    assert rows["B0"]["managed_en"].to_list() == ["Head office", "Branch", "Sub-branch", "Outlet", None]
    assert rows["B0"]["rm_count"].to_list() == [1, 2, 2, 3, 2]


def test_the_cumulative_view_is_nested_and_shares_are_of_all_active_clients(drawn):
    whole = reach(role_viewer(Role.EXECUTIVE, drawn), drawn)
    rows = pyramid.pyramid(drawn, whole).filter(pl.col("is_cumulative"))
    assert rows["tier"].to_list() == list(PYRAMID_TIERS)
    assert rows["client_count"].to_list() == [1, 5, 11, 29, 51]
    assert rows["client_share"].to_list() == pytest.approx([1 / 51, 5 / 51, 11 / 51, 29 / 51, 1.0])
    assert rows["contribution_share"][0] == pytest.approx(100 / float(rows["contribution_yuan"][4]))


def by_loop(facts: pl.DataFrame, trees: pl.DataFrame) -> dict[str, str]:
    """The rule again, client by client."""
    nodes = {row["node_id"]: row for row in trees.iter_rows(named=True)}
    kept = [row for row in facts.iter_rows(named=True) if not row["is_closed"] and row["counter_count"] and row["contribution_yuan"] > 0]
    place = {row["client_id"]: row["outlet_id"] for row in kept}
    found: dict[str, str] = {}
    for level, tier in (("outlet", "core"), ("sub_branch", "gold_medal"), ("branch", "gold"), ("region", None), ("bank", "platinum")):
        groups: dict[str, list] = {}
        for row in kept:
            groups.setdefault(place[row["client_id"]], []).append(row)
        if tier:
            best = {node: sorted(rows, key=lambda r: (-r["contribution_yuan"], -r["aum_yuan"], r["client_id"])) for node, rows in groups.items()}
            kept = [row for node, rows in best.items() for row in (rows if nodes[node]["is_pass_through"] else rows[: ceil(len(rows) / 5)])]
            found |= {row["client_id"]: tier for row in kept}
        place = {row["client_id"]: nodes[place[row["client_id"]]]["parent_id"] for row in kept} if level != "bank" else place
    return found


@pytest.mark.parametrize("number", [1, *(pytest.param(number, marks=pytest.mark.slow) for number in range(2, 7))])
def test_in_any_bank_tiers_are_those_of_the_rule_disjoint_nested_and_whole(number, tmp_path: Path):
    draw = random.Random(number)
    cells = {outlet: " ".join(f"{draw.choice('  qx')}{draw.randint(-3, 30)}/{draw.randint(1, 3)}".strip() for _ in range(draw.randint(0, 10))) for outlet in TREE}
    facts, trees = drawn_clients(cells), drawn_tree(TREE)
    opened = published(tmp_path / "bank", facts, trees)
    assert tiers_of(opened) == by_loop(facts, trees)
    whole = reach(role_viewer(Role.EXECUTIVE, opened), opened)
    for node in ("B0", "F1", "F2", "S23", "O111"):
        rows = pyramid.pyramid(opened, whole.narrow(opened.tree(), [node]))
        apart, together = rows.filter(~pl.col("is_cumulative")), rows.filter(pl.col("is_cumulative"))
        for name in ("client_count", "aum_yuan", "deposit_yuan", "contribution_yuan"):
            assert together[name].to_list() == apart[name].cum_sum().to_list(), (node, name)
        by_rm = pyramid.pyramid_by_rm(opened, whole.narrow(opened.tree(), [node]))
        assert by_rm["client_count"].sum() == apart["client_count"].sum()
    units = pyramid.pyramid_by_unit(opened, whole.narrow(opened.tree(), ["R1"]))
    assert [units[f"{tier}_count"].sum() for tier in PYRAMID_TIERS] == pyramid.pyramid(opened, whole).filter(~pl.col("is_cumulative"))["client_count"].to_list()
    opened.close()
