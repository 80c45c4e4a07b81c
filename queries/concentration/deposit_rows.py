"""Who holds the most deposits, interbank left out."""

from decimal import Decimal

import polars as pl
from sqlalchemy import func, select

from queries.dialects import Rows
from queries.schema import client, client_month
from queries.scope import Scope
from queries.warehouse import Warehouse

FACTS = client_month.c
MOST = 100


def _counted(statement: Rows, scope: Scope) -> Rows:
    """Open clients with a deposit, interbank left out."""
    return statement.where(FACTS.month == scope.month, FACTS.is_closed.is_(False), FACTS.segment != "interbank", FACTS.deposit_yuan > 0)


def largest(warehouse: Warehouse, scope: Scope, count: int) -> pl.DataFrame:
    """(client_id, client_zh, client_en, segment, outlet_id, rm_id, deposit_yuan): at most MOST, the largest first, ties by client number."""
    return warehouse.once(("largest depositors", scope.at_rest), lambda: _read(warehouse, scope)).head(count)


def _read(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The edge first, so that names are joined to few rows."""
    edge = warehouse.read(_counted(select(FACTS.deposit_yuan), scope).order_by(FACTS.deposit_yuan.desc()).limit(MOST), scope)["deposit_yuan"].min()
    names = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"))
    columns = (FACTS.client_id, *names, FACTS.segment, FACTS.outlet_id, FACTS.rm_id, FACTS.deposit_yuan)
    joined = select(*columns).join_from(client_month, client, client.c.client_id == FACTS.client_id)
    least = FACTS.deposit_yuan >= edge if edge is not None else FACTS.client_id.is_(None)
    rows = warehouse.read(_counted(joined, scope).where(least).order_by(FACTS.deposit_yuan.desc(), FACTS.client_id).limit(MOST), scope)
    return rows.sort("deposit_yuan", "client_id", descending=[True, False])


def total(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """One row: (deposits, depositors), over clients with a deposit."""
    sums = _counted(select(func.sum(FACTS.deposit_yuan).label("deposits"), func.count(FACTS.client_id).label("depositors")), scope)
    return warehouse.once(("all deposits", scope.at_rest), lambda: warehouse.read(sums, scope))


def of_rm(warehouse: Warehouse, scope: Scope, rm_id: str) -> Decimal:
    """Deposits of an RM's clients of every segment, those below nothing left out."""
    statement = select(func.sum(FACTS.deposit_yuan).label("deposits")).where(FACTS.month == scope.month, FACTS.is_closed.is_(False), FACTS.rm_id == rm_id, FACTS.deposit_yuan > 0)
    return warehouse.read(statement, scope)["deposits"][0] or Decimal(0)
