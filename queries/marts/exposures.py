"""What each client owes: contracts added up, or their loans where the bank supplied no contracts of theirs."""

from typing import Any

from sqlalchemy import CTE, and_, case, cast, exists, func, literal, null, select, union_all

from queries.dialects import Rows
from queries.marts.month import MONTH
from queries.schema import MONEY, client, client_exposure, client_month, exposure

NOTHING = cast(literal(0), MONEY)


def exposures() -> Rows:
    """One row per client with a contract or a loan; outlet, RM and group are those of the client's month."""
    contracts = _contracts()
    both = union_all(_with_contracts(contracts), _with_loans_only(contracts)).subquery("both")
    return select(*(cast(both.c[column.name], column.type).label(column.name) for column in client_exposure.c))


def _contracts() -> CTE:
    own = exposure.c
    principal, mitigation = func.coalesce(own.principal_yuan, NOTHING), func.coalesce(own.mitigation_yuan, NOTHING)
    sums: dict[str, Any] = {
        "gross_yuan": func.sum(principal), "net_yuan": func.sum(principal - mitigation), "off_balance_yuan": func.sum(case((own.kind == "off_balance", principal), else_=NOTHING)),
        "provision_yuan": func.sum(func.coalesce(own.provision_yuan, NOTHING)), "rwa_yuan": func.sum(own.rwa_yuan), "contract_count": func.count(),
    }  # fmt: skip
    keys = {name: func.min(own[name]).label(name) for name in ("outlet_id", "rm_id", "segment")}
    return select(own.client_id, *keys.values(), *(value.label(name) for name, value in sums.items())).where(own.month == MONTH).group_by(own.client_id).cte("contracts")


def _class(segment: Any) -> Any:
    """The register's class; where it gives none, interbank clients are banks and all others are not."""
    return func.coalesce(client.c.exposure_class, case((segment == "interbank", literal("bank")), else_=literal("non_bank"))).label("exposure_class")


def _with_contracts(contracts: CTE) -> Rows:
    facts, held = client_month.c, contracts.c
    here = and_(facts.month == MONTH, facts.client_id == held.client_id)
    source = contracts.outerjoin(client_month, here).outerjoin(client, client.c.client_id == held.client_id)
    segment = func.coalesce(facts.segment, held.segment)
    on_balance = held.gross_yuan - held.off_balance_yuan
    return select(
        cast(MONTH, client_exposure.c.month.type).label("month"), held.client_id, func.coalesce(facts.outlet_id, held.outlet_id).label("outlet_id"),
        func.coalesce(facts.rm_id, case((facts.client_id.is_(None), held.rm_id)), "").label("rm_id"), segment.label("segment"),
        case((facts.client_id.is_(None), client.c.group_id), else_=facts.group_id).label("group_id"), facts.industry, _class(segment),
        func.coalesce(facts.loan_yuan, on_balance).label("loan_yuan"), held.gross_yuan, held.net_yuan, held.off_balance_yuan, held.provision_yuan, held.rwa_yuan, held.contract_count,
    ).select_from(source)  # fmt: skip


def _with_loans_only(contracts: CTE) -> Rows:
    facts = client_month.c
    known = exists(select(contracts.c.client_id).where(contracts.c.client_id == facts.client_id).correlate(client_month))
    nothing = {name: NOTHING.label(name) for name in ("off_balance_yuan", "provision_yuan")}
    return (
        select(
            facts.month, facts.client_id, facts.outlet_id, func.coalesce(facts.rm_id, "").label("rm_id"), facts.segment, facts.group_id, facts.industry, _class(facts.segment),
            facts.loan_yuan, facts.loan_yuan.label("gross_yuan"), facts.loan_yuan.label("net_yuan"), *nothing.values(), cast(null(), MONEY).label("rwa_yuan"),
            literal(0).label("contract_count"),
        )
        .join_from(client_month, client, client.c.client_id == facts.client_id, isouter=True)
        .where(facts.month == MONTH, facts.is_closed.is_(False), facts.loan_yuan > 0, ~known)
    )  # fmt: skip
