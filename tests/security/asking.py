"""Whatever a viewer can ask: every query, the files of RMs and clients, stresses, the search, and rows through the door."""

import contextlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

import polars as pl
from sqlalchemy import select, text

from queries import headcount, search, teams
from queries.access import Viewer, reach
from queries.catalog import QUERIES
from queries.codes import HOLDERS, MEASURES
from queries.errors import UnsupportedCut
from queries.schema import (
    book_holder,
    book_month,
    client_exposure,
    client_month,
    client_potential,
    client_pyramid,
    concentration_month,
    credit_watch,
    graded_loan,
    large_holder,
    load_check,
    load_table,
    part_month,
    posting,
    score_year,
    tier_month,
    tier_move,
)
from queries.warehouse import Warehouse
from tests.security.other_bank import inside, inside_outlets

EVERY_CHOICE = tuple(product(MEASURES, HOLDERS))
SOME_CHOICES = (("loans", "client"), ("deposits", "group"), ("aum", "industry"), ("contribution", "rm"))
ROLLED = (client_month, client_exposure, posting, score_year, book_month, book_holder, concentration_month, large_holder, load_table, load_check, client_pyramid, tier_month, tier_move, client_potential, graded_loan, credit_watch, part_month)


def answers(warehouse: Warehouse, viewer: Viewer, choices: Iterable[tuple[str, str]]) -> Iterator[tuple[str, pl.DataFrame]]:
    """What the viewer can ask: each query and choice, for their whole reach and for a node of it."""
    widest = reach(viewer, warehouse)
    tree = warehouse.tree()
    below = [child for node in widest.nodes for child in tree.shown_children(node)][:1]
    for picks in ([], *([node] for node in below)):
        scope = widest.narrow(tree, picks)
        for (key, asked), (at, (measure, by)) in product(QUERIES.items(), enumerate(choices)):
            if at and not (asked.measures or asked.holders):
                continue  # it takes no choice: one answer is all there is
            if asked.measures and measure not in asked.measures:
                continue
            with contextlib.suppress(UnsupportedCut):
                yield f"{key} {measure} {by} {picks}", asked(warehouse, scope.asking(measure=measure, by=by))


def rms(warehouse: Warehouse, viewer: Viewer) -> tuple[str, str]:
    """An RM of the scope, if there is one who was outside it too, and one who was never in it; from the bank itself, not through the door."""
    everyone, own = (warehouse._engine.run(select(posting.c.rm_id).where(text(where)).distinct())["rm_id"].sort() for where in ("true", inside_outlets(viewer)))
    elsewhere = warehouse._engine.run(select(posting.c.rm_id).where(text(f"NOT coalesce({inside_outlets(viewer)}, false)")))["rm_id"]
    both = own.filter(own.is_in(elsewhere.implode()))
    return [*both, *own][0], next(rm for rm in everyone if rm not in own)


def files(warehouse: Warehouse, viewer: Viewer, asked: tuple[str, str]) -> Iterator[tuple[str, pl.DataFrame]]:
    """The files of an RM inside and of one outside; and the teams of an outlet."""
    widest, tree = reach(viewer, warehouse), warehouse.tree()
    for (key, query), who in product(((key, query) for key, query in QUERIES.items() if key.startswith("rm_file.")), asked):
        yield f"{key} {who}", query(warehouse, widest.asking(who=who))
    outlets = sorted(node for node, each in tree.nodes.items() if each.level == "outlet" and tree.is_within(node, widest.nodes))
    for query in (teams.by_team, headcount.people) if outlets else ():
        yield f"{query.key} {outlets[0]}", query(warehouse, widest.narrow(tree, outlets[:1]).asking(team="T0001"))
    for (key, query), number in product(((key, query) for key, query in QUERIES.items() if key.startswith("client_file.") or key == "concentration.client_limits"), some_clients(warehouse, viewer)):
        yield f"{key} {number}", query(warehouse, widest.asking(client=number))


def stressed(warehouse: Warehouse, viewer: Viewer, asked: tuple[str, str]) -> Iterator[tuple[str, pl.DataFrame]]:
    """What a stress of one's own tells: an industry, and RMs inside and outside who leave with part of their book."""
    scope = reach(viewer, warehouse).asking(depositors=3, borrowers=30, loss_rate=Decimal("0.6"), industry="mining", industry_loss=Decimal("0.2"), book_loss=Decimal("0.5"))
    for (key, query), who in product(((key, query) for key, query in QUERIES.items() if key.startswith("concentration.stress")), ("", *asked)):
        yield f"{key} {who}", query(warehouse, scope.asking(who=who))


def some_clients(warehouse: Warehouse, viewer: Viewer) -> tuple[str, str]:
    """A client of the scope who was outside it too, if there is one, and one who was never in it; from the bank itself, not through the door."""
    own, elsewhere = (
        warehouse._engine.run(select(client_month.c.client_id).where(text(where)).distinct())["client_id"].sort() for where in (inside(viewer), f"NOT coalesce(({inside(viewer)}), false)")
    )
    return [*own.filter(own.is_in(elsewhere.implode())), *own][0], next(number for number in elsewhere if number not in set(own))


def found(warehouse: Warehouse, viewer: Viewer) -> Iterator[tuple[str, pl.DataFrame]]:
    """What the search box gives for names, pinyin and numbers that are and are not within the scope."""
    scope = reach(viewer, warehouse)
    for term in ("王", "wang", "zhang", "CANARY", "C0000", "R000", "支行", "网点"):
        yield f"search {term}", search.found(warehouse, scope, term)


def rows(warehouse: Warehouse, viewer: Viewer) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every row of every changed table that the door lets the viewer read."""
    scope = reach(viewer, warehouse)
    # an RM may see their own totals of clients once held, without names: that is what book_month and tier_month have of them
    for table in (t for t in ROLLED if not (scope.books and t in (book_month, tier_month))):
        with contextlib.suppress(UnsupportedCut):
            found = warehouse.read(select(*(column for column in table.c if column.name != "pair_no")), scope)  # it only tells which two rows belong together
            yield table.name, found.sort(found.columns)
