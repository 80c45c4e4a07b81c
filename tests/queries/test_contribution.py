"""Contribution and its parts: a pencil example, and banks drawn at random whose parts add up at every level to the cent."""

import random
from collections import defaultdict
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from queries.access import Role, reach, role_viewer
from queries.concentration import contribution as asked
from queries.concentration.contribution_metrics import PARTS
from queries.errors import UnsupportedCut
from queries.periods import shifted
from tests.queries.banks import bank

LAST = date(2026, 6, 1)
MONEY = pl.Decimal(18, 2)
COSTS = ("expected_loss", "capital_cost", "operating_cost")
NAMES = ("net_interest", "fee", "revenue", *COSTS, "contribution")
KEYS = [part.key for part in PARTS]
CUTS = (asked.contribution_by_unit, asked.contribution_by_rm, asked.contribution_by_tier, asked.contribution_by_segment)


def fact(client: str, month: date, place: str, parts: tuple[int, int, int, int, int], **more):
    """A month of a client at `outlet/rm`: interest, fees, and the three costs, in cents."""
    outlet, _, rm = place.partition("/")
    interest, fee, *costs = (Decimal(cents) / 100 for cents in parts)
    amounts = dict(zip(NAMES, (interest, fee, interest + fee, *costs, interest + fee - sum(costs)), strict=True))
    row = {"month": month, "client_id": client, "outlet_id": outlet, "rm_id": rm or None, "segment": "corporate", "star_tier": "star_5", "loan_yuan": Decimal(0), "deposit_yuan": Decimal(20_000_000)}
    return row | {"aum_yuan": Decimal(20_000_000)} | {f"{name}_yuan": amount for name, amount in amounts.items()} | more


def published(folder, rows):
    frame = pl.DataFrame(rows, infer_schema_length=None)
    money = [name for name in frame.columns if name.endswith("_yuan")]
    facts = frame.with_columns(pl.col(name).cast(MONEY) for name in money).sort("month", "client_id")
    return bank(folder, facts, rms=facts["rm_id"].drop_nulls().unique().sort())


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """One client moved from one region to the other and was cheap there; one small client of no RM."""
    rows = [fact("mill", shifted(LAST, back), "O1/R1" if back < -1 else "O3/R2", (100_00, 20_00, 30_00, 10_00, 5_00) if back < -1 else (10_00, 0, 90_00, 0, 0)) for back in range(-12, 1)]
    rows += [fact("baker", LAST, "O1/", (7_00, 0, 0, 0, 2_00), segment="personal", star_tier="star_3", deposit_yuan=Decimal(500), aum_yuan=Decimal(500))]
    opened = published(tmp_path_factory.mktemp("contribution") / "bank", rows)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def executive(drawn):
    return reach(role_viewer(Role.EXECUTIVE, drawn), drawn)


def test_contribution_is_income_after_funding_less_the_three_costs_over_twelve_months(drawn, executive):
    row = asked.contribution(drawn, executive).row(-1, named=True)
    # ten months of 75.00 in the old place, two of −80.00 in the new one, and 5.00 of the baker
    assert [row[key] for key in KEYS] == [Decimal(1027), Decimal(200), Decimal(1227), Decimal(480), Decimal(100), Decimal(52), Decimal(595)]
    assert row["contribution_of_income_share"] == pytest.approx(595 / 1227)
    assert (row["large_contribution_year_yuan"], row["large_contribution_share"]) == (Decimal(590), pytest.approx(590 / 595))
    assert row["large_volume_share"] == pytest.approx(20_000_000 / 20_000_500)


def test_what_was_earned_belongs_to_the_place_of_its_month(drawn, executive):
    units = {row["node_id"]: row for row in asked.contribution_by_unit(drawn, executive).iter_rows(named=True)}
    assert (units["R1"]["contribution_year_yuan"], units["R2"]["contribution_year_yuan"]) == (Decimal(755), Decimal(-160))
    assert (units["R1"]["volume_yuan"], units["R2"]["volume_yuan"]) == (Decimal(500), Decimal(20_000_000))
    rms = asked.contribution_by_rm(drawn, executive).select("rm_id", "contribution_year_yuan").rows()
    assert rms == [("R1", Decimal(750)), (None, Decimal(5)), ("R2", Decimal(-160))]


