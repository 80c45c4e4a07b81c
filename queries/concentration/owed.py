"""Who owes the bank how much: clients and connected groups with their exposures of a month, as far as a scope sees them.

Of the whole bank everybody whose exposure could matter to a limit is read, of another scope the largest within it. A group is
the sum of those of its members that are within the scope.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import func, or_, select

from queries.concentration.capital import Capital, is_whole_bank
from queries.concentration.limit_policy import BANKS, EXEMPT
from queries.dialects import Rows
from queries.schema import client, client_exposure, client_group
from queries.scope import Scope
from queries.warehouse import Warehouse

FLOOR = Decimal("0.005")  # of tier-1: far below the line of any limit, also after most of the capital is lost
LARGEST, MOST = 50, 100
OWN = client_exposure.c
MONEY = pl.Decimal(38, 2)
AMOUNTS = ("loan_yuan", "gross_yuan", "net_yuan", "off_balance_yuan")
HOLDERS: dict[str, Any] = dict.fromkeys(("holder_kind", "holder_id", "holder_zh", "holder_en", "kind"), pl.String) | dict.fromkeys(AMOUNTS, MONEY)


def holders(warehouse: Warehouse, scope: Scope, capital: Capital) -> pl.DataFrame:
    """HOLDERS: one row per client or group that a limit may be asked of; exempt classes are left out."""
    def read() -> pl.DataFrame:
        return pl.concat([_clients(warehouse, scope, capital), groups(warehouse, scope)]).sort("gross_yuan", "holder_id", descending=[True, False])

    return warehouse.once(("who owes", scope.at_rest), read)


def of_client(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """HOLDERS: the client in question and its group, as far as they are within the scope."""
    mine = warehouse.read(select(OWN.group_id).where(OWN.month == scope.month, OWN.client_id == scope.client), scope)
    rows = [_named(warehouse, scope, OWN.client_id == scope.client)]
    if mine.height and mine["group_id"][0] is not None:
        rows.append(groups(warehouse, scope, OWN.group_id == mine["group_id"][0]))
    return pl.concat(rows)


def borrowers(warehouse: Warehouse, scope: Scope, count: int) -> pl.DataFrame:
    """Borrowers by exposure after mitigation, at most MOST, the largest first; exempt classes are left out."""
    def read() -> pl.DataFrame:
        positive = _counted(select(OWN.net_yuan), scope).where(OWN.net_yuan > 0)
        edge = warehouse.read(positive.order_by(OWN.net_yuan.desc()).limit(MOST), scope)["net_yuan"].min()
        rows = warehouse.read(_borrowed(scope).where(OWN.net_yuan >= (edge or 0)).order_by(OWN.net_yuan.desc(), OWN.client_id).limit(MOST), scope)
        return rows.sort("exposure_yuan", "client_id", descending=[True, False])

    return warehouse.once(("largest borrowers", scope.at_rest), read).head(count)


def of_industry(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The borrowers of the industry in question, in the columns of `borrowers`."""
    statement = _borrowed(scope).where(OWN.industry == scope.industry)
    return warehouse.once(("borrowers of an industry", scope.at_rest, scope.industry), lambda: warehouse.read(statement, scope))


def _borrowed(scope: Scope) -> Rows:
    names = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"))
    columns = (OWN.client_id, *names, OWN.outlet_id, OWN.rm_id, OWN.industry, OWN.net_yuan.label("exposure_yuan"), OWN.provision_yuan, OWN.rwa_yuan)
    joined = select(*columns).join_from(client_exposure, client, client.c.client_id == OWN.client_id)
    return _counted(joined, scope).where(OWN.net_yuan > 0)


def _clients(warehouse: Warehouse, scope: Scope, capital: Capital) -> pl.DataFrame:
    found: list[pl.DataFrame] = []
    if capital.tier1_yuan is not None and is_whole_bank(warehouse, scope):
        least = (capital.tier1_yuan * FLOOR).quantize(Decimal("0.01"))
        found.append(_named(warehouse, scope, or_(OWN.gross_yuan >= least, OWN.loan_yuan >= least)))
    if not found or found[0].height < LARGEST:
        edge = warehouse.read(_counted(select(OWN.gross_yuan), scope).order_by(OWN.gross_yuan.desc()).limit(LARGEST), scope)["gross_yuan"].min()
        found.append(_named(warehouse, scope, OWN.gross_yuan >= (edge or 0)))
    return pl.concat(found).unique("holder_id", keep="first", maintain_order=True)


def _counted(statement: Rows, scope: Scope) -> Rows:
    return statement.where(OWN.month == scope.month, OWN.exposure_class.not_in(EXEMPT))


def _named(warehouse: Warehouse, scope: Scope, which: Any) -> pl.DataFrame:
    names = (OWN.client_id.label("holder_id"), client.c.client_name_zh.label("holder_zh"), client.c.client_name_en.label("holder_en"))
    joined = select(*names, OWN.exposure_class, *(OWN[name] for name in AMOUNTS)).join_from(client_exposure, client, client.c.client_id == OWN.client_id)
    return _shaped(warehouse.read(_counted(joined, scope).where(which), scope), "client", ["holder_id", "holder_zh", "holder_en"])


def groups(warehouse: Warehouse, scope: Scope, which: Any = None) -> pl.DataFrame:
    """HOLDERS: connected groups, all or one."""
    keys = (OWN.group_id, client_group.c.group_name_zh, client_group.c.group_name_en, OWN.exposure_class)
    sums = (func.sum(OWN[name]).label(name) for name in AMOUNTS)
    joined = select(keys[0].label("holder_id"), keys[1].label("holder_zh"), keys[2].label("holder_en"), OWN.exposure_class, *sums)
    statement = _counted(joined.join_from(client_exposure, client_group, client_group.c.group_id == OWN.group_id), scope).group_by(*keys)
    return _shaped(warehouse.read(statement if which is None else statement.where(which), scope), "group", ["holder_id", "holder_zh", "holder_en"])


def _shaped(rows: pl.DataFrame, holder: str, keys: Sequence[str]) -> pl.DataFrame:
    """One row per holder; it is a bank's if all its classes are banks', and a G-SIB's if there is one among them."""
    classes = pl.col("exposure_class")
    kind = pl.when(~classes.is_in(BANKS).all()).then(pl.lit("non_bank")).when((classes == "gsib").any()).then(pl.lit("gsib")).otherwise(pl.lit("bank"))
    found = rows.group_by(keys).agg(kind.alias("kind"), *(pl.col(name).sum() for name in AMOUNTS))
    return found.with_columns(holder_kind=pl.lit(holder)).select(*HOLDERS).cast(pl.Schema(HOLDERS)).sort("holder_id")
