"""Roll-ups: the client pyramid, moves between tiers, and clients on their way to being large."""

from queries import codes
from queries.schema.shape import Reach, client_key, code, count, ident, money, month, outlet, segment, share, table

NO_RM = "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM"

client_pyramid = table(
    "client_pyramid", "客户金字塔（入选者） | clients picked by their outlet or higher up, with the highest tier reached; all other active clients are other", Reach.OUTLET,
    month(), client_key(key=True), outlet(), ident("rm_id", NO_RM, must=True), segment(),
    code("tier", "金字塔层级 | pyramid tier", codes.PYRAMID_TIERS, must=True), mart=True,
)  # fmt: skip
tier_month = table(
    "tier_month", "金字塔月度汇总 | active clients added up by outlet, RM, segment and pyramid tier", Reach.OUTLET,
    month(), outlet(key=True), ident("rm_id", NO_RM, key=True), segment(key=True), code("tier", "金字塔层级 | pyramid tier", codes.PYRAMID_TIERS, key=True),
    count("client_count", "活跃客户数 | active clients", must=True),
    money("deposit_yuan", "存款余额 | deposits", must=True), money("loan_yuan", "贷款余额 | loans", must=True), money("aum_yuan", "管理资产 | AUM", must=True),
    money("revenue_yuan", "当月营业收入 | revenue of the month", must=True), money("contribution_yuan", "当月贡献度 | contribution of the month", must=True), mart=True,
)  # fmt: skip
tier_move = table(
    "tier_move", "客户层级变动（按月） | clients whose tier changed in the month; whoever changed outlet or segment too is a pair", Reach.OUTLET,
    month(), code("kind", "层级类别：金字塔、星级或大客户 | kind of tier: pyramid, star or large", codes.TIER_KINDS, key=True),
    code("side", "移入、移出或未移动 | side", codes.MOVE_SIDES, key=True), client_key(key=True),
    count("pair_no", "成对序号（零为未移动） | the pair's running number, zero for those who stayed", must=True),
    outlet(), ident("rm_id", NO_RM, must=True), segment(),
    ident("from_tier", "上月层级（移入者为空；非活跃另有代码） | tier a month before; empty for who moved in, none for who was not active"),
    ident("to_tier", "本月层级（移出者为空；非活跃另有代码） | tier now; empty for who moved out, none for who is not active"),
    money("aum_then_yuan", "上月末管理资产（移入者为空） | AUM a month before, empty for who moved in"),
    money("aum_now_yuan", "本月末管理资产（移出者为空） | AUM now, empty for who moved out"), mart=True,
)  # fmt: skip
client_potential = table(
    "client_potential", "接近大客户标准的客户 | clients between half of the large-client line and the line, with the growth of the year", Reach.OUTLET,
    month(), client_key(key=True), outlet(), ident("rm_id", NO_RM, must=True), segment(),
    money("sixfold_yuan", "近三个月平均值的六倍 | six times the three-month mean value, exact", must=True),
    count("present_count", "近 12 个月中有值的月末数 | month-ends of the last twelve with a value, at this outlet and in this segment", must=True),
    share("slope_share", "对数值的每月斜率（最小二乘） | slope of ln(value) a month, least squares"), mart=True,
)  # fmt: skip
