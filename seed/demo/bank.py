"""The demonstration bank, table by table: first what stands still, then month by month, then what needs the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from queries import schema
from seed.demo import conduct, maturities, people, plants, rates, registers, rm_targets, service, staff, targets, tree, truths, worsening
from seed.demo.clients import Book, enrol
from seed.demo.covering import Coverage
from seed.demo.credit import Credit, lend
from seed.demo.draws import Rng, Subject, stream
from seed.demo.facts import Ids, make_ids
from seed.demo.lending import Contracts, sign
from seed.demo.months import Run, closing_month, monthly, warm_up
from seed.demo.people import Postings
from seed.demo.roster import Roster
from seed.demo.seats import PERSONAL, lay_out
from seed.demo.sizes import DAYS_MONTHS, Calendar, Size
from seed.demo.truths import Truths
from seed.frames import shaped

STATIC_TABLES = (
    "org_month", "product", "benchmark_rate", "fx_rate", "working_day", "establishment", "post", "staff_month", "rm", "team",
    "posting", "duty", "score_year", "rating", "training", "exam", "rm_event", "work_note", "prospect", "client_group",
)  # fmt: skip
LATER_TABLES = ("client", "coverage", "contact", "maturity", "bank_month", "target_node", "target_rm", "planted_truth")
Frames = Iterator[tuple[str, pl.DataFrame]]


@dataclass(frozen=True)
class Bank:
    """Everything that is settled before the first month runs."""

    seed: int
    cal: Calendar
    tree: tree.Tree
    roster: Roster
    held: Postings
    book: Book
    credit: Credit
    contracts: Contracts
    cover: Coverage
    planted: dict[int, np.ndarray]
    worse: worsening.Worsening
    ids: Ids

    def draw(self, subject: Subject, t: int = 0) -> Rng:
        return stream(self.seed, subject, t)


def found(size: Size, seed: int, until: date) -> Bank:
    """Build the tree, its staff, clients, groups, loans and the first cover."""
    cal = Calendar(until, size.months)
    trunk = tree.plant(size, cal)
    seats = lay_out(size, trunk, stream(seed, Subject.TREE))
    roster = staff.history(trunk, seats, cal, stream(seed, Subject.STAFF), plants.key_outlets(trunk, seats))
    book = enrol(size, trunk, cal, stream(seed, Subject.CLIENTS))
    groups = plants.make_groups(book, trunk, cal, stream(seed, Subject.CLIENTS, 1))
    credit = lend(book, cal, stream(seed, Subject.CREDIT, -5))
    plants.plant_limits(book, credit, cal)
    plants.plant_concessions(book, credit)
    worse = worsening.plant(book, credit, cal)
    planted = plants.key_persons(book, roster, cal)
    contracts = sign(book, credit, stream(seed, Subject.LENDING, -5))
    worsening.secure(worse, contracts)
    cover = Coverage(book, roster, trunk, cal, stream(seed, Subject.COVERING))
    cover.begin(wants_cover(book, credit, stream(seed, Subject.COVERING, 1)), planted)
    ids = make_ids(book, len(roster.people), trunk.outlet_ids(), groups)
    return Bank(seed, cal, trunk, roster, people.postings_of(roster), book, credit, contracts, cover, planted, worse, ids)


def wants_cover(book: Book, credit: Credit, rng: Rng) -> np.ndarray:
    """Chance of having a main RM: large ones nearly always, a small personal client seldom."""
    value = np.where(book.adopts < 999, book.base, 0).sum(axis=0) + credit.base * 0.3
    rank = np.argsort(np.argsort(value)) / len(value)
    personal = np.select([value > 800_000, rank > 0.75, rank > 0.4], [0.995, 0.96, 0.75], 0.36)
    chance = np.where(book.segment == PERSONAL, personal, 0.98)
    return np.where(book.dormant, chance * 0.5, chance) * (rng.random(len(book)) > 0.002)


def generate(size: Size, seed: int, until: date) -> Frames:
    """Table name and frame, in the schema's columns and types; client_month and other facts come month by month."""
    for name, frame in _frames(found(size, seed, until)):
        yield name, shaped(schema.metadata.tables[name], frame)


def _frames(bank: Bank) -> Frames:
    for name in STATIC_TABLES:
        yield name, _static(bank, name)
    run = Run(bank.cal, bank.seed, bank.book, bank.credit, bank.contracts, bank.cover, bank.ids, bank.tree, bank.planted, bank.worse)
    run.chance = wants_cover(bank.book, bank.credit, bank.draw(Subject.COVERING, 1))
    warm_up(run)
    for t in range(bank.cal.count + 1):
        closing_month(run, t)
        yield from monthly(run, t)
    yield from _later(bank, run)


