"""What each client brings and costs in a month, how it moves its money, and the classes that follow."""

import numpy as np

from seed.demo.balances import FLOOR
from seed.demo.clients import LINES, Book
from seed.demo.credit import Credit
from seed.demo.draws import Rng
from seed.demo.seats import PERSONAL

DEFAULT_CHANCE = np.array((0.0005, 0.001, 0.003, 0.007, 0.018, 0.05, 0.12, 1.0))
LOSS_GIVEN_DEFAULT = 0.42
STAR_LINES = (50_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000)  # point-star below the first
CLASS_LINES = (200_000, 500_000, 6_000_000)
FEE_RATES = {"wealth": 0.005, "fund": 0.009, "insurance": 0.012, "securities": 0.003}
Amounts = dict[str, np.ndarray]


def whole(amount: np.ndarray) -> np.ndarray:
    return np.rint(amount).astype(np.int64)


def averages(now: Amounts, before: Amounts) -> Amounts:
    """Daily averages, taken as the middle of the two month-ends."""
    return {f"{name}_average": (now[name] + before[name]) // 2 for name in (*LINES, "loan")}


def income(book: Book, credit: Credit, now: Amounts, counter: np.ndarray, online: np.ndarray, rng: Rng) -> Amounts:
    """Revenue and its parts, the three costs, and the contribution that is left; sums hold to the fen."""
    personal = book.segment == PERSONAL
    margin = np.where(personal, 0.0135, 0.0115) * (1 + 0.1 * rng.standard_normal(len(book)))
    weak = np.minimum(credit.rating, 6)
    spread = np.where(personal, 0.017, 0.0155) + 0.002 * weak - credit.conceded
    net = whole((now["deposit_average"] * margin + now["loan_average"] * spread) / 12)
    fee = whole(sum(now[f"{name}_average"] * rate for name, rate in FEE_RATES.items()) / 12 + now["settlement"] * 0.00035)
    loss = whole(now["loan_average"] * DEFAULT_CHANCE[credit.rating] * LOSS_GIVEN_DEFAULT / 12)
    capital = whole(now["loan_average"] * np.where(credit.mortgage, 0.5, 0.95) * 0.105 * 0.1 / 12)
    cost = 400 + 350 * counter + 12 * online + np.where(book.rm >= 0, 1_400, 0) + np.where(personal, 0, 22_000)
    cost = whole(np.where((now["deposit"] > 0) | (now["loan"] > 0), cost + now["aum"] * 0.0002, 120))
    revenue = net + fee
    return {
        "net_interest": net, "fee": fee, "revenue": revenue, "expected_loss": loss, "capital_cost": capital,
        "operating_cost": cost, "contribution": revenue - loss - capital - cost,
    }  # fmt: skip


def movements(book: Book, t: int, now: Amounts, before: Amounts, rng: Rng) -> Amounts:
    """Money in and out, salary, settlement and transactions; a client asleep makes none."""
    total, personal = len(book), book.segment == PERSONAL
    awake = (now["deposit"] > 0) | (before["deposit"] > 0)
    change = now["aum"] - before["aum"]
    turnover = whole(
        np.where(awake, (now["deposit"] + before["deposit"]) * 0.12 * book.activity * rng.uniform(0.6, 1.4, total), 0)
    )
    payroll = (book.extras[2] <= t) & personal & (now["deposit"] > 0) & (book.rundown > 0.999)
    salary = whole(np.where(payroll, 260_000 * (1 + 2 * book.activity), 0))
    outflow = np.maximum(-change, 0) + turnover
    settlement = whole(np.where(awake & ~personal, (now["deposit"] + before["deposit"]) * 0.6 * book.activity, 0))
    return {
        "inflow": np.maximum(change, 0) + turnover + salary, "outflow": outflow + salary,
        "largest_outflow": whole(outflow * rng.uniform(0.3, 0.9, total)), "payroll": salary, "settlement": settlement,
        "counter": np.where(awake, rng.poisson(0.35 * book.activity), 0),
        "online": np.where(awake, rng.poisson(6.0 * book.activity * book.rundown) + (now["deposit"] > FLOOR * 100), 0),
    }  # fmt: skip


class Standing:
    """Star tier and contribution class by the mean value of the last three months, so that they do not flicker."""

    def __init__(self, total: int) -> None:
        self.recent = np.zeros((3, total))
        self.seen = 0

    def update(self, book: Book, now: Amounts) -> tuple[np.ndarray, np.ndarray]:
        """Indexes into the star tiers (best first) and the contribution classes (best first)."""
        value = np.where(book.segment == PERSONAL, now["aum"], (now["deposit"] + now["loan"]) / 10) / 100
        if self.seen == 0:
            self.recent[:] = value
        self.recent[self.seen % 3] = value
        self.seen += 1
        mean = np.where(value > 0, self.recent.mean(axis=0), 0.0)
        star = len(STAR_LINES) - np.searchsorted(STAR_LINES, mean, side="right")
        contribution_class = len(CLASS_LINES) - np.searchsorted(CLASS_LINES, mean, side="right")
        return star.astype(np.int8), contribution_class.astype(np.int8)
