"""The bank's rules of hand-over and client care, as named, sourced values: who must have an RM, how often they are contacted, what is too long."""

from decimal import Decimal

from queries.codes import STAR_TIERS
from queries.policy import OURS, Rule
from queries.text import Text

COVERED_TIERS = ("star_7", "star_6", "star_5", "star_4", "star_3")
"""Tiers whose active clients must each have an RM; others may be without."""


def _contact(tier: str, days: int) -> Rule:
    name = STAR_TIERS[tier]
    return Rule(f"contact_days_{tier}", Decimal(days), "days", Text(f"{name.zh}大客户至少每若干天联系一次", f"{name.en.lower()} large clients are contacted at least once in so many days"), OURS)


CONTACT_DAYS = {tier: _contact(tier, days) for tier, days in (("star_7", 30), ("star_6", 30), ("star_5", 60), ("star_4", 60), ("star_3", 90), ("pre_star", 90), ("point_star", 90))}
UNRATED = "point_star"  # a large client without a tier is contacted as often as this one
COMPLAINT_DAYS = Rule(
    "complaint_days", Decimal(15), "days", Text("投诉应在若干天内办结", "days within which a complaint must be closed"),
    Text("《银行业保险业消费投诉处理管理办法》第二十条", "China's rule on consumer complaints of banks and insurers, article 20"),
)  # fmt: skip
SEVERAL_PRODUCTS = Rule("several_products", Decimal(3), "count", Text("持有若干种及以上产品为“多产品客户”", "a client holds several products from so many on"), Text("业务口径 4.3", "domain definition 4.3"))
AFTER_MONTHS = Rule("after_months", Decimal(6), "months", Text("更换客户经理后观察流失的月数", "months after a change of RM in which losses are counted"), Text("业务口径 4.3", "domain definition 4.3"))
AFTER_LEAST = Rule("after_least", Decimal(30), "count", Text("更换户数达到该数才比较更换后的流失率", "clients who changed RM from which their losses are compared"), OURS)
NOTABLE_LATE = Rule("notable_late", Decimal("0.20"), "share", Text("逾期交接占比达到该比例的机构列入“需要关注”", "a unit with this share or more of late hand-overs needs attention"), OURS)
NOTABLE_OVERDUE = Rule("notable_overdue", Decimal("0.30"), "share", Text("未按期联系的大客户占比达到该比例的机构列入“需要关注”", "a unit with this share or more of its large clients not contacted in time needs attention"), OURS)

RULES = (*CONTACT_DAYS.values(), COMPLAINT_DAYS, SEVERAL_PRODUCTS, AFTER_MONTHS, AFTER_LEAST, NOTABLE_LATE, NOTABLE_OVERDUE)
