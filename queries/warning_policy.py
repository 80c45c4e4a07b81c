"""The early-warning rules of losing a client: what counts as a sign, how much each weighs, and what to do about it.

A warning is a yes or no about one client at one month-end (`queries/marts/warnings.py` says how it is found). Weights and
switches are applied when a question is asked, so that changing them needs no new load.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from queries.care_policy import CONTACT_DAYS, COVERED_TIERS
from queries.policy import OURS, Rule
from queries.text import Text

DOMAIN = Text("业务口径 4.3", "domain definition 4.3")
MEASURED = Text(
    "演示银行拟合（逻辑回归，2024-10 至 2025-04 各月末的信号与其后六个月的流失）：其余信号不变时对数优势的增量",
    "fitted on the demonstration bank (logistic regression, signs at the ends of 2024-10 to 2025-04, losses in the six months after): what the sign adds to the log-odds",
)
SUREST = Text(
    "同期命中率最高的信号（93 户中 89 户流失），权重高于其余之和，排在最前",
    "the surest sign of the same months (89 of 93 lost): it outweighs all others together and so comes first",
)
NO_LIFT = Text(
    "同上拟合未见作用（或当时无数据），取最小权重：仍是联系客户的理由",
    "found without effect by the same fit, or without data then, so the least weight: it is still a reason to call",
)


def _share(key: str, value: str, zh: str, en: str, source: Text = OURS) -> Rule:
    return Rule(key, Decimal(value), "share", Text(zh, en), source)


def _yuan(key: str, value: int, zh: str, en: str, source: Text = OURS) -> Rule:
    return Rule(key, Decimal(value), "yuan", Text(zh, en), source)


def _count(key: str, value: str, zh: str, en: str, source: Text = OURS) -> Rule:
    return Rule(key, Decimal(value), "count", Text(zh, en), source)


def _days(key: str, value: int, zh: str, en: str, source: Text = OURS) -> Rule:
    return Rule(key, Decimal(value), "days", Text(zh, en), source)


BALANCE_FALL = _share("balance_fall_share", "0.25", "余额较前三个月平均下降达到该比例即预警", "a fall in balances on the mean of three months that warns")
BALANCE_FALL_LEAST = _yuan("balance_fall_least", 5_000, "前三个月平均余额不足该数不预警余额下降", "least three-month mean of balances for the warning")
ACTIVITY_FALL = _share("activity_fall_share", "0.60", "交易笔数较前三个月平均下降达到该比例即预警", "a fall in transactions on the mean of three months that warns")
ACTIVITY_FALL_LEAST = _count("activity_fall_least", "8", "前三个月平均笔数不足该数不预警交易减少", "least three-month mean of transactions for the warning")
OUTFLOW_PERSONAL = _yuan("outflow_personal", 50_000, "个人客户单笔流出预警线", "personal client: a single outflow that warns")
OUTFLOW_OTHER = _yuan("outflow_other", 500_000, "其他条线客户单笔流出预警线", "other segments' client: a single outflow that warns")
OUTFLOW_SHARE = _share("outflow_share", "0.30", "单笔流出须不低于上月末余额的该比例", "the single outflow is at least this share of the balances of the month before")
PRODUCTS_DROPPED = _count("products_dropped_least", "1", "持有产品较前三个月最多时减少该数即预警", "products fewer than at most in the three months before that warn")
MOVED_AWAY = _share("moved_away_share", "0.50", "工资或结算较前三个月平均下降达到该比例即为转走", "a fall in salary or settlement on the mean of three months that means moved away")
PAYROLL_LEAST = _yuan("payroll_least", 1_000, "前三个月平均代发工资不足该数不预警", "least three-month mean of salary for the warning")
SETTLEMENT_LEAST = _yuan("settlement_least", 10_000, "前三个月平均结算流量不足该数不预警", "least three-month mean of settlement for the warning")
RM_CHANGE_DAYS = _days("rm_change_days", 90, "客户经理变更后的预警天数", "days after a change of RM that warn", DOMAIN)
STALE_DAYS = _days("stale_days", 365, "判断联系方式是否失效所看的天数", "days looked back on to judge contact data")
STALE_TRIES = _count("stale_tries", "2", "期内联系达到该次数而一次未联系上，视为联系方式失效", "attempts in them that reached nobody, from which contact data are stale")
MATURING_DAYS = _days("maturing_days", 60, "存款或产品到期前的预警天数", "days before a deposit or product matures that warn", DOMAIN)
SILENT_LEAST = _yuan("silent_least", 50_000, "静默流失：前三个月平均 AUM 下限", "silent attrition: least mean AUM of the three months before", DOMAIN)
SILENT_FALL = _share("silent_fall", "0.30", "静默流失：较前三个月平均 AUM 的降幅", "silent attrition: fall on the mean AUM of the three months before", DOMAIN)
LIST_LEAST = _count("at_risk_least", "1", "得分达到该值列入流失预警名单", "score from which a client is on the at-risk list")
TOP_OF_LIST = _count("at_risk_top", "1000", "检验名单效果时最多取前若干户", "most names of the list whose worth is measured")


@dataclass(frozen=True, slots=True)
class Warning:
    """One early-warning rule: `key` is its column in `client_warning`, `why` the reason as said of a client, `step` what to do next."""

    key: str
    name: Text
    why: Text
    step: Text
    weight: Rule
    thresholds: tuple[Rule, ...] = ()
    is_on: bool = True

    @property
    def points(self) -> Decimal:
        """What it adds to a client's score."""
        return self.weight.value if self.is_on else Decimal(0)


