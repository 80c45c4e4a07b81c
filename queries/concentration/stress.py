"""Stress: what is lost, and what is left, when the largest depositors leave, the largest borrowers default, an industry loses, an RM goes.

Amounts hold for any scope, ratios for the whole bank only. Borrowers are clients by exposure after recognised mitigation, exempt
classes left out; depositors are without interbank. Who defaults and belongs to the industry too loses by the higher of both rates;
who has left as a large depositor does not leave again with the RM.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries.care_lists import placed
from queries.codes import INDUSTRIES
from queries.concentration import deposit_rows, ladder, owed, shocks
from queries.concentration.capital import Capital, capital, is_whole_bank
from queries.concentration.owed import MONEY, MOST
from queries.concentration.shocks import Borrower
from queries.concentration.stress_metrics import METRICS, RATIOS, RESULTS, assumed
from queries.errors import BadRequest
from queries.metric import Dim
from queries.query import query
from queries.schema import book_month, rm
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
BOOK = book_month.c
NOBODY = Text("无", "none")
__all__ = ["METRICS"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Whom a stress hits: borrowers, the largest depositors, and the RM who leaves with part of the rest of the book."""

    borrowers: tuple[Borrower, ...]
    named: pl.DataFrame
    depositors: pl.DataFrame
    rm: Text
    book: Decimal

    @property
    def run_off(self) -> Decimal:
        return sum(self.depositors["deposit_yuan"], Decimal(0)) + self.book


def _hit(warehouse: Warehouse, scope: Scope) -> Hit:
    _refuse_nonsense(scope)
    return _read(warehouse, scope)


def _refuse_nonsense(scope: Scope) -> None:
    counts, shares = (scope.depositors, scope.borrowers), (scope.loss_rate, scope.industry_loss, scope.book_loss)
    if any(not 0 <= count <= MOST for count in counts) or any(not 0 <= share <= 1 for share in shares) or (scope.industry and scope.industry not in INDUSTRIES):
        raise BadRequest(
            Text("压力测试的参数超出范围。", "A choice of the stress is out of range."),
            Text(f"户数为 0 至 {MOST}，比例为 0 至 1，行业为已知代码。", f"Numbers lie from 0 to {MOST}, shares from 0 to 1, the industry is a known code."),
        )


def _read(warehouse: Warehouse, scope: Scope) -> Hit:
    rows = _borrowers(warehouse, scope)
    found = tuple(_borrower(row, scope) for row in rows.iter_rows(named=True))
    gone = deposit_rows.largest(warehouse, scope, scope.depositors)
    who, name, held = _leaver(warehouse, scope)
    rest = held - sum(gone.filter(pl.col("rm_id") == who)["deposit_yuan"], Decimal(0))
    return Hit(found, rows, gone, name, shocks.cents(max(rest, Decimal(0)) * scope.book_loss))


def _borrower(row: dict[str, Any], scope: Scope) -> Borrower:
    rates = (scope.loss_rate if row["defaults"] else Decimal(0), scope.industry_loss if row["suffers"] else Decimal(0))
    return Borrower(row["client_id"], row["exposure_yuan"], row["provision_yuan"], row["rwa_yuan"], max(rates), row["defaults"])


