"""Headcount, teams, leaving and load."""

from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS
from queries.text import Text

# headcount
HEADCOUNT = Text("团队人力", "Team headcount")
HEADCOUNT_QUESTION = Text("人够不够，缺在哪里，明年还够吗？", "Have we the people, where, and will we have them next year?")
NO_STAFF = Text("所选范围内没有客户经理或编制。请更换机构或条线。", "There are no RMs or posts in the chosen scope. Choose another unit or segment.")
NO_STAFF_OF_BOOK = Text("单个管户没有人力数据。请选择机构查看。", "A single book has no headcount. Choose a unit to see one.")
BRIDGE = Text("人数由期初到期末：截至 {month}（{period}）", "From opening to closing heads: {period} to {month}")
BRIDGE_LEGEND = Text("强色＝期初与期末，其间为增减；范围内部调动不计；名单见下", "Strong: opening and closing, between them what came and went; moves inside do not count; the names stand below")
BRIDGE_STEPS = {
    "opening_count": Text("期初", "Opening"),
    "joiners_count": Text("入职", "Joined"),
    "transfers_in_count": Text("调入", "Transfers in"),
    "promoted_count": Text("见习转正", "Promoted"),
    "leavers_count": Text("离职", "Left"),
    "transfers_out_count": Text("调出", "Transfers out"),
    "moved_count": Text("转其他工作", "Other work"),
    "closing_count": Text("期末", "Closing"),
}
UNITS_BY_POSTS = Text("下一级机构：人数与编制", "Next level down: RMs against establishment")
UNITS_BY_POSTS_LEGEND = Text("强色＝人数，框＝编制；右侧为差额（人，%），缺口最大者在上", "Filled: RMs, outlined: establishment; at the right the gap (RMs, %), the largest on top")
NO_ESTABLISHMENT_LEGEND = Text("所选范围没有编制数据，仅列人数", "No establishment was supplied for this scope, so only heads are shown")
OUTLOOK = Text("人数走势：{past} 个月与其后 {ahead} 个月", "Heads: {past} months and the {ahead} to come")
OUTLOOK_LEGEND = Text(
    "强色＝实绩，虚线＝编制，斜纹＝按此前至多 24 个月的进出率推算，细线＝10–90% 区间。回测：一年前的预测平均偏差 {miss}，{covered} 的月份在区间内",
    "Strong: actual, dotted: establishment, hatched: carried on at the rates of up to 24 months before, whiskers: 10 to 90%. Back-test: a year ago's forecast missed by {miss} on average; {covered} of months lay within",
)
OUTLOOK_UNTESTED = Text(
    "强色＝实绩，虚线＝编制，斜纹＝按此前至多 24 个月的进出率推算，细线＝10–90% 区间；历史不足，无法回测",
    "Strong: actual, dotted: establishment, hatched: carried on at the rates of up to 24 months before, whiskers: 10 to 90%; too little history for a back-test",
)
OUTLOOK_NONE = Text("强色＝实绩，虚线＝编制；历史不足 12 个月，未作预测", "Strong: actual, dotted: establishment; under 12 months of history, so no forecast")
PYRAMID = Text("等级结构：现在与一年前", "Grades: now and a year ago")
PYRAMID_LEGEND = Text("人数；见习不计", "Heads; trainees apart")
GRADE_MOVES = Text("等级变动：12 个月", "Moves between grades over 12 months")
GRADE_MOVES_LEGEND = Text("行＝一年前，列＝现在；一年前和现在均在本范围者，含见习", "Row: a year ago, column: now; those in the scope both times, trainees too")
NO_GRADE_MOVES = Text("没有一年前和现在均在本范围的人员。", "Nobody was in this scope both a year ago and now.")
HEADS = Text("人数", "Heads")
ALT_GRADE_MOVES = Text("{count} 人：{stayed} 未变，{better} 升级，{worse} 降级。", "{count} people: {stayed} stayed, {better} moved up, {worse} moved down.")
BANDS_PANEL = Text("按等级段：人数与编制", "By grade band: RMs against establishment")
BANDS_LEGEND = Text("空缺与超编按网点和等级段逐处计算，不相抵", "Vacancies and surplus are counted outlet by outlet and band by band, and do not offset")
GROUPS_PANEL = Text("司龄、学历与用工形式", "Tenure, education and contract")
GROUPS_LEGEND = Text("现在与一年前的人数；占比为现在", "Heads now and a year ago; the share is of now")
EVENTS_PANEL = Text("进出名单：截至 {month}（{period}）", "Who came and who went: {period} to {month}")
EVENTS_LEGEND = Text("最近者在前；“范围之外”为所见范围以外的一端", "The latest first; “outside” is an end beyond what you are shown")
NO_EVENTS = Text("期内没有人员进出。", "Nobody came or went in the period.")
CONFLICTS_PANEL = Text("岗位冲突", "Duties in conflict")
CONFLICTS_LEGEND = Text("客户经理不得兼任现金柜员、业务主管、客户经理助理、贷款审查或柜面记账；存款（{unit}）", "An RM may not also be cash teller, business supervisor, RM assistant, loan reviewer or counter bookkeeper; deposits ({unit})")
NO_CONFLICTS = Text("未发现岗位冲突。", "No duty in conflict was found.")
NOT_BY_SEGMENT = Text("兼任职责不分条线，不能按条线查看。请取消条线筛选。", "Duties are not kept by segment. Choose all segments to see them.")
PEOPLE_PANEL = Text("在职客户经理", "RMs in post")
PEOPLE_LEGEND = Text("按网点和等级排列", "By outlet and grade")
STAFF_FIGURES = Text("全部人力指标", "All staff figures")
STAFF_FIGURES_LEGEND = Text("截至月与上年同月", "As-of month against the same month of last year")
STAFF_FIGURES_LACKING = Text("截至月与上年同月；未提供或不可见：{names}", "As-of month against the same month of last year; not supplied or not visible: {names}")
COLUMNS |= {
    "gap_count": Text("差额", "Gap"), "year_ago_count": Text("一年前", "A year ago"), "now_count": Text("现在", "Now"),
    "people_count": Text("人数", "People"), "forecast_count": Text("预测", "Forecast"), "low_count": Text("预测下限", "Forecast, low"),
    "high_count": Text("预测上限", "Forecast, high"), "step_count": Text("人数", "Heads"), "event": Text("事项", "Event"), "from": Text("自", "From"),
    "to": Text("至", "To"), "outlet": Text("网点", "Outlet"), "grade": Text("等级", "Grade"), "status": Text("状态", "Status"), "duty": Text("兼任职责", "Duty"),
    "since_on": Text("起始日", "Since"), "deposits_held_yuan": Text("名下存款", "Deposits in their book"), "cut": Text("分组", "Cut"),
    "happened_on": Text("日期", "Day"), "join_on": Text("入行日", "Joined on"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "gap_count": Text("人数减编制。", "RMs less establishment."),
    "year_ago_count": Text("一年前同月末的人数。", "Heads at the same month-end a year before."),
    "change_count": Text("现在减此前。", "Now less what was before."),
    "now_count": Text("截至日的人数。", "Heads on the as-of day."),
    "people_count": Text("由该等级到该等级的人数。", "People who went from the one to the other."),
    "forecast_count": Text("按此前至多 24 个月的进出率推算的人数。", "Heads, carried on at the rates of up to 24 months before."),
    "low_count": Text("有九成可能不低于此数。", "Nine times in ten there will be no fewer."),
    "high_count": Text("有九成可能不高于此数。", "Nine times in ten there will be no more."),
    "step_count": Text("期初、期末的人数或期内增减。", "Heads at the opening and closing, or the change in between."),
    "event": Text("入职、调入、见习转正、离职、调出或转其他工作。", "Joined, transferred in, promoted from trainee, left, transferred out, or moved to other work."),
    "from": Text("此前的网点与等级。", "Outlet and grade before."),
    "to": Text("此后的网点与等级。", "Outlet and grade after."),
    "outlet": Text("所在网点。", "The outlet they work at."),
    "grade": Text("客户经理等级。", "The RM's grade."),
    "status": Text("在岗或长期休假。", "In post or on long leave."),
    "duty": Text("同时承担的职责。", "The duty held beside."),
    "since_on": Text("兼任起始的日期。", "The day from which it has been held."),
    "deposits_held_yuan": Text("截至月末其名下客户的存款。", "Deposits of their clients at the as-of month's end."),
    "cut": Text("按什么分组。", "What the groups are by."),
    "happened_on": Text("事项发生的日期。", "The day it happened."),
    "join_on": Text("进入本行的日期。", "The day they joined the bank."),
}

TEAMS_PANEL = Text("各小组：人数与一年前", "Teams: RMs against a year ago")
TEAMS_LEGEND = Text("强色＝现在，弱色＝一年前；右侧为差额", "Strong: now, faint: a year ago; at the right the change")
PEOPLE_OF_TEAM = Text("在职客户经理：{team}", "RMs in post: {team}")

# people
PEOPLE = Text("流失与负荷", "Leaving and load")
PEOPLE_QUESTION = Text("谁在离开，为什么？谁负荷过重，余额系于何人？", "Who leaves and why, who is overloaded, and whom do balances hang on?")
NO_PEOPLE = Text("所选范围内没有客户经理。请更换机构或条线。", "There are no RMs in the chosen scope. Choose another unit or segment.")
NO_PEOPLE_OF_BOOK = Text("单个管户没有流失与负荷。请选择机构查看。", "A single book has neither attrition nor load. Choose a unit to see them.")
TOO_SHORT = Text("历史不足 12 个月，无法计算离职率。", "Under 12 months of history: attrition is not known yet.")
LEAVING_UNITS = Text("离职率：按下级机构", "Attrition by the next level down")
LEAVING_KINDS = Text("离职率：按等级、司龄与招聘渠道", "Attrition by grade, tenure and joining channel")
LEAVING_LEGEND = Text("近 12 个月离职 ÷ 13 个月末平均人数，%；色强者高", "Leavers of 12 months ÷ mean of 13 month-ends, %; stronger is higher")
LEADERS_PANEL = Text("离职率：按组长", "Attrition by team leader")
LEADERS_LEGEND = Text("离职者计入最后任职的小组；离职多者在前，小组人数少时比率波动大", "A leaver counts with the last team; most leavers first; rates of small teams swing widely")
REASONS_PANEL = Text("离职原因：近 12 个月", "Reasons for leaving, 12 months")
REASONS_LEGEND = Text("人数，由多到少；右侧为累计占比", "Heads, the most first; running share at the right")
NO_LEAVERS = Text("近 12 个月无人离职。", "Nobody left in the trailing 12 months.")
LEAVERS_PANEL = Text("离职名单：近 12 个月", "Who left in the trailing 12 months")
LEAVERS_LEGEND = Text("最近者在前；“惋惜”指上年得分居前一半的主动离职者，“–”为无得分或不可见", "The latest first; regretted: voluntary with last year's score in the top half; – is unrated or not visible")
TENURE_BY_CHANNEL = Text("留存曲线：按招聘渠道", "How long they stay, by joining channel")
TENURE_BY_GRADE = Text("留存曲线：按入职等级", "How long they stay, by grade at entry")
TENURE_LEGEND = Text(
    "入行后各月仍在队伍的比例，带为 95% 区间，起点为在观察满 {least} 人之时",
    "Share still there by months since joining, with 95% bands, from {least} watched on",
)
TOO_FEW_WATCHED = Text("没有一组在任何司龄有 {least} 人在观察，曲线不足为凭。", "No group ever had {least} RMs under watch, too few for a curve.")
JOINING_PANEL = Text("入职：按招聘渠道", "Joining, by channel")
JOINING_LEGEND = Text("近 12 个月入职与到岗；留存看 13–24 个月前入职者", "Joined and posts filled in 12 months; those who joined 13–24 months ago show who stayed")
NO_JOINERS = Text("近两年没有入职或到岗记录。", "Nobody joined and no post was filled in two years.")
KEY_PERSONS = Text("余额最大的 {n} 名客户经理", "The {n} RMs with most balances")
KEY_PERSONS_LEGEND = Text("余额（{unit}）：个人为管理资产，其他为存款；右列为累计占比", "Balances ({unit}): AUM for personal clients, deposits for others; running share at the right")
DEPENDENCE_PANEL = Text("网点对一人的依赖", "Outlets that hang on one RM")
DEPENDENCE_LEGEND = Text("每个网点余额最大的客户经理，风险余额最大者在前；{unit}", "The RM with most of each outlet's balances, most at risk first; {unit}")
NO_BALANCES = Text("所选范围内没有由客户经理管理的余额。", "No balances in this scope are looked after by an RM.")
LOAD_PANEL = Text("谁负荷过重，谁有余力", "Who is overloaded, who has room")
LOAD_LEGEND = Text("管户数与同条线中位数之比，最高者在前；{unit}", "Clients against the segment's median, the highest first; {unit}")
SPREAD_OF = Text("{what}的分布：按条线", "Spread of {what}, by segment")
SPREAD_LEGEND = Text("灰箱＝中间一半，粗线＝中位数，点＝离群者（超出四分位距 1.5 倍，条线满 {least} 人才判定）；×＝中位数的倍数", "Box: the middle half, stroke: median, dots: outliers beyond 1.5 × the interquartile range, from {least} RMs up; ×: multiples of the median")
ALT_BOXES = Text("{metric}的分布：{parts}。", "Spread of {metric}: {parts}.")
ALT_BOX = Text("{name}中位数 {median}，离群 {count} 人", "{name} median {median}, {count} outliers")
NEEDED_PANEL = Text("若人人负荷为中位数，需要多少客户经理", "RMs needed to bring everyone to the median load")
NEEDED_LEGEND = Text("按条线与等级段：户数 ÷ 本范围户数中位数，向上取整", "By segment and grade band: clients ÷ the scope's median, rounded up")
PEOPLE_FIGURES = Text("全部流失与负荷指标", "All figures of leaving and load")
COLUMNS |= {
    "reason": Text("离职原因", "Reason"), "channel": Text("招聘渠道", "Joining channel"), "leave_on": Text("离职日", "Left on"), "tenure_months": Text("司龄（月）", "Tenure (months)"),
    "is_early": Text("不满 12 个月", "Within 12 months"), "is_regretted": Text("惋惜", "Regretted"), "earlier_count": Text("再前 12 个月", "12 months before"),
    "joiners_year_count": Text("入职", "Joined"), "filled_count": Text("到岗岗位", "Posts filled"), "fill_days": Text("到岗天数", "Days to fill"),
    "cohort_count": Text("13–24 个月前入职", "Joined 13–24 months ago"), "kept_share": Text("满 12 个月仍在", "Still here after 12 months"),
    "balance_yuan": Text("余额", "Balances"), "chance_share": Text("离职可能", "Chance of leaving"), "at_risk_yuan": Text("风险余额", "At risk"),
    "load_share": Text("与中位数之比", "Against median"), "large_count": Text("大客户", "Large clients"), "segment_name": Text("所属条线", "RM's segment"), "band": Text("岗位等级段", "Band"), "load": Text("负荷", "Load"),
    "median_clients": Text("户数中位数", "Median clients"), "needed_count": Text("所需", "Needed"), "what": Text("数字", "Figure"), "rms_count": Text("客户经理", "RMs"),
    "least": Text("最小", "Least"), "first_quartile": Text("下四分位", "First quartile"), "median": Text("中位数", "Median"), "third_quartile": Text("上四分位", "Third quartile"),
    "whisker_low": Text("正常下限", "Whisker, low"), "whisker_high": Text("正常上限", "Whisker, high"), "bank_median": Text("全行中位数", "Bank's median"),
    "most": Text("最大", "Most"), "outliers_count": Text("离群人数", "Outliers"), "outliers": Text("离群者", "Who they are"), "at_risk": Text("在观察中", "At risk"),
    "group": Text("组别", "Group"), "group_key": Text("组别代号", "Group's key"), "low": Text("区间下限", "Low"), "high": Text("区间上限", "High"),
    "log_rank_p": Text("出于偶然的可能", "By chance"), "band_low_share": Text("淘汰率下限", "Band, low"), "band_high_share": Text("淘汰率上限", "Band, high"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "reason": Text("离职原因；未提供或不可见时如此说明。", "Why they left; where it is not supplied or not visible, it says so."),
    "channel": Text("由何渠道入行。", "How they came to the bank."),
    "leave_on": Text("首个不在职日。", "The first day not employed."),
    "tenure_months": Text("由入行到离职的整月数。", "Whole months from joining to leaving."),
    "is_early": Text("入行不满 12 个月即离职。", "Left within 12 months of joining."),
    "is_regretted": Text("主动离职且上年得分居同条线同分行前一半。", "Voluntary, with last year's score in the top half of segment and branch."),
    "earlier_count": Text("此前 12 个月的离职人数。", "Leavers of the 12 months before those."),
    "joiners_year_count": Text("近 12 个月由队伍以外进入八个等级者。", "Those who entered the eight grades from outside the line in 12 months."),
    "filled_count": Text("近 12 个月到岗的岗位。", "Posts filled in 12 months."),
    "fill_days": Text("岗位由空缺到到岗的平均天数。", "Mean days from open to filled."),
    "cohort_count": Text("13 至 24 个月前入职的人数。", "Those who joined 13 to 24 months ago."),
    "kept_share": Text("其中入职满 12 个月仍在队伍的比例。", "Share of these still in the line 12 months after joining."),
    "balance_yuan": Text("个人客户为管理资产，其他条线为存款。", "AUM of personal clients, deposits of others."),
    "chance_share": Text("同等级段、同渠道、同司龄的客户经理在 12 个月内离职的比例。", "How many RMs of like grade band, channel and tenure left within 12 months."),
    "at_risk_yuan": Text("余额 × 离职可能。", "Balances times the chance of leaving."),
    "load_share": Text("管户数 ÷ 同条线中位数。", "Clients over the segment's median."),
    "large_count": Text("近三个月平均达到条线标准，或所在集团达到标准的客户。", "Clients whose three-month mean, or their connected group's, reaches the segment's line."),
    "segment_name": Text("客户经理所属条线。", "The RM's segment."),
    "band": Text("编制所用的等级段。", "The grade band that posts are approved by."),
    "median_clients": Text("该组管户数的中位数。", "Median clients of the group."),
    "needed_count": Text("户数 ÷ 中位数，向上取整。", "Clients over the median, rounded up."),
    "what": Text("分布所说的数字。", "What is spread."),
    "rms_count": Text("在岗客户经理人数。", "RMs in post."),
    "least": Text("最小的数值。", "The least value."),
    "first_quartile": Text("四分之一的人不高于此数。", "A quarter of them have no more."),
    "median": Text("一半的人不高于此数。", "Half of them have no more."),
    "third_quartile": Text("四分之三的人不高于此数。", "Three quarters of them have no more."),
    "most": Text("最大的数值。", "The greatest value."),
    "outliers_count": Text("超出四分位距 1.5 倍的人数；人数不足时不判定。", "How many lie beyond 1.5 × the interquartile range; not told for few RMs."),
    "whisker_low": Text("不算离群的最小值。", "The least that is no outlier."), "whisker_high": Text("不算离群的最大值。", "The most that is no outlier."),
    "bank_median": Text("全行同条线客户经理的中位数，装载时公布，人人所见相同。", "Median over the whole bank's RMs of the segment, published at load and the same for everyone."),
    "outliers": Text("离群者姓名，偏离最大者在前。", "Their names, the farthest first."),
    "at_risk": Text("该司龄时仍在观察的人数。", "How many are watched at that tenure."),
    "load": Text("管户数超出同条线四分位距 1.5 倍者。", "Whoever's clients lie beyond 1.5 × the segment's interquartile range."),
    "group": Text("曲线所属的一组。", "The group the curve is of."),
    "group_key": Text("该组的代号、机构编号或工号。", "The group's code, unit number or staff number."),
    "low": Text("95% 区间的下限。", "Lower end of the 95% band."),
    "high": Text("95% 区间的上限。", "Upper end of the 95% band."),
    "log_rank_p": Text("若各组并无不同，差异仍如此之大的可能（对数秩检验）。", "How likely so much difference is if the groups were alike (log-rank test)."),
    "band_low_share": Text("年度淘汰率区间的下限；平均 40 人以上才显示。", "Lower end of the yearly elimination band, from a mean of 40 heads."),
    "band_high_share": Text("年度淘汰率区间的上限；平均 40 人以上才显示。", "Upper end of the yearly elimination band, from a mean of 40 heads."),
}
