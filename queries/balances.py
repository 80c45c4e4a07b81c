"""Balances, revenue and clients of a scope by month, and what they are called: what is held and earned is added up from these.

Grain of the facts: `book_month`, one row per outlet, RM, segment and industry; an own book reads its clients.
"""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries.dialects import Rows
from queries.metric import Good, Metric, Unit
from queries.schema import book_month, client_month
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DOMAIN = Text("业务口径 4.0", "domain definition 4.0")
FLOWS = ("revenue_yuan", "contribution_yuan")
SOURCES = ("deposit_yuan", "loan_yuan", "aum_yuan", "revenue_yuan", "contribution_yuan", "client_count")
HISTORY = 36


def known_sum(column: str, where: pl.Expr | None = None) -> pl.Expr:
    """A sum that stays unknown where nothing is known."""
    values = pl.col(column) if where is None else pl.col(column).filter(where)
    return pl.when(values.count() > 0).then(values.sum())


def _metric(key: str, name: Text, meaning: Text, in_words: Text, unit: Unit, column: str, good: Good = Good.UP) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, known_sum(column))


DEPOSITS = _metric(
    "deposits_yuan", Text("存款", "Deposits"), Text("月末存款余额。", "Deposits at month-end."), Text("Σ 存款余额", "Σ deposits"), Unit.YUAN, "deposit_yuan"
)
LOANS = _metric("loans_yuan", Text("贷款", "Loans"), Text("月末贷款余额。", "Loans at month-end."), Text("Σ 贷款余额", "Σ loans"), Unit.YUAN, "loan_yuan")
AUM = _metric(
    "aum_yuan", Text("管理资产 AUM", "AUM"), Text("存款与代客理财、基金、保险、证券之和，不含贷款。", "Deposits, wealth products, funds, insurance and securities; no loans."),
    Text("Σ 管理资产", "Σ AUM"), Unit.YUAN, "aum_yuan",
)  # fmt: skip
REVENUE = _metric(
    "revenue_yuan", Text("营业收入", "Revenue"), Text("所选期间至截至月的利差与手续费收入。", "Interest after funding and fees over the chosen period to date."),
    Text("Σ 各月收入，期初月至截至月", "Σ of the months from the period's first to the as-of month"), Unit.YUAN, "revenue_yuan",
)  # fmt: skip
CONTRIBUTION = _metric(
    "contribution_yuan", Text("贡献度", "Contribution"), Text("所选期间至截至月，收入减预期损失、资本成本与营运成本。", "Revenue less expected loss, capital and operating cost, over the chosen period to date."),
    Text("Σ 各月贡献度", "Σ of the months' contribution"), Unit.YUAN, "contribution_yuan",
)  # fmt: skip
CLIENTS = _metric(
    "clients_count", Text("客户数", "Clients"), Text("月末未销户的客户。", "Clients not closed at month-end."), Text("#{未销户}", "#{not closed}"), Unit.COUNT, "client_count"
)
METRICS = (DEPOSITS, LOANS, AUM, REVENUE, CONTRIBUTION, CLIENTS)


def _columns(books: bool) -> tuple[Any, list[Any]]:
    """The facts to read and their sums; an own book is read from its clients."""
    facts: Any = client_month if books else book_month
    count = func.count(client_month.c.client_id) if books else func.sum(book_month.c.client_count)
    return facts, [*(func.sum(facts.c[name]).label(name) for name in SOURCES[:-1]), count.label("client_count")]


def _open(statement: Rows, books: bool) -> Rows:
    return statement.where(client_month.c.is_closed.is_(False)) if books else statement


def of_months(warehouse: Warehouse, scope: Scope, first: date, rm_id: str | None = None) -> pl.DataFrame:
    """(month, SOURCES): the scope's sums, or of them what one RM looked after, oldest month first."""
    facts, sums = _columns(bool(scope.books))
    statement = select(facts.c.month, *sums).where(facts.c.month.between(first, scope.month)).group_by(facts.c.month)
    statement = statement if rm_id is None else statement.where(facts.c.rm_id == rm_id)
    return warehouse.read(_open(statement, bool(scope.books)), scope).sort("month")
