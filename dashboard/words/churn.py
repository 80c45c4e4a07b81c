"""Client churn and who goes next."""

from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS
from queries.text import Text

# client churn
CHURN = Text("客户流失", "Client churn")
CHURN_QUESTION = Text("流失了谁，带走了什么，为什么？", "Whom are we losing, what did they take, and why?")
NO_CHURN_OF_BOOK = Text("单个管户不计流失率与余额变动。请选择机构查看；其预警客户见“流失预警”。", "A single book has no churn or bridge. Choose a unit to see them; its clients at risk stand under Who goes next.")
NO_CHURN = Text("所选范围内没有客户，或历史不足四个月，尚不能判断流失。", "There are no clients in the chosen scope, or under four months of history, so losses cannot be told yet.")
CHURN_NEEDS_YEAR = Text("历史不足：年度指标自第十五个已装载月份起计算。", "Too little history: yearly figures begin with the fifteenth loaded month.")
CHURN_CLIENTS = Text("活跃客户由期初到期末：截至 {month}（{period}）", "Active clients from opening to closing: {period} to {month}")
CHURN_CLIENTS_LEGEND = Text("户；强色＝期初与期末；流失＝销户或连续静默三个月；范围内部移动相互抵销", "Clients; strong: opening and closing; lost: closed or quiet for three months; moves inside cancel")
CHURN_BALANCE = Text("{measure}由期初到期末：截至 {month}（{period}）", "{measure} from opening to closing: {period} to {month}")
CHURN_BALANCE_LEGEND = Text("{unit}；每位客户的变动整笔计入一项；交接的余额只计移动，不计任何人的流失", "{unit}; each client's change goes whole into one line; what was handed over is a move and nobody's loss")
CHURN_STEPS = {
    "opening": Text("期初", "Opening"), "new": Text("新增", "New"), "expansion": Text("增长", "Expansion"), "reactivated": Text("激活", "Reactivated"),
    "contraction": Text("收缩", "Contraction"), "lost": Text("流失", "Lost"), "moved_in": Text("移入", "Moved in"), "moved_out": Text("移出", "Moved out"),
    "closing": Text("期末", "Closing"),
}  # fmt: skip
CHURN_OF_MONTH = Text("当月流失率", "Churn of the month")
LOST_OF_MONTH = Text("当月流失客户", "Lost this month")
CHURN_OF_MEASURE = Text("{measure}{metric}", "{metric}, {measure}")
CHURN_TREND = Text("流失率走势", "Churn by month")
CHURN_TREND_LEGEND = Text("当月流失率、近 12 个月流失率与活跃客户；年化见表", "Monthly churn, trailing-12-month churn and active clients; annualised in the table")
CHURN_UNITS = Text("近 12 个月流失率：下一级机构", "Churn over 12 months by the next level down")
CHURN_UNITS_LEGEND = Text("强色＝现在，弱色＝上年同月；最差者在上；户数与余额见表（{unit}）", "Strong: now, faint: a year before; the worst on top; clients and balances in the table ({unit})")
CHURN_RMS = Text("客户经理：客户与余额由期初到期末", "RMs: clients and balances from opening to closing")
CHURN_RMS_LEGEND = Text("流失多者在前；{unit}；连同“无客户经理”与移动各项，合计等于本机构", "Most lost first; {unit}; with “No RM” and the moved lines they add up to the unit")
CHURN_TIERS = Text("星级：客户与余额由期初到期末", "Star tiers: clients and balances from opening to closing")
CHURN_TIERS_LEGEND = Text("{unit}；升降星级为移入移出", "{unit}; a change of tier is a move")
CHURN_REASONS = Text("流失原因：近 12 个月", "Reasons for loss, 12 months")
CHURN_REASONS_LEGEND = Text("户，由多到少；右侧为累计占比；原因以销户登记为准，转休眠者单列", "Clients, the most first; running share at the right; as coded at closing, those gone quiet apart")
CHURN_CUTS = Text("流失于何类客户：近 12 个月", "Which clients were lost, 12 months")
CHURN_CUTS_LEGEND = Text("按流失前一个月末的属性；{unit}", "By what they were at the end of the month before; {unit}")
NO_LOST_CLIENTS = Text("近 12 个月没有客户流失。", "No client was lost in the trailing 12 months.")
CHURN_RETENTION = Text("余额留存：一年前活跃的客户", "Retention of the clients active a year ago")
CHURN_RETENTION_LEGEND = Text("{unit}；毛留存只计保住的部分，净留存计入增长；移出者不计", "{unit}; gross counts what was kept, net what was added too; those moved out are left out")
CHURN_RETENTION_TIERS = Text("{measure}留存：按一年前的星级", "Retention of {measure} by the tier of a year ago")
CHURN_RUN_DOWN = Text("流失客户真正带走多少：近 12 个月", "What lost clients really took, 12 months")
CHURN_RUN_DOWN_LEGEND = Text("{unit}；流失前回落＝自此前一年最高月末余额的减少；其余由仍在的客户转走", "{unit}; run-down: the fall from the highest month-end of the year before; the rest went from clients still here")
CHURN_STATES = Text("客户状态：现在与一年前", "Clients by state: now and a year ago")
CHURN_STATES_LEGEND = Text("户；挽回＝流失后一年内再度活跃", "Clients; won back: active again within a year of being lost")
CHURN_COHORTS = Text("开户季度群组：仍活跃的客户", "Cohorts by quarter of opening: clients still active")
CHURN_COHORTS_LEGEND = Text("%；行＝开户季度，列＝季末后月数；以开户机构计", "%; row: quarter of opening, column: months since its end; counted where they were opened")
CHURN_COHORT_BALANCES = Text("开户季度群组：{measure}余额", "Cohorts by quarter of opening: {measure} kept")
CHURN_COHORT_BALANCES_LEGEND = Text("占季末余额的 %，颜色示增减；行＝开户季度，列＝季末后月数", "% of the balance at the quarter's end, less and more coloured; row: quarter of opening, column: months since")
NO_COHORTS = Text("已装载的历史中还没有完整的开户季度。", "No quarter of opening lies whole within the loaded history yet.")
CHURN_CURVE = Text("客户留存曲线：按{what}", "How long clients stay, by {what}")
CHURN_CURVE_LEGEND = Text(
    "开户满若干月仍未流失的比例，带为 95% 区间，自至少 {least} 户在观察处起",
    "Share not yet lost by months since opening with a 95% band, from {least} clients under watch on",
)
CHURN_TOO_FEW = Text("观察户数不足 {least}，无法绘制留存曲线。", "Fewer than {least} clients were watched at any tenure, so no curve is drawn.")
CHURN_FIGURES = Text("全部流失指标", "All churn figures")
COLUMNS |= {
    "clients_step_count": Text("户数", "Clients"), "step_yuan": Text("金额", "Amount"), "opening_yuan": Text("期初余额", "Opening balance"), "new_yuan": Text("新增", "New"), "expansion_yuan": Text("增长", "Expansion"),
    "reactivated_yuan": Text("激活", "Reactivated"), "contraction_yuan": Text("收缩", "Contraction"), "lost_yuan": Text("流失", "Lost"),
    "moved_in_yuan": Text("移入余额", "Balance moved in"), "moved_out_yuan": Text("移出余额", "Balance moved out"), "closing_yuan": Text("期末余额", "Closing balance"),
    "opening_count": Text("期初户数", "Opening clients"), "closing_count": Text("期末户数", "Closing clients"), "kept_yuan": Text("保住", "Kept"), "kept_count": Text("仍活跃户数", "Still active"),
    "run_down_yuan": Text("流失前回落", "Run-down before loss"), "lost_share": Text("占流失户数", "Share of the lost"), "lost_aum_yuan": Text("带走的管理资产", "AUM they took"),
    "clients_now_count": Text("现在", "Now"), "clients_year_ago_count": Text("一年前", "A year ago"), "quarter": Text("开户季度首月", "Quarter from"), "months_count": Text("季末后月数", "Months since"),
    "member_count": Text("群组户数", "Clients of the cohort"), "active_share": Text("仍活跃比例", "Still active"), "start_yuan": Text("季末余额", "Balance at quarter-end"), "balance_share": Text("余额保留", "Balance kept"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "clients_step_count": Text("期初、期末的户数或期内增减。", "Clients at the opening and closing, or the change in between."),
    "step_yuan": Text("期初、期末的余额或期内增减。", "The balance at the opening and closing, or the change in between."),
    "opening_yuan": Text("期初余额；收入为近 12 个月。", "Balance at the opening; revenue is that of the trailing twelve months."),
    "new_yuan": Text("新增客户带来的余额。", "What new clients brought."), "expansion_yuan": Text("留存客户余额增加的部分。", "What balances of clients who stayed rose by."),
    "reactivated_yuan": Text("激活客户带来的余额。", "What reactivated clients brought."), "contraction_yuan": Text("留存客户余额减少的部分。", "What balances of clients who stayed fell by."),
    "lost_yuan": Text("流失客户在流失当月带走的余额。", "What lost clients took in the month they were lost."),
    "moved_in_yuan": Text("移入客户的期初余额。", "Opening balances of clients who moved in."), "moved_out_yuan": Text("移出客户的期初余额。", "Opening balances of clients who moved out."),
    "closing_yuan": Text("期末余额；与账面一致。", "Balance at the close, as the ledger has it."),
    "opening_count": Text("期初活跃客户。", "Active clients at the opening."), "closing_count": Text("期末活跃客户。", "Active clients at the close."),
    "kept_yuan": Text("每位客户两端较小者之和。", "The lesser of both ends, client by client."), "kept_count": Text("一年前活跃、现在仍活跃的户数。", "Clients active a year ago and now."),
    "run_down_yuan": Text("流失客户自此前一年最高月末余额至流失前的减少。", "How far lost clients had fallen, before they were lost, from their highest month-end of the year before."),
    "lost_share": Text("占全部流失户数。", "Of all clients lost."), "lost_aum_yuan": Text("流失前一个月末的管理资产。", "Their AUM at the end of the month before."),
    "clients_now_count": Text("截至月的户数。", "Clients as of the month."), "clients_year_ago_count": Text("上年同月的户数。", "Clients as of the same month of last year."),
    "quarter": Text("开户季度的首月。", "First month of the quarter of opening."), "months_count": Text("自开户季度末起的月数。", "Months since the end of the quarter of opening."),
    "member_count": Text("该季开户且季末前已活跃的户数。", "Clients opened in the quarter and active by its end."), "active_share": Text("仍活跃的比例。", "Share still active."),
    "start_yuan": Text("群组在季末的余额。", "What the cohort held at the quarter's end."), "balance_share": Text("现在余额 ÷ 季末余额。", "Balance now over that of the quarter's end."),
}  # fmt: skip

# whom will we lose next
WHO_GOES_NEXT = Text("流失预警", "Who goes next")
WHO_GOES_NEXT_QUESTION = Text("下一个会流失谁，为什么，涉及多少余额，今天该联系谁？", "Whom will we lose next, why, what hangs on them, and whom to call today?")
AT_RISK_PANEL = Text("流失预警名单", "At-risk list")
AT_RISK_LEGEND = Text(
    "共 {count} 户，余额 {balance}，近 12 个月收入 {revenue}；得分为各信号权重之和，同分按余额，列前 {most} 户；金额单位：{unit}，收入为元",
    "{count} clients, balances {balance}, {revenue} of revenue in 12 months; ranked by score (the signs' weights added up), then by balances; the first {most}; money in {unit}, revenue in yuan",
)
NO_AT_RISK = Text("本范围内没有客户达到名单线。", "No client in this scope reaches the line of the list.")
WORTH_PANEL = Text("预警有多准：六个月前有信号的客户，其后流失的比例", "What warnings are worth: share of the clients flagged six months ago who have been lost since")
WORTH_LEGEND = Text(
    "全行统一；点为命中率，横线为 95% 区间，竖线为全体客户同期流失率 {base}；右为提升倍数；信号不看其后之事",
    "The whole bank; dot: precision, bar: 95% interval, upright line: loss rate of all clients, {base}; at the right the lift; a sign sees nothing after its month",
)
WORTH_LEGEND_NONE = Text("名单须有六个月以上的历史方可检验", "Testing the list takes more than six months of history")
NO_WORTH = Text("六个月前尚无预警数据，暂不能检验。", "There are no warnings of six months ago yet, so they cannot be tested.")
NO_SIGN = Text("本范围内没有任何预警信号。", "No client in this scope shows a sign.")
LIFT_HEAD = Text("提升", "Lift")
BASE_RATE = Text("全体", "All clients")
WORTH_OF = Text("{name}：{hits} / {flagged} 户流失，命中率 {share}（{low}–{high}）", "{name}: {hits} of {flagged} lost, precision {share} ({low}–{high})")
ALT_WORTH = Text("六个月命中率：{rules}；全体流失率 {base}。", "Precision over six months: {rules}; loss rate of all clients {base}.")
ALT_WORTH_ONE = Text("{name} {share}", "{name} {share}")
SILENT_UNITS_PANEL = Text("静默流失：按机构", "Silent attrition by unit")
SILENT_UNITS_LEGEND = Text("共 {count} 户，较前三个月平均少 {amount}；金额单位：{unit}", "{count} clients with {amount} less than the mean of the three months before; money in {unit}")
SILENT_PANEL = Text("静默流失：仍活跃但资产流走的客户", "Silent attrition: clients still active whose money has gone")
SILENT_LEGEND = Text(
    "前三个月平均管理资产不少于 {least}、现值低 {fall} 以上；金额大者在前，单位：{unit}",
    "Mean AUM of the three months before of at least {least}, now {fall} or more below it; the most money first, in {unit}",
)
NO_SILENT = Text("本范围内没有静默流失的客户。", "No client in this scope is silently going.")
CALL_LIST_PANEL = Text("今日联系名单", "Call list")
CALL_LIST_LEGEND = Text(
    "有任一信号的客户 {count} 户，含临近到期者，文件至多含前 {most} 户；用右上角下载表格交网点使用；金额单位：{unit}",
    "{count} clients with any sign, maturities included, the file holds the first {most}; export to Excel at the right for the outlets; money in {unit}",
)
COLUMNS |= {
    "score": Text("得分", "Score"), "reasons": Text("原因", "Reasons"), "step": Text("建议", "Next step"), "balance_before_yuan": Text("前三月平均余额", "Three-month mean"),
    "fall_share": Text("降幅", "Fall"), "revenue_year_yuan": Text("近十二月收入", "Revenue, 12 months"), "revenue_year": Text("近十二月收入（元）", "Revenue, 12 months (yuan)"),
    "last_contact_on": Text("最近联系", "Last contact"), "matures_on": Text("到期日", "Matures on"), "maturing_yuan": Text("到期金额", "Maturing"),
    "is_phone_valid": Text("电话有效", "Telephone works"), "aum_before_yuan": Text("前三月平均管理资产", "AUM, three-month mean"), "gone_yuan": Text("流走金额", "Gone"),
    "rule": Text("规则代码", "Rule's code"), "horizon_months": Text("期限（月）", "Months after"), "flagged_count": Text("当时有信号", "Warned of"), "hit_count": Text("其后流失", "Lost since"),
    "precision_low_share": Text("命中率下限", "Precision, low"), "precision_high_share": Text("命中率上限", "Precision, high"), "recall_low_share": Text("覆盖率下限", "Recall, low"),
    "recall_high_share": Text("覆盖率上限", "Recall, high"), "lift_low": Text("提升下限", "Lift, low"), "lift_high": Text("提升上限", "Lift, high"),
    "list_lift": Text("名单前同数提升", "List's lift at that size"), "base_share": Text("全体流失率", "Loss rate of all"), "weight": Text("权重", "Weight"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "score": Text("客户各预警信号权重之和。", "Weights of the client's signs added up."), "reasons": Text("客户有哪些预警信号，权重大者在前。", "Which signs the client shows, the heaviest first."),
    "step": Text("按最重的信号建议的下一步。", "What to do next, by the heaviest sign."), "balance_before_yuan": Text("前三个月末余额的平均。", "Mean of the three month-ends before."),
    "fall_share": Text("现值低于前三个月平均的比例。", "How far it lies below the mean of the three months before."),
    "revenue_year": Text("该客户近 12 个月带来的营业收入。", "What the client brought in twelve months."),
    "last_contact_on": Text("一年内最近一次在本网点联系上的日期。", "The day the client was last reached by this outlet, within a year."),
    "matures_on": Text("最近一笔到期且尚未沟通的日期。", "The next maturity that nobody has discussed with the client."), "maturing_yuan": Text("六十天内到期且尚未沟通的金额。", "Maturing within 60 days and not yet discussed."),
    "is_phone_valid": Text("客户登记电话现在是否有效。", "Whether the telephone on record works today."),
    "aum_before_yuan": Text("前三个月末管理资产的平均。", "Mean AUM of the three month-ends before."), "gone_yuan": Text("前三个月平均减现值。", "The mean of the three months before less the value now."),
    "rule": Text("预警规则在命令行中的代号。", "The rule's name for the shell."), "horizon_months": Text("信号之后观察的月数。", "Months watched after the sign."),
    "flagged_count": Text("期限之前有该信号的客户。", "Clients with the sign so many months ago."), "hit_count": Text("其中在期限内流失的客户。", "Of them, lost within those months."),
    "precision_low_share": Text("威尔逊区间，95%。", "Wilson interval, 95%."), "precision_high_share": Text("威尔逊区间，95%。", "Wilson interval, 95%."),
    "recall_low_share": Text("威尔逊区间，95%。", "Wilson interval, 95%."), "recall_high_share": Text("威尔逊区间，95%。", "Wilson interval, 95%."),
    "lift_low": Text("命中率下限除以全体流失率。", "Precision's lower limit over the loss rate of all."), "lift_high": Text("命中率上限除以全体流失率。", "Precision's upper limit over the loss rate of all."),
    "list_lift": Text("名单取同样多户时的提升倍数，最多 1,000 户。", "Lift of as many first names of the list, at most 1,000."),
    "base_share": Text("同期全体活跃客户中流失的比例。", "Share of all active clients lost in the same months."), "weight": Text("该信号计入得分的点数。", "Points the sign adds to the score."),
}  # fmt: skip
