"""The client pyramid, moves between tiers, and large clients coming, going and on their way."""

from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS
from queries.text import Text

PYRAMID_PAGE = Text("客户金字塔", "Client pyramid")
PYRAMID_QUESTION = Text("各级管理哪些客户，他们持有和贡献多少，谁升谁降，谁将成为大客户？", "Whom does each level look after, how much do they hold and bring, who rose or fell, and who becomes large next?")
NO_PYRAMID = Text("所选范围该月没有活跃客户。请更换机构、条线或月份。", "There are no active clients in this scope and month. Choose another unit, segment or month.")
PYRAMID_OF_BOOK = Text("本人管户：所处层级、本月升降与潜在大客户。", "Your own book: tiers, who rose and fell this month, and potential large clients.")
TIERS_PANEL = Text("五个层级各占多少", "What each of the five tiers holds")
TIERS_LEGEND = Text("占全部活跃客户的比例，%；收入与贡献为当月；累计、金额与客户经理数见表（{unit}）", "Share of all active clients, %; revenue and contribution of the month; cumulative, amounts and RMs in the table ({unit})")
PYRAMID_TREND = Text("核心及以上占比：按月", "Core and above, by month")
PYRAMID_TREND_LEGEND = Text("月末；贡献为当月；各层户数见表", "At month-end; contribution of the month; clients by tier in the table")
PYRAMID_UNITS = Text("核心及以上的管理资产占比：下一级机构", "Share of AUM with core clients and above, by the next level down")
PYRAMID_UNITS_LEGEND = Text("强色为现在，弱色为上年同月；各层户数、金额与贡献见表（{unit}）", "Strong: now, faint: a year before; clients by tier, amounts and contribution in the table ({unit})")
PYRAMID_MATRIX = Text("金字塔升降：上月至本月", "Moves between tiers, month to month")
PYRAMID_MATRIX_LEGEND = Text("行为上月末，列为本月末，占行的 %；灰为未变；移入移出范围见表", "Row: a month before, column: now, % of the row; grey: stayed; moves in and out of the scope in the table")
PYRAMID_MOVERS = Text("金字塔升降的客户", "Clients who rose or fell in the pyramid")
MOVERS_LEGEND = Text("管理资产大者在前（{unit}），最多 200 户", "The largest AUM first ({unit}), 200 at most")
NO_MOVES = Text("没有上一个月可比，或当月无人升降。", "There is no month before to compare with, or nobody moved.")
STAR_MATRIX = Text("星级升降：上月至本月", "Moves between star tiers, month to month")
STAR_MOVERS = Text("星级升降的客户", "Clients whose star tier changed")
STAR_MATRIX_LEGEND = Text("行为上月末，列为本月末，占行的 %；自第四个已装载月份起", "Row: a month before, column: now, % of the row; from the fourth loaded month on")
TOP_CLIENTS = Text("高层级客户", "Clients of the higher tiers")
TOP_CLIENTS_LEGEND = Text("层级高、管理资产大者在前（{unit}），最多 200 户；白金归总行、黄金归分行、金质归支行、核心归网点管理", "The highest tier, then the largest AUM first ({unit}), 200 at most; platinum is managed by head office, gold by branches, gold-medal by sub-branches, core by outlets")
NO_TOP_CLIENTS = Text("没有贡献度为正、入选核心及以上的客户。", "No client with a positive contribution was picked as core or above.")
PYRAMID_RMS = Text("谁管理他们：按客户经理", "Who looks after them, by RM")
PYRAMID_RMS_LEGEND = Text("核心及以上当月贡献大者在前（{unit}）；连同“无客户经理”合计等于本机构", "The largest contribution of core and above in the month first ({unit}); with “No RM” they add up to the unit")
LARGE_UNITS = Text("大客户：下一级机构", "Large clients by the next level down")
LARGE_UNITS_LEGEND = Text("户，由多到少；右侧为累计占比；进出、移动与每名客户经理户数见表", "Clients, the most first; running share at the right; entries, exits, moves and per RM in the table")
NO_LARGE = Text("所选范围没有大客户。", "There are no large clients in this scope.")
LARGE_MOVERS = Text("本月进出的大客户", "Large clients who came or went this month")
NO_LARGE_MOVES = Text("本月没有大客户进出。", "No large client came or went this month.")
LARGE_RMS = Text("大客户：按客户经理", "Large clients by RM")
LARGE_RMS_LEGEND = Text("户，多者在前；占其客户的比例", "Clients, the most first; as a share of the RM's clients")
POTENTIAL_PANEL = Text("潜在大客户", "Potential large clients")
POTENTIAL_LEGEND = Text(
    "近三个月平均值在标准的 50% 至 100% 之间，按近一年月末值的增长在 12 个月内达到标准；最早者在前（{unit}）",
    "Three-month mean between 50% and 100% of the line, reaching it within 12 months at the growth of the year's month-ends; the soonest first ({unit})",
)  # fmt: skip
NO_POTENTIAL = Text("没有按其增长可在 12 个月内达到标准的客户，或历史不足九个月。", "Nobody reaches the line within 12 months at their growth, or there are under nine months of history.")
PAST_PANEL = Text("此类预测过去是否应验", "How such forecasts did")
PAST_LEGEND = Text("十二个月前的预测，与同一区间其他客户相比；全行统一", "The forecasts of twelve months ago, beside the other clients who were as near to the line; whole bank")
NO_PAST = Text("历史不足：预测须满十二个月才能检验。", "Too little history: a forecast is judged after twelve months.")
PYRAMID_FIGURES = Text("全部金字塔与大客户指标", "All figures of the pyramid and of large clients")
CLIENT_TIERS = Text("层级轨迹", "Path of tiers")
CLIENT_TIERS_LEGEND = Text("范围内每个活跃月份的金字塔层级与星级，最近者在前", "Pyramid tier and star tier of every active month within the scope, the latest first")
NO_CLIENT_TIERS = Text("范围内没有活跃月份。", "No active month within the scope.")
COLUMNS |= {
    "client_segment": Text("条线", "Segment"), "since_month": Text("起始月", "From"), "until_month": Text("截止月", "Until"), "kept_months_count": Text("月数", "Months"),
    "managed": Text("管理层级", "Managed by"), "is_cumulative": Text("累计", "With all above"), "rm_count": Text("客户经理", "RMs"), "client_count": Text("户数", "Clients"), "client_share": Text("户数占比", "Share of clients"),
    "deposit_share": Text("存款占比", "Share of deposits"), "loan_share": Text("贷款占比", "Share of loans"), "aum_share": Text("AUM 占比", "Share of AUM"), "revenue_share": Text("收入占比", "Share of revenue"),
    "contribution_share": Text("贡献占比", "Share of contribution"), "other_count": Text("其他客户", "Other clients"), "picked_aum_yuan": Text("核心及以上 AUM", "AUM, core and above"),
    "picked_contribution_yuan": Text("核心及以上贡献", "Contribution, core and above"), "tier": Text("层级", "Tier"), "way": Text("变动", "Way"), "clients_count": Text("户数", "Clients"),
    "aum_then_yuan": Text("上月 AUM", "AUM before"), "aum_now_yuan": Text("本月 AUM", "AUM now"), "mean_yuan": Text("三个月均值", "Three-month mean"), "line_share": Text("占标准", "Of the line"),
    "growth_share": Text("月增长", "Growth a month"), "months_left": Text("尚需月数", "Months left"), "crosses_on": Text("预计月份", "Expected in"), "foreseen_count": Text("预测", "Forecast"),
    "crossed_count": Text("已成为大客户", "Large since"), "others_count": Text("其他客户", "Others in the band"), "others_crossed_count": Text("其中成为大客户", "Of them large since"), "others_share": Text("其他达标比例", "Share of the others"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "managed": Text("每级管理自己选出的客户。", "Each level manages the clients it picked."), "is_cumulative": Text("是：该层及以上；否：互不重叠的一层。", "Yes: with all tiers above; no: one of the disjoint five."),
    "rm_count": Text("持有该层客户的客户经理人数。", "RMs who look after clients of the tier."), "tier": Text("客户所达到的最高层级；按全行排名，与所见范围无关。", "The highest tier the client reached; ranked over the whole bank, whatever part is seen."),
    "way": Text("升、降、新增、流失，或移入移出所见范围。", "Up, down, new, lost, or moved in or out of what is seen."), "mean_yuan": Text("个人为管理资产，其他为存款加贷款，近三个月平均。", "AUM for personal clients, deposits plus loans for others, mean of three months."),
    "line_share": Text("三个月均值 ÷ 大客户标准。", "Three-month mean over the large-client line."), "growth_share": Text("近 12 个月末值取对数后最小二乘的月增长。", "Growth a month by least squares on the logarithm of twelve month-ends."),
    "crosses_on": Text("按此增长，该月末达到标准。", "At that growth the line is reached at this month's end."), "others_share": Text("同一区间内未被预测的客户成为大客户的比例。", "Share of those of the band not forecast who have been large since."),
    "picked_aum_yuan": Text("核心、金质、黄金、白金客户的管理资产。", "AUM of core, gold-medal, gold and platinum clients."), "picked_contribution_yuan": Text("核心、金质、黄金、白金客户当月的贡献度。", "The month's contribution of core, gold-medal, gold and platinum clients."),
}  # fmt: skip
_OF_ALL = Text("占所见范围全部活跃客户的比例。", "Share of all active clients of what is seen.")
COLUMN_MEANINGS |= dict.fromkeys(("client_share", "deposit_share", "loan_share", "aum_share", "revenue_share", "contribution_share"), _OF_ALL)
COLUMN_MEANINGS |= {
    "client_segment": Text("客户所属条线，大客户标准随之不同。", "The client's segment, which sets the large-client line."), "since_month": Text("这一层级与星级的第一个月。", "The first month in these tiers."), "until_month": Text("最后一个月。", "The last month in them."), "kept_months_count": Text("在其中的月数。", "Months in them."),
    "other_count": Text("未被网点选入的活跃客户。", "Active clients not picked by their outlet."), "clients_count": Text("客户户数。", "How many clients."),
    "months_left": Text("按此增长达到标准所需的整月数。", "Whole months to the line at that growth."), "foreseen_count": Text("十二个月前被预测将达到标准的客户。", "Clients who were forecast to cross twelve months before."),
    "crossed_count": Text("其中此后至少一个月末为大客户。", "Of them, clients who have been large at a month's end since."), "others_count": Text("当时在同一区间而未被预测的客户。", "Clients of the band then who were not forecast."),
    "others_crossed_count": Text("其中此后成为大客户。", "Of them, clients who have been large since."),
}  # fmt: skip
PYRAMID_SHARES = {
    "client_share": Text("户数", "Clients"), "aum_share": Text("AUM", "AUM"), "deposit_share": Text("存款", "Deposits"), "loan_share": Text("贷款", "Loans"), "revenue_share": Text("收入", "Revenue"), "contribution_share": Text("贡献", "Contribution"),
}  # fmt: skip
