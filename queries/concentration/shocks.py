"""The formulas of stress, in exact money: what is lost, and what is left.

Default: loss = max(0, exposure × rate − provisions held), borrower by borrower. Run-off of D: (liquid assets − D) ÷ (liquid
liabilities − D), and (HQLA − D) ÷ net outflow. Capital: (capital − loss) ÷ (RWA − RWA of the loans in default, where known), before
tax.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from queries.concentration.capital import Capital

CENT, NOTHING = Decimal("0.01"), Decimal(0)


@dataclass(frozen=True, slots=True)
class Borrower:
    """One borrower in a stress: `rate` is what is lost of the exposure; who only suffers with an industry does not default."""

    client_id: str
    exposure: Decimal
    provision: Decimal
    rwa: Decimal | None
    rate: Decimal
    defaults: bool

    @property
    def loss(self) -> Decimal:
        return max(NOTHING, cents(self.exposure * self.rate) - self.provision)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def lost(borrowers: Iterable[Borrower]) -> Decimal:
    return sum((each.loss for each in borrowers), NOTHING)


def rwa_gone(borrowers: Iterable[Borrower]) -> Decimal:
    """Risk-weighted assets of those in default, where known; a default without a loss rate is none."""
    return sum((each.rwa or NOTHING for each in borrowers if each.defaults and each.rate > 0), NOTHING)


def share(part: Decimal | None, whole: Decimal | None) -> float | None:
    """None where either is unknown, or nothing is left to divide by."""
    return None if part is None or whole is None or whole <= 0 else float(part) / float(whole)


def _less(amount: Decimal | None, gone: Decimal) -> Decimal | None:
    return None if amount is None else amount - gone


def liquidity_ratio(own: Capital, run_off: Decimal) -> float | None:
    return share(_less(own.liquid_assets_yuan, run_off), _less(own.liquid_liabilities_yuan, run_off))


def lcr(own: Capital, run_off: Decimal) -> float | None:
    return share(_less(own.hqla_yuan, run_off), own.net_outflow_yuan)


def capital_ratio(own: Capital, loss: Decimal, gone: Decimal) -> float | None:
    return share(_less(own.net_capital_yuan, loss), _less(own.rwa_yuan, gone))


def tier1_ratio(own: Capital, loss: Decimal, gone: Decimal) -> float | None:
    return share(_less(own.tier1_yuan, loss), _less(own.rwa_yuan, gone))
