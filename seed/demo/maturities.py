"""Time deposits and wealth products that fall due: the last twelve months, the open one, and half a year ahead."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from seed.demo.clients import Book
from seed.demo.draws import Rng, dates, money, numbered, pick
from seed.demo.facts import Ids, placed, since_holder
from seed.demo.rates import DEPOSIT_TERMS, deposit_benchmark
from seed.demo.sizes import NEVER, Calendar

LOOK_BACK, LOOK_AHEAD = 12, 6
SMALLEST = 1_000_000  # fen
BARGAINED = 100_000_000  # fen, from which a client bargains for the rate


@dataclass(frozen=True)
class Slots:
    """Which clients hold what, when it falls due (phase, in months) and for how long it runs."""

    client: np.ndarray
    is_wealth: np.ndarray
    term: np.ndarray
    phase: np.ndarray
    day: np.ndarray


def slots(book: Book, rng: Rng) -> Slots:
    saves, invests = np.flatnonzero(book.time_share > 0), np.flatnonzero(book.adopts[1] < 999)
    client = np.concatenate([saves, invests])
    wealth = np.arange(len(client)) >= len(saves)
    longer = np.array(DEPOSIT_TERMS)[rng.integers(0, 5, len(client))]
    term = np.where(wealth, np.array((3, 6, 12))[rng.integers(0, 3, len(client))], longer)
    return Slots(client, wealth, term, rng.integers(0, 360, len(client)), rng.integers(0, 28, len(client)))


def maturity(
    held: Slots, book: Book, amounts: dict[str, np.ndarray], t: int, cal: Calendar, ids: Ids, alive: np.ndarray, rng: Rng
) -> pl.DataFrame:  # fmt: skip
    """What falls due in month t, from the balances known; what lies ahead is neither rolled over nor lost yet."""
    amount = np.where(held.is_wealth, amounts["wealth"][held.client], amounts["time_deposit"][held.client])
    at = np.flatnonzero(((t - held.phase) % held.term == 0) & (amount >= SMALLEST) & alive[held.client])
    who, amount, term = held.client[at], amount[at], held.term[at]
    due = cal.start(t) + held.day[at]
    due = np.minimum(since_holder(book, who, due), cal.start(t + 1) - 1) if t <= cal.count else due
    luck, past = rng.random(len(at)), due <= cal.as_of
    rolled = np.select([luck < 0.66, luck < 0.8], [amount, amount // 2], 0)
    talked = due - rng.integers(3, 40, len(at))
    talked = np.where((rng.random(len(at)) < 0.68) & (talked <= cal.as_of), talked, NEVER)
    opened = (due.astype("datetime64[D]").astype("datetime64[M]") - term).astype("datetime64[D]").astype(np.int64) + held.day[at]
    month = opened.astype("datetime64[D]").astype("datetime64[M]")
    rate = np.round(deposit_benchmark(month, np.searchsorted(DEPOSIT_TERMS, term)), 6) + np.where(held.is_wealth[at], 0.012, 0.0)
    offered = rng.integers(0, 8, len(at)) * np.where(amount > BARGAINED, 0.0005, 0.0001)  # who brings much is given more
    return pl.DataFrame({
        "contract_id": numbered("D", 1, len(held.client), 7).gather(at) + f"-{cal.month(t):%Y%m}", **placed(ids, book, who),
        "product_id": pick(("P-TD", "P-CD", "P-WM-1"), np.where(held.is_wealth[at], 2, (amount > 20_000_000) * 1)),
        "opened_on": dates(opened), "matures_on": dates(due), "amount_yuan": money(amount),
        "rate_share": np.round(rate + offered, 6), "term_months": term, "talked_on": dates(talked),
        "rolled_over_yuan": money(rolled, ~past),
    })  # fmt: skip
