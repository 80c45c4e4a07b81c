"""The clients behind the figures of care: who was not called, what falls due, which complaints are open."""

from datetime import timedelta
from typing import Any

import polars as pl
from sqlalchemy import case, or_, select

from queries import care_rows, handover_rows, staffing
from queries.care_policy import CONTACT_DAYS, UNRATED
from queries.codes import COMPLAINT_CAUSES, STAR_TIERS, Codes
from queries.schema import client, complaint, large_contact, maturity, product
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

MOST, AHEAD = 500, 90
NOBODY = Text("无客户经理", "No RM")
NAMES = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"))
OVERDUE = (
    "client_id", "client_zh", "client_en", "star_zh", "star_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "reached_on", "contact_days", "balance_yuan",
)  # fmt: skip
MATURING = (
    "contract_id", "client_id", "client_zh", "client_en", "product_zh", "product_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "falls_due_on", "days_left", "due_yuan", "talked_on",
)  # fmt: skip
OPEN = ("complaint_id", "client_id", "client_zh", "client_en", "cause_zh", "cause_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "opened_on", "days")


def overdue(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """OVERDUE at the month's end; no date where the client was not reached within the longest interval."""
    told = large_contact.c
    balance = case((told.segment == "personal", told.aum_yuan), else_=told.deposit_yuan).label("balance_yuan")
    columns = (told.client_id, *NAMES, told.star_tier, told.outlet_id, told.rm_id, told.last_contact_on.label("reached_on"), balance)
    statement = select(*columns).join_from(large_contact, client, client.c.client_id == told.client_id)
    rows = warehouse.read(statement.where(told.month == handover_rows.closed_month(warehouse, scope), told.is_contacted.is_(False)), scope)
    allowed = {tier: int(rule.value) for tier, rule in CONTACT_DAYS.items()}
    days = pl.col("star_tier").replace_strict(allowed, default=allowed[UNRATED], return_dtype=pl.Int64)
    told_of = rows.with_columns(*worded("star_tier", STAR_TIERS, "star"), contact_days=days, balance_yuan=pl.col("balance_yuan").cast(care_rows.MONEY))
    return placed(warehouse, scope, told_of).select(OVERDUE).sort("balance_yuan", "client_id", descending=[True, False], nulls_last=True)


def maturing(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """MATURING: the largest that fall due within 90 days after the as-of day."""
    day, due = staffing.as_of_day(warehouse, scope), maturity.c
    columns = (due.contract_id, due.client_id, *NAMES, product.c.name_zh.label("product_zh"), product.c.name_en.label("product_en"), due.outlet_id, due.rm_id, due.matures_on.label("falls_due_on"), due.amount_yuan, due.talked_on)
    source = maturity.join(client, client.c.client_id == due.client_id).outerjoin(product, product.c.product_id == due.product_id)
    near = [due.matures_on > day, due.matures_on <= day + timedelta(days=AHEAD)]
    near += least(warehouse.read(select(due.amount_yuan).where(*near).order_by(due.amount_yuan.desc()).limit(MOST), scope), due.amount_yuan)
    rows = warehouse.read(select(*columns).select_from(source).where(*near).order_by(due.amount_yuan.desc(), due.contract_id).limit(MOST), scope)
    known = rows.with_columns(pl.when(pl.col("talked_on") <= day).then("talked_on").alias("talked_on"), days_left=(pl.col("falls_due_on") - day).dt.total_days(), due_yuan=pl.col("amount_yuan").cast(care_rows.MONEY))
    return placed(warehouse, scope, known).select(MATURING).sort("due_yuan", "contract_id", descending=[True, False])


def least(largest: pl.DataFrame, amount: Any) -> list[Any]:
    """The condition that keeps to the `largest` amounts: names are then joined to few rows."""
    return [amount >= largest.to_series().min()] if largest.height >= MOST else []


def open_complaints(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """OPEN on the as-of day."""
    day, told = staffing.as_of_day(warehouse, scope), complaint.c
    still = (told.opened_on <= day, or_(told.closed_on.is_(None), told.closed_on > day))
    statement = select(told.complaint_id, *NAMES).join_from(complaint, client, client.c.client_id == told.client_id).where(*still)
    names = warehouse.once(("open complaints", scope.at_rest), lambda: warehouse.read(statement, scope))
    found = care_rows.complaint_rows(warehouse, scope).filter(pl.col("closed_on").is_null())
    rows = found.join(names, on="complaint_id").with_columns(*worded("cause", COMPLAINT_CAUSES))
    return placed(warehouse, scope, rows).select(OPEN).sort("opened_on", "complaint_id")


def worded(column: str, codes: Codes, name: str = "") -> list[pl.Expr]:
    """A code in both languages; one that is not known stays unknown."""
    read = pl.col(column).cast(pl.String)
    return [read.replace_strict({code: text.to(lang) for code, text in codes.items()}, default=None, return_dtype=pl.String).alias(f"{name or column}_{lang}") for lang in LANGS]


def placed(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the names of outlet and RM; an RM never posted within the scope is shown by nothing but its number."""
    nodes = warehouse.tree(scope.month).nodes
    outlets: dict[str, Any] = {key: nodes[key].name for key in rows["outlet_id"].unique() if key in nodes}
    named = rows.with_columns(*worded("outlet_id", outlets, "outlet"), pl.col("rm_id").fill_null("")).join(handover_rows.rm_names(warehouse, scope), on="rm_id", how="left")
    return named.with_columns(pl.when(pl.col("rm_id") == "").then(pl.lit(NOBODY.to(lang))).otherwise(pl.col(f"rm_{lang}").fill_null(pl.col("rm_id"))).alias(f"rm_{lang}") for lang in LANGS)