def _warning(key: str, weight: str, name: Text, why: Text, step: Text, thresholds: Sequence[Rule] = (), source: Text = MEASURED) -> Warning:
    weighs = _count(f"weight_{key}", weight, f"预警权重：{name.zh}", f"weight of the warning: {name.en.lower()}", source)
    return Warning(key, name, why, step, weighs, tuple(thresholds))


WARNINGS = (
    _warning(
        "balance_fall", "6.3", Text("余额下降", "Fall in balances"), Text("余额明显下降", "balances well down"),
        Text("面谈了解资金去向，给出挽留方案", "Meet the client, ask where the money goes, make an offer"), (BALANCE_FALL, BALANCE_FALL_LEAST),
    ),
    _warning(
        "activity_fall", "0.4", Text("交易减少", "Fall in transactions"), Text("交易明显减少", "far fewer transactions"),
        Text("回访，了解日常结算是否转到他行", "Call and ask whether daily banking has moved elsewhere"), (ACTIVITY_FALL, ACTIVITY_FALL_LEAST),
    ),
    _warning(
        "large_outflow", "0.4", Text("大额流出", "Large outflow"), Text("有大额单笔流出", "a large single outflow"),
        Text("核实资金用途，推荐承接产品", "Ask what the payment was for and offer a way back"), (OUTFLOW_PERSONAL, OUTFLOW_OTHER, OUTFLOW_SHARE),
    ),
    _warning(
        "products_dropped", "0.2", Text("产品减少", "Products dropped"), Text("停用了产品", "products given up"),
        Text("了解停用原因，恢复或更换产品", "Ask why the product was given up; restore or replace it"), (PRODUCTS_DROPPED,),
    ),
    _warning(
        "income_moved", "10.4", Text("工资或结算转走", "Salary or settlement moved away"), Text("工资或结算已转走", "salary or settlement moved away"),
        Text("联系客户及其单位，争取代发与结算回流", "Talk to client and employer to win salary and settlement back"), (MOVED_AWAY, PAYROLL_LEAST, SETTLEMENT_LEAST), SUREST,
    ),
    _warning(
        "rm_changed", "0.7", Text("更换客户经理", "RM changed"), Text("近期更换客户经理", "RM changed lately"),
        Text("新客户经理登门拜访，主管陪同", "The new RM visits, with the head"), (RM_CHANGE_DAYS,),
    ),
    _warning(
        "complaint_open", "1.7", Text("投诉未办结", "Complaint open"), Text("投诉尚未办结", "a complaint is open"),
        Text("主管当天回复，办结后回访", "The head answers today and calls again once it is settled"),
    ),
    _warning(
        "contact_overdue", "0.1", Text("逾期未联系", "Contact overdue"), Text("超过规定期限未联系", "contact overdue"),
        Text("本周内联系", "Contact within the week"), [CONTACT_DAYS[tier] for tier in COVERED_TIERS], NO_LIFT,
    ),
    _warning(
        "contact_stale", "0.4", Text("联系方式失效", "Contact data stale"), Text("联系方式可能失效", "contact data no longer work"),
        Text("通过柜面或单位更新联系方式", "Renew telephone and address at the counter or through the employer"), (STALE_DAYS, STALE_TRIES),
    ),
    _warning(
        "maturing_untalked", "0.1", Text("临近到期未沟通", "Maturing, not discussed"), Text("存款或产品临近到期，尚未沟通", "money matures soon and nobody has called"),
        Text("到期前沟通承接", "Talk about renewal before the day"), (MATURING_DAYS,), NO_LIFT,
    ),
)  # fmt: skip

OF_CARE = set(CONTACT_DAYS.values())  # theirs are the days, and they are listed there
RULES = (
    *(rule for warning in WARNINGS for rule in (*warning.thresholds, warning.weight) if rule not in OF_CARE),
    SILENT_LEAST, SILENT_FALL, LIST_LEAST, TOP_OF_LIST,
)  # fmt: skip

TENTHS = {warning.key: int(warning.points * 10) for warning in WARNINGS}
"""Weights as whole tenths of a point, so that every engine adds them up exactly; zero where a rule is switched off."""
LISTED_TENTHS = int(LIST_LEAST.value * 10)

HORIZONS = (6, 12)  # months after which the worth of a warning is measured
WORTH_HITS, WORTH_BASE = "warning_hits", "warning_base"  # published references: lost among those warned of, and among all
LIST_CUT, SAME_SIZE = "list", "top_as_"  # the whole list, and so many of its first names as a warning flags
