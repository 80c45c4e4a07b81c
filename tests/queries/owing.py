"""A small bank with loans, contracts, groups and capital, drawn by hand."""

from pathlib import Path

import polars as pl

from queries.access import Role, reach, role_viewer
from queries.schema import metadata
from queries.scope import Scope
from queries.warehouse import Warehouse
from seed.frames import shaped
from tests.queries.banks import MONTH, bank
from tests.tables import table

MONEY = pl.Decimal(18, 2)
AMOUNTS = ("loan_yuan", "deposit_yuan", "on_yuan", "off_yuan", "mitigation_yuan", "provision_yuan", "rwa_yuan")
CAPITAL = {"net_capital_yuan": "1000.00", "tier1_yuan": "800.00", "rwa_yuan": "8000.00", "liquid_assets_yuan": "400.00", "liquid_liabilities_yuan": "800.00",
           "hqla_yuan": "300.00", "net_outflow_yuan": "250.00"}  # fmt: skip


def owing(folder: Path, drawn: str, *, capital: dict[str, object] | None = None, rms: tuple[str, ...] = ()) -> Warehouse:
    """One line a client: what it is, and what it owes on and off the balance sheet (a contract each). `capital` is a row of bank_month, none for `{}`."""
    rows = table(drawn, {})
    rows = rows.with_columns(pl.lit(None, pl.String).alias(name) for name in (*AMOUNTS, "month", "rm_id", "group_id", "industry", "segment", "class") if name not in rows.columns)
    rows = rows.with_columns(pl.col(AMOUNTS).cast(MONEY), pl.col("month").str.to_date().fill_null(MONTH), pl.col("segment").fill_null("corporate"))
    facts = rows.select("month", "client_id", "outlet_id", "rm_id", "segment", "group_id", "industry", "loan_yuan", "deposit_yuan").with_columns(pl.col("loan_yuan").fill_null(0))
    names = rows.unique("client_id", maintain_order=True).select(
        "client_id", "segment", "group_id", "industry", exposure_class="class", client_name_zh="客户" + pl.col("client_id"), client_name_en="Client " + pl.col("client_id"),
        opened_on=pl.lit(MONTH.replace(year=2020)),
    )  # fmt: skip
    ids = pl.DataFrame({"group_id": rows["group_id"].drop_nulls().unique().sort()})
    groups = ids.with_columns(group_name_zh="集团" + pl.col("group_id"), group_name_en="Group " + pl.col("group_id"))
    own = pl.DataFrame([{"month": MONTH, **CAPITAL} if capital is None else capital] if capital != {} else [], schema=None if capital != {} else {"month": pl.Date})
    extra = [(name, shaped(metadata.tables[name], frame)) for name, frame in (("exposure", _contracts(rows)), ("client_group", groups), ("bank_month", own.cast({c: MONEY for c in own.columns if c != "month"})))]
    return bank(folder, facts, names=shaped(metadata.tables["client"], names), rms=rms, extra=extra)


def _contracts(rows: pl.DataFrame) -> pl.DataFrame:
    """The contract on the balance sheet bears mitigation, provision and RWA."""
    keys = ("month", "client_id", "outlet_id", "rm_id", "segment")
    parts = [
        rows.filter(pl.col(f"{side}_yuan").is_not_null()).select(
            *keys, kind=pl.lit(f"{side}_balance"), principal_yuan=f"{side}_yuan", exposure_id=pl.col("client_id") + f"-{side}",
            **({name: pl.col(name) for name in ("mitigation_yuan", "provision_yuan", "rwa_yuan")} if side == "on" else {}),
        )
        for side in ("on", "off")
    ]  # fmt: skip
    return pl.concat(parts, how="diagonal_relaxed")


def whole(warehouse: Warehouse) -> Scope:
    return reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)


def branch(warehouse: Warehouse, *nodes: str) -> Scope:
    return reach(role_viewer(Role.BRANCH_HEAD, warehouse, nodes), warehouse)
