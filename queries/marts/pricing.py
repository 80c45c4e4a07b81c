"""The price and the terms of contracts: loans as they stand at the month's end, deposits in force on its last day.

A contract is measured by the benchmark of the month it was agreed in, for its product line, its term and the rating its client had
when the contract first stood at the outlet; deposits by that of AAA. Of the terms the bank publishes the nearest counts, of two as
near the shorter. Where none is published the benchmark is not available, and the contract is counted apart.
"""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Integer, and_, case, cast, exists, extract, func, literal, null, select, union_all

from queries.dialects import Rows
from queries.marts.contribution import large_of_month
from queries.marts.month import AFTER, MONTH
from queries.marts.times import PREVIOUS
from queries.pricing_policy import BENCHMARK_RATING, DEPOSIT_LINES, LOAN_LINE
from queries.schema import (
    MONEY,
    RATE,
    benchmark_rate,
    client_month,
    contract_price,
    exposure,
    large_price,
    loan_renewal,
    maturity,
    price_month,
    product,
)
from queries.schema.pricing import MEASURED

Clause = ColumnElement[Any]
ON_BALANCE = "on_balance"


def month_number(day: Any) -> Clause:
    """A day's month as a number, alike in every engine."""
    return cast(extract("year", day) * 12 + extract("month", day), Integer)


def prices() -> Rows:
    """Contracts that stand at an outlet for the first time, with their benchmark or none."""
    fresh = _fresh()
    bench = _nearest(fresh)
    same = and_(bench.c.line == fresh.c.line, bench.c.rating == fresh.c.rating, bench.c.month_no == fresh.c.month_no, bench.c.term_months == fresh.c.term_months)
    values: dict[str, Any] = {**dict(fresh.c.items()), "month": cast(MONTH, contract_price.c.month.type), "benchmark_share": bench.c.benchmark_share}
    return select(*(values[column.name].label(column.name) for column in contract_price.c)).select_from(fresh.outerjoin(bench, same))


def _fresh() -> CTE:
    """The month's contracts that no month before had at their outlet."""
    every = union_all(_loans_agreed(), _deposits_agreed()).subquery("every")
    old = contract_price.alias("old")
    known = exists().where(old.c.contract_id == every.c.contract_id, old.c.line == every.c.line, old.c.outlet_id == every.c.outlet_id, old.c.month < MONTH)
    return select(every, month_number(every.c.agreed_on).label("month_no")).where(~known).cte("fresh")


def _loans_agreed() -> Rows:
    own, facts = exposure.c, client_month.c
    here = and_(facts.month == own.month, facts.client_id == own.client_id, facts.outlet_id == own.outlet_id)
    columns = (own.exposure_id.label("contract_id"), literal(LOAN_LINE).label("line"), own.outlet_id, own.client_id, own.segment, facts.rating, own.granted_on.label("agreed_on"), own.term_months)
    source = exposure.join(product, product.c.product_id == own.product_id, isouter=True).join(client_month, here, isouter=True)
    return select(*columns).select_from(source).where(own.month == MONTH, *_is_loan())


def _is_loan() -> tuple[Clause, ...]:
    """On the balance sheet, and of the loan line or of none that is known."""
    return exposure.c.kind == ON_BALANCE, func.coalesce(product.c.line, LOAN_LINE) == LOAN_LINE


def _deposits_agreed() -> Rows:
    own = maturity.c
    columns = (own.contract_id, product.c.line, own.outlet_id, own.client_id, own.segment, literal(BENCHMARK_RATING).label("rating"), own.opened_on.label("agreed_on"), own.term_months)
    held = (product.c.line.in_(DEPOSIT_LINES), own.opened_on < AFTER, own.matures_on >= AFTER)
    return select(*columns).join_from(maturity, product, product.c.product_id == own.product_id).where(*held)


def _nearest(fresh: CTE) -> CTE:
    """(line, rating, month_no, term_months, benchmark_share): each price asked for once, by the nearest term published, the shorter of two."""
    asked = select(fresh.c.line, fresh.c.rating, fresh.c.month_no, fresh.c.term_months).distinct().cte("asked")
    told = benchmark_rate.c
    same = and_(told.line == asked.c.line, told.rating == asked.c.rating, month_number(told.month) == asked.c.month_no)
    near = (func.abs(told.term_months - asked.c.term_months), told.term_months)
    place = func.row_number().over(partition_by=tuple(asked.c), order_by=near).label("place")
    ranked = select(*asked.c, told.rate_share.label("benchmark_share"), place).join_from(asked, benchmark_rate, same).where(asked.c.term_months.is_not(None)).subquery("ranked")
    return select(ranked).where(ranked.c.place == 1).cte("nearest")


def in_force() -> CTE:
    """Every contract of the month's end with its place, price and terms; what is conceded is rounded to the cent contract by contract."""
    return union_all(_loans(), _deposits()).cte("in_force")


def _placed(own: Any) -> dict[str, Any]:
    return {"client_id": own.client_id, "outlet_id": own.outlet_id, "rm_id": func.coalesce(own.rm_id, ""), "segment": own.segment, "star_tier": func.coalesce(client_month.c.star_tier, "")}


