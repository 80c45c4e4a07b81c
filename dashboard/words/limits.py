"""Limits and stress: who owes too much, what hangs on few depositors, and what a shock would cost."""

from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS, PARAMETERS
from queries.text import Text

LIMITS = Text("限额与压力测试", "Limits and stress")
LIMITS_QUESTION = Text("谁接近或突破限额，少数大户出事时本行还剩多少？", "Who is near or above a limit, and what is left if a few large ones go?")
NO_OWED = Text("所选范围该月没有风险暴露：银行未提供合同与贷款，或均为零。", "There are no exposures in this scope and month: the bank supplied neither contracts nor loans, or they are nothing.")
LADDER_CHART = Text("限额使用率：使用最高者", "Use of limits: the most used")
LADDER_CHART_LEGEND = Text("使用 ÷ 限额；竖线为 80%（接近）与 100%（突破）；余量见表（{unit}）", "Use ÷ limit; upright lines at 80% (near) and 100% (broken); headroom in the table ({unit})")
NO_CAPITAL_DATA = Text("缺少数据，限额无法计算：{gaps}。", "Limits cannot be told, for want of data: {gaps}.")
RULES_PANEL = Text("各项限额与依据", "The limits and their sources")
RULES_LEGEND = Text("基数为截至月前三个月内最近的资本；限额单位：{unit}", "The base is the latest capital of at most three months before; limits in {unit}")
LADDER = Text("限额明细：每户每项限额", "The limit ladder, holder by holder")
LADDER_LEGEND = Text("使用最高者在前（{unit}）；接近或突破的全部列出；贷款与集团授信按缓释前，其余按缓释后", "Those with most use first ({unit}); all that are near or broken; loans and group credit before mitigation, the others after it")
LADDER_PART = Text("本范围内的部分", "Your part of what is owed")
LADDER_PART_LEGEND = Text("本范围内客户所欠及占资本基数的比例（{unit}）；集团只计范围内的成员", "What clients of this scope owe, and its share of the base ({unit}); of a group only the members within the scope")
MOVES = Text("较上月的进入与离开", "Entries and exits since last month")
MOVES_LEGEND = Text("突破、接近与大额风险暴露（超过一级资本净额 2.5%），金额大者在前（{unit}）", "Broken, near and large exposures (above 2.5% of net tier-1), the largest first ({unit})")
NO_LIMIT_MOVES = Text("自上月以来没有进入或离开者，或本范围不显示状态。", "Nobody came or went since last month, or this scope is not told of standings.")
DEPOSITORS_PANEL = Text("最大存款户", "Largest depositors")
DEPOSITORS_LEGEND = Text("存款（{unit}），不含同业；右侧为占全部存款的累计占比；依次流失后的流动性见表", "Deposits ({unit}), interbank left out; at the right the running share of all deposits; liquidity once they have left in the table")
NO_DEPOSITORS = Text("所选范围该月没有存款客户。", "There are no depositors in this scope and month.")
GAPS = Text("缺少的数据", "What is missing")
GAPS_LEGEND = Text("补齐后下列数字即可计算", "Once it is supplied, the figures that need it can be told")

# stress
STRESS_BELOW_ZERO = Text("{said}；低于零＝流失超过可动用的流动性资产", "{said}; below zero: more leaves than the liquid assets can pay")
STRESS_RATIOS = Text("压力测试：比率前后", "Stress: ratios before and after")
STRESS_LIMITS = Text("压力测试：资本减少后新突破的限额", "Stress: limits newly broken once capital has fallen")
STRESS_LIMITS_LEGEND = Text("暴露不变，限额按损失后资本重算（{unit}）", "What is owed stays, limits are taken of capital after the loss ({unit})")
NO_NEWLY_BROKEN = Text("没有因资本减少而新突破的限额，或本范围不显示限额。", "No limit is newly broken because capital fell, or this scope is not told of limits.")
STRESS_BORROWERS_PANEL = Text("压力测试：违约或受损的借款人", "Stress: borrowers who default or suffer")
STRESS_BORROWERS_LEGEND = Text("暴露最大者在前（{unit}）；损失 = 暴露 × 损失率 − 已提准备，不小于零", "The largest exposures first ({unit}); loss = exposure × rate − provisions held, never below nothing")
NO_STRESSED = Text("本情景没有借款人违约或受损。", "No borrower defaults or suffers in this scenario.")
ASSUMPTIONS = Text("压力测试的假设", "What the stress assumes")
ASSUMPTIONS_LEGEND = Text("在页面上方选择；文件与报告均附此表", "Chosen above; the table goes with every file and report")
STRESS_BOXES = {
    "depositors": Text("压力：流失存款户", "Stress: depositors leave"), "borrowers": Text("压力：违约借款户", "Stress: borrowers default"), "loss": Text("压力：损失率", "Stress: loss rate"),
    "industry": Text("压力：行业", "Stress: industry"), "industry_loss": Text("压力：行业损失", "Stress: industry loses"), "book": Text("压力：经理带走", "Stress: RM takes"),
}  # fmt: skip
LARGEST_N = Text("最大 {n} 户", "{n} largest")
NO_INDUSTRY = Text("无", "None")
CLIENT_LIMITS = Text("限额使用", "Use of limits")
CLIENT_LIMITS_LEGEND = Text("该客户及其集团（{unit}）；使用率与余量只在全行范围内显示，其他范围只见所占部分", "Of the client and its group ({unit}); use and headroom for the whole bank only, others see their part")
NO_CLIENT_LIMITS = Text("该客户没有受限额约束的风险暴露。", "The client has no exposure to which a limit applies.")
USED = Text("使用率", "Used")
ALT_USED = Text("限额使用率：{name} {share} 最高；{broken} 项突破，{near} 项接近。", "Use of limits: {name} is highest with {share}; {broken} broken, {near} near.")
USED_OF = Text("{holder} · {limit}", "{holder} · {limit}")

