"""Terms concession: is less collateral asked for, longer credit given and more excepted than from others of the tier, or than at the last renewal?

Grain of the facts: `price_month` and `large_price`, loans only, and `loan_renewal`, one row per renewal of the month it was granted in.
"""

import polars as pl
from sqlalchemy import func, select

from queries.care_lists import placed, worded
from queries.codes import STAR_TIERS
from queries.concentration import price_rows
from queries.concentration.price_rows import MONEY, SUMS
from queries.concentration.pricing_metrics import COVER, IS_LOAN, LOANS, TENOR, TERMS, UNSECURED
from queries.handover_rows import closed_month
from queries.metric import Dim, ratio, summarise
from queries.periods import shifted
from queries.pricing_policy import EASED_COVER, EASED_TENOR, LOAN_LINE
from queries.query import query
from queries.schema import client, large_price, loan_renewal
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
WITH_BOOKS = DIMS | {Dim.BOOK}
METRICS = TERMS
MOST, YEAR = 200, 12
COMPARED = {UNSECURED.key: "others_unsecured_share", COVER.key: "others_cover_share", TENOR.key: "others_tenor_months"}
CLIENTS = (
    "client_id", "client_zh", "client_en", "star_zh", "star_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", *(metric.key for metric in TERMS), *COMPARED.values(), "looser_count",
)  # fmt: skip
RENEWED = ("renewals_count", "renewed_yuan", "eased_count", "eased_yuan", "eased_share", "cover_eased_count", "tenor_eased_count", "price_eased_count", "renewed_exceptions_count")
RENEWALS = (
    "contract_id", "client_id", "client_zh", "client_en", "star_zh", "star_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "month", "renewed_yuan", "was_cover_share", "is_cover_share",
    "was_term_months", "is_term_months", "was_conceded_bp", "is_conceded_bp", "is_exception",
)  # fmt: skip
COVER_EASED = (pl.col("was_cover_share") - pl.col("is_cover_share") >= float(EASED_COVER.value)).fill_null(value=False)
TENOR_EASED = (pl.col("is_term_months") - pl.col("was_term_months") >= int(EASED_TENOR.value)).fill_null(value=False)
PRICE_EASED = (pl.col("is_conceded_share") > pl.col("was_conceded_share")).fill_null(value=False)
NO_TIER = Text("无星级", "No tier")


