"""The limits on what may be owed by one client or group, each with its base and clause; and the defaults of a stress.

A limit is a share of a base: net capital, or net tier-1 capital. What is set against it is loans, or exposure on and off the
balance sheet before or after recognised mitigation.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from queries.policy import OURS, Rule
from queries.text import Text

CHINA = "《商业银行大额风险暴露管理办法》第{}条"
SINGLE_CLIENT_LOANS = Rule(
    "single_client_loans", Decimal("0.10"), "share", Text("单一非同业客户贷款不超过资本净额的比例", "loans to one non-bank client, share of net capital"),
    Text(CHINA.format("七"), "China large-exposure rule, article 7"),
)  # fmt: skip
SINGLE_CLIENT_EXPOSURE = Rule(
    "single_client_exposure", Decimal("0.15"), "share", Text("单一非同业客户风险暴露不超过一级资本净额的比例", "exposure to one non-bank client, share of net tier-1"),
    Text(CHINA.format("七"), "China large-exposure rule, article 7"),
)  # fmt: skip
GROUP_EXPOSURE = Rule(
    "group_exposure", Decimal("0.20"), "share", Text("一组非同业关联客户风险暴露不超过一级资本净额的比例", "exposure to a connected non-bank group, share of net tier-1"),
    Text(CHINA.format("八"), "China large-exposure rule, article 8"),
)  # fmt: skip
BANK_EXPOSURE = Rule(
    "bank_exposure", Decimal("0.25"), "share", Text("同业单一客户或集团客户风险暴露不超过一级资本净额的比例", "exposure to a bank or its group, share of net tier-1"),
    Text(CHINA.format("九"), "China large-exposure rule, article 9"),
)  # fmt: skip
GROUP_CREDIT = Rule(
    "group_credit", Decimal("0.15"), "share", Text("单一集团客户授信（缓释前）不超过资本净额的比例", "credit to one group before mitigation, share of net capital"),
    Text("《商业银行风险监管核心指标（试行）》单一集团客户授信集中度", "China's core risk indicators (trial), credit concentration of one group"),
)  # fmt: skip
BASEL_EXPOSURE = Rule(
    "basel_exposure", Decimal("0.25"), "share", Text("巴塞尔：单一交易对手或一组关联对手风险暴露不超过一级资本的比例", "Basel: exposure to one counterparty or connected group, share of tier-1"),
    Text("巴塞尔大额风险暴露框架 20.1", "Basel large-exposures framework, LEX20.1"),
)  # fmt: skip
BASEL_GSIB = Rule(
    "basel_gsib", Decimal("0.15"), "share", Text("巴塞尔：全球系统重要性银行之间风险暴露不超过一级资本的比例", "Basel: exposure between G-SIBs, share of tier-1"),
    Text("巴塞尔大额风险暴露框架 40.1", "Basel large-exposures framework, LEX40.1"),
)  # fmt: skip
IS_GSIB = Rule(
    "bank_is_gsib", Decimal(1), "count", Text("本行适用全球系统重要性银行之间的限额（1 适用，0 不适用）", "whether the limit between G-SIBs holds for this bank (1 yes, 0 no)"),
    Text("本产品缺省从严；巴塞尔框架 40.2 鼓励其他银行采用", "this product's default, the stricter one; LEX40.2 encourages it for other banks"),
)  # fmt: skip
LARGE_EXPOSURE = Rule(
    "large_exposure", Decimal("0.025"), "share", Text("超过一级资本净额的该比例为大额风险暴露", "an exposure above this share of net tier-1 is a large exposure"),
    Text(CHINA.format("四"), "China large-exposure rule, article 4"),
)  # fmt: skip
BASEL_LARGE = Rule(
    "basel_large", Decimal("0.10"), "share", Text("巴塞尔：达到一级资本的该比例为大额风险暴露", "Basel: an exposure of this share of tier-1 or more is large"),
    Text("巴塞尔大额风险暴露框架 10.8", "Basel large-exposures framework, LEX10.8"),
)  # fmt: skip
NEAR_LIMIT = Rule("near_limit", Decimal("0.80"), "share", Text("使用达到限额的该比例为“接近”", "a limit is nearly reached from this share of it on"), Text("业务口径 4.4", "domain definition 4.4"))
CAPITAL_AGE = Rule("capital_age", Decimal(3), "months", Text("资本数据最多可早若干月", "how many months old capital may be at most"), Text("业务口径 4.4", "domain definition 4.4"))
DEPOSITORS_TOP = Rule("depositors_top", Decimal(10), "count", Text("“最大存款户”的户数，不含同业", "how many depositors are the largest, interbank left out"), Text("业务口径 4.4", "domain definition 4.4"))
STRESS_DEPOSITORS = Rule("stress_depositors", Decimal(10), "count", Text("压力测试缺省：流失的最大存款户数", "stress default: largest depositors who leave"), OURS)
STRESS_BORROWERS = Rule("stress_borrowers", Decimal(5), "count", Text("压力测试缺省：违约的最大借款户数", "stress default: largest borrowers who default"), OURS)
STRESS_LOSS = Rule(
    "stress_loss", Decimal("0.45"), "share", Text("压力测试缺省：违约损失率", "stress default: loss rate in default"), Text("巴塞尔初级内部评级法，无抵押优先债权 45%", "Basel foundation IRB, unsecured senior claims 45%"),
)  # fmt: skip

EXEMPT = ("central_government", "central_bank", "policy_bank")
"""Exposure classes without a limit; they count neither alone nor in their group."""
BANKS = ("bank", "gsib")
"""Exposure classes of banks. A group is a bank's if all its members that count are banks; else the stricter limit holds."""