PARAMETERS |= STRESS_BOXES
COLUMNS |= {
    "limit": Text("限额项目", "Which limit"), "holder_kind": Text("类别", "Kind"), "capital_base": Text("基数", "Base"), "capital_month": Text("资本月份", "Capital of"), "limit_share": Text("限额比例", "Limit %"),
    "limit_yuan": Text("限额", "Limit"), "use_yuan": Text("使用", "Use"), "headroom_yuan": Text("余量", "Headroom"), "use_share": Text("使用率", "Use %"), "before_use_share": Text("上月使用率", "Use, last month"), "unstressed_use_share": Text("压力前使用率", "Use before"),
    "capital_share": Text("占基数", "Share of base"), "is_large": Text("大额暴露", "Large"), "before_yuan": Text("上月", "Last month"), "use": Text("计量", "Measured by"), "broken_count": Text("突破", "Broken"),
    "near_count": Text("接近", "Near"), "missing": Text("缺少", "Missing"), "exposure_yuan": Text("缓释后暴露", "Exposure"), "provision_yuan": Text("已提准备", "Provisions"),
    "loss_rate_share": Text("损失率", "Loss rate"), "is_in_default": Text("违约", "In default"), "before_share": Text("压力前", "Before"), "after_share": Text("压力后", "After"),
    "gross_yuan": Text("缓释前暴露", "Before mitigation"), "net_yuan": Text("缓释后暴露", "After mitigation"), "ratio": Text("比率", "Ratio"), "assumed": Text("假设", "Assumed"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "limit": Text("限额的名称；依据见“各项限额与依据”。", "The limit's name; its source is in “The limits and their sources”."), "holder_kind": Text("单一客户或集团。", "One client, or a group."),
    "capital_base": Text("限额是它的一定比例。", "What the limit is a share of."), "capital_month": Text("所用资本数据的月份。", "The month of the capital used."),
    "limit_share": Text("限额占基数的比例。", "The limit as a share of its base."), "limit_yuan": Text("基数 × 比例，舍至分。", "Base × share, rounded down to the cent."),
    "use_yuan": Text("与限额相比的金额；非全行范围为本范围内的部分。", "The amount set against the limit; of a part of the bank, its part."), "headroom_yuan": Text("限额减使用；突破时为负。", "Limit less use; below zero where it is broken."),
    "use_share": Text("使用 ÷ 限额。", "Use over limit."), "before_use_share": Text("上月末的使用率。", "Use at the end of last month."), "unstressed_use_share": Text("压力之前的使用率。", "Use before the stress."),
    "capital_share": Text("使用 ÷ 基数。", "Use over the base."), "is_large": Text("缓释后暴露是否超过一级资本净额的 2.5%。", "Whether the exposure after mitigation is above 2.5% of net tier-1."),
    "before_yuan": Text("上月末的金额；低于一级资本 0.5% 者不列。", "The amount at the end of last month; not told below 0.5% of tier-1."), "use": Text("与限额相比的是什么。", "What is set against the limit."),
    "broken_count": Text("使用超过限额的户数。", "Holders above the limit."), "near_count": Text("使用达到限额 80% 而未突破的户数。", "Holders at 80% or more and not above it."),
    "exposure_yuan": Text("表内外暴露减合格缓释。", "On and off the balance sheet, less recognised mitigation."), "provision_yuan": Text("已计提的减值准备。", "Provisions held."),
    "loss_rate_share": Text("暴露中损失的比例；同时违约且在受损行业者取较高者。", "What is lost of the exposure; the higher of both for who defaults and is in the industry."),
    "is_in_default": Text("是否为违约的最大借款户；否则只随行业受损。", "Whether they are among those who default; else they suffer with the industry only."),
    "before_share": Text("压力之前。", "Before the stress."), "after_share": Text("压力之后。", "After the stress."), "gross_yuan": Text("表内外合计，未减缓释。", "On and off the balance sheet, nothing taken off."),
    "net_yuan": Text("表内外合计减合格缓释。", "On and off the balance sheet, less recognised mitigation."), "missing": Text("银行未提供或已过期的数据。", "What the bank did not supply, or what is too old."), "assumed": Text("压力测试如何假定。", "What the stress takes for granted."), "ratio": Text("比率的名称；算法见指标口径。", "Which ratio; the glossary says how it is worked out."),
}  # fmt: skip
