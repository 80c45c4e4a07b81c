"""Hand-over, client care and the file of one client."""

from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS, PARAMETERS
from queries.text import Text

# hand-over
HANDOVER = Text("交接", "Hand-over")
HANDOVER_QUESTION = Text("谁换了客户经理，谁还在等首次联系，结果如何？", "Who changed RM, who still waits for a first contact, and what came of it?")
NO_CHANGES = Text("所选范围没有更换客户经理的记录，或银行未提供管户经历。", "No change of RM is known in this scope, or the bank supplied no coverage history.")
NOBODY_WAITS_FOR_CONTACT = Text("没有客户在等首次联系。", "No client waits for a first contact.")
NO_LATE = Text("没有逾期交接。", "No hand-over is late.")
BACKLOG = Text("待首次联系：按下级机构", "Waiting for a first contact, by the next level down")
BACKLOG_LEGEND = Text("待联系客户的余额（{unit}）：个人为管理资产，其他为存款；右侧为累计占比", "Balances of those who wait ({unit}): AUM for personal clients, deposits for others; running share at the right")
NO_BACKLOG = Text("下级机构没有待联系的余额。", "No unit below has balances waiting.")
LATE_TREND = Text("逾期率：按期限所在月", "Late share, by the month of the deadline")
LATE_TREND_LEGEND = Text("逾期 ÷ (按时 + 逾期)，%；期限为更换后次月同日（含）", "Late ÷ (in time + late), %; the deadline is the same day of the next month, that day included")
WAITING_PANEL = Text("待首次联系的客户", "Clients who wait for a first contact")
WAITING_LEGEND = Text("余额最大者在前（{unit}，最近已结月月末）；天数自更换起计", "The largest balances first ({unit}, at the end of the latest closed month); days since the change")
LATE_PANEL = Text("逾期交接", "Late hand-overs")
LATE_LEGEND = Text("全部有记录者：仍未联系的在前，余额大者优先（{unit}），最多 500 户；天数自更换至首次联系，未联系的至截至日", "All that are on record: first those still without a contact, the largest balances on top ({unit}), at most 500; days from the change to the first contact, or until the as-of day")
AFTER_PANEL = Text("更换之后：六个月内流失，与相配客户相比", "After a change: lost within six months, beside matched clients")
AFTER_LEGEND = Text(
    "流失率之差及 95% 区间；对照为同条线、星级、规模、年限而半年内未更换者，更换 {least} 户起才比较",
    "Difference of shares lost with its 95% interval; against clients of the same segment, tier, size and tenure without a change for half a year; from {least} changes on",
)
AFTER_NONE = Text("更换不足 {least} 户，或更换后尚不满六个月，不能比较。", "Fewer than {least} changes, or six months have not passed since: there is nothing to compare yet.")
AFTER_NOT_OF_BOOK = Text("单个管户不作此项比较。", "A single book is not compared.")
LEAVER_BOOKS = Text("离职者的管户：谁接手，留住多少", "Leavers' books: who took them, what stayed")
LEAVER_BOOKS_LEGEND = Text("离职前一月末与现在（{unit}）；留住为逐户两者较小者之和 ÷ 离职前余额；流出最多者在前", "The month-end before leaving and now ({unit}); stayed: the lesser of both client by client ÷ before; most gone first")
NO_LEAVER_BOOKS = Text("近 12 个月没有离职者留下管户。", "Nobody who left in the trailing 12 months had a book.")
HANDOVER_RMS = Text("按接手的客户经理", "By the RM who took over")
HANDOVER_RMS_LEGEND = Text("近 12 个月；待联系余额最大者在前（{unit}）", "Trailing 12 months; the largest balances waiting first ({unit})")
HANDOVER_FIGURES = Text("全部交接指标", "All hand-over figures")
DIFFERENCE = Text("差", "Difference")
ALT_DIFFERENCE = Text("{metric}：{name}相差 {value}，区间 {low} 至 {high}。", "{metric}: {name} differ by {value}, interval {low} to {high}.")

