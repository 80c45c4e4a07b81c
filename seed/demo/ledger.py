"""What units and RMs really did, added up from the days: the ground on which targets are set."""

from dataclasses import dataclass, field

import numpy as np

from seed.demo.days import FLOWS, Days
from seed.demo.sizes import Calendar

METRICS: dict[str, tuple[str, int]] = {  # kind of target, and which level or flow it measures
    "deposits": ("level", 0), "loans": ("level", 1), "aum": ("growth", 2), "npl": ("level", 3), "npl_recovered": ("flow", 0),
    "loans_granted": ("flow", 1), "fee_income": ("flow", 2), "accounts_opened": ("flow", 3), "basic_accounts_opened": ("flow", 4),
    "premium_clients_won": ("flow", 5), "fund_sales": ("flow", 6), "insurance_sales": ("flow", 7), "cards_sold": ("flow", 8),
    "e_banking_sold": ("flow", 9), "payroll_sold": ("flow", 10), "trade_sales": ("flow", 11), "international_sales": ("flow", 12),
    "profile_completeness": ("ratio", 6),
}  # fmt: skip
COUNTED = {metric for metric, (kind, at) in METRICS.items() if kind == "flow" and FLOWS[at].endswith("_count")}


@dataclass
class Ledger:
    """Month-end levels and flows of the month, by outlet and by RM (the last row is no RM), keyed by month index."""

    outlets: int
    rms: int
    levels: dict[str, dict[int, np.ndarray]] = field(default_factory=lambda: {"outlet": {}, "rm": {}})
    flows: dict[str, dict[int, np.ndarray]] = field(default_factory=lambda: {"outlet": {}, "rm": {}})

    def add(self, t: int, days: Days) -> None:
        closing, flow = days.levels[:, -1], days.flows.sum(axis=1)
        for owner, at, count in (("outlet", days.outlet, self.outlets), ("rm", days.rm, self.rms + 1)):
            self.levels[owner][t] = _added(at, closing, count)
            self.flows[owner][t] = _added(at, flow, count)

    def result(self, owner: str, metric: str, year: int, cal: Calendar) -> np.ndarray:
        """What a year brought or, from the months known, would bring; levels as they last stood. Fen, counts or points."""
        kind, at = METRICS[metric]
        known = sorted(self.flows[owner])
        months = [t for t in known if cal.month(t).year == year] or known[-12:]
        if kind == "flow":
            whole = sum(cal.shown(t) / cal.length(t) for t in months)
            return sum((self.flows[owner][t][:, at] for t in months), start=np.zeros(1)) / whole * 12
        last = self.levels[owner][months[-1]][:, at].astype(float)
        if kind == "growth":
            first = self.levels[owner][max(months[0] - 1, known[0])][:, at]
            return np.maximum((last - first) / len(months) * 12, 0.03 * last)
        return last


def _added(at: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
    total = np.zeros((count, values.shape[1]), dtype=np.int64)
    np.add.at(total, at, values)
    return total