def _loans() -> Rows:
    own, facts, price = exposure.c, client_month.c, contract_price.c
    here = and_(facts.month == own.month, facts.client_id == own.client_id, facts.outlet_id == own.outlet_id)
    priced = and_(price.contract_id == own.exposure_id, price.outlet_id == own.outlet_id, price.line == LOAN_LINE, price.month <= MONTH)
    gap = price.benchmark_share - own.rate_share
    values = {
        **_placed(own), "line": price.line, "contract_id": own.exposure_id, "amount": own.principal_yuan, "gap": gap, "conceded": cast(own.principal_yuan * gap, MONEY),
        "cover": own.cover_share, "term": own.term_months, "is_exception": func.coalesce(own.is_exception, False),
        "granted_on": own.granted_on, "renewed_from_id": own.renewed_from_id,
    }  # fmt: skip
    source = exposure.join(contract_price, priced).join(client_month, here, isouter=True)
    return select(*(value.label(name) for name, value in values.items())).select_from(source).where(own.month == MONTH)


def _deposits() -> Rows:
    own, facts, price = maturity.c, client_month.c, contract_price.c
    here = and_(facts.month == MONTH, facts.client_id == own.client_id, facts.outlet_id == own.outlet_id)
    priced = and_(price.contract_id == own.contract_id, price.outlet_id == own.outlet_id, price.line != LOAN_LINE, price.month <= MONTH)
    gap = own.rate_share - price.benchmark_share
    values = {
        **_placed(own), "line": price.line, "contract_id": own.contract_id, "amount": own.amount_yuan, "gap": gap, "conceded": cast(own.amount_yuan * gap, MONEY),
        "cover": cast(null(), RATE), "term": cast(null(), Integer), "is_exception": cast(literal(False), loan_renewal.c.is_exception.type),
        "granted_on": own.opened_on, "renewed_from_id": cast(null(), exposure.c.renewed_from_id.type),
    }  # fmt: skip
    source = maturity.join(contract_price, priced).join(client_month, here, isouter=True)
    return select(*(value.label(name) for name, value in values.items())).select_from(source).where(own.opened_on < AFTER, own.matures_on >= AFTER)


def _sums(held: Any) -> dict[str, Any]:
    """What `_agreed` of the schema tells, of a group of contracts."""
    amount, zero = held.amount, cast(literal(0), MONEY)
    covered, dated = held.cover.is_not(None), held.term.is_not(None)

    def of(condition: Clause, value: Any, kind: Any = MONEY) -> Any:
        return func.coalesce(func.sum(case((condition, cast(value, kind)))), zero)

    bare = amount * case((held.cover < 1, 1 - held.cover), else_=0)
    return {
        "contract_count": func.count(), "priced_count": func.count(held.gap), "amount_yuan": func.sum(amount), "priced_yuan": of(held.gap.is_not(None), amount),
        "conceded_yuan": func.sum(held.conceded), "cover_known_yuan": of(covered, amount), "cover_sum": of(covered, amount * held.cover, MEASURED), "unsecured_yuan": of(covered, bare),
        "tenor_known_yuan": of(dated, amount), "tenor_sum": of(dated, amount * held.term, MEASURED),
        "exception_count": func.sum(case((held.is_exception, 1), else_=0)), "exception_yuan": of(held.is_exception, amount),
    }  # fmt: skip


def price_rows() -> Rows:
    """`price_month`: all contracts in force, added up."""
    contracts = in_force()
    keys = {name: contracts.c[name] for name in ("outlet_id", "rm_id", "segment", "star_tier", "line")}
    values = {"month": cast(MONTH, price_month.c.month.type), **keys, **_sums(contracts.c)}
    return select(*(cast(values[column.name], column.type).label(column.name) for column in price_month.c)).select_from(contracts).group_by(*keys.values())


def of_large_clients() -> Rows:
    """`large_price`: the same of the month's large clients, client by client."""
    contracts, large = in_force(), large_of_month()
    keys = {name: contracts.c[name] for name in ("client_id", "outlet_id", "rm_id", "segment", "star_tier", "line")}
    values = {"month": cast(MONTH, large_price.c.month.type), **keys, **_sums(contracts.c)}
    source = contracts.join(large, large.c.client_id == contracts.c.client_id)
    return select(*(cast(values[column.name], column.type).label(column.name) for column in large_price.c)).select_from(source).group_by(*keys.values())


def renewals() -> Rows:
    """`loan_renewal`: loans granted in the month that renew one which stood at the same outlet in the loaded month before."""
    now, large, before = in_force(), large_of_month(), exposure.c
    price = contract_price.alias("price_before")
    same = and_(before.exposure_id == now.c.renewed_from_id, before.outlet_id == now.c.outlet_id, before.client_id == now.c.client_id, before.month == PREVIOUS)
    priced = and_(price.c.contract_id == before.exposure_id, price.c.outlet_id == before.outlet_id, price.c.line == LOAN_LINE, price.c.month < MONTH)
    values: dict[str, Any] = {
        "month": MONTH, **{name: now.c[name] for name in ("contract_id", "client_id", "outlet_id", "rm_id", "segment", "star_tier", "is_exception")},
        "is_large": large.c.client_id.is_not(None), "amount_yuan": now.c.amount,
        "was_cover_share": before.cover_share, "was_term_months": before.term_months, "was_conceded_share": price.c.benchmark_share - before.rate_share,
        "is_cover_share": now.c.cover, "is_term_months": now.c.term, "is_conceded_share": now.c.gap,
    }  # fmt: skip
    source = now.join(exposure, same).outerjoin(price, priced).outerjoin(large, large.c.client_id == now.c.client_id)
    granted = and_(now.c.granted_on >= MONTH, now.c.granted_on < AFTER)
    return select(*(cast(values[column.name], column.type).label(column.name) for column in loan_renewal.c)).select_from(source).where(granted)