Base = Literal["net_capital_yuan", "tier1_yuan"]
Use = Literal["loan_yuan", "gross_yuan", "net_yuan"]


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: whom it is for, what is set against it, and the base it is a share of."""

    rule: Rule
    name: Text
    base: Base
    use: Use
    holders: tuple[str, ...]
    kinds: tuple[str, ...]  # non_bank, bank, gsib

    @property
    def key(self) -> str:
        return self.rule.key


_ANYBODY = ("non_bank", *BANKS)
LIMITS = (
    Limit(SINGLE_CLIENT_LOANS, Text("单一客户贷款", "Loans to one client"), "net_capital_yuan", "loan_yuan", ("client",), ("non_bank",)),
    Limit(SINGLE_CLIENT_EXPOSURE, Text("单一客户风险暴露", "Exposure to one client"), "tier1_yuan", "net_yuan", ("client",), ("non_bank",)),
    Limit(GROUP_EXPOSURE, Text("关联客户风险暴露", "Exposure to a connected group"), "tier1_yuan", "net_yuan", ("group",), ("non_bank",)),
    Limit(BANK_EXPOSURE, Text("同业风险暴露", "Interbank exposure"), "tier1_yuan", "net_yuan", ("client", "group"), BANKS),
    Limit(GROUP_CREDIT, Text("集团授信", "Credit to one group"), "net_capital_yuan", "gross_yuan", ("group",), ("non_bank",)),
    Limit(BASEL_EXPOSURE, Text("巴塞尔单一对手", "Basel, one counterparty"), "tier1_yuan", "net_yuan", ("client", "group"), _ANYBODY),
    *([Limit(BASEL_GSIB, Text("巴塞尔系统重要性银行", "Basel, between G-SIBs"), "tier1_yuan", "net_yuan", ("client", "group"), ("gsib",))] if IS_GSIB.value else []),
)  # fmt: skip
BASES = {"net_capital_yuan": Text("资本净额", "Net capital"), "tier1_yuan": Text("一级资本净额", "Net tier-1 capital")}
USES = {"loan_yuan": Text("贷款", "Loans"), "gross_yuan": Text("缓释前暴露", "Exposure before mitigation"), "net_yuan": Text("缓释后暴露", "Exposure after mitigation")}
STANDINGS = {"broken": Text("突破", "Broken"), "near": Text("接近", "Near"), "within": Text("限额内", "Within")}

RULES = (
    SINGLE_CLIENT_LOANS, SINGLE_CLIENT_EXPOSURE, GROUP_EXPOSURE, BANK_EXPOSURE, GROUP_CREDIT, BASEL_EXPOSURE, BASEL_GSIB, IS_GSIB, LARGE_EXPOSURE, BASEL_LARGE, NEAR_LIMIT, CAPITAL_AGE,
    DEPOSITORS_TOP, STRESS_DEPOSITORS, STRESS_BORROWERS, STRESS_LOSS,
)  # fmt: skip