def _borrowers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The largest who default, and those of the industry, each once, the largest first."""
    largest = owed.borrowers(warehouse, scope, scope.borrowers)
    hurt = owed.of_industry(warehouse, scope) if scope.industry and scope.industry_loss else largest.clear()
    both = pl.concat([largest, hurt]).unique("client_id", keep="first", maintain_order=True)
    known = both.with_columns(defaults=pl.col("client_id").is_in(largest["client_id"].implode()), suffers=(pl.col("industry") == scope.industry).fill_null(value=False))
    return known.sort("exposure_yuan", "client_id", descending=[True, False])


def _leaver(warehouse: Warehouse, scope: Scope) -> tuple[str, Text, Decimal]:
    """Number, name and deposits of the RM who leaves: the one in question, else the one with most deposits; nobody where nothing goes with them."""
    if not scope.book_loss:
        return "", NOBODY, Decimal(0)
    held = func.sum(BOOK.deposit_yuan).label("held")
    columns = (BOOK.rm_id, rm.c.rm_name_zh, rm.c.rm_name_en)
    statement = select(*columns, held).join_from(book_month, rm, rm.c.rm_id == BOOK.rm_id).where(BOOK.month == scope.month).group_by(*columns)
    wanted = statement.where(BOOK.rm_id == scope.who) if scope.who else statement
    rows = warehouse.once(("books' deposits", scope.at_rest, scope.who), lambda: warehouse.read(wanted, scope)).sort("held", "rm_id", descending=[True, False], nulls_last=True)
    if rows.is_empty():
        return "", NOBODY, Decimal(0)
    number, zh, en, _ = rows.row(0)
    return number, Text(zh, en), deposit_rows.of_rm(warehouse, scope, number)


@query(Text("一行：压力情景的假设、损失、流动性流失、前后比率与新突破的限额", "one row: what is assumed, what is lost, ratios before and after, limits newly broken"), dims=DIMS)
def stress(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """RESULTS: ratios and limits are null but for the whole bank."""
    hit, own = _hit(warehouse, scope), capital(warehouse, scope)
    loss, gone = shocks.lost(hit.borrowers), shocks.rwa_gone(hit.borrowers)
    known = own if is_whole_bank(warehouse, scope) else Capital()
    row: dict[str, Any] = _assumed(scope, hit) | {
        "loss_yuan": loss, "default_loss_yuan": shocks.lost(each for each in hit.borrowers if each.defaults), "liquidity_lost_yuan": hit.run_off, "capital_month": known.month,
        "liquidity_share": shocks.liquidity_ratio(known, Decimal(0)), "liquidity_after_share": shocks.liquidity_ratio(known, hit.run_off), "lcr_share": shocks.lcr(known, Decimal(0)),
        "lcr_after_share": shocks.lcr(known, hit.run_off), "capital_ratio_share": shocks.capital_ratio(known, Decimal(0), Decimal(0)),
        "capital_ratio_after_share": shocks.capital_ratio(known, loss, gone), "tier1_ratio_share": shocks.tier1_ratio(known, Decimal(0), Decimal(0)),
        "tier1_ratio_after_share": shocks.tier1_ratio(known, loss, gone), "tier1_lost_share": shocks.share(loss, known.tier1_yuan),
        "newly_broken_count": _newly_broken(warehouse, scope, loss).height if known.month and known.less(loss).tier1_yuan else None,
    }  # fmt: skip
    return pl.DataFrame([] if scope.is_empty else [row], schema=RESULTS, orient="row")


def _assumed(scope: Scope, hit: Hit) -> dict[str, Any]:
    industry = INDUSTRIES.get(scope.industry, NOBODY)
    return {
        "depositors_count": scope.depositors, "borrowers_count": scope.borrowers, "loss_rate_share": float(scope.loss_rate), "industry_zh": industry.zh, "industry_en": industry.en,
        "industry_loss_share": float(scope.industry_loss), "leaver_zh": hit.rm.zh, "leaver_en": hit.rm.en, "book_loss_share": float(scope.book_loss),
    }  # fmt: skip


@query(Text("每项比率一行：压力前与压力后", "one row per ratio: before and after the stress"), dims=DIMS)
def stress_ratios(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(ratio_zh, ratio_en, before_share, after_share); nothing but for the whole bank."""
    found = stress(warehouse, scope) if is_whole_bank(warehouse, scope) else pl.DataFrame(schema=RESULTS)
    rows = [(*before.name, row[before.key], row[after.key]) for row in found.iter_rows(named=True) for before, after in RATIOS]
    return pl.DataFrame(rows, schema={"ratio_zh": pl.String, "ratio_en": pl.String, "before_share": pl.Float64, "after_share": pl.Float64}, orient="row")


@query(Text("压力测试的每项假设一行", "one row per assumption of the stress"), dims=DIMS)
def stress_assumptions(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(fact_zh, fact_en, assumed_zh, assumed_en)."""
    rows = [(*what, *said) for row in stress(warehouse, scope).iter_rows(named=True) for what, said in assumed(row)]
    return pl.DataFrame(rows, schema=dict.fromkeys(("fact_zh", "fact_en", "assumed_zh", "assumed_en"), pl.String), orient="row")


@query(Text("违约或随行业受损的借款人每户一行，暴露最大者在前，最多 100 户", "one row per borrower who defaults or suffers with the industry, the largest first, 100 at most"), dims=DIMS)
def stress_borrowers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(client_id, client_zh, client_en, outlet_zh, outlet_en, rm_id, rm_zh, rm_en, exposure_yuan, provision_yuan, loss_rate_share, loss_yuan, is_in_default)."""
    hit = _hit(warehouse, scope)
    told = hit.named.with_columns(
        pl.Series("loss_yuan", [each.loss for each in hit.borrowers], dtype=MONEY), pl.Series("loss_rate_share", [float(each.rate) for each in hit.borrowers], dtype=pl.Float64),
        is_in_default=pl.col("defaults"),
    )  # fmt: skip
    columns = ("client_id", "client_zh", "client_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "exposure_yuan", "provision_yuan", "loss_rate_share", "loss_yuan", "is_in_default")
    return placed(warehouse, scope, told).sort("exposure_yuan", "client_id", descending=[True, False]).select(columns).head(MOST)


@query(Text("因资本减少而新突破的限额每项一行，使用最高者在前", "one row per limit newly broken because capital fell, those with most use first"), dims=DIMS)
def stress_limits(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(holder_kind_zh, …, limit_zh, …, use_yuan, limit_yuan, headroom_yuan, use_share, unstressed_use_share), after the loss; nothing but for the whole bank."""
    rows = _newly_broken(warehouse, scope, shocks.lost(_hit(warehouse, scope).borrowers))
    columns = ("holder_kind_zh", "holder_kind_en", "holder_id", "holder_zh", "holder_en", "limit_zh", "limit_en", "use_yuan", "limit_yuan", "headroom_yuan", "use_share", "unstressed_use_share")
    return ladder.in_words(rows).select(columns)


def _newly_broken(warehouse: Warehouse, scope: Scope, loss: Decimal) -> pl.DataFrame:
    """Rungs of the ladder that are broken once the loss is taken from capital, and were not before. What is owed stays as it was."""
    own, is_whole = capital(warehouse, scope), is_whole_bank(warehouse, scope)
    keys = ["holder_kind", "holder_id", "limit_key"]
    after = ladder.rungs(owed.holders(warehouse, scope, own), own.less(loss), is_whole=is_whole).filter(pl.col("standing_code") == "broken")
    before = ladder.of_month(warehouse, scope).select(*keys, pl.col("use_share").alias("unstressed_use_share"), was="standing_code")
    return after.join(before, on=keys, how="left", maintain_order="left").filter(pl.col("was") != "broken")
