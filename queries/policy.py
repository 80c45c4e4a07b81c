"""The bank's rules as named, sourced values.

Every value can be overridden in the bank's own settings file; every one says where it comes from, so that
the glossary can show it.
"""

from dataclasses import dataclass
from decimal import Decimal

from queries.text import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """One value of policy: a number with its unit, meaning and source."""

    key: str
    value: Decimal
    unit: str
    meaning: Text
    source: Text


OURS = Text("本产品缺省值", "this product's default")

TOP_SHARE = Rule(
    "top_share",
    Decimal("0.20"),
    "share",
    Text("“大客户”占户数的比例（二八法则）", "the share of holders the Pareto rule calls the top"),
    Text("二八法则；金字塔式细分办法", "Pareto rule; the rules of the client pyramid"),
)
PARETO_MASS = Rule(
    "pareto_mass",
    Decimal("0.80"),
    "share",
    Text("帕累托点所要求的余额占比", "the share of the total at which the Pareto point is taken"),
    Text("二八法则", "Pareto rule"),
)
NOTABLE_FALL = Rule(
    "notable_fall",
    Decimal("0.05"),
    "share",
    Text("余额或收入较上年下降达到该比例即列入“需要关注”", "a fall on last year of this share or more needs attention"),
    OURS,
)
NOTABLE_DEPENDENCE = Rule(
    "notable_dependence",
    Decimal("0.25"),
    "share",
    Text("最大一户占机构余额达到该比例即列入“需要关注”", "a unit with this share or more in its largest client needs attention"),
    OURS,
)
NOTABLE_EXIT = Rule(
    "notable_exit",
    Decimal("0.30"),
    "share",
    Text("大户余额较上年下降达到该比例即列入“需要关注”", "a large client's fall on last year of this share or more needs attention"),
    OURS,
)
SMALL_GROUP = Rule(
    "small_group",
    Decimal(5),
    "count",
    Text("客户名称不可见时，少于该户数的分组并入次小分组", "with names hidden, groups of fewer clients merge into the next smallest"),
    Text("统计披露控制，最小分组", "statistical disclosure control, minimum cell size"),
)
LARGE_CLIENT_PERSONAL = Rule(
    "large_client_personal",
    Decimal(1_000_000),
    "yuan",
    Text("个人大客户：近三个月平均 AUM 下限", "personal large client: least trailing-3-month mean AUM"),
    OURS,
)
LARGE_CLIENT_OTHER = Rule(
    "large_client_other",
    Decimal(10_000_000),
    "yuan",
    Text("其他条线大客户：存贷款合计下限", "other segments' large client: least deposits plus loans"),
    OURS,
)
HANDOVER_MONTHS = Rule(
    "handover_months",
    Decimal(1),
    "months",
    Text("交接后新客户经理须在该期限内联系客户", "months within which the new RM must contact a handed-over client"),
    Text("客户经理交接办法", "the RM hand-over rule"),
)
CASCADE_LOW = Rule("cascade_low", Decimal("1.00"), "share", Text("下级目标合计 ÷ 上级目标的下限", "least Σ targets below ÷ target above"), OURS)
CASCADE_HIGH = Rule("cascade_high", Decimal("1.15"), "share", Text("下级目标合计 ÷ 上级目标的上限", "most Σ targets below ÷ target above"), OURS)
SUM_JUMP = Rule(
    "sum_jump",
    Decimal("0.30"),
    "share",
    Text("与上月相比行数或合计变动超过该比例时等待确认", "a volume or sum that moved more than this against the month before waits for --accept"),
    OURS,
)

