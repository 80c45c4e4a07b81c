"""The overview, and the daily and weekly pack."""

from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS
from queries.text import Text

# the daily and weekly pack
LATELY = Text("日报与周报", "Day and week")
LATELY_QUESTION = Text("各小组昨日与本周带来了什么？谁的客户在等答复？", "What did each team bring yesterday and this week, and whose clients wait?")
LATELY_ASSETS = Text("新增资产：各小组本周与上周", "New assets: teams this week against last")
LATELY_ASSETS_LEGEND = Text("截至日前七天与再前七天（{unit}）；本周增加最多与减少最多的小组", "The seven days to the day and the seven before ({unit}); the teams with most and least this week")
LATELY_WAITING = Text("未答复的客户咨询", "Client questions without an answer")
LATELY_WAITING_LEGEND = Text("至截至日未答复；超过一周者在前", "Open on the day, those over a week old first")
LATELY_COUNTS = Text("开户与签约", "Accounts, sign-ups and cards")
LATELY_COUNTS_LEGEND = Text("新开账户；电子银行与代发签约、发卡合计。当日、本周与上周", "Accounts opened; e-banking and payroll sign-ups and cards together. The day, this week and last")
NO_TEAMS = Text("该日没有日度数据。", "There are no daily results for that day.")
NOBODY_WAITS = Text("没有未答复的客户咨询。", "No client question is without an answer.")

# overview
OVERVIEW = Text("经营总览", "Overview")
OVERVIEW_QUESTION = Text("经营情况如何？哪里需要关注？", "How do we stand, and what needs attention?")
TEN_LARGEST = Text("前十大占比 · {measure}", "Ten largest · {measure}")
UNITS_BY_GAP = Text("下一级机构：{measure}与上年同期", "Next level down: {measure} against last year")
UNITS_BY_GAP_LEGEND = Text("强色＝实绩，弱色＝上年同期；右侧为差额（{unit}，%），差额最差者在上", "Strong: actual, faint: last year; at the right the gap ({unit}, %), the worst on top")
UNITS_BY_PLAN = Text("下一级机构：{measure}与应有进度", "Next level down: {measure} against plan to date")
NO_UNITS_BELOW = Text("单个管户之下没有机构。", "There are no units below a single book.")
ATTENTION = Text("需要关注", "Needs attention")
WITH_HINT = Text("{legend}；{hint}", "{legend}; {hint}")
CLICK_DOWN, CLICK_MORE = Text("点击下钻", "a click drills down"), Text("点击查看", "a click shows more")  # said on the screen only
ATTENTION_LEGEND = Text("先限额，再按金额，至多八条", "Limits first, then by amount, eight at most")
NO_FINDINGS = Text("所选范围内没有达到关注标准的变化。", "Nothing in this scope has reached the lines that need attention.")
MONTHS_TREND = Text("{measure}：截至 {month}的 13 个月", "{measure}: 13 months to {month}")
MONTHS_TREND_LEGEND = Text("强色＝实绩，弱色＝上年同月（{unit}）", "Strong: actual, faint: the same month of last year ({unit})")

# columns of the daily and weekly pack
SPANS = {"day": Text("当日", "the day"), "week": Text("本周", "this week"), "before": Text("上周", "last week")}
BROUGHT = {
    "assets_yuan": Text("新增资产", "New assets"), "opened_count": Text("新开账户", "Accounts opened"), "sales_yuan": Text("产品销售", "Product sales"),
    "signed_count": Text("签约与发卡", "Sign-ups and cards"),
}  # fmt: skip
BROUGHT_MEANINGS = {
    "assets_yuan": Text("管理资产的变动，交接计入。", "Change of AUM, hand-overs included."),
    "opened_count": Text("开立的账户数。", "Accounts opened."),
    "sales_yuan": Text("基金、保险、贸易融资与国际结算。", "Funds, insurance, trade finance and international settlement."),
    "signed_count": Text("电子银行、代发签约与发卡。", "E-banking and payroll sign-ups, and cards."),
}
COLUMNS |= {f"{span}_{what}": Text(f"{when.zh}{name.zh}", f"{name.en}, {when.en}") for span, when in SPANS.items() for what, name in BROUGHT.items()}
COLUMN_MEANINGS |= {f"{span}_{what}": meaning for span in SPANS for what, meaning in BROUGHT_MEANINGS.items()}
COLUMNS |= {"open_questions_count": Text("未答复咨询", "Open questions"), "overdue_questions_count": Text("超过一周", "Over a week")}
COLUMN_MEANINGS |= {
    "open_questions_count": Text("截至日尚未答复的客户咨询。", "Client questions without an answer on the day."),
    "overdue_questions_count": Text("其中提出已超过七天的。", "Those of them asked more than seven days ago."),
}