def test_a_large_client_loses_money_only_where_it_does(drawn, executive):
    assert asked.losers(drawn, executive).is_empty()
    here = asked.losers(drawn, executive.narrow(drawn.tree(), ["R2"]))
    assert here.select("client_id", "contribution_year_yuan", "month_count").rows() == [("mill", Decimal(-160), 2)]
    assert asked.losers(drawn, reach(role_viewer(Role.ANALYST, drawn), drawn).narrow(drawn.tree(), ["R2"]))["client_zh"].item().startswith("#")


def test_the_run_has_a_month_for_every_twelve_that_are_loaded(drawn, executive):
    run = asked.contribution_trend(drawn, executive)
    assert run.select("month", "contribution_year_yuan").rows() == [(shifted(LAST, -1), Decimal(11 * 75 - 80)), (LAST, Decimal(595))]


def test_an_own_book_has_its_losers_but_no_figures(drawn):
    own = reach(role_viewer(Role.RM, drawn, ("rm:R2",)), drawn)
    with pytest.raises(UnsupportedCut):
        asked.contribution(drawn, own)
    assert asked.losers(drawn, own).is_empty()  # the book keeps its history: mill earned more than it lost


def test_contribution_not_supplied_stays_unknown(tmp_path):
    rows = [{"month": LAST, "client_id": "C", "outlet_id": "O1", "rm_id": "R1", "deposit_yuan": Decimal(5)}]
    opened = published(tmp_path / "bank", rows)
    scope = reach(role_viewer(Role.EXECUTIVE, opened), opened)
    assert asked.contribution(opened, scope).row(0, named=True)["contribution_year_yuan"] is None
    assert asked.headline(asked.contribution(opened, scope), asked.losers(opened, scope), opened.tree().nodes["B0"].name).en == "Unit B0: contribution is not supplied for this month."
    assert asked.contributors(opened, scope).is_empty()
    opened.close()


# ── random banks ──────────────────────────────────────────────────────────────────────────────────────────
def random_rows(draw: random.Random):
    for number in range(40):
        place, tier, segment = "", "", draw.choice(("corporate", "personal"))
        held = Decimal(draw.choice((0, 500, 2_000_000, 30_000_000)))
        for back in range(-draw.randrange(3, 14), 1):
            if not place or draw.random() < 0.2:
                place, tier = f"{draw.choice(('O1', 'O2', 'O3'))}/{draw.choice(('R1', 'R2', ''))}", draw.choice(("star_7", "star_3", None))
            parts = tuple(draw.randrange(0, 90_000_00) for _ in range(5))
            yield fact(f"C{number:02}", shifted(LAST, back), place, parts, segment=segment, star_tier=tier, deposit_yuan=held, aum_yuan=held, is_closed=back == 0 and draw.random() < 0.1)


def by_hand(rows, inside) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        if inside(row) and not row["is_closed"] and row["month"] > shifted(LAST, -12):
            for name, key in zip(NAMES, KEYS, strict=True):
                sums[key] += row[f"{name}_yuan"]
    return dict(sums)


BELOW = {"B0": {"O1", "O2", "O3"}, "R1": {"O1", "O2"}, "S1": {"O1", "O2"}, "R2": {"O3"}, "O2": {"O2"}}


@pytest.mark.parametrize("number", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_parts_add_up_to_the_whole_at_every_level_and_cut_to_the_cent(number, tmp_path):
    rows = list(random_rows(random.Random(number)))
    opened = published(tmp_path / "bank", rows)
    scope = reach(role_viewer(Role.EXECUTIVE, opened), opened)
    for node, outlets in BELOW.items():
        here = scope.narrow(opened.tree(), [node])
        whole = asked.contribution(opened, here).row(-1, named=True)
        assert {key: whole[key] for key in KEYS} == by_hand(rows, lambda row, outlets=outlets: row["outlet_id"] in outlets), node
        assert whole[KEYS[2]] - sum(whole[key] for key in KEYS[3:6]) == whole[KEYS[6]]
        for query in CUTS if node[0] != "O" else CUTS[1:]:
            parts = query(opened, here)
            assert {key: parts[key].sum() for key in KEYS} == {key: whole[key] for key in KEYS}, (node, query.key)
            assert parts["volume_yuan"].sum() == whole["volume_yuan"]
        named = asked.contributors(opened, here)
        assert {key: named[key].sum() for key in KEYS} == {key: whole[key] for key in KEYS}, node
    opened.close()
