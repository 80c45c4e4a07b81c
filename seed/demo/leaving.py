"""Complaints, and the decision to leave: a client decides, runs down its balances, and closes one to three months later."""

import numpy as np

from seed.demo.clients import CLOSE_REASONS, Book
from seed.demo.draws import Rng
from seed.demo.sizes import NEVER, Calendar

COMPLAINT_CHANCE = 0.001
CAUSES = {name: CLOSE_REASONS.index(name) for name in CLOSE_REASONS}
FREE_CAUSES = np.array([CAUSES[name] for name in ("service", "better_offer", "cycle", "other")])
FREE_WEIGHTS = np.cumsum((0.4, 0.3, 0.18, 0.12))


def complain(book: Book, t: int, alive: np.ndarray, rng: Rng) -> np.ndarray:
    """Who complains this month; twice as often after a change of RM."""
    chance = COMPLAINT_CHANCE * np.where(t - book.rm_changed <= 3, 2.0, 1.0) * np.where(book.dormant, 0.2, 1.0)
    who = np.flatnonzero(alive & (book.close_month == 999) & (rng.random(len(book)) < chance))
    book.complained[who] = t
    return who


def hazard(book: Book, t: int, day: int, products: np.ndarray, loan: np.ndarray) -> np.ndarray:
    """Monthly chance of deciding to leave: tenure, products, a change of RM and a complaint drive it."""
    tenure = (day - book.opened) / 365
    chance = 0.0044 * np.select([tenure < 1, tenure < 3], [2.2, 1.3], 0.8)
    chance *= np.select([products <= 1, products == 2], [1.6, 1.0], 0.5)
    chance *= np.where(t - book.rm_changed <= 5, 3.0, 1.0) * np.where(t - book.complained <= 3, 9.0, 1.0)
    chance *= np.where(book.phone_valid, 1.0, 1.8) * np.where(loan > 0, 0.3, 1.0) * np.where(book.dormant, 1.5, 1.0)
    return np.where(book.kept, 0.0, np.minimum(chance, 0.35))


def decide(book: Book, t: int, cal: Calendar, products: np.ndarray, loan: np.ndarray, alive: np.ndarray, rng: Rng) -> None:
    """Those who decide get a closing month, a day in it and a cause; those on their way run their balances down."""
    going = (book.close_month != 999) & (book.close_month > t)
    book.rundown[going] *= rng.uniform(0.5, 0.85, int(going.sum()))
    chance = hazard(book, t, cal.start(t), products, loan)
    who = np.flatnonzero(alive & (book.close_month == 999) & (rng.random(len(book)) < chance) & (book.opened < cal.start(t)))
    month = t + rng.integers(1, 4, len(who))
    day = cal.starts[month + 1] + 1 + rng.integers(0, np.where(month == cal.count, 15, 26))
    book.close_month[who] = month
    book.closed[who] = day
    book.close_cause[who] = _causes(book, who, t, rng)
    book.rundown[who] *= rng.uniform(0.45, 0.8, len(who))


def _causes(book: Book, who: np.ndarray, t: int, rng: Rng) -> np.ndarray:
    free = FREE_CAUSES[np.minimum(FREE_WEIGHTS.searchsorted(rng.random(len(who)), side="right"), 3)]
    return np.select(
        [t - book.complained[who] <= 3, t - book.rm_changed[who] <= 5, ~book.phone_valid[who] & (rng.random(len(who)) < 0.5)],
        [CAUSES["complaint"], CAUSES["rm_change"], CAUSES["contact_stale"]],
        free,
    )


def shown_closing(book: Book, cal: Calendar) -> np.ndarray:
    """Closing days that have happened by the as-of day; the rest is still hidden."""
    return np.where(book.closed <= cal.as_of, book.closed, NEVER)
