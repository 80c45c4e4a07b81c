"""What is counted of hand-overs, as sums of `handover_rows.base`."""

import polars as pl

from queries.metric import Good, Metric, Unit, ratio
from queries.policy import HANDOVER_MONTHS, Rule
from queries.text import Text

DOMAIN = Text("业务口径 4.1", "domain definition 4.1")
YEAR = Text("近 12 个月", "in the trailing 12 months")
BALANCES = Text("余额：个人为管理资产，其他条线为存款，最近已结月月末。", "Balances: AUM for personal clients, deposits for others, at the end of the latest closed month.")


def _metric(key: str, name: Text, meaning: Text, in_words: Text, formula: pl.Expr, good: Good, unit: Unit = Unit.COUNT, *rules: Rule) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, formula, rules)


def _sum(column: str) -> pl.Expr:
    return pl.col(column).sum()


CHANGES = _metric(
    "rm_changes_count", Text("更换客户经理", "Changes of RM"), Text("近 12 个月更换过客户经理的户次。", "Clients handed to another RM in the trailing 12 months, each change once."),
    Text("#{管户由他人接手}", "#{covers taken over from another RM}"), _sum("changes_n"), Good.NEITHER,
)  # fmt: skip
ON_TIME = _metric(
    "handover_on_time_share", Text("按时联系率", "Contacted in time"), Text("已可判定的交接中，新客户经理在期限内联系的比例；未到期与不计者除外。", "Of the hand-overs that can be judged, those whose new RM made contact by the deadline; pending and void left out."),
    Text("按时 ÷ (按时 + 逾期)", "in time ÷ (in time + late)"), ratio(_sum("on_time_n"), _sum("on_time_n") + _sum("late_n")), Good.UP, Unit.SHARE, HANDOVER_MONTHS,
)  # fmt: skip
LATE_SHARE = _metric(
    "handover_late_share", Text("逾期率", "Late share"), Text("已可判定的交接中逾期的比例。", "Of the hand-overs that can be judged, those that are late."),
    Text("逾期 ÷ (按时 + 逾期)", "late ÷ (in time + late)"), ratio(_sum("late_n"), _sum("on_time_n") + _sum("late_n")), Good.DOWN, Unit.SHARE, HANDOVER_MONTHS,
)  # fmt: skip
LATE = _metric(
    "handover_late_count", Text("逾期交接", "Late hand-overs"), Text("近 12 个月更换的客户中，首次联系晚于次月同日，或过期仍未联系者。", "Changes of the trailing 12 months whose first contact came after the same day of the next month, or had not come when that day was past."),
    Text("#{首次联系 > 期限} + #{过期未联系}", "#{first contact > deadline} + #{none and deadline past}"), _sum("late_n"), Good.DOWN, Unit.COUNT, HANDOVER_MONTHS,
)  # fmt: skip
PENDING = _metric(
    "handover_pending_count", Text("未到期交接", "Pending hand-overs"), Text("尚未联系而期限未过的交接。", "Not contacted yet, and the deadline not past."),
    Text("#{未联系且截至日 ≤ 期限}", "#{no contact and as-of day ≤ deadline}"), _sum("pending_n"), Good.NEITHER,
)  # fmt: skip
VOID = _metric(
    "handover_void_count", Text("不计的交接", "Void hand-overs"), Text("期限内先行销户或再次转出、未及联系者，不计按时与逾期。", "Closed or moved on by the deadline before any contact: neither in time nor late."),
    Text("#{期限内销户或转出且未联系}", "#{closed or moved on by the deadline without contact}"), _sum("void_n"), Good.NEITHER,
)  # fmt: skip
TOLD = _metric(
    "handover_told_share", Text("双告知率", "Told in speech and writing"), Text("近 12 个月的更换中，口头与书面均已告知客户的比例。", "Of the changes of the trailing 12 months, those of which the client was told both in speech and in writing."),
    Text("两项均告知 ÷ 更换", "told both ways ÷ changes"), ratio(_sum("told_n"), _sum("changes_n")), Good.UP, Unit.SHARE,
)  # fmt: skip
WAITING = _metric(
    "handover_waiting_count", Text("待首次联系", "Waiting for first contact"), Text("更换后新客户经理尚未联系、仍由其管户的客户。", "Clients whose new RM has not contacted them and still covers them."),
    Text("#{管户中且未联系}", "#{covered and not contacted}"), _sum("waiting_n"), Good.DOWN,
)  # fmt: skip
OVERDUE = _metric(
    "handover_overdue_count", Text("其中已逾期", "Of which overdue"), Text("待首次联系且已过期限的客户。", "Waiting clients whose deadline is past."), Text("#{待联系且期限已过}", "#{waiting and deadline past}"),
    _sum("overdue_n"), Good.DOWN,
)  # fmt: skip
WAITING_BALANCE = _metric(
    "handover_waiting_yuan", Text("待联系余额", "Balances waiting"), Text(f"待首次联系客户的余额。{BALANCES.zh}", f"Balances of the clients who wait. {BALANCES.en}"), Text("Σ 待联系客户余额", "Σ balances of waiting clients"),
    pl.col("waiting_balance").sum(), Good.DOWN, Unit.YUAN,
)  # fmt: skip
OVERDUE_BALANCE = _metric(
    "handover_overdue_yuan", Text("逾期未联系余额", "Balances overdue"), Text(f"已过期限仍未联系客户的余额。{BALANCES.zh}", f"Balances of waiting clients whose deadline is past. {BALANCES.en}"), Text("Σ 逾期未联系客户余额", "Σ balances of overdue clients"),
    pl.col("overdue_balance").sum(), Good.DOWN, Unit.YUAN,
)  # fmt: skip
UNCOVERED = _metric(
    "uncovered_count", Text("无客户经理", "Without an RM"), Text("按规定须有客户经理的星级（三星及以上）中，没有客户经理的有效客户。", "Active clients of the tiers that must have an RM (three-star and above) and have none."),
    Text("#{有效、三星及以上、无客户经理}", "#{active, three-star and above, no RM}"), _sum("uncovered_n"), Good.DOWN,
)  # fmt: skip
UNCOVERED_BALANCE = _metric(
    "uncovered_yuan", Text("无客户经理余额", "Balances without an RM"), Text(f"上述客户的余额。{BALANCES.zh}", f"What those clients hold. {BALANCES.en}"), Text("Σ 其余额", "Σ their balances"),
    pl.col("uncovered_balance").sum(), Good.DOWN, Unit.YUAN,
)  # fmt: skip
OTHER_UNCOVERED = _metric(
    "other_uncovered_count", Text("其他无客户经理", "Others without an RM"), Text("其余星级中没有客户经理的有效客户。", "Active clients of the other tiers without an RM; none is demanded for them."),
    Text("#{有效、其他星级、无客户经理}", "#{active, other tiers, no RM}"), _sum("other_uncovered_n"), Good.NEITHER,
)  # fmt: skip
OF_UNIT = (CHANGES, LATE, LATE_SHARE, PENDING, WAITING, OVERDUE, WAITING_BALANCE, OVERDUE_BALANCE, UNCOVERED, UNCOVERED_BALANCE)
METRICS = (CHANGES, ON_TIME, LATE, LATE_SHARE, PENDING, VOID, TOLD, WAITING, OVERDUE, WAITING_BALANCE, OVERDUE_BALANCE, UNCOVERED, UNCOVERED_BALANCE, OTHER_UNCOVERED)
