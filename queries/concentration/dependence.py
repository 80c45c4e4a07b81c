"""Dependence both ways: how much of a unit's or an RM's book is its one largest client, and through whom the largest clients are held.

Grain of the facts: sums and largest clients by outlet (`part_month`), which add up to any unit, and the clients of the as-of month.
"""

from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries import care_lists
from queries.codes import LEVELS, MEASURES
from queries.credit_policy import DEPENDENCE_LEAST
from queries.handover_rows import units
from queries.marts import MEASURE_COLUMNS
from queries.metric import Dim, ratio
from queries.query import query
from queries.schema import client, client_group, client_month, part_month
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.tree import Tree
from queries.warehouse import Warehouse

METRICS = ()
DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
MOST, HOLDERS_SHOWN = 200, 20
MONEY = pl.Decimal(38, 2)
FACTS = client_month.c
CLIENT = ("client_id", "client_zh", "client_en", "largest_yuan", "book_yuan", "share", "wallet_share")
UNITS = ("node_id", "name_zh", "name_en", "level_zh", "level_en", *CLIENT)
RMS = ("rm_id", "rm_zh", "rm_en", "outlet_zh", "outlet_en", *CLIENT)
HELD = (
    "holder_id", "holder_zh", "holder_en", "holder_yuan", "client_id", "client_zh", "client_en", "outlet_id", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "value_yuan", "share", "book_share", "wallet_share",
)  # fmt: skip