CURVE_LEAST = Rule("curve_least", Decimal(30), "count", Text("留存曲线起点所需的最少在观察人数", "a survival curve starts at the first tenure with so many at risk"), OURS)
ELIMINATION_LOW = Rule(
    "elimination_low",
    Decimal("0.03"),
    "share",
    Text("年度淘汰率区间下限", "yearly elimination rate, lower end of its band"),
    Text("客户经理年度淘汰办法，3%–5%", "the yearly elimination rule, 3–5%"),
)
ELIMINATION_HIGH = Rule(
    "elimination_high",
    Decimal("0.05"),
    "share",
    Text("年度淘汰率区间上限", "yearly elimination rate, upper end of its band"),
    Text("客户经理年度淘汰办法，3%–5%", "the yearly elimination rule, 3–5%"),
)
ELIMINATION_LEAST = Rule(
    "elimination_least", Decimal(40), "count", Text("平均人数达到该数才显示淘汰率区间", "mean headcount from which the elimination band is shown"), OURS
)
OUTLIER_REACH = Rule(
    "outlier_reach",
    Decimal("1.5"),
    "count",
    Text("超出四分位距的该倍数即为离群", "an outlier lies more than so many interquartile ranges beyond a quartile"),
    Text("箱线图通行规则（图基）", "the usual rule of the box plot (Tukey)"),
)
OUTLIER_LEAST = Rule("outlier_least", Decimal(8), "count", Text("条线内客户经理达到该数才判定离群", "RMs in a segment from which outliers are named"), OURS)
NOTABLE_KEY_PERSON = Rule(
    "notable_key_person",
    Decimal("0.40"),
    "share",
    Text("一名客户经理占网点余额达到该比例即列入“需要关注”", "an RM with this share or more of an outlet's balances needs attention"),
    OURS,
)
RAMP_START = Rule("ramp_start", Decimal(3), "months", Text("新客户经理在此之前不计产能", "months in which a new RM counts for nothing yet"), OURS)
RAMP_END = Rule("ramp_end", Decimal(9), "months", Text("新客户经理满产能所需月数", "months after which a new RM counts in full"), OURS)
RAMP_LEAST = Rule("ramp_least", Decimal("0.25"), "share", Text("平均产能系数达到该比例才调整完成率", "least mean ramp for which attainment is adjusted"), OURS)
PRODUCTIVE_SHARE = Rule(
    "productive_share", Decimal("0.80"), "share", Text("新客户经理达到成熟者中位数的该比例即为“成熟”", "a new RM is productive from this share of the settled RMs' median"), OURS
)
SETTLED = Rule("settled", Decimal(12), "months", Text("入行满该月数为成熟客户经理", "months since joining from which an RM counts as settled"), OURS)
NOTABLE_VACANCY = Rule(
    "notable_vacancy",
    Decimal("0.15"),
    "share",
    Text("空缺占编制达到该比例的机构列入“需要关注”", "a unit with this share or more of its posts vacant needs attention"),
    OURS,
)

PACE_AHEAD = Rule("pace_ahead", Decimal("1.05"), "share", Text("进度达到该比例为“超前”", "from this pace on a target is ahead"), Text("业务口径 4.2", "domain definition 4.2"))
PACE_ON_TRACK = Rule("pace_on_track", Decimal("0.95"), "share", Text("进度达到该比例为“正常”", "from this pace on a target is on track"), Text("业务口径 4.2", "domain definition 4.2"))
PACE_BEHIND = Rule("pace_behind", Decimal("0.80"), "share", Text("进度达到该比例为“落后”，低于为“堪忧”", "from this pace on a target is behind, below it at risk"), Text("业务口径 4.2", "domain definition 4.2"))
HUMPS_LEAST = Rule("humps_least", Decimal(50), "count", Text("客户经理达到该数才判断完成率是否双峰", "RMs from which attainment is tested for two humps"), Text("业务口径 4.2", "domain definition 4.2"))
LOWER_CAP = Rule("lower_cap", Decimal("1.50"), "share", Text("越低越好的指标，完成率上限", "cap of attainment where lower is better"), Text("业务口径 4.2", "domain definition 4.2"))

RULES = (
    TOP_SHARE,
    PARETO_MASS,
    NOTABLE_FALL,
    NOTABLE_DEPENDENCE,
    NOTABLE_EXIT,
    SMALL_GROUP,
    LARGE_CLIENT_PERSONAL,
    LARGE_CLIENT_OTHER,
    HANDOVER_MONTHS,
    CASCADE_LOW,
    CASCADE_HIGH,
    SUM_JUMP,
    CURVE_LEAST,
    ELIMINATION_LOW,
    ELIMINATION_HIGH,
    ELIMINATION_LEAST,
    OUTLIER_REACH,
    OUTLIER_LEAST,
    NOTABLE_KEY_PERSON,
    RAMP_START,
    RAMP_END,
    RAMP_LEAST,
    PRODUCTIVE_SHARE,
    SETTLED,
    NOTABLE_VACANCY,
    PACE_AHEAD,
    PACE_ON_TRACK,
    PACE_BEHIND,
    LOWER_CAP,
    HUMPS_LEAST,
)

EXCLUDED_DUTIES = ("cash_teller", "business_supervisor", "rm_assistant", "loan_review", "counter_booking")
"""Duties an RM may not hold beside the book, from the first day they are in the line; a non-cash teller's is allowed."""
