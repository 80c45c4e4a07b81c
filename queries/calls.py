"""Today's call list: every client with an early warning, what hangs on them, and what the warnings add up to.

Grain of the facts: `client_warning`, one row per month and active client with a warning, by what was known at the month's end.
"""

import polars as pl

from queries import at_risk
from queries.finding import Finding, as_frame
from queries.metric import Dim, Good, Metric, Unit, summarise
from queries.money import in_words
from queries.periods import year_before
from queries.query import query
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse
from queries.warning_policy import DOMAIN, LIST_CUT, LIST_LEAST, LISTED_TENTHS, WARNINGS

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
MOST = 1_000  # names on a call list
IS_LISTED = pl.col("tenths") >= LISTED_TENTHS
WEIGHTS = tuple(warning.weight for warning in WARNINGS)

AT_RISK = Metric(
    key="at_risk_count", name=Text("流失预警客户", "Clients at risk"),
    meaning=Text("预警得分达到名单线的活跃客户。", "Active clients whose warnings add up to the line of the list or more."),
    in_words=Text("得分 ＝ 各预警信号权重之和", "Score = sum of the weights of the client's warnings"), source=DOMAIN, unit=Unit.COUNT, good=Good.DOWN,
    formula=pl.col("client_count").filter(IS_LISTED).sum(), rules=(LIST_LEAST, *WEIGHTS),
)  # fmt: skip
AT_RISK_BALANCE = Metric(
    key="at_risk_balance_yuan", name=Text("预警客户余额", "Balances at risk"),
    meaning=Text("流失预警客户的余额：个人为 AUM，其他条线为存款。", "Balances of the clients at risk: AUM of personal clients, deposits of others."),
    in_words=Text("名单客户月末余额之和", "Sum of the listed clients' month-end balances"), source=DOMAIN, unit=Unit.YUAN, good=Good.DOWN,
    formula=pl.col("balance_yuan").filter(IS_LISTED).sum(), rules=(LIST_LEAST,),
)  # fmt: skip
AT_RISK_REVENUE = Metric(
    key="at_risk_revenue_yuan", name=Text("预警客户年收入", "Yearly revenue at risk"),
    meaning=Text("流失预警客户近 12 个月带来的营业收入。", "Revenue of the clients at risk over the trailing twelve months."),
    in_words=Text("名单客户近 12 个月收入之和", "Sum of the listed clients' trailing-12-month revenue"), source=DOMAIN, unit=Unit.YUAN, good=Good.DOWN,
    formula=pl.col("revenue_year_yuan").filter(IS_LISTED).sum(), rules=(LIST_LEAST,),
)  # fmt: skip
WARNED = Metric(
    key="warned_count", name=Text("有预警信号的客户", "Clients with a warning"),
    meaning=Text("月末至少有一项预警信号的活跃客户。", "Active clients with at least one warning at the month's end."),
    in_words=Text("有任一预警信号的客户数", "Number of clients with any warning"), source=DOMAIN, unit=Unit.COUNT, good=Good.DOWN,
    formula=pl.col("client_count").sum(),
)  # fmt: skip
METRICS = (AT_RISK, AT_RISK_BALANCE, AT_RISK_REVENUE, WARNED)


