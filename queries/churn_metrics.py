"""The metrics of clients won and lost, each added up from the rows of `churn_rows.months`, one per month."""

import polars as pl

from queries.churn_policy import DOMAIN, QUIET_FLOOR, QUIET_MONTHS
from queries.metric import Good, Metric, Unit, ratio
from queries.text import Text


def _count(name: str, words: Text, meaning: Text, in_words: Text, good: Good = Good.NEITHER) -> Metric:
    return Metric(f"{name}_count", words, meaning, in_words, DOMAIN, Unit.COUNT, good, pl.col(f"{name}_count").sum(), (QUIET_FLOOR, QUIET_MONTHS))


ACTIVE = Metric(
    "active_count", Text("活跃客户", "Active clients"), Text("月末已启用、未销户，且未连续静默三个月的客户。", "Clients used, open, and not quiet for three months in a row, at month-end."),
    Text("期初 + 新增 + 激活 − 流失 + 移入 − 移出", "opening + new + reactivated − lost + moved in − moved out"), DOMAIN, Unit.COUNT, Good.UP,
    pl.col("closing_count").drop_nulls().last(), (QUIET_FLOOR, QUIET_MONTHS),
)  # fmt: skip
NEW = _count("new", Text("新增客户", "New clients"), Text("首个非静默月的客户。", "Clients in their first month that is not quiet."), Text("#{首次非静默}", "#{first month not quiet}"), Good.UP)
LOST = _count(
    "lost", Text("流失客户", "Lost clients"), Text("上月末活跃，当月销户或进入连续第三个静默月；计入上月末的管户。", "Active a month before, then closed or quiet for the third month in a row; where they were a month before."),
    Text("#{活跃 → 销户或休眠}", "#{active → closed or dormant}"), Good.DOWN,
)  # fmt: skip
REACTIVATED = _count("reactivated", Text("激活客户", "Reactivated clients"), Text("休眠或销户后再度活跃的客户。", "Clients active again after being dormant or closed."), Text("#{休眠或销户 → 活跃}", "#{dormant or closed → active}"), Good.UP)
MOVED_IN = _count("moved_in", Text("移入客户", "Clients moved in"), Text("由范围以外交接而来的活跃客户；范围以内的移动相互抵销。", "Active clients handed over from outside; moves inside cancel."), Text("#{移入}", "#{moved in}"))
MOVED_OUT = _count("moved_out", Text("移出客户", "Clients moved out"), Text("交接到范围以外的活跃客户；范围以内的移动相互抵销。", "Active clients handed over to outside; moves inside cancel."), Text("#{移出}", "#{moved out}"))
CHURN = Metric(
    "churn_share", Text("流失率", "Churn"), Text("流失客户占期初活跃客户的比例；多个月为 1 − Π(1 − 月流失率)。", "Lost clients as a share of active ones at the opening; over several months 1 − Π(1 − monthly)."),
    Text("1 − Π(1 − 当月流失 ÷ 当月期初)", "1 − Π(1 − lost in the month ÷ active at its start)"), DOMAIN, Unit.SHARE, Good.DOWN,
    pl.when((pl.col("opening_count") > 0).any()).then(1 - (1 - ratio(pl.col("lost_count"), pl.col("opening_count"))).product()),
)  # fmt: skip
ANNUAL = Metric(
    "churn_annual_share", Text("年化流失率", "Churn, annualised"), Text("当月流失率若持续十二个月。", "What the month's churn would come to in twelve months."),
    Text("1 − (1 − 当月流失率)¹²", "1 − (1 − monthly)¹²"), DOMAIN, Unit.SHARE, Good.DOWN, 1 - (1 - ratio(pl.col("lost_count").sum(), pl.col("opening_count").sum())) ** 12,
)  # fmt: skip
DORMANT = Metric(
    "dormant_count", Text("休眠客户", "Dormant clients"), Text("未销户，连续静默三个月及以上。", "Open, and quiet for the third month in a row or longer."),
    Text("#{连续静默月 ≥ 3}", "#{quiet months in a row ≥ 3}"), DOMAIN, Unit.COUNT, Good.DOWN, pl.col("dormant_count").last(), (QUIET_FLOOR, QUIET_MONTHS),
)  # fmt: skip
UNUSED = Metric(
    "unused_count", Text("未启用客户", "Clients not yet active"), Text("已开户，尚无任何非静默月。", "Opened, and never yet a month that was not quiet."),
    Text("#{从未非静默}", "#{never a month not quiet}"), DOMAIN, Unit.COUNT, Good.DOWN, pl.col("unused_count").last(), (QUIET_FLOOR,),
)  # fmt: skip
CHURN_YEAR = Metric(
    "churn_year_share", Text("近 12 个月流失率", "Churn, trailing 12 months"), Text("十二个月的流失率连乘；历史不足十二个月时不计算。", "Twelve months' churn compounded; not told under twelve months of history."),
    Text("1 − Π(1 − 月流失率)", "1 − Π(1 − monthly)"), DOMAIN, Unit.SHARE, Good.DOWN, CHURN.formula,
)  # fmt: skip
WON_BACK = Metric(
    "won_back_share", Text("挽回率", "Won back"), Text("13 至 24 个月前流失的客户中，一年内再度活跃的比例。", "Of the clients lost 13 to 24 months ago, the share active again within 12 months."),
    Text("挽回 ÷ 当时流失", "won back ÷ lost then"), DOMAIN, Unit.SHARE, Good.UP, ratio(pl.col("won_back_count").sum(), pl.col("lost_year_ago_count").sum()),
)  # fmt: skip
GROSS = Metric(
    "gross_share", Text("毛留存率", "Gross retention"), Text("一年前活跃客户的余额保住多少：两端较小者之和 ÷ 一年前余额；移出者不计。", "How much of the balances of clients active a year ago was kept: the lesser of both ends over the earlier; those moved out left out."),
    Text("Σ min(现在, 一年前) ÷ Σ 一年前", "Σ min(now, a year ago) ÷ Σ a year ago"), DOMAIN, Unit.SHARE, Good.UP, ratio(pl.col("kept_yuan").sum(), pl.col("opening_yuan").sum()),
)  # fmt: skip
NET = Metric(
    "net_share", Text("净留存率", "Net retention"), Text("一年前活跃客户现在的余额 ÷ 一年前余额；移出者不计。", "What clients active a year ago hold now over what they held then; those moved out left out."),
    Text("Σ 现在 ÷ Σ 一年前", "Σ now ÷ Σ a year ago"), DOMAIN, Unit.SHARE, Good.UP, ratio(pl.col("closing_yuan").sum(), pl.col("opening_yuan").sum()),
)  # fmt: skip
KEPT = Metric(
    "kept_share", Text("客户留存率", "Clients kept"), Text("一年前活跃的客户中现在仍活跃的比例；移出者不计。", "Of the clients active a year ago, the share active now; those moved out left out."),
    Text("#{两端均活跃} ÷ #{一年前活跃}", "#{active at both ends} ÷ #{active a year ago}"), DOMAIN, Unit.SHARE, Good.UP, ratio(pl.col("kept_count").sum(), pl.col("client_count").sum()),
)  # fmt: skip
TAKEN = Metric(
    "taken_share", Text("流失客户带走占比", "Taken by lost clients"),
    Text("近 12 个月余额减少中，流失客户带走的部分：流失时的余额，加上流失前一年自最高点的回落。", "Of the balances that went in twelve months, what lost clients took: what they held when lost, and their fall from the highest month-end of the year before."),
    Text("(流失 + 流失前回落) ÷ (流失 + 收缩)", "(lost + run-down before loss) ÷ (lost + contraction)"), DOMAIN, Unit.SHARE, Good.NEITHER,
    ratio(pl.col("lost_yuan").sum() + pl.col("run_down_yuan").sum(), pl.col("lost_yuan").sum() + pl.col("contraction_yuan").sum()),
)  # fmt: skip

METRICS = (ACTIVE, NEW, LOST, REACTIVATED, MOVED_IN, MOVED_OUT, CHURN, ANNUAL, CHURN_YEAR, DORMANT, UNUSED, WON_BACK, GROSS, NET, KEPT, TAKEN)
