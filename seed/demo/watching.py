"""Which large clients with an open exposure truly worsened in a month, taken from the finished bank: the planted ones and any others.

Worked out from arrays, by the words of the policy and not by the statement that the product runs.
"""

from collections import deque
from dataclasses import dataclass, field

import numpy as np

from queries.credit_policy import BALANCE_FALL, BALANCE_LEAST, COVER_FALL, RATING_NOTCHES, WATCH_MONTHS
from queries.policy import LARGE_CLIENT_OTHER, LARGE_CLIENT_PERSONAL
from seed.demo.clients import Book
from seed.demo.credit import Credit
from seed.demo.facts import Facts, Ids
from seed.demo.lending import Contracts, Standings
from seed.demo.seats import PERSONAL
from seed.demo.sizes import Calendar
from seed.demo.truths import Truths

UNKNOWN = -1
LARGE_MONTHS = 3


@dataclass(frozen=True)
class Seen:
    """One element a client, as a month-end shows it."""

    alive: np.ndarray
    present: np.ndarray
    outlet: np.ndarray
    rating: np.ndarray
    grade: np.ndarray
    balance: np.ndarray  # fen
    value: np.ndarray  # fen
    exposure: np.ndarray  # fen
    cover: np.ndarray  # NaN where nothing is exposed


@dataclass
class Watched:
    months: deque[Seen] = field(default_factory=lambda: deque(maxlen=int(WATCH_MONTHS.value) + 1))

    def note(self, truths: Truths, facts: Facts, book: Book, credit: Credit, contracts: Contracts, in_force: Standings, cal: Calendar, ids: Ids) -> None:
        """Add the month, and write down who had worsened at its end."""
        now = _seen(facts, book, credit, contracts, in_force)
        self.months.append(now)
        line = np.where(book.segment == PERSONAL, int(LARGE_CLIENT_PERSONAL.value), int(LARGE_CLIENT_OTHER.value)) * 100
        signs, was_large = self._signs(now, line)
        told = np.logical_or.reduce(list(signs.values())) & now.alive & (now.exposure > 0) & (self._large(now, book, line) | was_large)
        for at in np.flatnonzero(told):
            detail = " ".join(name for name, sign in signs.items() if sign[at])
            truths.add("large_worsened", cal.month(facts.t), ids.client[int(at)], detail, now.exposure[at])

    def _large(self, now: Seen, book: Book, line: np.ndarray) -> np.ndarray:
        recent = list(self.months)[-LARGE_MONTHS:]
        known = np.sum([each.present for each in recent], axis=0)
        mean = np.sum([np.where(each.present, each.value, 0) for each in recent], axis=0) / np.maximum(known, 1)
        member = (book.group >= 0) & now.alive
        of_group = np.bincount(book.group[member], mean[member], minlength=1)
        return (mean >= line) | np.where(member, of_group[np.maximum(book.group, 0)] >= line, False)

    def _signs(self, now: Seen, line: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
        nobody = np.zeros(len(line), dtype=bool)
        is_full = len(self.months) == self.months.maxlen
        then, here = (self.months[0], now.outlet == self.months[0].outlet) if is_full else (now, nobody)
        here = here & then.alive
        last = self.months[-2] if len(self.months) > 1 else now
        beside = (now.outlet == last.outlet) & last.alive
        fell = then.balance - now.balance >= float(BALANCE_FALL.value) * then.balance
        signs = {
            "rating_fell": here & (then.rating != UNKNOWN) & (now.rating - then.rating >= int(RATING_NOTCHES.value)) & (now.rating != UNKNOWN),
            "grade_fell": (here & (then.grade != UNKNOWN) & (now.grade > then.grade)) | (beside & (last.grade != UNKNOWN) & (now.grade > last.grade)),
            "cover_fell": here & (np.round(then.cover - now.cover, 6) >= float(COVER_FALL.value)),
            "balances_fell": here & fell & (then.balance >= int(BALANCE_LEAST.value) * 100),
            "is_weak": now.grade >= 1,
        }  # fmt: skip
        return signs, here & (then.value >= line)


def _seen(facts: Facts, book: Book, credit: Credit, contracts: Contracts, in_force: Standings) -> Seen:
    personal, loan, deposit = book.segment == PERSONAL, facts.amounts["loan"], facts.amounts["deposit"]
    client, total = contracts.client[in_force.at], len(book)
    exposure = np.bincount(client, in_force.principal, minlength=total)
    covered = np.bincount(client, in_force.principal * np.round(contracts.cover[in_force.at], 4), minlength=total)
    rated = ~personal | (loan > 0)
    return Seen(
        facts.alive, facts.present, facts.outlet, np.where(rated, credit.rating, UNKNOWN).astype(np.int64), facts.grade.astype(np.int64),
        np.where(personal, facts.amounts["aum"], deposit), np.where(personal, facts.amounts["aum"], deposit + loan), exposure,
        np.round(covered / np.where(exposure > 0, exposure, np.nan), 6),
    )  # fmt: skip
