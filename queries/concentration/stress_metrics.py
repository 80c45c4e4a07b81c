"""What a stress tells: its assumptions, its losses, and ratios before and after."""

from typing import Any

import polars as pl

from queries.concentration.limit_policy import STRESS_BORROWERS, STRESS_DEPOSITORS, STRESS_LOSS
from queries.metric import Good, Metric, Unit
from queries.money import in_words
from queries.policy import Rule
from queries.text import Text

DOMAIN = Text("业务口径 4.4", "domain definition 4.4")
MONEY = pl.Decimal(38, 2)
RESULTS: dict[str, Any] = {
    "depositors_count": pl.Int64, "borrowers_count": pl.Int64, "loss_rate_share": pl.Float64, "industry_zh": pl.String, "industry_en": pl.String, "industry_loss_share": pl.Float64,
    "leaver_zh": pl.String, "leaver_en": pl.String, "book_loss_share": pl.Float64, "loss_yuan": MONEY, "default_loss_yuan": MONEY, "liquidity_lost_yuan": MONEY, "capital_month": pl.Date,
    **dict.fromkeys(("liquidity_share", "liquidity_after_share", "lcr_share", "lcr_after_share", "capital_ratio_share", "capital_ratio_after_share", "tier1_ratio_share",
                     "tier1_ratio_after_share", "tier1_lost_share"), pl.Float64),
    "newly_broken_count": pl.Int64,
}  # fmt: skip


def _metric(key: str, name: Text, meaning: Text, in_words: Text, unit: Unit = Unit.SHARE, good: Good = Good.UP, *rules: Rule) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, pl.col(key).first(), rules)


LOSS = _metric(
    "loss_yuan", Text("压力损失", "Loss under stress"), Text("违约与行业受损借款人的损失之和，税前。", "What borrowers in default or in the industry cost, before tax."),
    Text("Σ max(0, 缓释后暴露 × 损失率 − 已提准备)", "Σ max(0, exposure after mitigation × loss rate − provisions held)"), Unit.YUAN, Good.DOWN, STRESS_BORROWERS, STRESS_LOSS,
)  # fmt: skip
LIQUIDITY_LOST = _metric(
    "liquidity_lost_yuan", Text("流动性流失", "Liquidity lost"), Text("流失的存款：最大存款户，以及离职客户经理带走的部分。", "Deposits that go: those of the largest depositors, and what an RM takes along."),
    Text("Σ 最大存款户存款 + 比例 × 该经理其余客户存款", "Σ deposits of the largest + share × deposits of the rest of the RM's book"), Unit.YUAN, Good.DOWN, STRESS_DEPOSITORS,
)  # fmt: skip
LIQUIDITY = _metric("liquidity_share", Text("流动性比例", "Liquidity ratio"), Text("流动性资产 ÷ 流动性负债。", "Liquid assets over liquid liabilities."), Text("流动性资产 ÷ 流动性负债", "liquid assets ÷ liquid liabilities"))
LIQUIDITY_AFTER = _metric(
    "liquidity_after_share", Text("压力后流动性比例", "Liquidity ratio after"), Text("存款流失后的流动性比例。", "The liquidity ratio once the deposits have left."),
    Text("(流动性资产 − 流失存款) ÷ (流动性负债 − 流失存款)", "(liquid assets − deposits lost) ÷ (liquid liabilities − deposits lost)"),
)  # fmt: skip
LCR = _metric("lcr_share", Text("流动性覆盖率", "LCR"), Text("合格优质流动性资产 ÷ 未来 30 天净流出。", "High-quality liquid assets over the net outflow of 30 days."), Text("合格优质流动性资产 ÷ 净流出", "HQLA ÷ net outflow"))
LCR_AFTER = _metric(
    "lcr_after_share", Text("压力后流动性覆盖率", "LCR after"), Text("存款流失后的流动性覆盖率。", "The LCR once the deposits have left."),
    Text("(合格优质流动性资产 − 流失存款) ÷ 净流出", "(HQLA − deposits lost) ÷ net outflow"),
)  # fmt: skip
CAPITAL_RATIO = _metric("capital_ratio_share", Text("资本充足率", "Capital ratio"), Text("资本净额 ÷ 风险加权资产。", "Net capital over risk-weighted assets."), Text("资本净额 ÷ 风险加权资产", "net capital ÷ RWA"))
CAPITAL_AFTER = _metric(
    "capital_ratio_after_share", Text("压力后资本充足率", "Capital ratio after"), Text("损失从资本中扣除，违约贷款的风险加权资产（已知者）从分母扣除，税前。", "The loss taken from capital, and RWA of the loans in default, where known, from RWA; before tax."),
    Text("(资本净额 − 损失) ÷ (风险加权资产 − 违约贷款的风险加权资产)", "(net capital − loss) ÷ (RWA − RWA of the loans in default)"),
)  # fmt: skip
TIER1_RATIO = _metric("tier1_ratio_share", Text("一级资本充足率", "Tier-1 ratio"), Text("一级资本净额 ÷ 风险加权资产。", "Net tier-1 over risk-weighted assets."), Text("一级资本净额 ÷ 风险加权资产", "net tier-1 ÷ RWA"))
TIER1_AFTER = _metric(
    "tier1_ratio_after_share", Text("压力后一级资本充足率", "Tier-1 ratio after"), Text("与压力后资本充足率同法。", "Worked out as the capital ratio after."),
    Text("(一级资本净额 − 损失) ÷ (风险加权资产 − 违约贷款的风险加权资产)", "(net tier-1 − loss) ÷ (RWA − RWA of the loans in default)"),
)  # fmt: skip
TIER1_LOST = _metric(
    "tier1_lost_share", Text("损失占一级资本", "Loss over tier-1"), Text("压力损失 ÷ 一级资本净额。", "The loss over net tier-1 capital."), Text("损失 ÷ 一级资本净额", "loss ÷ net tier-1"), Unit.SHARE, Good.DOWN
)
NEWLY_BROKEN = _metric(
    "newly_broken_count", Text("新突破的限额", "Limits newly broken"), Text("因资本减少而新突破的限额项数；暴露不变。", "Limits broken only because capital fell; what is owed stays as it was."),
    Text("#{使用 > 损失后限额} − #{使用 > 限额}", "#{use > limit after the loss} − #{use > limit}"), Unit.COUNT, Good.DOWN,
)  # fmt: skip
METRICS = (LOSS, LIQUIDITY_LOST, LIQUIDITY, LIQUIDITY_AFTER, LCR, LCR_AFTER, CAPITAL_RATIO, CAPITAL_AFTER, TIER1_RATIO, TIER1_AFTER, TIER1_LOST, NEWLY_BROKEN)
RATIOS = ((LIQUIDITY, LIQUIDITY_AFTER), (LCR, LCR_AFTER), (CAPITAL_RATIO, CAPITAL_AFTER), (TIER1_RATIO, TIER1_AFTER))
NAMES: dict[str, Text] = {
    "depositors": Text("存款流失", "Run-off"), "borrowers": Text("借款人违约", "Default"), "industry": Text("行业受损", "Industry"), "leaver": Text("客户经理离职", "RM leaves"),
    "provisions": Text("已提准备", "Provisions"), "rwa": Text("风险加权资产", "Risk-weighted assets"), "limits": Text("限额", "Limits"), "capital": Text("资本", "Capital"),
}  # fmt: skip


