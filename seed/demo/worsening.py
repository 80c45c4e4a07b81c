"""Large borrowers planted to worsen within the last year: rating and grade of some, cover and balances of others."""

from dataclasses import dataclass, replace

import numpy as np

from seed.demo.clients import Book
from seed.demo.credit import Credit
from seed.demo.lending import PROPERTY, Contracts
from seed.demo.seats import PERSONAL
from seed.demo.sizes import NEVER, Calendar

LEAST = 12_000_000.0  # deposits that make each a large client whatever else it has
FIRMS_EACH, MOST = 450, 20  # firms for every pair planted, and pairs at most
SOUND, WEAK = 2, 5  # ratings before and after, by place
FALL, BOTTOM = 0.7, 0.3  # what is left of the balances a month later, and at last
COVER, LEFT = 0.9, 1 / 3  # of the loan, and what is left of it
LATE_DAYS = 345  # overdue no longer than this: a loan is called in later


@dataclass(frozen=True)
class Worsening:
    """`by_credit` lose rating and grade, `by_money` cover and balances; `since` is the month index of each one's first sign."""

    by_credit: np.ndarray
    by_money: np.ndarray
    since: np.ndarray  # one element a client, NEVER for the others


def plant(book: Book, credit: Credit, cal: Calendar) -> Worsening:
    """Choose the largest old borrowers that are in no group and have no other part to play."""
    free = (book.segment != PERSONAL) & (book.group < 0) & ~book.kept & (book.opened < cal.start(-1)) & (credit.ratio_on == 0) & (credit.base > 0)
    found = np.flatnonzero(free & (book.exposure_class == 0))
    found = found[np.argsort(-(book.base[0, found] + credit.base[found]), kind="stable")]
    pairs = int(np.clip((book.segment != PERSONAL).sum() // FIRMS_EACH, 1, MOST))
    chosen = found[: 2 * pairs]
    book.base[0, chosen] = np.maximum(book.base[0, chosen], LEAST)
    book.kept[chosen], book.trend[chosen], book.walk[chosen] = True, 0.002, 0.0
    credit.since[chosen], credit.until[chosen], credit.rating[chosen], credit.overdue[chosen] = -99, 999, SOUND, 0
    since = np.full(len(book), NEVER, dtype=np.int64)
    since[chosen] = cal.count - 3 - 2 * (np.arange(len(chosen)) // 2 % 4)
    return Worsening(chosen[0::2], chosen[1::2], since)


def of_money(worse: Worsening, book: Book, t: int) -> None:
    """Before the month's balances are told: how much of them is left."""
    age = np.maximum(t - worse.since[worse.by_money] + 1, 0)
    book.rundown[worse.by_money] = np.maximum(FALL**age, BOTTOM)


def of_credit(worse: Worsening, credit: Credit, t: int) -> None:
    """After the month's luck: rating and days overdue as planted."""
    every = np.concatenate([worse.by_credit, worse.by_money])
    credit.rating[every], credit.overdue[every] = SOUND, 0
    late = worse.by_credit[worse.since[worse.by_credit] <= t]
    credit.rating[late] = WEAK
    credit.overdue[late] = np.minimum(20 + 30 * (t - worse.since[late]), LATE_DAYS)


def slid(worse: Worsening, contracts: Contracts, t: int) -> Contracts:
    """The contracts as they are in the month: a third of the cover is left where it was planted to fall."""
    fallen = np.zeros(len(worse.since), dtype=bool)
    fallen[worse.by_money] = worse.since[worse.by_money] <= t
    return replace(contracts, cover=np.where(fallen[contracts.client], contracts.cover * LEFT, contracts.cover))


def secure(worse: Worsening, contracts: Contracts) -> None:
    """Those whose cover will fall have some: it can fall only from a height."""
    on_balance = np.isin(contracts.client, worse.by_money) & ~contracts.off
    contracts.cover[on_balance] = COVER
    contracts.mitigation[on_balance] = PROPERTY