@query(Text("每个机构一行，最大一户占比最高者在前", "one row per unit, the largest share in one client first"), dims=DIMS, measures=MEASURES)
def unit_dependence(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """UNITS at every level of the scope, those whose book is not too small to judge."""
    tree, level = warehouse.tree(scope.month), _level(scope)
    held = part_month.c
    sums = (func.sum(held[f"{level}_yuan"]).label("book_yuan"), func.max(held[f"{level}_top_yuan"]).label("largest_yuan"))
    outlets = warehouse.read(select(held.outlet_id, *sums).where(held.month == scope.month).group_by(held.outlet_id), scope)
    every = outlets.join(_above(tree, scope), on="outlet_id").sort("largest_yuan", "outlet_id", descending=[True, False])
    rows = every.group_by("node_id", maintain_order=True).agg(pl.col("book_yuan").sum(), pl.col("largest_yuan").max(), pl.col("outlet_id").first())
    named = _named(tree, _weightiest(rows, "node_id"))
    return _with_client(warehouse, scope, named, "outlet_id").select(UNITS).sort("share", "node_id", descending=[True, False])


@query(Text("每位客户经理一行，最大一户占比最高者在前", "one row per RM, the largest share in one client first"), dims=DIMS, measures=MEASURES)
def rm_dependence(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """RMS: each RM's book within the scope, where it is not too small to judge."""
    rows = _weightiest(rm_books(warehouse, scope), "rm_id")
    told = care_lists.placed(warehouse, scope, _with_client(warehouse, scope, rows, "rm_id"))
    return told.select(RMS).sort("share", "rm_id", descending=[True, False])


@query(Text("最大 20 个持有者（集团合并）在每家网点与客户经理名下各一行", "the 20 largest holders, groups as one: one row per member, with outlet and RM"), dims=DIMS, measures=MEASURES)
def holder_members(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """HELD: `share` is the part of the holder, `book_share` of the RM's book within the scope."""
    return _members(warehouse, scope).select(HELD)


@query(Text("最大持有者 × 下级机构（网点内为客户经理）：金额", "the largest holders by unit of the next level down, within an outlet by RM: amounts"), dims=DIMS, measures=MEASURES)
def holder_matrix(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(row_zh, row_en, column_zh, column_en, value, value_yuan): the largest holder first."""
    tree, rows = warehouse.tree(scope.month), _members(warehouse, scope)
    below = _named(tree, units(tree, scope))
    inside = rows.join(below.select("outlet_id", *(pl.col(f"name_{lang}").alias(f"column_{lang}") for lang in LANGS)), on="outlet_id", how="left")
    said = inside.with_columns(pl.coalesce(f"column_{lang}", f"rm_{lang}").alias(f"column_{lang}") for lang in LANGS)
    keys = [f"{side}_{lang}" for side in ("holder", "column") for lang in LANGS]
    cells = said.group_by("holder_yuan", "holder_id", *keys).agg(value=pl.col("value_yuan").sum()).sort("holder_yuan", "holder_id", "column_zh", descending=[True, False, False])
    return cells.select(*(pl.col(f"holder_{lang}").alias(f"row_{lang}") for lang in LANGS), *(f"column_{lang}" for lang in LANGS), "value", pl.col("value").alias("value_yuan"))


def _level(scope: Scope) -> str:
    return MEASURE_COLUMNS[scope.measure].removesuffix("_yuan")


def _amount(scope: Scope) -> Any:
    return FACTS[MEASURE_COLUMNS[scope.measure]]


def rm_books(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, book_yuan, largest_yuan) over clients with a positive amount, those without RM left out."""
    def read() -> pl.DataFrame:
        amount = _amount(scope)
        sums = (func.sum(amount).label("book_yuan"), func.max(amount).label("largest_yuan"))
        held = (FACTS.month == scope.month, FACTS.is_closed.is_(False), amount > 0, FACTS.rm_id.is_not(None))
        return warehouse.read(select(FACTS.rm_id, *sums).where(*held).group_by(FACTS.rm_id), scope).sort("rm_id")

    return warehouse.once(("books of RMs", scope.measure, scope.at_rest), read)


def _weightiest(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Books that are not too small, the largest share in one client first."""
    known = rows.with_columns(pl.col("book_yuan", "largest_yuan").cast(MONEY)).filter(pl.col("book_yuan") >= Decimal(DEPENDENCE_LEAST.value))
    shared = known.with_columns(share=ratio(pl.col("largest_yuan"), pl.col("book_yuan")))
    return shared.sort("share", key, descending=[True, False]).head(MOST)


def _with_client(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """The rows with who their largest client is, found by its amount at the outlet or RM of the row; of two alike the first number."""
    amount, column = _amount(scope), FACTS[key]
    names = (FACTS.client_id, *care_lists.NAMES, FACTS.outlet_id, FACTS.aum_yuan, client.c.wallet_yuan, amount.label("largest_yuan"))
    columns = names if key == "outlet_id" else (column, *names)
    found = (FACTS.month == scope.month, FACTS.is_closed.is_(False), amount.in_(rows["largest_yuan"].unique().to_list()))
    clients = warehouse.read(select(*columns).join_from(client_month, client, client.c.client_id == FACTS.client_id).where(*found), scope)
    firsts = clients.with_columns(pl.col("largest_yuan").cast(MONEY)).sort("client_id").unique([key, "largest_yuan"], keep="first", maintain_order=True)
    return rows.join(firsts, on=[key, "largest_yuan"], how="left").with_columns(wallet_share=ratio(pl.col("aum_yuan"), pl.col("wallet_yuan")))


def _above(tree: Tree, scope: Scope) -> pl.DataFrame:
    """(outlet_id, node_id): each outlet with itself and the shown nodes above it, up to those of the scope."""
    pairs = [
        (outlet, node) for outlet in tree.below(scope.nodes) if tree.nodes[outlet].level == "outlet"
        for node in tree.path(outlet) if tree.is_within(node, scope.nodes) and not tree.nodes[node].is_pass_through
    ]  # fmt: skip
    return pl.DataFrame(pairs, schema={"outlet_id": pl.String, "node_id": pl.String}, orient="row")


def _named(tree: Tree, rows: pl.DataFrame) -> pl.DataFrame:
    nodes = [tree.nodes[key] for key in rows["node_id"]]
    words = {"name": [node.name for node in nodes], "level": [LEVELS[node.level] for node in nodes]}
    return rows.with_columns(pl.Series(f"{name}_{lang}", [each.to(lang) for each in said], pl.String) for name, said in words.items() for lang in LANGS)


def _members(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Everything HELD holds, the largest holder first."""
    return warehouse.once(("members of holders", scope.measure, scope.at_rest), lambda: _read_members(warehouse, scope))


def _read_members(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    amount = _amount(scope)
    held = (FACTS.month == scope.month, FACTS.is_closed.is_(False), amount > 0)
    columns = (FACTS.client_id, *care_lists.NAMES, FACTS.outlet_id, FACTS.rm_id, FACTS.aum_yuan, client.c.wallet_yuan, amount.label("value_yuan"))
    joined = client_month.join(client, client.c.client_id == FACTS.client_id)
    own = client_group.c
    groups = (FACTS.group_id.label("holder_id"), own.group_name_zh.label("holder_zh"), own.group_name_en.label("holder_en"))
    grouped = warehouse.read(select(*columns, *groups).select_from(joined.join(client_group, own.group_id == FACTS.group_id)).where(*held), scope)
    free = (*held, FACTS.group_id.is_(None))
    least = warehouse.read(select(amount.label("value_yuan")).where(*free).order_by(amount.desc()).limit(HOLDERS_SHOWN), scope)["value_yuan"].min()  # names are joined to few rows
    alone = select(*columns).select_from(joined).where(*free, amount >= (least or 0)).order_by(amount.desc(), FACTS.client_id).limit(HOLDERS_SHOWN)
    single = warehouse.read(alone, scope).with_columns(pl.col(f"client_{end}").alias(f"holder_{end}") for end in ("id", *LANGS))
    both = pl.concat([grouped, single.select(grouped.columns)]).with_columns(pl.col("value_yuan").cast(MONEY))
    whole = both.with_columns(holder_yuan=pl.col("value_yuan").sum().over("holder_id").cast(MONEY))
    most = whole.select("holder_id", "holder_yuan").unique().sort("holder_yuan", "holder_id", descending=[True, False]).head(HOLDERS_SHOWN)
    books = rm_books(warehouse, scope).select("rm_id", "book_yuan")
    told = whole.join(most.select("holder_id"), on="holder_id", how="semi").join(books, on="rm_id", how="left").with_columns(
        share=ratio(pl.col("value_yuan"), pl.col("holder_yuan")), book_share=ratio(pl.col("value_yuan"), pl.col("book_yuan")), wallet_share=ratio(pl.col("aum_yuan"), pl.col("wallet_yuan")),
    )  # fmt: skip
    return care_lists.placed(warehouse, scope, told).sort("holder_yuan", "holder_id", "value_yuan", "client_id", descending=[True, False, True, False])