@query(Text("每个星级一行，由高到低，末行为合计：未覆盖占比、覆盖率、期限与例外审批", "one row per star tier, the highest first, the last for all: unsecured, cover, term and exceptions of loans"), dims=DIMS)
def terms(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(star_tier, name_zh, name_en, METRICS)."""
    rows = price_rows.in_force(warehouse, scope, "star_tier").filter(IS_LOAN)
    found = price_rows.figures(rows, TERMS, "star_tier").rename({"group": "star_tier"})
    every = summarise(rows, TERMS).with_columns(star_tier=pl.lit("all")).filter(pl.lit(rows.height > 0))
    names = {**STAR_TIERS, "": NO_TIER, "all": Text("合计", "All")}
    order = pl.DataFrame([(key, *name) for key, name in names.items()], schema=["star_tier", "name_zh", "name_en"], orient="row")
    return order.join(pl.concat([found, every.select(found.columns)]), on="star_tier", maintain_order="left")


@query(Text("有贷款的大客户每户一行，最多 200 户：条件与同星级其他客户相比，宽松项多、金额大者在前", "one row per large client with loans, at most 200: terms beside the others of the tier, the loosest and largest first"), dims=DIMS)
def terms_by_client(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """CLIENTS: `looser_count` of the three terms are easier than those of the tier's other loans within the scope."""
    held = large_price.c
    names = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"))
    here = (func.max(held[name]).label(name) for name in ("star_tier", "outlet_id", "rm_id"))
    statement = select(held.client_id, *names, *here, *price_rows.sums_of(large_price)).join_from(large_price, client, client.c.client_id == held.client_id)
    grouped = statement.where(held.month == closed_month(warehouse, scope), held.line == LOAN_LINE).group_by(held.client_id, client.c.client_name_zh, client.c.client_name_en)
    rows = price_rows.typed(warehouse.read(grouped.order_by(func.sum(held.amount_yuan).desc(), held.client_id).limit(MOST), scope)).with_columns(line=pl.lit(LOAN_LINE))
    own = rows.group_by("client_id", "client_zh", "client_en", "star_tier", "outlet_id", "rm_id").agg(*(metric.column for metric in TERMS), pl.col(SUMS).sum())
    compared = own.join(_others(warehouse, scope), on="star_tier", how="left").with_columns(_of_others())
    looser = [pl.col(UNSECURED.key) > pl.col("others_unsecured_share"), pl.col(COVER.key) < pl.col("others_cover_share"), pl.col(TENOR.key) > pl.col("others_tenor_months")]
    judged = compared.with_columns(*worded("star_tier", STAR_TIERS, "star"), looser_count=pl.sum_horizontal(one.fill_null(value=False).cast(pl.Int64) for one in looser))
    return placed(warehouse, scope, judged).select(CLIENTS).sort("looser_count", LOANS.key, "client_id", descending=[True, True, False])


def _others(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(star_tier, all_… of the sums that terms are made of): a tier's loans within the scope."""
    rows = price_rows.in_force(warehouse, scope, "star_tier").filter(IS_LOAN)
    return rows.select("star_tier", *(pl.col(name).alias(f"all_{name}") for name in SUMS))


def _of_others() -> list[pl.Expr]:
    """The tier's figures without the client's own loans."""
    def rest(part: str, whole: str) -> pl.Expr:
        return ratio(pl.col(f"all_{part}") - pl.col(part), pl.col(f"all_{whole}") - pl.col(whole))

    pairs = (("unsecured_yuan", "cover_known_yuan"), ("cover_sum", "cover_known_yuan"), ("tenor_sum", "tenor_known_yuan"))
    return [rest(*pair).alias(name) for pair, name in zip(pairs, COMPARED.values(), strict=True)]


@query(Text("一行：近 12 个月的续贷，其中条件放宽的户数与金额", "one row: renewals of twelve months, and how many on easier terms"), dims=DIMS)
def renewed(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """RENEWED: eased is a lower cover or a longer term by the bank's margins; a lower price is counted apart."""
    rows = _renewals(warehouse, scope)
    eased = COVER_EASED | TENOR_EASED
    amount = pl.col("amount_yuan")
    found = rows.select(
        renewals_count=pl.len().cast(pl.Int64), renewed_yuan=amount.sum(), eased_count=eased.sum().cast(pl.Int64), eased_yuan=amount.filter(eased).sum(), eased_share=ratio(amount.filter(eased).sum(), amount.sum()),
        cover_eased_count=COVER_EASED.sum().cast(pl.Int64), tenor_eased_count=TENOR_EASED.sum().cast(pl.Int64), price_eased_count=PRICE_EASED.sum().cast(pl.Int64),
        renewed_exceptions_count=pl.col("is_exception").fill_null(value=False).sum().cast(pl.Int64),
    )  # fmt: skip
    return found.filter(pl.col("renewals_count") > 0).select(RENEWED)


def _renewals(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    held, month = loan_renewal.c, closed_month(warehouse, scope)
    columns = (held.amount_yuan, held.is_exception, *(held[f"{when}_{what}"] for when in ("was", "is") for what in ("cover_share", "term_months", "conceded_share")))
    return warehouse.read(select(*columns).where(held.month.between(shifted(month, 1 - YEAR), month)), scope).with_columns(pl.col("amount_yuan").cast(MONEY))


@query(Text("近 12 个月条件放宽的大客户续贷每笔一行，金额最大者在前，最多 200 笔", "one row per renewal of a large client on easier terms in twelve months, the largest first, at most 200"), dims=WITH_BOOKS)
def renewals(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """RENEWALS: cover, term and price before and after."""
    held, month = loan_renewal.c, closed_month(warehouse, scope)
    names = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"))
    dropped, longer = held.was_cover_share - held.is_cover_share >= EASED_COVER.value, held.is_term_months - held.was_term_months >= int(EASED_TENOR.value)
    statement = select(loan_renewal, *names).join_from(loan_renewal, client, client.c.client_id == held.client_id)
    kept = statement.where(held.month.between(shifted(month, 1 - YEAR), month), held.is_large.is_(True), dropped | longer).order_by(held.amount_yuan.desc(), held.contract_id)
    rows = warehouse.read(kept.limit(MOST), scope)
    bp = [(pl.col(f"{when}_conceded_share").cast(pl.Float64) * 10_000).alias(f"{when}_conceded_bp") for when in ("was", "is")]
    told = rows.with_columns(*worded("star_tier", STAR_TIERS, "star"), *bp, pl.col("was_cover_share", "is_cover_share").cast(pl.Float64), renewed_yuan=pl.col("amount_yuan").cast(MONEY))
    return placed(warehouse, scope, told).select(RENEWALS).sort("renewed_yuan", "contract_id", descending=[True, False])


def headline(figures: pl.DataFrame) -> Text | None:
    """The renewals in a sentence, from the row of `renewed`."""
    row = figures.row(0, named=True) if figures.height else {}
    if not row.get("eased_count"):
        return None
    said = dict.fromkeys(LANGS, f"{row['eased_share']:.1%}")
    return Text(f"近 12 个月续贷 {row['renewals_count']:,} 笔，{row['eased_count']:,} 笔条件放宽（金额占 {said['zh']}）。", f"{row['eased_count']:,} of {row['renewals_count']:,} renewals in 12 months were on easier terms ({said['en']} by amount).")