# client care
CARE = Text("客户维护", "Client care")
CARE_QUESTION = Text("大客户按期联系了吗？客户持有几种产品，投诉办结了吗，到期资金留住了吗？", "Are large clients called, do clients hold several products, are complaints closed, and is what matures kept?")
NO_CARE = Text("所选范围该月没有客户维护数据。请更换机构、条线或月份。", "There is no client care to show in this scope and month. Choose another unit, segment or month.")
CARE_OF_BOOK = Text("本人管户：未按期联系的大客户、到期资金与未办结投诉。", "Your own book: large clients to call, what falls due, and open complaints.")
CARE_UNITS = Text("按下级机构", "By the next level down")
CARE_UNITS_LEGEND = Text("各项比例，%；色强者高；全部指标见表", "Shares, %; stronger is higher; every figure is in the table")
CARE_TREND = Text("联系、产品与离柜：按月", "Contact, products and off-counter, by month")
CARE_TREND_LEGEND = Text("月末；联系覆盖率自第三个月起（此前的联系不在数据中）", "At month-end; contact coverage from the third month on, for earlier contacts are not in the data")
OVERDUE_PANEL = Text("未按期联系的大客户", "Large clients not contacted in time")
OVERDUE_LEGEND = Text("余额最大者在前（{unit}）；“–”为 90 天内未联系上", "The largest balances first ({unit}); –: not reached within 90 days")
NO_OVERDUE = Text("大客户都已按期联系，或尚无足够的联系记录。", "Every large client was contacted in time, or there is too little of the log to tell.")
CAUSES_PANEL = Text("投诉原因：近 12 个月", "Causes of complaint, 12 months")
CAUSES_LEGEND = Text("件数，由多到少；右侧为累计占比；成立率、天数与未办结见表", "Complaints, the most first; running share at the right; upheld, days and open ones in the table")
NO_COMPLAINTS = Text("近 12 个月没有投诉。", "No complaint in the trailing 12 months.")
MATURING_PANEL = Text("90 天内到期", "Due within 90 days")
MATURING_LEGEND = Text("金额最大者在前（{unit}），最多 500 份", "The largest first ({unit}), 500 contracts at most")
NO_MATURING = Text("90 天内没有到期的定期存款或理财。", "No time deposit or wealth product falls due within 90 days.")
ROLLOVER_PANEL = Text("到期承接率：按月", "Rollover share, by month")
ROLLOVER_LEGEND = Text("承接 ÷ 到期，%；其后 90 天的到期金额见表（{unit}）", "Rolled over ÷ fallen due, %; what falls due in the 90 days after is in the table ({unit})")
OPEN_COMPLAINTS = Text("未办结投诉", "Open complaints")
OPEN_COMPLAINTS_LEGEND = Text("最久者在前；超过 {days} 天为超期", "The oldest first; more than {days} days is too long")
NO_OPEN_COMPLAINTS = Text("没有未办结的投诉。", "No complaint is open.")
NOTES_PANEL = Text("工作记录：近三个月", "Work notes, three months")
NOTES_LEGEND = Text("应交、提交、按时与主管阅读（痕迹管理）", "Due, done, done in time, and read by the head of the unit (record keeping)")
NO_NOTES = Text("近三个月没有应交的工作记录。", "No work note was due in the last three months.")
CARE_RMS = Text("按客户经理", "By RM")
CARE_RMS_LEGEND = Text("逾期未联系大客户的余额最大者在前（{unit}）", "The largest balances of large clients overdue first ({unit})")
CARE_FIGURES = Text("全部客户维护指标", "All figures of client care")
COLUMNS |= {
    "previous": Text("原客户经理", "RM before"), "change_reason": Text("更换原因", "Why"), "changed_on": Text("更换日", "Changed on"), "told_orally_on": Text("口头告知", "Told orally"),
    "told_in_writing_on": Text("书面告知", "Told in writing"), "deadline_on": Text("联系期限", "Deadline"), "first_contact_on": Text("首次联系", "First contact"), "days": Text("天数", "Days"),
    "verdict": Text("交接状态", "Verdict"), "judged_count": Text("可判定", "Judged"), "late_count": Text("逾期", "Late"), "changed_count": Text("更换户数", "Changed RM"),
    "changed_lost_count": Text("其中流失", "Of them lost"), "matched_share": Text("可配比例", "Matched"), "changed_lost_share": Text("更换者流失率", "Lost, changed"),
    "other_lost_share": Text("对照流失率", "Lost, matched"), "difference_share": Text("差", "Difference"), "difference_low_share": Text("区间下限", "Low"), "difference_high_share": Text("区间上限", "High"),
    "book_clients_count": Text("离职前户数", "Clients before"), "still_here_count": Text("现仍在户数", "Still here"), "without_rm_count": Text("无客户经理", "No RM"),
    "book_before_yuan": Text("离职前余额", "Balances before"), "book_now_yuan": Text("现余额", "Balances now"), "book_kept_yuan": Text("留住余额", "Balances kept"),
    "stayed_share": Text("留住比例", "Stayed"), "takers": Text("接手者（户数）", "Taken over by (clients)"), "reached_on": Text("最近联系", "Last contact"),
    "contact_days": Text("规定天数", "Days allowed"), "product": Text("产品", "Product"), "falls_due_on": Text("到期日", "Due on"), "days_left": Text("剩余天数", "Days left"),
    "due_yuan": Text("到期金额", "Amount due"), "talked_on": Text("沟通日", "Talked on"), "cause": Text("原因", "Cause"), "opened_on": Text("受理日", "Opened on"),
    "complaints_count": Text("投诉", "Complaints"), "upheld_share": Text("成立率", "Upheld"), "closing_days": Text("平均办结天数", "Days to close"), "open_count": Text("未办结", "Open"),
    "matured_yuan": Text("到期", "Fallen due"), "rolled_yuan": Text("承接", "Rolled over"), "ahead_yuan": Text("待到期", "To fall due"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "previous": Text("更换前的客户经理；不在所见范围内任职者为“范围之外”。", "The RM before the change; outside for one never posted within what you may see."),
    "days": Text("自更换至首次联系，未联系者至截至日；投诉为自受理起。", "From the change to the first contact, or to the as-of day where there was none; of a complaint, since it was opened."),
    "verdict": Text("按时、未到期、逾期，或期限内先行销户、转出而不计。", "In time, pending, late, or void where the client closed or moved on before the deadline."),
    "judged_count": Text("期限已过且未作废的交接。", "Hand-overs whose deadline is past and that are not void."),
    "matched_share": Text("更换者中能找到同类未更换客户的比例。", "Of those who changed, the share with clients like them who did not."),
    "changed_lost_share": Text("更换者六个月内流失的比例，按层加权。", "Share of those who changed that was lost within six months, weighted by stratum."),
    "other_lost_share": Text("同类未更换客户六个月内流失的比例，按层加权。", "Share of like clients without a change that was lost within six months, weighted by stratum."),
    "stayed_share": Text("逐户取离职前与现在的较小者，合计 ÷ 离职前余额。", "The lesser of before and now, client by client, over what there was before."),
    "takers": Text("现在管户最多的三人及户数。", "The three who look after most of the clients now, and how many."),
    "contact_days": Text("该星级规定的联系间隔。", "Days within which the tier must be contacted."),
    "ahead_yuan": Text("截至日后 90 天内到期。", "Falls due within 90 days after the as-of day."),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "change_reason": Text("管户变更登记的原因。", "Why the cover changed, as recorded."), "late_count": Text("其中首次联系晚于期限或过期未联系。", "Of them contacted after the deadline, or not at all with it past."),
    "changed_count": Text("所看各月更换客户经理且更换月末有效的客户。", "Clients who changed RM in the months looked at and were active at the end of that month."),
    "changed_lost_count": Text("更换后六个月内流失。", "Lost in the six months after the change."), "difference_share": Text("更换者流失率减对照流失率。", "Share lost of those who changed less that of the matched."),
    "difference_low_share": Text("差的 95% 区间下限。", "The difference's 95% interval, lower end."), "difference_high_share": Text("差的 95% 区间上限。", "The difference's 95% interval, upper end."),
    "book_clients_count": Text("离职前一月末管户数。", "Clients in the book at the month-end before leaving."), "still_here_count": Text("其中现在仍未销户、且在所见范围内。", "Of them, clients still open now within what you may see."),
    "without_rm_count": Text("其中现在没有客户经理。", "Of them, those without an RM now."), "book_before_yuan": Text("离职前一月末余额：个人为管理资产，其他为存款。", "Balances at the month-end before leaving: AUM for personal clients, deposits for others."),
    "book_now_yuan": Text("同一批客户最近已结月的余额。", "The same clients' balances at the end of the latest closed month."), "book_kept_yuan": Text("逐户取前后较小者之和。", "The lesser of before and now, client by client, added up."),
    "reached_on": Text("最近一次联系上的日期，仅看 90 天内。", "The day the client was last reached, within 90 days."), "product": Text("到期的产品。", "The product that falls due."),
    "falls_due_on": Text("合同到期日。", "The day the contract falls due."), "days_left": Text("截至日到到期日的天数。", "Days from the as-of day to the due day."), "due_yuan": Text("到期本金。", "The amount that falls due."),
    "complaints_count": Text("近 12 个月受理。", "Opened in the trailing 12 months."), "upheld_share": Text("成立 ÷ 已判定。", "Upheld over judged."), "closing_days": Text("自受理至办结的平均天数。", "Mean days from opening to closing."),
    "open_count": Text("其中截至日未办结。", "Of them not closed on the as-of day."), "matured_yuan": Text("该月到期的金额。", "What fell due in the month."), "rolled_yuan": Text("其中承接的金额。", "What of it was rolled over."),
}  # fmt: skip

# client file
CLIENT_FILE = Text("客户档案", "Client file")
CLIENT_FILE_QUESTION = Text("这位客户持有什么，由谁管户，联系得如何，有无流失预警？", "What does this client hold, who looks after them, how are they contacted, and does anything warn?")
CHOOSE_CLIENT = Text("请用“查找”按名称或客户号打开一位客户，或从下表选择。", "Find a client by name or number, or choose one from the table.")
CLIENTS_TO_CHOOSE = Text("管理资产最大的客户", "Clients with most AUM")
CLIENTS_TO_CHOOSE_LEGEND = Text("最多 60 户；点名称打开档案（{unit}）", "60 at most; a name opens the file ({unit})")
NO_CLIENT = Text("所选范围内没有这位客户，或您无权查看客户名称。", "There is no such client within the chosen scope, or you may not see clients' names.")
CLIENT_WHO = Text("基本情况", "Who they are")
CLIENT_WHO_LEGEND = Text("以范围内最近一个月为准", "As of the last month within the scope")
CLIENT_MONTHS = Text("余额与收入：{count} 个月", "Balances and revenue, {count} months")
CLIENT_MONTHS_LEGEND = Text("月末余额；收入为当月；只含在范围内的月份", "At month-end; revenue of the month; months within the scope only")
CLIENT_HOLDINGS = Text("持有的产品线", "Product lines held")
CLIENT_HOLDINGS_LEGEND = Text("截至月与一年前的余额（{unit}）", "Balances in the as-of month and a year before ({unit})")
NO_HOLDINGS = Text("截至月与一年前都没有余额。", "No balances in the as-of month or a year before.")
CLIENT_COVERS = Text("管户经历", "Coverage history")
CLIENT_COVERS_LEGEND = Text("每段一条，标出客户经理；告知与首次联系见表", "One bar per RM in charge; when the client was told and first contacted stands in the table")
NO_COVERS = Text("范围内没有这位客户的管户记录。", "No cover of this client is known within the scope.")
CLIENT_CONTACTS = Text("联系记录", "Contacts")
CLIENT_CONTACTS_LEGEND = Text("最近者在前，最多 100 次", "The latest first, a hundred at most")
NO_CONTACTS = Text("没有联系记录。", "No contact is on record.")
CLIENT_WARNINGS = Text("流失预警：近 12 个月", "Warnings, 12 months")
CLIENT_WARNINGS_LEGEND = Text("最近者在前；建议的下一步", "The latest first, with the suggested next step")
NO_WARNINGS = Text("近 12 个月没有预警。", "Nothing has warned in the trailing 12 months.")
CLIENT_COMPLAINTS = Text("投诉", "Complaints")
CLIENT_COMPLAINTS_LEGEND = Text("最近者在前", "The latest first")
NO_CLIENT_COMPLAINTS = Text("没有投诉。", "No complaint is on record.")
CLIENT_MATURITIES = Text("到期资金", "Maturities")
CLIENT_MATURITIES_LEGEND = Text("过去 12 个月与其后半年（{unit}）", "The last 12 months and the half-year ahead ({unit})")
NO_CLIENT_MATURITIES = Text("没有到期的定期存款或理财。", "No time deposit or wealth product falls due.")
CLIENT_EXPOSURES = Text("风险暴露", "Exposures")
CLIENT_EXPOSURES_LEGEND = Text("截至月逐份合同，金额最大者在前（{unit}）", "Contracts of the as-of month, the largest first ({unit})")
NO_EXPOSURES = Text("截至月没有风险暴露。", "No exposure in the as-of month.")
CLIENT_GROUP = Text("同一集团的客户", "Clients of the same group")
CLIENT_GROUP_LEGEND = Text("范围内的成员，管理资产与贷款最大者在前（{unit}）", "Members within the scope, the largest AUM and loans first ({unit})")
NO_GROUP = Text("这位客户不属于集团，或集团没有其他成员在范围内。", "The client belongs to no group, or no member of it is within the scope.")
COLUMNS |= {
    "covered_from": Text("管户起始", "From"), "covered_until": Text("管户截止", "Until"), "contacted_on": Text("联系日", "Contacted on"), "contact_channel": Text("方式", "Channel"),
    "is_reached": Text("联系上", "Reached"), "ended_on": Text("办结日", "Closed on"), "is_upheld": Text("成立", "Upheld"), "warning": Text("预警", "Warning"), "kind": Text("表内外", "Kind"),
    "principal_yuan": Text("暴露金额", "Amount"), "mitigation_yuan": Text("合格缓释", "Mitigation"), "mitigated_by": Text("缓释方式", "Mitigated by"), "loan_grade": Text("五级分类", "Grade of five"),
    "rate_share": Text("利率", "Rate"), "granted_on": Text("放款日", "Granted on"), "product_count": Text("产品数", "Products"), "counter_count": Text("柜面笔数", "At the counter"),
    "online_count": Text("离柜笔数", "Off-counter"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "covered_from": Text("由该客户经理管户的起始日。", "The first day the RM looked after the client."), "covered_until": Text("首个不再管户的日子；空为至今。", "The first day no longer covered; empty while it lasts."),
    "contact_channel": Text("上门、电话、网点或短信微信。", "Visit, telephone, at the outlet or message."), "ended_on": Text("投诉办结的日子。", "The day the complaint was closed."),
    "warning": Text("该月末触发的预警规则。", "The early-warning rule that flagged the client at the month's end."), "mitigated_by": Text("缓释的种类。", "What secures it."),
}  # fmt: skip
CLIENT_FACTS = {
    "client_id": Text("客户号", "Client number"), "segment_name": Text("条线", "Segment"), "state": Text("状态", "State"), "star": Text("星级", "Star tier"), "class": Text("贡献度分类", "Contribution class"),
    "group": Text("集团", "Connected group"), "industry": Text("行业", "Industry"), "rm": Text("客户经理", "RM"), "outlet": Text("网点", "Outlet"), "opened_on": Text("开户日", "Opened on"),
    "closed_on": Text("销户日", "Closed on"), "close_reason": Text("销户原因", "Why closed"), "risk": Text("风险等级", "Risk class"), "profile_share": Text("信息完整度", "Profile completeness"),
    "profile_confirmed_on": Text("信息确认日", "Profile confirmed on"), "is_phone_valid": Text("电话是否有效", "Telephone works"), "revenue_year_yuan": Text("近 12 个月收入（元，范围内）", "Revenue, 12 months (yuan, within the scope)"),
    "wallet_yuan": Text("各行资产估计（元）", "Estimated wallet over all banks (yuan)"), "product_count": Text("持有产品数", "Products held"),
}  # fmt: skip
PARAMETERS |= {"client": Text("客户", "Client")}
