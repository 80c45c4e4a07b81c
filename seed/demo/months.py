"""The bank's months, one after the other: who covers whom, who leaves, what everybody has, and the frames of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from seed.demo import balances, days, earnings, handovers, leaving, lending, maturities, service, truths, watching, worsening
from seed.demo.clients import Book
from seed.demo.covering import Coverage
from seed.demo.credit import TIER1_SHARE, Credit, grades, loans
from seed.demo.draws import Rng, Subject, fen, money, stream
from seed.demo.facts import Facts, Ids, client_month
from seed.demo.ledger import Ledger
from seed.demo.roster import Change
from seed.demo.sizes import DAYS_MONTHS, NEVER, Calendar
from seed.demo.tree import Tree
from seed.demo.truths import Truths


@dataclass
class Run:
    """The running state of the simulation; `before` and `now` are the last two months."""

    cal: Calendar
    seed: int
    book: Book
    credit: Credit
    contracts: lending.Contracts
    cover: Coverage
    ids: Ids
    tree: Tree
    planted: dict[int, np.ndarray]
    worse: worsening.Worsening
    chance: np.ndarray = field(init=False)
    changes: dict[int, list[Change]] = field(init=False)
    standing: earnings.Standing = field(init=False)
    slots: maturities.Slots = field(init=False)
    ledger: Ledger = field(init=False)
    truths: Truths = field(default_factory=Truths)
    capital: list[pl.DataFrame] = field(default_factory=list)
    before: Facts = field(init=False)
    now: Facts = field(init=False)
    complaining: np.ndarray = field(init=False)
    watched: watching.Watched = field(default_factory=watching.Watched)

    def __post_init__(self) -> None:
        self.changes = handovers.changes_by_month(self.cover)
        self.standing = earnings.Standing(len(self.book))
        self.slots = maturities.slots(self.book, self.draw(Subject.MATURITIES, -5))
        self.ledger = Ledger(self.tree.outlets, len(self.ids.rm))

    def draw(self, subject: Subject, t: int) -> Rng:
        return stream(self.seed, subject, t)

    def ahead(self) -> pl.DataFrame:
        """What falls due in the half-year after the open month."""
        book, cal, alive = self.book, self.cal, self.now.alive
        months = range(cal.count + 1, cal.count + 1 + maturities.LOOK_AHEAD)
        book.moved_on[:] = NEVER
        return pl.concat(
            maturities.maturity(self.slots, book, self.now.amounts, t, cal, self.ids, alive, self.draw(Subject.MATURITIES, t))
            for t in months
        )


def _facts(run: Run, t: int, before: Facts | None) -> Facts:
    """All amounts of a month, given the one before."""
    book, cal, credit = run.book, run.cal, run.credit
    last = cal.start(t) + cal.shown(t) - 1
    alive = book.alive(last)
    present = (book.opened <= last) & (book.closed >= cal.start(t))
    draw = run.draw(Subject.BALANCES, t)
    balances.drift(book, draw)
    worsening.of_money(run.worse, book, t)
    now = balances.levels(book, t, cal, alive)
    now["loan"] = loans(credit, book, t, cal, alive, run.draw(Subject.CREDIT, t))
    worsening.of_credit(run.worse, credit, t)
    was = before.amounts if before else now
    draw = run.draw(Subject.EARNINGS, t)
    now |= earnings.averages(now, was)
    now |= earnings.movements(book, t, now, was, draw)
    now |= earnings.income(book, credit, now, now["counter"], now["online"], draw)
    star, contribution_class = run.standing.update(book, now)
    products = balances.products_held(book, t, now, now["loan"])
    grade = grades(credit, now["loan"])
    return Facts(t, now, present, alive, products, star, contribution_class, grade, book.rm.copy(), book.outlet.copy())


def warm_up(run: Run) -> None:
    """The month before the first: it opens the history and is not shown."""
    handovers.month(run.cover, -1, run.changes[-1], run.chance)
    run.now = _facts(run, -1, None)
    draw = run.draw(Subject.LEAVING, -1)
    leaving.decide(run.book, -1, run.cal, run.now.products, run.now.amounts["loan"], run.now.alive, draw)


def closing_month(run: Run, t: int) -> None:
    """Move on by one month."""
    book, cal, before = run.book, run.cal, run.now
    handovers.month(run.cover, t, run.changes[t], run.chance)
    alive = book.alive(cal.start(t) + cal.shown(t) - 1)
    run.complaining = leaving.complain(book, t, alive, run.draw(Subject.SERVICE, t))
    leaving.decide(book, t, cal, before.products, before.amounts["loan"], alive, run.draw(Subject.LEAVING, t))
    run.before, run.now = before, _facts(run, t, before)


def monthly(run: Run, t: int) -> Iterator[tuple[str, pl.DataFrame]]:
    """The frames of a month: closed months have facts, the open one only events and days."""
    book, cal, ids, now = run.book, run.cal, run.ids, run.now
    sales = service.sell(book, now, cal, run.draw(Subject.SALES, t))
    yield from service.tables(book, now, run.complaining, sales, cal, ids, run.draw(Subject.SERVICE, t + 500))
    contracts = worsening.slid(run.worse, run.contracts, t)
    in_force = lending.standing(contracts, book, run.credit, now.amounts["loan"], t, cal)
    if t < cal.count:
        yield "client_month", client_month(now, book, run.credit, cal, ids)
        draw = run.draw(Subject.LENDING, t)
        yield "exposure", lending.exposure(contracts, in_force, book, run.credit, now.grade, t, cal, ids, draw)
        run.watched.note(run.truths, now, book, run.credit, contracts, in_force, cal, ids)
        run.capital.append(bank_month(run, t, in_force))
        truths.note_limits(run.truths, now, book, run.credit, run.contracts, in_force, cal, ids)
        truths.note_concessions(run.truths, book, run.credit, run.contracts, in_force, cal, t, ids)
        truths.note_key_persons(run.truths, now, run.planted, cal, ids)
        truths.note_lost(run.truths, book, now)
    if t >= cal.count - DAYS_MONTHS:
        made = days.by_day(run.before, now, book, cal, run.contracts, in_force, sales, run.draw(Subject.DAYS, t))
        run.ledger.add(t, made)
        yield "rm_day", days.rm_day(made, t, cal, ids)
    if t >= cal.count - maturities.LOOK_BACK:
        draw = run.draw(Subject.MATURITIES, t)
        yield (
            "maturity",
            maturities.maturity(run.slots, book, run.before.amounts, t, cal, ids, run.before.alive & now.alive, draw),
        )


def bank_month(run: Run, t: int, in_force: lending.Standings) -> pl.DataFrame:
    """Capital as planned, assets and liabilities as they came out."""
    amounts, capital = run.now.amounts, run.credit.capital(t)
    deposit, loan = float(amounts["deposit"].sum()) / 100, float(amounts["loan"].sum()) / 100
    liquid = np.array((
        capital, round(capital * TIER1_SHARE, 2), float(in_force.rwa.sum()) / 100 + 0.12 * deposit,
        0.32 * deposit, 0.58 * deposit, 0.21 * deposit, 0.155 * deposit + 0.01 * loan,
    ))  # fmt: skip
    names = ("net_capital", "tier1", "rwa", "liquid_assets", "liquid_liabilities", "hqla", "net_outflow")
    values = {f"{name}_yuan": money(fen(liquid[k : k + 1])) for k, name in enumerate(names)}
    return pl.DataFrame({"month": [run.cal.month(t)], **values})