def _static(bank: Bank, name: str) -> pl.DataFrame:
    cal, held, rm_ids, outlets = bank.cal, bank.held, bank.ids.rm, bank.ids.outlet
    by_rm = (cal, rm_ids, outlets, bank.draw(Subject.CONDUCT, STATIC_TABLES.index(name)))
    return {
        "org_month": lambda: tree.org_month(bank.tree, cal, bank.draw(Subject.NAMES)),
        "product": rates.product,
        "benchmark_rate": lambda: rates.benchmark_rate(cal),
        "fx_rate": lambda: rates.fx_rate(cal, bank.draw(Subject.RATES)),
        "working_day": lambda: rates.working_day(cal),
        "establishment": lambda: people.establishment(bank.roster, held, bank.tree, cal, bank.draw(Subject.POSTS)),
        "post": lambda: people.post(bank.roster, rm_ids, outlets),
        "staff_month": lambda: people.staff_month(held, bank.tree, cal),
        "rm": lambda: people.rm(bank.roster, rm_ids, bank.draw(Subject.NAMES, 1)),
        "team": lambda: people.team(bank.roster, outlets),
        "posting": lambda: people.posting(held, rm_ids, outlets),
        "duty": lambda: conduct.duty(held, *by_rm)[0],
        "score_year": lambda: conduct.score_year(held, bank.roster, *by_rm),
        "rating": lambda: conduct.rating(held, bank.roster, *by_rm),
        "training": lambda: conduct.training(held, *by_rm),
        "exam": lambda: conduct.exam(held, *by_rm),
        "rm_event": lambda: conduct.rm_event(held, *by_rm),
        "work_note": lambda: conduct.work_note(held, *by_rm),
        "prospect": lambda: conduct.prospect(held, *by_rm),
        "client_group": lambda: registers.client_group(bank.ids, bank.draw(Subject.NAMES, 2)),
    }[name]()


def _later(bank: Bank, run: Run) -> Frames:
    """The client register, the coverage history, what falls due ahead, capital, targets and the planted truths."""
    cal, book, ids = bank.cal, bank.book, bank.ids
    aum = run.now.amounts["aum"]
    rows = registers.cover_rows(bank.cover)
    yield "client", registers.client(book, cal, ids, aum, bank.draw(Subject.NAMES, 3))
    yield "coverage", registers.coverage(rows, book, ids)
    yield "contact", registers.first_contacts(rows, book, cal, ids, bank.draw(Subject.SERVICE, 900))
    yield "maturity", run.ahead()
    yield "bank_month", pl.concat(run.capital)
    now = cal.month(cal.count).year
    draw = bank.draw(Subject.TARGETS)
    years = [targets.year_targets(run.ledger, bank.tree, cal, year, draw) for year in (now - 1, now)]
    broken = targets.plant_breaks(years[-1], bank.tree)
    yield "target_node", targets.target_node(years, bank.tree, cal, broken)
    yield "target_rm", rm_targets.target_rm(years, bank.held, run.ledger, cal, ids.rm, ids.outlet, draw)
    _close_truths(bank, run.truths, rows, aum, years, broken)
    yield "planted_truth", run.truths.frame(book, cal, ids)


def _close_truths(
    bank: Bank,
    noted: Truths,
    rows: dict[str, np.ndarray],
    aum: np.ndarray,
    years: list[list[targets.YearTargets]],
    broken: tuple[str, int],
) -> None:
    cal, ids = bank.cal, bank.ids
    truths.note_late(noted, rows, registers.late(rows, bank.book, cal), aum, cal, ids)
    draw = bank.draw(Subject.CONDUCT, STATIC_TABLES.index("duty"))
    for rm in conduct.duty(bank.held, cal, ids.rm, ids.outlet, draw)[1]:
        noted.add("duty_conflict", cal.until, ids.rm[int(rm)], "", 0)
    parent, nodes = targets.parents(bank.tree, cal.count), targets.node_ids(bank.tree)
    for node, what in sorted(targets.breaks(years[-1], parent, broken).items()):
        noted.add("cascade_break", cal.until, nodes[node], "; ".join(what)[:118], 0)


def step_count(size: Size) -> int:
    """How many frames `generate` yields, for a progress bar."""
    ever, closed = len(service.TABLES) * (size.months + 1), 2 * size.months
    recent = min(DAYS_MONTHS, size.months) + 1 + min(maturities.LOOK_BACK, size.months) + 1
    return len(STATIC_TABLES) + ever + closed + recent + len(LATER_TABLES)
