"""Roll-ups: who is won, kept and lost, and who shows a warning."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column

from queries import codes
from queries.schema.shape import Reach, client_key, code, count, day, flag, ident, money, month, outlet, segment, table
from queries.warning_policy import WARNINGS

BRIDGE_MEASURES = (("deposit", "存款", "deposits"), ("loan", "贷款", "loans"), ("aum", "管理资产", "AUM"), ("revenue", "近 12 个月收入", "trailing-12-month revenue"))
BRIDGE_STEPS = (
    ("opening", "期初", "opening"), ("new", "新增", "new"), ("reactivated", "激活", "reactivated"), ("expansion", "增长", "expansion"),
    ("contraction", "收缩", "contraction"), ("lost", "流失", "lost"), ("closing", "期末", "closing"),
)  # fmt: skip


def held_by() -> Iterator[Column[Any]]:
    """Where a client belongs: empty strings stand for no RM and no tier, so that every part of the key is there."""
    yield outlet(key=True)
    yield ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", key=True)
    yield segment(key=True)
    yield ident("star_tier", "星级（空串为无） | star tier, empty string for none", key=True)


def openings() -> Iterator[Column[Any]]:
    for level, zh, en in BRIDGE_MEASURES:
        yield money(f"{level}_yuan", f"{zh}期初余额 | {en} at the opening")


client_life = table(
    "client_life", "客户生命状态（按月） | each client's state at month-end, from its first loaded month on", Reach.OUTLET,
    month(), client_key(key=True), outlet(),
    ident("rm_id", "客户经理工号（空串为无客户经理；流失者为上月末） | RM staff number, empty string for none; of a lost client, that of the month before", must=True),
    segment(), ident("star_tier", "星级（空串为无） | star tier, empty string for none", must=True), count("product_count", "持有产品数 | products held"),
    code("state", "状态 | state", codes.LIFE_STATES, must=True), code("event", "当月事件 | event of the month", codes.LIFE_EVENTS),
    count("quiet_count", "连续静默月数 | quiet months in a row", must=True),
    flag("was_lost", "历史上曾流失 | lost at least once in the loaded history", must=True),
    money("deposit_yuan", "存款（已销户为零） | deposits, nothing once closed", must=True), money("loan_yuan", "贷款（已销户为零） | loans, nothing once closed", must=True),
    money("aum_yuan", "管理资产（已销户为零） | AUM, nothing once closed", must=True),
    money("revenue_year_yuan", "近 12 个月收入 | trailing-12-month revenue", must=True),
    money("contribution_year_yuan", "近 12 个月贡献度 | trailing-12-month contribution", must=True), mart=True,
)  # fmt: skip
client_entry = table(
    "client_entry", "客户首次活跃 | each client's first active month, with what it was then", Reach.OUTLET,
    month(), client_key(key=True), outlet(), segment(),
    ident("star_tier", "星级（空串为无） | star tier, empty string for none", must=True), ident("products", "持有产品数分组 | products held, as a band", must=True),
    count("opened_no", "开户月序号（年×12＋月−1） | month of opening as a number, year × 12 + month − 1", must=True), mart=True,
)  # fmt: skip
churn_month = table(
    "churn_month", "客户流失月度汇总（三种粒度各一套） | clients and balances won, lost and kept, where each belongs; once by each grain", Reach.OUTLET,
    month(), code("grain", "粒度：网点、客户经理或星级 | grain: outlets, RMs or tiers", codes.CHURN_GRAINS, key=True), *held_by(),
    *(count(f"{name}_count", comment, must=True) for name, comment in (
        ("opening", "期初活跃客户 | active clients at the opening"), ("new", "新增客户 | new clients"), ("reactivated", "激活客户 | reactivated clients"),
        ("lost", "流失客户 | lost clients"), ("closing", "期末活跃客户 | active clients at the close"), ("dormant", "期末休眠客户 | dormant clients at the close"),
        ("unused", "期末未启用客户 | clients opened and not yet used"), ("lost_year_ago", "一年前当月流失客户 | clients lost in the month a year before"),
        ("won_back", "其中一年内再度活跃 | of which active again within the year"),
    )),
    *(money(f"{level}_{step}_yuan", f"{zh}：{step_zh} | {en}: {step_en}") for level, zh, en in BRIDGE_MEASURES for step, step_zh, step_en in BRIDGE_STEPS),
    mart=True,
)  # fmt: skip
churn_run_down = table(
    "churn_run_down", "流失前回落 | how far lost clients had fallen, before they were lost, from their highest month-end of the year before", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True), count("lost_count", "流失客户 | lost clients", must=True),
    *(money(f"{level}_run_down_yuan", f"{zh}：流失前回落 | {en}: run-down before loss") for level, zh, en in BRIDGE_MEASURES if level != "revenue"), mart=True,
)  # fmt: skip
churn_move = table(
    "churn_move", "客户跨网点或条线移动（成对） | clients who changed outlet or segment, with their opening balances, as pairs", Reach.OUTLET,
    month(), count("pair_no", "成对序号 | the pair's running number", key=True), code("side", "移入或移出 | side", codes.MOVE_SIDES, key=True), *held_by(),
    count("client_count", "活跃客户数 | active clients", must=True), *openings(), mart=True,
)  # fmt: skip
churn_inside = table(
    "churn_inside", "网点与条线之内的移动 | moves between the RMs, or the star tiers, of one outlet and segment, with opening balances", Reach.OUTLET,
    month(), code("grain", "粒度：客户经理或星级 | grain: RMs or tiers", codes.CHURN_GRAINS, key=True), *held_by(),
    count("moved_in_count", "移入活跃客户 | active clients moved in", must=True), count("moved_out_count", "移出活跃客户 | active clients moved out", must=True),
    *(money(f"{level}_moved_{side}_yuan", f"{zh}：{side_zh} | {en} moved {side}") for level, zh, en in BRIDGE_MEASURES for side, side_zh in (("in", "移入"), ("out", "移出"))), mart=True,
)  # fmt: skip
churn_kept = table(
    "churn_kept", "一年前活跃客户的留存 | what is left of the clients active a year before, by the tier of then; moves as pairs", Reach.OUTLET,
    month(), count("pair_no", "成对序号（零为未移动） | the pair's running number, zero for those who stayed", key=True),
    code("side", "移入或移出 | side", codes.MOVE_SIDES, key=True), outlet(key=True), segment(key=True),
    ident("star_tier", "一年前的星级（空串为无） | star tier of a year before, empty string for none", key=True),
    count("client_count", "一年前活跃客户 | clients active a year before", must=True), count("kept_count", "其中仍活跃 | of which active now", must=True),
    *(money(f"{level}_{part}_yuan", f"{zh}：{part_zh} | {en}: {part_en}") for level, zh, en in BRIDGE_MEASURES
      for part, part_zh, part_en in (("opening", "一年前", "a year before"), ("kept", "保住（两端较小者）", "kept, the lesser of both ends"), ("closing", "现在", "now"))),
    mart=True,
)  # fmt: skip
churn_cut = table(
    "churn_cut", "流失客户构成 | clients lost, by what they were at the end of the month before", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True), code("cut", "分组方式 | cut", codes.CHURN_CUTS, key=True), ident("value", "分组（空串为无） | group, empty string for none", key=True),
    count("opening_count", "期初活跃客户 | active clients at the opening", must=True), count("lost_count", "流失客户 | lost clients", must=True),
    *(money(f"{level}_lost_yuan", f"流失客户带走的{zh} | {en} that lost clients took", must=True) for level, zh, en in BRIDGE_MEASURES if level != "revenue"), mart=True,
)  # fmt: skip
churn_watch = table(
    "churn_watch", "客户留存观察表 | clients who came under watch and who were first lost, by what they were on entry", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True), ident("star_tier", "星级（空串为无） | star tier, empty string for none", key=True),
    ident("products", "持有产品数分组 | products held, as a band", key=True), count("opened_no", "开户月序号 | month of opening as a number", key=True),
    count("entered_count", "进入观察 | came under watch", must=True), count("lost_count", "首次流失 | lost for the first time", must=True), mart=True,
)  # fmt: skip
churn_cohort = table(
    "churn_cohort", "开户季度群组 | clients opened in each quarter, where they were opened", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True), count("quarter_no", "开户季度首月序号 | first month of the quarter of opening as a number", key=True),
    count("member_count", "群组客户数 | clients of the cohort", must=True), count("active_count", "其中活跃 | of which active", must=True),
    *(money(f"{level}_yuan", f"{zh} | {en}", must=True) for level, zh, en in BRIDGE_MEASURES if level != "revenue"), mart=True,
)  # fmt: skip
client_warning = table(
    "client_warning", "客户流失预警 | active clients with an early warning at the month's end, by what was known then", Reach.OUTLET,
    month(), client_key(key=True), outlet(),
    ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", must=True), segment(),
    ident("star_tier", "星级（空串为无） | star tier, empty string for none", must=True),
    *(flag(warning.key, f"{warning.name.zh} | {warning.name.en.lower()}", must=True) for warning in WARNINGS),
    flag("is_silent", "静默流失 | silently going: AUM well below the mean of the three months before", must=True),
    money("balance_yuan", "余额（个人为 AUM，其他为存款） | balances: AUM of personal clients, deposits of others", must=True),
    money("balance_before_yuan", "前三个月平均余额 | mean balances of the three months before"),
    money("deposit_yuan", "存款 | deposits", must=True), money("loan_yuan", "贷款 | loans", must=True), money("aum_yuan", "管理资产 | AUM", must=True),
    money("aum_before_yuan", "前三个月平均管理资产 | mean AUM of the three months before"),
    money("revenue_year_yuan", "近 12 个月收入 | trailing-12-month revenue", must=True),
    day("last_contact_on", "最近一次联系上（近一年内） | last reached, within a year"),
    day("matures_on", "最近一笔未沟通到期日 | next maturity nobody has talked about"), money("maturing_yuan", "未沟通的到期金额 | maturing within the days of policy, not talked about"),
    mart=True,
)  # fmt: skip
warning_month = table(
    "warning_month", "流失预警月度汇总 | clients with an early warning or silently going, added up by outlet, segment and the warnings they show", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True), *(flag(warning.key, f"{warning.name.zh} | {warning.name.en.lower()}", key=True) for warning in WARNINGS),
    count("client_count", "客户数 | clients", must=True),
    money("balance_yuan", "余额（个人为 AUM，其他为存款） | balances: AUM of personal clients, deposits of others", must=True),
    money("revenue_year_yuan", "近 12 个月收入 | trailing-12-month revenue", must=True),
    count("silent_count", "其中静默流失 | of which silently going", must=True),
    money("silent_before_yuan", "静默流失：前三个月平均管理资产 | silently going: mean AUM of the three months before", must=True),
    money("silent_aum_yuan", "静默流失：管理资产 | silently going: AUM", must=True), mart=True,
)  # fmt: skip
