"""Loans: who borrows how much and when, ratings, arrears, and the capital that bounds them."""

from dataclasses import dataclass

import numpy as np

from seed.demo.clients import Book
from seed.demo.draws import Rng, choose, fen
from seed.demo.seats import PERSONAL
from seed.demo.sizes import Calendar

BORROWING = (0.45, 0.18, 0.3, 0.12)
LOAN_MEDIAN = (2_200_000, 6_000_000, 7_000_000, 330_000)
LOAN_SPREAD = (1.35, 0.9, 0.8, 0.75)
RATING_WEIGHTS = (0.05, 0.12, 0.22, 0.31, 0.2, 0.08, 0.02)
ARREARS_CHANCE = np.array((0.0003, 0.0005, 0.001, 0.0018, 0.0035, 0.008, 0.022, 0.05))
DEFAULTED = 7
CAPITAL_SHARE = 0.14  # of loans
TIER1_SHARE = 0.84  # of net capital
SINGLE_CAP, GROUP_CAP = 0.062, 0.05  # of net capital, for everybody who is not planted
GROWTH = 0.006


@dataclass
class Credit:
    """One element a client; `ratio_on` and `ratio_off` are a planted client's shares of net capital, else 0."""

    base: np.ndarray
    since: np.ndarray
    until: np.ndarray
    mortgage: np.ndarray
    rating: np.ndarray
    overdue: np.ndarray
    walk: np.ndarray
    ratio_on: np.ndarray
    ratio_off: np.ndarray
    conceded: np.ndarray  # price given away on purpose, as a rate
    net_capital: np.ndarray  # yuan by month, from index -1 on

    def capital(self, t: int) -> float:
        return float(self.net_capital[t + 1])


def lend(book: Book, cal: Calendar, rng: Rng) -> Credit:
    """Who borrows, with the largest cut to what the bank's capital allows."""
    total, segment = len(book), book.segment
    borrows = rng.random(total) < np.array(BORROWING)[segment]
    size = np.array(LOAN_MEDIAN)[segment] * np.exp(rng.normal(0, 1, total) * np.array(LOAN_SPREAD)[segment])
    mortgage = (segment == PERSONAL) & (rng.random(total) < 0.7)
    size = np.where((segment == PERSONAL) & ~mortgage, size * 0.25, size)
    opened = np.searchsorted(cal.starts, book.opened, side="right") - 2
    since = np.where(rng.random(total) < 0.72, -99, rng.integers(0, cal.count + 1, total))
    since = np.where(opened >= -1, np.maximum(since, opened + 1), since)
    until = np.where(rng.random(total) < 0.1, np.maximum(since, 0) + rng.integers(3, 40, total), 999)
    base = np.where(borrows & ~book.dormant, size, 0.0)
    base, net_capital = _capped(base, book.group, np.asarray(since) < 0)
    months = np.arange(-1, cal.count + 1)
    return Credit(
        base, since.astype(np.int16), until.astype(np.int16), mortgage, choose(rng, RATING_WEIGHTS, total).astype(np.int8),
        _old_arrears(total, rng), rng.normal(0, 0.05, total), np.zeros(total), np.zeros(total), np.zeros(total),
        np.rint(net_capital * (1 + GROWTH) ** months / 1e4) * 1e4,
    )  # fmt: skip


def _old_arrears(total: int, rng: Rng) -> np.ndarray:
    """Days overdue when the history begins: one borrower in a hundred."""
    return np.where(rng.random(total) < 0.011, rng.integers(5, 400, total), 0).astype(np.int32)


def _capped(base: np.ndarray, group: np.ndarray, early: np.ndarray) -> tuple[np.ndarray, float]:
    """Loans cut to 6 % of the capital they imply for a client, 5 % for a group."""
    capital = CAPITAL_SHARE * float(base[early].sum())
    base = np.minimum(base, SINGLE_CAP * capital)
    member = group >= 0
    of_group = np.bincount(group[member], base[member], minlength=1)
    base[member] *= np.minimum(1, GROUP_CAP * capital / np.maximum(of_group, 1))[group[member]]
    return base, capital


def ramp(t: int, cal: Calendar) -> float:
    """How far the planted loans have grown into their limits: all the way three months before the end."""
    return 0.7 + 0.3 * min(1.0, max(0.0, (t + 1) / max(1, cal.count - 3)))


def loans(credit: Credit, book: Book, t: int, cal: Calendar, open_now: np.ndarray, rng: Rng) -> np.ndarray:
    """Loan balances at the end of the month, in fen; arrears and ratings move on the way."""
    total = len(book)
    credit.walk = 0.9 * credit.walk + rng.normal(0, 0.05, total)
    age = t - np.maximum(credit.since, -1)
    path = np.where(credit.mortgage, 0.9955**age, np.exp(credit.walk + (book.segment != PERSONAL) * 0.005 * t))
    held = (credit.since <= t) & (t < credit.until) & open_now
    ceiling = np.where(book.segment == PERSONAL, np.inf, SINGLE_CAP * 1.1 * credit.capital(t))
    amount = np.where(held, np.minimum(credit.base * path, ceiling), 0.0)
    planted = credit.ratio_on > 0
    amount[planted] = credit.ratio_on[planted] * ramp(t, cal) * credit.capital(t)
    _arrears(credit, amount, planted, cal.length(t), rng)
    credit.until[credit.overdue > 540] = t + 1
    return fen(np.where(amount < 500, 0.0, amount))


def _arrears(credit: Credit, amount: np.ndarray, planted: np.ndarray, days: int, rng: Rng) -> None:
    """Ratings drift; some fall into arrears, some are cured, and those in default bear the worst rating."""
    total, luck = len(amount), rng.random(len(amount))
    drift = np.where(luck < 0.019, 1, np.where(luck > 0.984, -1, 0))
    credit.rating = np.where(planted, np.minimum(credit.rating, 3), np.clip(credit.rating + drift, 0, 6)).astype(np.int8)
    luck = rng.random(total)
    falls = (credit.overdue == 0) & (luck < ARREARS_CHANCE[credit.rating])
    cured = (credit.overdue > 0) & (luck < np.where(credit.overdue > 90, 0.07, 0.35))
    later = np.where(falls, 1 + (luck * 1e6).astype(np.int64) % days, np.where(credit.overdue > 0, credit.overdue + days, 0))
    credit.overdue = np.where(cured | (amount == 0) | planted, 0, later).astype(np.int32)
    credit.rating = np.where(credit.overdue > 90, DEFAULTED, credit.rating).astype(np.int8)


def grades(credit: Credit, loan: np.ndarray) -> np.ndarray:
    """The five-class grade: by days overdue, a weak rating counting as special mention; -1 without a loan."""
    grade = np.searchsorted((0, 90, 180, 360), credit.overdue, side="left")
    watched = (grade == 0) & (credit.rating >= 6)
    return np.where(loan > 0, np.where(watched, 1, grade), -1).astype(np.int8)
