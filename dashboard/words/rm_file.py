"""The file of one RM."""

from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS
from queries.text import Text

RM_FILE = Text("客户经理档案", "RM file")
RM_FILE_QUESTION = Text("这位客户经理是谁，做过什么，管着什么？", "Who is this RM, what have they done, and what do they look after?")
RM_BOX = Text("客户经理", "RM")
CHOOSE_RM_OPTION = Text("请选择", "Choose")
RM_OPTION = Text("{name} · {number} · {outlet}", "{name} · {number} · {outlet}")
CHOOSE_RM = Text("请选择客户经理：可用上方的下拉框、下表中的姓名或查找。", "Choose an RM: in the box above, by a name in the table, or with Find.")
RMS_TO_CHOOSE = Text("所选范围内的客户经理", "RMs of the chosen scope")
RMS_TO_CHOOSE_LEGEND = Text("按网点和等级排列；点姓名看档案", "By outlet and grade; a name leads to the file")
WHO_PANEL = Text("基本情况", "Who they are")
WHO_LEGEND = Text("截至日的任职；所见范围以外的不显示", "The posting of the as-of day; nothing from outside what you may see")
NO_POSTING = Text("所选范围内没有这位客户经理的任职。请改选机构或人员。", "This RM was never posted within the chosen scope. Choose another unit or RM.")
LOAD_OF_RM = Text("负荷：本人与同条线客户经理", "Load: this RM beside the segment's RMs")
LOAD_OF_RM_LEGEND = Text("点＝本人，灰带＝中间一半，竖线＝中位数，细线至最大；共 {count} 人", "Dot: this RM, grey: the middle half, stroke: median, thin line to the greatest; {count} RMs")
LOAD_OF_RM_NONE = Text("与同条线客户经理的中位数相比", "Against the median of the segment's RMs")
NO_PEERS = Text("不在岗，或所见范围内没有可比的同事。", "Not in post on the as-of day, or no peers within what you may see.")
POSTINGS_PANEL = Text("任职经历", "Postings")
POSTINGS_LEGEND = Text("实心＝客户经理，弱色＝见习，斜纹＝长期休假，空心＝其他工作；仅限所选范围", "Solid: RM, faint: trainee, hatched: on long leave, outlined: other work; within the chosen scope only")
POSTING_NOTES = {"long_leave": Text("长期休假", "on long leave"), "other_work": Text("其他工作", "other work")}
TO_DATE = Text("至今", "to date")
BOOK_PANEL = Text("名下客户：{count} 个月", "The book over {count} months")
BOOK_LEGEND = Text("每条线各用自己的刻度；按各月当时所管的客户", "Each line on its own scale; the clients in the book in each month")
BOOK_OF_TODAY_LEGEND = Text("每条线各用自己的刻度；仅计今日名下客户，自其归入名下起", "Each line on its own scale; only clients in the book today, since they came into it")
NO_BOOK = Text("名下没有客户。", "No clients in the book.")
CLIENTS_OF_RM = Text("名下客户：{count} 户", "Clients in the book: {count}")
CLIENTS_OF_RM_LEGEND = Text("管理资产与贷款之和最大者在前；{unit}，当月收入与贡献度为元", "The largest AUM and loans first; {unit}; revenue and contribution of the month in yuan")
TRAINING_PANEL = Text("培训与考试", "Training and exams")
TRAINING_LEGEND = Text("最近者在前；在所见范围以外参加的不显示", "The latest first; those taken outside what you may see are not shown")
NO_TRAINING = Text("没有培训或考试记录。", "No training or exam on record.")
RM_EVENTS_PANEL = Text("考勤、违规与表扬", "Attendance, breaches and praise")
RM_EVENTS_LEGEND = Text("最近者在前", "The latest first")
RM_EVENTS_HIDDEN = Text("最近者在前；您的角色看不到事项内容", "The latest first; your role is not shown what happened")
NO_RM_EVENTS = Text("没有考勤、违规或表扬记录。", "Nothing on record.")
OWN, MEDIAN = Text("本人", "This RM"), Text("中位数", "Median")
ALT_TIMELINE = Text("任职时间线：自 {since} 起 {count} 段，最近一段为{last}。", "Time line of postings: {count} since {since}; the latest: {last}.")
ALT_NO_POSTINGS = Text("没有任职记录。", "No postings.")
ALT_PEERS = Text("与同条线中位数相比：{parts}。", "Against the segment's median: {parts}.")
ALT_PEER = Text("{name} {own}（中位数 {median}）", "{name} {own} (median {median})")
ALT_NO_PEERS = Text("没有可比的同事。", "No peers to stand against.")
COLUMNS |= {
    "valid_from": Text("自", "From"), "valid_to": Text("至", "Until"), "work": Text("岗位类别", "Work"), "team": Text("小组", "Team"), "leader": Text("组长", "Leader"), "fact": Text("项目", "Item"), "fact_value": Text("内容", "What is known"),
    "course": Text("课程或等级", "Course or grade"), "hours": Text("学时", "Hours"), "planned_hours": Text("计划学时", "Planned hours"), "is_passed": Text("通过", "Passed"),
    "valid_until_on": Text("有效期至", "Valid until"), "revenue_month": Text("当月收入", "Revenue"), "contribution_month": Text("当月贡献度", "Contribution"), "client": Text("客户", "Client"), "star": Text("星级", "Star tier"), "class": Text("贡献度分类", "Class"), "own": Text("本人", "This RM"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "valid_from": Text("任职的第一日。", "The first day in the posting."),
    "valid_to": Text("任职后的第一日；空为至今。", "The first day after it; empty while it lasts."),
    "work": Text("客户经理、见习或其他工作。", "RM, trainee or other work."),
    "team": Text("所在小组；按条线查看时为小组编号。", "The team; its number where the view is cut by segment."),
    "leader": Text("组长；在所见范围以外者仅列工号。", "Who leads the team; only the number of one outside what you may see."),
    "fact": Text("所述的项目。", "What is told of."),
    "fact_value": Text("截至日所知。", "What is known on the as-of day."),
    "course": Text("培训的课程，或考试对应的等级。", "The course, or the grade the exam is for."),
    "hours": Text("参加的学时。", "Hours attended."),
    "planned_hours": Text("计划的学时。", "Hours planned."),
    "is_passed": Text("是否通过。", "Whether it was passed."),
    "valid_until_on": Text("考试合格的有效期。", "Until when the pass is valid."),
    "client": Text("客户名称；无权查看者为代号。", "The client's name; a pseudonym for whoever may not see it."),
    "revenue_month": Text("当月营业收入，元。", "Revenue of the month, in yuan."),
    "contribution_month": Text("当月贡献度，元。", "Contribution of the month, in yuan."),
    "star": Text("当月星级。", "Star tier of the month."),
    "class": Text("当月贡献度分类。", "Contribution class of the month."),
    "own": Text("本人的数字。", "This RM's own figure."),
}
