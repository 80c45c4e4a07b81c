"""Month-end balances of every client, in fen: growth, seasons, run-down before leaving, dormancy."""

import numpy as np

from seed.demo.clients import LINES, Book
from seed.demo.draws import Rng, fen
from seed.demo.seats import PERSONAL
from seed.demo.sizes import Calendar

GROWTH = 0.005
# by month of the year: households save before the new year's feast, companies pay bonuses then and fill up at quarter-ends
SEASON_PERSONAL = (1.035, 1.045, 1.02, 1.0, 0.995, 1.01, 0.99, 0.99, 1.005, 0.99, 0.995, 1.025)
SEASON_OTHER = (0.965, 0.97, 1.03, 0.985, 0.99, 1.045, 0.98, 0.985, 1.03, 0.985, 0.995, 1.07)
QUARTER_END = {3, 6, 9, 12}
FLOOR = 150.0  # an active client keeps more than this on deposit


def drift(book: Book, rng: Rng) -> None:
    """The month's luck, and who falls asleep or wakes."""
    total = len(book)
    book.walk = 0.88 * book.walk + rng.normal(0, 0.065, total)
    luck = rng.random(total)
    asleep = (luck < 0.0017) & (book.segment == PERSONAL) & ~book.kept & (book.base[0] < 200_000) & (book.close_month == 999)
    awake = book.dormant & (luck > 0.988)
    book.dormant = (book.dormant | asleep) & ~awake


def levels(book: Book, t: int, cal: Calendar, held: np.ndarray) -> dict[str, np.ndarray]:
    """Deposits (of which time), wealth, funds, insurance, securities and AUM; `held` says who has a balance at all."""
    month = cal.month(t).month
    season = np.where(book.segment == PERSONAL, SEASON_PERSONAL[month - 1], SEASON_OTHER[month - 1])
    opened = np.searchsorted(cal.starts, book.opened, side="right") - 2
    young = np.where(opened < -1, 1.0, np.minimum(1.0, 0.4 + 0.2 * np.maximum(t - opened, 0)))
    path = np.exp((book.trend + GROWTH) * (t + 1) + book.walk) * book.rundown * young
    active = held & ~book.dormant
    found: dict[str, np.ndarray] = {}
    for line, name in enumerate(LINES):
        factor = path * season if line == 0 else path * (0.98 if line == 1 and month in QUARTER_END else 1.0)
        amount = np.maximum(book.base[line] * factor, FLOOR if line == 0 else 0.0)
        found[name] = fen(np.where(active & (book.adopts[line] <= t), amount, 0.0))
    found["time_deposit"] = (found["deposit"] * np.minimum(book.time_share * (0.9 + 0.1 * np.sin(t)), 0.95)).astype(np.int64)
    found["aum"] = sum((found[name] for name in LINES), start=np.zeros(len(book), dtype=np.int64))
    return found


def products_held(book: Book, t: int, found: dict[str, np.ndarray], loan: np.ndarray) -> np.ndarray:
    """Product lines in use: demand and time deposits, loans, the four other lines, cards, e-banking, payroll."""
    count = (found["deposit"] > 0).astype(np.int32) + (found["time_deposit"] > 0) + (loan > 0)
    for name in LINES[1:]:
        count += found[name] > 0
    extras = (book.extras <= t).sum(axis=0)
    return (count + np.where(found["deposit"] > 0, extras, 0)).astype(np.int32)
