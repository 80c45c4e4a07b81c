"""The roll-ups, each a Core select for ONE month, the one bound as `:month`.

A full build runs `statements()` for every month in order; loading month k runs them from k to the latest. Full and
incremental are therefore the same code. Statements lean on no engine; what differs is in `queries/dialects.py`.
"""

from collections.abc import Iterator

from sqlalchemy import Table

from queries.dialects import Rows
from queries.marts import care, churn, contribution, credit, kept, life, pricing, pyramid
from queries.marts.books import book_holders, book_holders_of_facts, books, closure
from queries.marts.concentration import attribute_holders, by_node, client_holders, client_totals, group_holders, groups_as_clients
from queries.marts.contacts import large_contacts
from queries.marts.exposures import exposures
from queries.marts.handover import changes, leaver_books
from queries.marts.largest import LARGEST, largest
from queries.marts.month import MEASURE_COLUMNS, looked_back
from queries.marts.moves import moves
from queries.marts.outcomes import outcomes
from queries.marts.parts import parts
from queries.marts.potential import potential
from queries.marts.ranking import ranked
from queries.marts.results import of_outlets, results
from queries.marts.warnings import added_up, warnings
from queries.marts.watch import worsened
from queries.schema import (
    book_month,
    care_month,
    care_outlet,
    check_month,
    churn_cohort,
    churn_cut,
    churn_inside,
    churn_kept,
    churn_month,
    churn_move,
    churn_run_down,
    churn_watch,
    client_entry,
    client_exposure,
    client_life,
    client_potential,
    client_pyramid,
    client_warning,
    concentration_month,
    contract_price,
    contribution_month,
    credit_month,
    credit_watch,
    graded_loan,
    handover_outcome,
    large_contact,
    large_contribution,
    large_holder,
    large_price,
    leaver_book,
    loan_renewal,
    part_month,
    price_month,
    tier_month,
    tier_move,
    warning_month,
)  # fmt: skip

__all__ = [
    "LARGEST", "MEASURE_COLUMNS", "changes", "results", "of_outlets", "book_holders", "book_holders_of_facts", "closure", "in_turn", "looked_back", "ranked", "statements",
]  # fmt: skip


def in_turn() -> Iterator[tuple[Table, Rows]]:
    """The roll-ups that are looked at a month before, and so are built before the others, oldest month first."""
    yield client_life, life.lives()
    yield client_entry, life.entries()
    yield contract_price, pricing.prices()
    yield client_pyramid, pyramid.tiers()
    yield large_contact, large_contacts()


def statements() -> Iterator[tuple[Table, Rows]]:
    """The roll-ups of a closed month's client facts, each leaning only on `closure`, on those `in_turn` and on those before it."""
    yield book_month, books()
    yield concentration_month, by_node(attribute_holders())
    yield concentration_month, by_node(client_holders(), client_totals())
    yield concentration_month, by_node(group_holders())
    yield concentration_month, groups_as_clients()
    yield large_holder, largest()
    yield client_exposure, exposures()
    yield leaver_book, leaver_books()
    yield care_month, care.by_rm()
    yield care_outlet, care.of_outlets()
    yield handover_outcome, outcomes()
    yield client_warning, warnings()
    yield warning_month, added_up()
    yield churn_month, churn.months()
    yield churn_move, churn.moves()
    yield churn_inside, churn.inside()
    yield churn_run_down, churn.run_downs()
    yield churn_kept, kept.kept()
    yield churn_cut, kept.cuts()
    yield churn_watch, kept.watched()
    yield churn_cohort, kept.cohorts()
    yield contribution_month, contribution.contributions()
    yield large_contribution, contribution.of_large_clients()
    yield price_month, pricing.price_rows()
    yield large_price, pricing.of_large_clients()
    yield loan_renewal, pricing.renewals()
    yield tier_month, pyramid.months()
    yield tier_move, moves()
    yield client_potential, potential()
    yield credit_month, credit.loans()
    yield check_month, credit.checks()
    yield graded_loan, credit.graded()
    yield credit_watch, worsened()
    yield part_month, parts()