def assumed(row: dict[str, Any]) -> list[tuple[Text, Text]]:
    """(what, how) of each assumption behind a row of RESULTS."""
    def said(zh: str, en: str) -> Text:
        return Text(zh, en).fill(**row)

    return [
        (NAMES["depositors"], said("最大 {depositors_count} 户存款客户（不含同业）的全部存款同时流失", "all deposits of the {depositors_count} largest depositors, interbank left out, go at once")),
        (NAMES["borrowers"], said(
            "缓释后暴露最大的 {borrowers_count} 户同时违约，损失率 {loss_rate_share:.0%}；中央政府、中央银行与政策性银行除外", "the {borrowers_count} largest by exposure after mitigation default at once, loss rate {loss_rate_share:.0%}; central government, central bank and policy banks left out",
        )),
        (NAMES["industry"], said("{industry_zh}，损失率 {industry_loss_share:.0%}；同时违约者取较高的损失率，不重复计", "{industry_en}, loss rate {industry_loss_share:.0%}; who defaults too loses by the higher rate, once")),
        (NAMES["leaver"], said("{leaver_zh}，带走其余客户存款的 {book_loss_share:.0%}；已作为大户流失者不重复计", "{leaver_en}, {book_loss_share:.0%} of the deposits of the rest of the book; who has left as a large depositor is not counted again")),
        (NAMES["provisions"], Text("逐户先由已提准备吸收，其余计为损失，不计所得税", "held provisions bear the loss first, borrower by borrower; before tax")),
        (NAMES["rwa"], Text("违约贷款的风险加权资产（已知者）从分母扣除，损失率很低时比率可能因此上升；受损行业的不扣除", "those of the loans in default leave, where known, so that at a very low loss rate a ratio may rise; those of the industry stay")),
        (NAMES["limits"], Text("客户所欠不变，限额按损失后的资本重算", "what is owed stays; limits are taken of capital after the loss")),
        (NAMES["capital"], Text("最近一期，最多早三个月", "the latest that is known, three months old at most") if row["capital_month"] is None else Text(f"{row['capital_month']:%Y}年{row['capital_month']:%-m}月的资本", f"capital of {row['capital_month']:%b %Y}")),
    ]  # fmt: skip


def scenario(row: dict[str, Any]) -> Text:
    """What is assumed and what it costs, in one line, from a row of RESULTS; what is not shocked is left out."""
    parts = [
        (row["depositors_count"], Text("最大 {depositors_count} 户存款流失", "the {depositors_count} largest depositors leave")),
        (row["borrowers_count"] and row["loss_rate_share"], Text("最大 {borrowers_count} 户借款人违约，损失率 {loss_rate_share:.0%}", "the {borrowers_count} largest borrowers default, loss rate {loss_rate_share:.0%}")),
        (row["industry_loss_share"] and row["industry_en"] != "none", Text("{industry_zh}损失 {industry_loss_share:.0%}", "{industry_en} loses {industry_loss_share:.0%}")),
        (row["book_loss_share"] and row["leaver_en"] != "none", Text("客户经理{leaver_zh}带走 {book_loss_share:.0%}", "RM {leaver_en} leaves with {book_loss_share:.0%}")),
    ]
    said = [text.fill(**row) for is_shocked, text in parts if is_shocked] or [Text("没有冲击", "no shock")]
    lost, gone = in_words(row["loss_yuan"]), in_words(row["liquidity_lost_yuan"])
    first = said[0].en[:1].upper() + said[0].en[1:]
    return Text(f"{'；'.join(each.zh for each in said)}。损失 {lost.zh}，存款流失 {gone.zh}", f"{'; '.join([first, *(each.en for each in said[1:])])}. Loss {lost.en}, deposits gone {gone.en}")