@query(Text("一行：预警名单的客户数、余额与年收入，及有任一预警信号的客户数", "one row: clients, balances and yearly revenue at risk, and clients with any warning"), dims=DIMS)
def total(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    rows = at_risk.combinations(warehouse, scope)
    return rows.select(metric.column for metric in METRICS).filter(pl.lit(rows.height > 0))


@query(Text("每月一行，自上年同月至截至月，由早到晚：预警名单的客户数、余额与年收入", "one row per month from the same month of last year on, oldest first: clients, balances and yearly revenue at risk"), dims=DIMS)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS): months with a warning."""
    return summarise(at_risk.combinations(warehouse, scope, year_before(scope.month)), METRICS, by=["month"])


@query(Text("每项预警规则一行：截至月有该信号的客户数、余额与年收入，权重高者在前", "one row per warning: clients with it now, their balances and yearly revenue, the heaviest first"), dims=DIMS)
def by_rule(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rule, name_zh, name_en, weight, client_count, balance_yuan, revenue_year_yuan)."""
    rows = at_risk.combinations(warehouse, scope)
    sums = ("client_count", "balance_yuan", "revenue_year_yuan")
    found = [
        rows.filter(pl.col(one.key)).select(
            pl.lit(one.key).alias("rule"), pl.lit(one.name.zh).alias("name_zh"), pl.lit(one.name.en).alias("name_en"), pl.lit(float(one.points)).alias("weight"),
            *(pl.col(name).sum() for name in sums),
        )  # fmt: skip
        for one in at_risk.HEAVIEST if one.is_on
    ]  # fmt: skip
    return pl.concat(found).filter(pl.lit(rows.height > 0))


@query(
    Text("每名有预警信号的客户一行，得分高、余额大者在前，最多 1,000 户：客户、客户经理、原因、到期与建议",
         "one row per client with a warning, the highest score then the largest balances first, at most 1,000: who, whose, why, what matures, what to do"),
    dims=DIMS,
)  # fmt: skip
def call_list(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The columns of `at_risk.COLUMNS`."""
    return at_risk.ranked(warehouse, scope, 1, MOST)


@query(Text("一行：预警名单上的余额与收入", "one row: balances and revenue on the at-risk list"), dims=DIMS)
def findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """What hangs on the clients at risk this month."""
    row = next(total.answer(warehouse, scope).iter_rows(named=True), None)
    if row is None or not row[AT_RISK.key]:
        return as_frame([])
    count, held, earned = row[AT_RISK.key], in_words(row[AT_RISK_BALANCE.key]), in_words(row[AT_RISK_REVENUE.key])
    sentence = Text(
        f"流失预警名单 {count:,} 户，余额 {held.zh}，近 12 个月收入 {earned.zh}",
        f"{count:,} clients on the at-risk list hold {held.en} and brought {earned.en} of revenue in 12 months",
    )
    return as_frame([Finding(row[AT_RISK_BALANCE.key], sentence, "at_risk")])


def headline(listed: pl.DataFrame, going: pl.DataFrame, worth: pl.DataFrame, where: Text) -> Text:
    """The finding in one sentence, from the rows of `total`, `silent.total` and `worth.rules`."""
    held = next(listed.iter_rows(named=True), None)
    if held is None:
        return Text(f"{where.zh}：没有客户显示流失预警信号。", f"{where.en}: no client shows an early warning.")
    balance, earned = in_words(held[AT_RISK_BALANCE.key] or 0), in_words(held[AT_RISK_REVENUE.key] or 0)
    said = Text(
        f"{where.zh}：{held[AT_RISK.key]:,} 户在流失预警名单上，余额 {balance.zh}，近 12 个月收入 {earned.zh}",
        f"{where.en}: {held[AT_RISK.key]:,} clients at risk hold {balance.en} and brought {earned.en} of revenue in 12 months",
    )
    for row in going.filter(pl.col("silent_count") > 0).iter_rows(named=True):
        gone = in_words(row["silent_yuan"])
        said = Text(f"{said.zh}；{row['silent_count']:,} 户静默流失，少了 {gone.zh}", f"{said.en}; {row['silent_count']:,} are silently going, {gone.en} less")
    for row in worth.filter(pl.col("rule") == LIST_CUT).head(1).iter_rows(named=True):
        now, all_of_them = f"{row['precision_share']:.1%}", f"{row['base_share']:.1%}"
        said = Text(f"{said.zh}；六个月前的名单其后流失 {now}（全体 {all_of_them}）", f"{said.en}; of the list of six months ago {now} have been lost since ({all_of_them} of all clients)")
    return Text(f"{said.zh}。", f"{said.en}.")
