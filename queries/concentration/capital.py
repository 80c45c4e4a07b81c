"""What limits and stress stand on: the bank's last known capital and liquidity, and whether a scope is the whole bank."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from queries.concentration.limit_policy import CAPITAL_AGE
from queries.periods import shifted
from queries.schema import bank_month
from queries.scope import ALL_SEGMENTS, Scope
from queries.text import Text
from queries.warehouse import Warehouse

CAPITAL = ("net_capital_yuan", "tier1_yuan")
LIQUIDITY = ("liquid_assets_yuan", "liquid_liabilities_yuan")
COVER = ("hqla_yuan", "net_outflow_yuan")
RISK = ("rwa_yuan",)
NO_CAPITAL = Text("没有 {month} 或此前 {age} 个月内的资本净额与一级资本净额", "no net capital and net tier-1 capital of {month} or the {age} months before")
NO_RISK = Text("没有该时点的风险加权资产", "no risk-weighted assets with it")
NO_LIQUIDITY = Text("没有 {month} 或此前 {age} 个月内的流动性资产与负债", "no liquid assets and liabilities of {month} or the {age} months before")
NO_COVER = Text("没有 {month} 或此前 {age} 个月内的合格优质流动性资产与净流出", "no HQLA and net outflow of {month} or the {age} months before")


@dataclass(frozen=True, slots=True)
class Capital:
    """The last figures that are known; none where there is none, or where a base is not above zero. `month` is that of capital."""

    month: date | None = None
    net_capital_yuan: Decimal | None = None
    tier1_yuan: Decimal | None = None
    rwa_yuan: Decimal | None = None
    liquid_assets_yuan: Decimal | None = None
    liquid_liabilities_yuan: Decimal | None = None
    hqla_yuan: Decimal | None = None
    net_outflow_yuan: Decimal | None = None
    gaps: tuple[Text, ...] = ()

    def less(self, loss: Decimal) -> "Capital":
        """The same after a loss, before tax; a base that is used up is none."""
        net, tier1 = (None if base is None or base <= loss else base - loss for base in (self.net_capital_yuan, self.tier1_yuan))
        return replace(self, net_capital_yuan=net, tier1_yuan=tier1)


def is_whole_bank(warehouse: Warehouse, scope: Scope) -> bool:
    """Whether the scope is the bank itself, uncut: only there do limits have use and headroom, and stress ratios."""
    root = warehouse.tree().root
    is_held = any(hold.node == root and hold.segments == ALL_SEGMENTS for hold in scope.reach)
    return is_held and scope.nodes == (root,) and scope.segments == ALL_SEGMENTS


def capital(warehouse: Warehouse, scope: Scope) -> Capital:
    """Capital and liquidity as of the month, from months not older than policy allows."""
    own, age = bank_month.c, int(CAPITAL_AGE.value)
    rows = warehouse.read(select(bank_month).where(own.month.between(shifted(scope.month, -age), scope.month)), scope).sort("month", descending=True)
    known = list(rows.iter_rows(named=True))
    money, fluid, cover = (_last(known, names) for names in (CAPITAL, LIQUIDITY, COVER))
    said = {"month": f"{scope.month:%Y-%m}", "age": age}
    gaps = [(not money, NO_CAPITAL), (bool(money) and money.get("rwa_yuan") is None, NO_RISK), (not fluid, NO_LIQUIDITY), (not cover, NO_COVER)]
    return Capital(
        month=money.get("month"), **{name: money.get(name) for name in (*CAPITAL, *RISK)}, **{name: fluid.get(name) for name in LIQUIDITY},
        **{name: cover.get(name) for name in COVER}, gaps=tuple(words.fill(**said) for is_missing, words in gaps if is_missing),
    )  # fmt: skip


def _last(rows: list[dict[str, Any]], names: tuple[str, ...]) -> dict[str, Any]:
    """The newest row that has all of them, each above zero."""
    return next((row for row in rows if all(row[name] is not None and row[name] > 0 for name in names)), {})
