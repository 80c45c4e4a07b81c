"""Every phrase of the screen in both languages. Phrases with braces are filled by `Text.fill`."""

from queries.text import LANGS, Text


def fill(phrase: Text, **values: object) -> Text:
    """Fill both languages' placeholders; a value that is itself a Text goes in in the language of the phrase."""
    parts = ({name: value.to(lang) if isinstance(value, Text) else value for name, value in values.items()} for lang in LANGS)
    return Text(*(phrase.to(lang).format(**filled) for lang, filled in zip(LANGS, parts, strict=True)))


PRODUCT = Text("客户经理管理驾驶舱", "RM Cockpit")
LANGUAGE = Text("语言", "Language")
MORE_PAGES = Text("更多", "More")
SKIP = Text("跳到正文", "Skip to main content")

# who is looking
LOCAL_DEMO = Text("本机模式 · 演示数据", "Local mode · demonstration data")
LOCAL_UNPROTECTED = Text("本机模式，未受保护", "Local, unprotected")
ROLE = Text("角色", "Role")
SEEN_AS = Text("角色：{role}", "Seen as: {role}")
UNITS_HELD = Text("负责的机构", "Units in charge of")
SEGMENT_HELD = Text("负责的条线", "Segment in charge of")
BOOK_HELD = Text("管户客户经理", "Whose book")
RM_WITH_NUMBER = Text("{name}（{number}）", "{name} ({number})")
LOCAL_PERSON = Text("本机使用者", "The person at this machine")

# filters
UNIT = Text("机构", "Unit")
WITHIN = Text("{child}（{parent}）", "{child} ({parent})")
MONTH = Text("截至月", "As of")
SEGMENT = Text("条线", "Segment")
ALL_SEGMENTS = Text("全部条线", "All segments")
MEASURE = Text("口径", "Measure")
HOLDER = Text("集中于", "Held by")
TOP = Text("显示", "Show")
TOP_N = Text("前 {n}", "Top {n}")
PERIOD = Text("期间", "Period")
NOT_CUT_BY = Text("本页不按此项筛选，数字不受其影响。", "This page cannot be cut by it; its figures are not affected.")
COLOURS = Text("颜色", "Colours")
COLOUR_CHOICES = {"usual": Text("绿好红差", "Green is good, red is bad"), "swapped": Text("红好绿差", "Red is good, green is bad")}
SETTINGS = Text("设置", "Settings")
VIEWS = Text("视图", "Views")
COPY_LINK = Text("本视图的链接（点右侧图标复制）", "Link to this view (the icon at its right copies it)")
VIEW_NAME = Text("为本视图命名", "Name this view")
KEEP_VIEW = Text("保存", "Save")
DROP_VIEW = Text("删除", "Drop")
FIND = Text("查找", "Find")
FIND_HINT = Text("客户、客户经理或网点的姓名、拼音或编号", "Client, RM or outlet: name, pinyin or number")
FOUND = Text("查找“{term}”：{count} 个结果", "Found for “{term}”: {count}")
FOUND_NONE = Text("您可见的范围内没有“{term}”。请检查写法，或改用编号。", "Nothing you may see is called “{term}”. Check the spelling, or try the number.")
FOUND_KINDS = {
    "outlet": Text("机构", "Unit"), "rm": Text("客户经理", "RM"), "client": Text("客户", "Client"),
}  # fmt: skip
FOUND_LINE = Text("{kind}：{name}（{number}）· {where}", "{kind}: {name} ({number}) · {where}")
IGNORED = Text(
    "链接中有不存在或超出您权限的选项，已忽略：{names}。",
    "The link names choices that do not exist or are outside what you may see; they were left out: {names}.",
)
TARGET_METRIC = Text("指标", "Metric")
DAY = Text("截至日", "To the day")
CLOSED_MONTH = Text("只有未结月份可选日期", "Only an open month has days to choose from")
SO_FAR = Text("{month} 至今", "{month} so far")
PARAMETERS = {
    "lang": LANGUAGE, "role": ROLE, "at": UNITS_HELD, "line": SEGMENT_HELD, "rm": BOOK_HELD, "node": UNIT, "month": MONTH,
    "segment": SEGMENT, "measure": MEASURE, "by": HOLDER, "top": TOP, "period": PERIOD, "colours": COLOURS,
    "who": Text("客户经理", "RM"), "team": Text("小组", "Team"), "metric": TARGET_METRIC, "day": DAY,
}  # fmt: skip

# frame of a page
AS_OF = Text("截至", "As of")
GENERATION = Text("数据批次", "Generation")
MONEY_UNIT = Text("单位", "Unit")
OWN_BOOK = Text("{name}的管户", "The book of {name}")
SEVERAL = Text("{first}等 {count} 个机构", "{first} and others, {count} units in all")
NOTHING_HELD = Text("无可见机构", "No unit in reach")
JOIN = Text("、", ", ")

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
UNITS_BY_GAP_LEGEND = Text("深色＝实绩，浅色＝上年同期；右侧为差额（{unit}，%），差额最差者在上", "Dark: actual, light: last year; at the right the gap ({unit}, %), the worst on top")
UNITS_BY_PLAN = Text("下一级机构：{measure}与应有进度", "Next level down: {measure} against plan to date")
NO_UNITS_BELOW = Text("单个管户之下没有机构。", "There are no units below a single book.")
ATTENTION = Text("需要关注", "Needs attention")
WITH_HINT = Text("{legend}；{hint}", "{legend}; {hint}")
CLICK_DOWN, CLICK_MORE = Text("点击下钻", "a click drills down"), Text("点击查看", "a click shows more")  # said on the screen only
ATTENTION_LEGEND = Text("按金额排序，至多八条", "By amount, eight at most")
NO_FINDINGS = Text("所选范围内没有达到关注标准的变化。", "Nothing in this scope has reached the lines that need attention.")
MONTHS_TREND = Text("{measure}：截至 {month}的 13 个月", "{measure}: 13 months to {month}")
MONTHS_TREND_LEGEND = Text("深色＝实绩，浅色＝上年同月（{unit}）", "Dark: actual, light: the same month of last year ({unit})")

# figures and cards
CONCENTRATION = Text("大客户集中度", "Large-client concentration")
CONCENTRATION_QUESTION = Text("余额有多依赖少数大户？", "How much hangs on a few large ones?")
TOP_HOLDERS = Text("{holder}：前 {n} 大", "The {n} largest: {holder}")
TOP_LEGEND = Text("{measure}（{unit}）；右列为累计占比", "{measure} ({unit}); right column: running share")
LORENZ = Text("洛伦兹曲线 · 基尼系数 {gini}", "Lorenz curve · Gini coefficient {gini}")
LORENZ_LEGEND = Text("横轴＝持有者累计占比（由大到小），纵轴＝{measure}累计占比", "Across: share of holders, the largest first; up: their share of {measure}")
EQUAL = Text("完全均等", "all equal")
FIFTH_HOLDS = Text("前 20% 占 {share}", "20 % hold {share}")
PARETO_REACHED = Text("前 {share} 达 80%", "{share} reach 80 %")
TREND = Text("走势：截至 {month}的 {count} 个月", "Trend: {count} months to {month}")
TREND_LEGEND = Text("每条线各用自己的刻度；标注为首末月", "Each line on its own scale; labels at the first and last month")
TREND_ONLY_NOW = Text(
    "多个机构、按条线筛选或单个管户没有预先汇总的历史，集中度不能相加，故仅有截至月。选单一机构、全部条线可看走势。",
    "Concentration does not add up, and a union of units, a segment or a single book has no history rolled up: only the as-of month "
    "is known. Choose one unit and all segments to see the trend.",
)
ALL_FIGURES = Text("全部指标", "All figures")
ALL_FIGURES_LEGEND = Text("截至月与上年同月；金额精确到分", "As-of month against the same month of last year; money to the cent")
HOLDER_TABLE = Text("明细：{holder}", "In detail: {holder}")
HOLDER_TABLE_LEGEND = Text("{unit}；变动为 12 个月", "{unit}; change over 12 months")
SHOWN_OF = Text("显示 {shown} 行，共 {count} 行；下载文件含全部。", "{shown} of {count} rows are shown; the file holds them all.")
LAST_YEAR = Text("同比", "YoY")
ON_PLAN = Text("较计划", "vs plan")
DATA_TABLE = Text("数据表", "The figures as a table")
HHI_SCALE = Text("HHI（×10,000）", "HHI (× 10,000)")

# alternative texts
ALT_RANKING = Text("{title}。最大：{name}，占 {share}。", "{title}. Largest: {name} with {share}.")
ALT_LORENZ = Text("洛伦兹曲线：前 20% 的持有者占 {share}。", "Lorenz curve: the largest 20 % hold {share}.")
ALT_TREND = Text("走势图：{parts}。", "Trend lines: {parts}.")
ALT_TREND_PART = Text("{name}由 {first} 到 {last}", "{name} from {first} to {last}")

# table headings that are no metric
COLUMNS = {
    "name": Text("名称", "Name"),
    "actual_yuan": Text("实绩", "Actual"),
    "base_yuan": Text("上年同期", "Last year"),
    "gap_yuan": Text("差额", "Gap"),
    "gap_share": Text("差额率", "Gap %"),
    "sentence": Text("事项", "Finding"),
    "amount_yuan": Text("涉及金额", "Amount concerned"),
    "page": Text("页面", "Page"),
    "choices": Text("筛选", "Filters"),
    "is_good": Text("是否有利", "Favourable"),
    "node_id": Text("机构编号", "Unit number"),
    "rm_id": Text("工号", "Staff number"),
    "place": Text("名次", "Place"),
    "holder_id": Text("编号", "Number"),
    "holder": Text("名称", "Name"),
    "value_yuan": Text("金额", "Amount"),
    "share": Text("占比", "Share"),
    "cumulative_share": Text("累计占比", "Running share"),
    "rating": Text("评级", "Rating"),
    "rm": Text("客户经理", "RM"),
    "year_ago_yuan": Text("上年同月", "A year ago"),
    "change_yuan": Text("变动", "Change"),
    "change_share": Text("变动率", "Change %"),
    "month": Text("月份", "Month"),
    "holder_share": Text("持有者占比", "Share of holders"),
    "measure_share": Text("金额占比", "Share of the amount"),
    "metric": Text("指标", "Figure"),
    "value": Text("截至月", "As-of month"),
    "year_ago": Text("上年同月", "A year ago"),
    "change": Text("变动", "Change"),
    "meaning": Text("含义", "Meaning"),
}

# files
FILES = Text("下载", "Download")
SAVE_FILE = Text("保存文件", "Save the file")
FILE_CSV = Text("表格 CSV", "Table, CSV")
FILE_LINES = {
    "panel": Text("内容", "Content"),
    "scope": Text("范围", "Scope"),
    "as_of": AS_OF,
    "generation": GENERATION,
    "person": Text("导出人", "Exported by"),
    "time": Text("导出时间", "Exported at"),
    "file": Text("文件编号", "File number"),
    "definition": Text("口径：{name}", "Definition: {name}"),
}

# states
NOTHING_IN_SCOPE = Text("所选范围内没有可见的机构。请更换机构或条线。", "There is nothing in the chosen scope. Choose another unit or segment.")
NOT_SUPPLIED = Text(
    "所选范围该月没有{measure}：银行未提供此项数据，或余额均不为正。请更换口径、月份或机构。",
    "There is no {measure} in this scope and month: the bank supplied none, or no balance is positive. Choose another measure, month or unit.",
)
BROKEN = Text(
    "本页出现意外错误，已记入日志；其他页面不受影响。请刷新，仍出现时请联系管理员。",
    "This page met an unexpected error, which was written to the log; other pages still work. Reload, and tell the administrator if it stays.",
)
BUILDING = Text("首次启动：正在生成演示银行", "First start: building the demonstration bank")
BUILDING_WHY = Text(
    "尚无已发布的数据。正在本机生成一家虚构的银行，完成后本页自动打开。",
    "Nothing is published yet. A made-up bank is being built on this machine; the page opens by itself when it is done.",
)
BUILD_FAILED = Text("演示数据未能生成：{line}", "The demonstration bank could not be built: {line}")
BUILD_HINT = Text("请在命令行运行 python -m seed demo 查看原因。", "Run `python -m seed demo` in a shell to see why.")
BUILD_STARTING = Text("准备中", "Getting ready")
REFUSED = Text("本服务仅供本机使用。", "This server answers its own machine only.")

# charts
ACTUAL = Text("实绩", "Actual")
BASE = Text("对比", "Base")
LEFT_OUT = Text("首尾各 {half} 个，中间 {count} 个未显示", "{half} worst and {half} best; {count} not shown in between")
ALT_WITH_NOTE = Text("{alt}{note}。", "{alt} {note}.")
ALT_VARIANCE = Text(
    "{metric}，{against}：最差 {worst}（{worst_gap}），最好 {best}（{best_gap}）。",
    "{metric}, {against}: worst {worst} ({worst_gap}), best {best} ({best_gap}).",
)
ALT_NO_VARIANCE = Text("{metric}，{against}：没有可比数据。", "{metric}, {against}: nothing to compare with.")
SERIES = {
    "actual": ACTUAL,
    "year_ago": Text("上年同期", "Last year"),
    "plan": Text("计划", "Plan"),
    "forecast": Text("预测", "Forecast"),
    "low": Text("预测下限", "Forecast, low"),
    "high": Text("预测上限", "Forecast, high"),
    "missing": Text("缺口", "Missing"),
    "secured": Text("已落实", "Secured"),
    "likely": Text("可期", "Likely"),
}
ALT_MONTHS = Text("{metric}逐月：{since} {first}，{until} {last}。", "{metric} by month: {since} {first}, {until} {last}.")
ALT_MONTHS_MORE = Text("{month}{series} {value}。", " {series} {month}: {value}.")
ALT_NO_MONTHS = Text("{metric}逐月：没有数据。", "{metric} by month: nothing is known.")
OTHERS = Text("其余 {count} 个", "{count} others")
RUNNING = Text("累计占比", "Running share")
ALT_PARETO = Text("{metric}由大到小：前 {few} 个（共 {count} 行）合计占 {share}。", "{metric}, the largest first: {few} of {count} rows hold {share}.")
ATTAINED = Text("完成率", "Attained")
ALT_ATTAINMENT = Text(
    "{metric}完成率：{count} 个中 {missed} 个未达标；最差 {worst} {low}，最好 {best} {high}。",
    "{metric}, attainment: {missed} of {count} miss the goal; worst {worst} {low}, best {best} {high}.",
)
ALT_BULLET = Text(
    "{metric}与计划：{count} 个中 {missed} 个未达标；最差 {worst} {low}，最好 {best} {high}。",
    "{metric} against plan: {missed} of {count} miss it; worst {worst} {low}, best {best} {high}.",
)
ALT_NO_GOAL = Text("{metric}完成率：没有计划。", "{metric}, attainment: there is no plan.")
UNEXPLAINED = Text("未解释差额", "Not explained")
FROM_OPENING = Text("自期初起的变动", "Change since the opening balance")
ALT_BRIDGE = Text("{metric}由 {first} 到 {last}；最大变动：{name} {change}。", "{metric} from {first} to {last}; the largest change: {name} {change}.")
ALT_NO_BRIDGE = Text("{metric}：没有变动。", "{metric}: no change is known.")
NOW = Text("现在", "Now")
A_YEAR_AGO = Text("一年前", "A year ago")
ALT_PYRAMID = Text("{metric}按 {count} 组，现在与一年前；最多：{name} {value}。", "{metric} in {count} groups, now and a year ago; most: {name} with {value}.")
ALT_NO_GROUPS = Text("{metric}：没有分组数据。", "{metric}: no group is known.")
CLIENTS = Text("户数", "Clients")
FROM_TO = Text("由行到列，占行 %", "From row to column, % of the row")
GRID_LEFT_OUT = Text("首尾各 {half} 行，中间 {count} 行未显示", "First and last {half}; {count} not shown in between")
ALT_GRID = Text("{metric}：最差 {worst}（{worst_value}），最好 {best}（{best_value}）。", "{metric}: worst {worst} ({worst_value}), best {best} ({best_value}).")
ALT_NO_GRID = Text("{metric}：没有数据。", "{metric}: nothing is known.")
ALT_MOVES = Text("{count} 户：{stayed} 未变，{better} 变好，{worse} 变差。", "{count} clients: {stayed} stayed, {better} moved up, {worse} moved down.")
AT_RISK = Text("在观察中", "At risk")
MONTHS_ON = Text("{count} 个月", "{count} mo")
ALT_SURVIVAL = Text("{count} 个月后的留存率：{parts}。", "Still there after {count} months: {parts}.")
CURVES_LEFT_OUT = Text("另有 {count} 组未显示", "{count} more groups are not shown")
ALT_NO_SURVIVAL = Text("留存率：没有数据。", "Still there: nothing is known.")

# board pack and files
FILE_EXCEL = Text("电子表格 Excel", "Workbook, Excel")
FILE_SLIDES = Text("幻灯片 PowerPoint", "Slides, PowerPoint")
FILE_PICTURE = Text("图片 PNG", "Picture, PNG")
FILE_DRAWING = Text("矢量图 SVG", "Drawing, SVG")
FILE_DOCUMENT = Text("文档 PDF", "Document, PDF")
PICTURES_NEED = Text("图片需要浏览器和中文字体，请在服务器上安装：{packages}", "Pictures need a browser and a Chinese font; install on the server: {packages}")
DOCUMENTS_NEED = Text("文档需要中文字体，请在服务器上安装：{packages}", "Documents need a Chinese font; install on the server: {packages}")
NO_PICTURE = Text("这张图未能画出。", "The picture could not be drawn.")
NO_PICTURE_HINT = Text("请重试；仍出现时请下载表格，并告知管理员：{why}", "Try again; if it stays, take the table and tell the administrator: {why}")
SHEET_CHART = Text("图表数据", "Chart data")
SHEET_ORIGIN = Text("口径与来源", "Definitions")
WITH_UNIT = Text("{name}（{unit}）", "{name} ({unit})")
DEFINITIONS = Text("指标口径", "Definitions")
DEFINITION_COLUMNS = {
    "name": Text("指标", "Figure"),
    "meaning": Text("含义", "Meaning"),
    "formula": Text("计算", "How it is worked out"),
    "unit": Text("单位", "Unit"),
    "source": Text("依据", "Source"),
}
METRIC_UNITS = {
    "yuan": Text("元", "yuan"),
    "count": Text("个", "number"),
    "share": Text("百分比", "percent"),
    "index": Text("系数", "coefficient"),
}
LINEAGE = Text("数据来源", "Data lineage")
LINEAGE_LINES = {
    "generation": GENERATION,
    "source": Text("来源", "Source"),
    "is_synthetic": Text("演示数据", "Demonstration data"),
    "started_at": Text("装载开始", "Load started"),
    "finished_at": Text("装载完成", "Load finished"),
    "as_of": Text("数据截至日", "Data as of"),
    "last_closed_month": Text("最近已结月份", "Latest closed month"),
    "row_count": Text("行数", "Rows"),
    "content_hash": Text("内容校验值", "Content hash"),
    "schema_version": Text("表结构版本", "Schema version"),
}
YES = Text("是", "Yes")
NO = Text("否", "No")
BOARD_PACK = Text("经营分析报告", "Board pack")
PACK_FINDINGS = Text("主要结论", "Findings")
PACK_ATTENTION = Text("需要关注", "Needs attention")
PACK_FIGURES = Text("附表：图中数据", "Tables behind the charts")
PACK_NO_PICTURES = Text("本机没有浏览器或中文字体，图未画出；数据见表。", "No browser or Chinese font on this machine: charts are left out, their figures are in the tables.")
PACK_CONTINUED = Text("{title}（续 {part}）", "{title} (continued, {part})")
PACK_ROWS = Text("第 {first} 至 {last} 行，共 {count} 行", "Rows {first} to {last} of {count}")
PACK_READING = Text("取数：{page}", "Reading: {page}")
PACK_DRAWING = Text("画图：{panel}", "Drawing: {panel}")
PACK_SETTING = Text("排版", "Setting")
PACK_DONE = Text("完成", "Done")
MAY_NOT_EXPORT = Text("您没有导出权限。", "You may look, but not take files away.")
MAY_NOT_EXPORT_HINT = Text("请管理员授予导出权限。", "Ask the administrator for the right to export.")
FACT = Text("项目", "Item")
FACT_VALUE = Text("内容", "Value")

# data and glossary
GLOSSARY = Text("指标词典", "Glossary")
GLOSSARY_QUESTION = Text("每个数字是什么意思，怎么算，依据是什么？", "What does each figure mean, how is it worked out, and who says so?")
GLOSSARY_FINDING = Text(
    "共 {metrics} 个指标、{rules} 条规则、{headings} 个其他列名；全部取自程序本身所用的定义。",
    "{metrics} figures, {rules} rules of policy and {headings} other column headings, all taken from the definitions the program itself runs on.",
)
METRIC_PANEL = Text("指标", "Figures")
METRIC_PANEL_LEGEND = Text("方向指好的一面；查询可在命令行使用", "Direction is the good side; queries can be asked from the shell")
RULE_PANEL = Text("规则与取值", "Rules and their values")
RULE_PANEL_LEGEND = Text("银行可改的取值及其依据", "Values the bank may set, and their sources")
HEADING_PANEL = Text("其他列名", "Other column headings")
HEADING_PANEL_LEGEND = Text("表格中不是指标的列", "Columns of tables that are no figure of the list above")
DIRECTIONS = {
    "up": Text("越高越好", "Higher is better"),
    "down": Text("越低越好", "Lower is better"),
    "neither": Text("无好坏之分", "Neither is better"),
}
ONE_MONTH = Text("{count} 个月", "{count} month")
MANY_MONTHS = Text("{count} 个月", "{count} months")
ONE_DAY = Text("{count} 天", "{count} day")
MANY_DAYS = Text("{count} 天", "{count} days")
RULE_WITH_SOURCE = Text("{meaning}：{value}（{source}）", "{meaning}: {value} ({source})")
DATA = Text("数据", "Data")
DATA_QUESTION = Text("数字从哪里来，核对过吗？", "Where do the figures come from, and were they checked?")
LOADS_PANEL = Text("数据批次与装载记录", "Generations and load runs")
LOADS_LEGEND = Text("最近的在前；时间为协调世界时", "The latest first; times are UTC")
TABLES_PANEL = Text("各表行数", "Rows of every table")
TABLES_LEGEND = Text("本批次与上一批次", "This generation and the one before")
CHECKS_PANEL = Text("核对结果", "Reconciliation")
CHECKS_LEGEND = Text("发布前逐处核对到 0.00；有一处不平即不发布", "Every place compared to 0.00 before publishing; one that differs stops the load")
DICTIONARY_PANEL = Text("数据字典", "Data dictionary")
DICTIONARY_LEGEND = Text("全部表和列，按表名排列", "Every table and column, by the table's name")
WHOLE_BANK_ONLY = Text(
    "行数和核对结果涉及全行，仅向可见全行者显示。",
    "Row counts and control totals tell of the whole bank and are shown only to those who hold all of it.",
)
COLUMNS |= {
    "standing": Text("状态", "Status"), "table": Text("表", "Table"), "table_name": Text("表名", "Table's name"), "before_count": Text("上一批次行数", "Rows before"),
    "change_count": Text("增减", "Change"), "check": Text("核对事项", "What is compared"), "compared_count": Text("核对处数", "Places compared"),
    "failed_count": Text("不平处数", "Places that differ"), "column_name": Text("列名", "Column's name"), "sense": Text("含义", "Meaning"),
    "unit": Text("单位", "Unit"), "is_key": Text("主键", "Key"), "is_required": Text("必填", "Required"), "codes": Text("可取的值", "Values it may hold"),
    "seen": Text("可见范围", "Seen by"), "formula": Text("计算", "How it is worked out"), "good": Text("方向", "Direction"), "rules": Text("适用规则", "Rules it follows"),
    "said_by": Text("依据", "Source"), "pages": Text("所在页面", "Pages"), "queries": Text("查询", "Queries"), "key": Text("代号", "Key"),
    "rule_value": Text("取值", "Value"), "metrics": Text("用于指标", "Used by"), "heading": Text("列名", "Column heading"),
}  # fmt: skip
COLUMN_MEANINGS = {
    "place": Text("按金额由大到小的名次；不是持有者的行没有名次。", "Rank by amount, the largest first; lines that are no holder have none."),
    "holder_id": Text("客户、集团、机构或客户经理的编号。", "Number of the client, group, unit or RM."),
    "holder": Text("客户、集团、行业、机构或客户经理的名称；无权查看者见代号。", "Name of the client, group, industry, unit or RM; a pseudonym to who may not see it."),
    "value_yuan": Text("持有者在所选口径下的金额。", "What the holder holds, by the chosen measure."),
    "share": Text("金额 ÷ 正余额合计。", "Amount over the total of positive amounts."),
    "cumulative_share": Text("由第一名到本行的占比之和。", "Sum of the shares from the first place to this line."),
    "rm": Text("截至月该客户的主办客户经理。", "The client's main RM in the as-of month."),
    "year_ago_yuan": Text("同一持有者一年前同月的金额。", "What the same holder held in the same month a year before."),
    "change_yuan": Text("金额减上年同月。", "Amount less that of a year ago."),
    "change_share": Text("变动 ÷ 上年同月。", "Change over the amount of a year ago."),
    "holder_share": Text("由大到小累计的持有者个数 ÷ 全部持有者。", "Holders counted from the largest, over all holders."),
    "measure_share": Text("这些持有者的金额 ÷ 合计。", "What these holders hold, over the total."),
    "metric": Text("指标的名称。", "The figure's name."),
    "value": Text("截至月的数值。", "The value of the as-of month."),
    "year_ago": Text("上年同月的数值。", "The value of the same month last year."),
    "change": Text("截至月与上年同月之差：金额和个数为百分比，比率为百分点。", "As-of month against a year ago: amounts and counts in percent, shares in points."),
    "meaning": Text("指标说的是什么。", "What the figure says."),
    "name": Text("下级机构的名称。", "Name of the unit below."),
    "actual_yuan": Text("截至月的数值。", "The value of the as-of month."),
    "base_yuan": Text("与之比较的数值：上年同月。", "What it is compared with: the same month last year."),
    "gap_yuan": Text("实绩减对比。", "Actual less what it is compared with."),
    "gap_share": Text("差额 ÷ 对比。", "Gap over what it is compared with."),
    "sentence": Text("需要关注的事项，一句话。", "What needs attention, in a sentence."),
    "page": Text("可看到该事项的页面。", "The page where it is seen."),
    "choices": Text("在该页面显示此事项的筛选。", "The filters that show it there."),
    "is_good": Text("对本行是否有利。", "Whether it is good for the bank."),
    "check": Text("哪两边应当相等。", "Which two sides must be equal."),
    "standing": Text("批次是否在用、保留或已清除。", "Whether the generation is in use, kept to go back to, or gone."),
    "before_count": Text("上一批次装载后该表的行数。", "Rows of the table after the load before."),
    "change_count": Text("本批次行数减上一批次。", "Rows of this generation less those of the one before."),
    "table": Text("表的含义。", "What the table holds."),
    "column_name": Text("仓库中列的名称。", "The column's name in the warehouse."),
    "sense": Text("该项说的是什么。", "What it says."),
    "unit": Text("数值的单位。", "What the value is counted in."),
    "is_key": Text("与其他主键列一起唯一确定一行。", "Together with the other key columns it names one row."),
    "is_required": Text("装载时不得为空。", "May not be empty when loaded."),
    "codes": Text("装载时只接受这些代码。", "The load accepts these codes only."),
    "seen": Text("谁能看到该列的内容。", "Who may see what the column holds."),
    "formula": Text("先汇总，再相除。", "Add up first, then divide."),
    "good": Text("哪个方向是好的一面。", "Which direction is the good one."),
    "rules": Text("计算所用的规则取值。", "The values of policy it is worked out with."),
    "said_by": Text("定义的出处。", "Who defined it."),
    "pages": Text("显示该指标的页面。", "The pages that show it."),
    "queries": Text("返回该指标的查询。", "The queries that return it."),
    "key": Text("程序和文件中使用的代号。", "What the program and files call it."),
    "rule_value": Text("规则现在的取值。", "The rule's value now."),
    "metrics": Text("按该规则计算的指标。", "The figures worked out with the rule."),
    "heading": Text("表格中的列名。", "The heading as tables show it."),
}

# headcount
HEADCOUNT = Text("团队人力", "Team headcount")
HEADCOUNT_QUESTION = Text("人够不够，缺在哪里，明年还够吗？", "Have we the people, where, and will we have them next year?")
NO_STAFF = Text("所选范围内没有客户经理或编制。请更换机构或条线。", "There are no RMs or posts in the chosen scope. Choose another unit or segment.")
NO_STAFF_OF_BOOK = Text("单个管户没有人力数据。请选择机构查看。", "A single book has no headcount. Choose a unit to see one.")
BRIDGE = Text("人数由期初到期末：{period}至 {month}", "From opening to closing heads: {period} to {month}")
BRIDGE_LEGEND = Text("深色＝期初与期末，其间为增减；范围内部调动不计；名单见下", "Dark: opening and closing, between them what came and went; moves inside do not count; the names stand below")
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
UNITS_BY_POSTS_LEGEND = Text("深色＝人数，框＝编制；右侧为差额（人，%），缺口最大者在上", "Dark: RMs, outline: establishment; at the right the gap (RMs, %), the largest on top")
NO_ESTABLISHMENT_LEGEND = Text("所选范围没有编制数据，仅列人数", "No establishment was supplied for this scope, so only heads are shown")
OUTLOOK = Text("人数走势：36 个月与其后 12 个月", "Heads: 36 months and the 12 to come")
OUTLOOK_LEGEND = Text(
    "深色＝实绩，虚线＝编制，斜纹＝按近 24 个月进出率推算，细线＝10–90% 区间。回测：一年前的预测平均偏差 {miss}，{covered} 的月份在区间内",
    "Dark: actual, dotted: establishment, hatched: carried on at the rates of the last 24 months, whiskers: 10 to 90 %. Back-test: a year ago's forecast missed by {miss} on average; {covered} of months lay within",
)
OUTLOOK_UNTESTED = Text(
    "深色＝实绩，虚线＝编制，斜纹＝按近 24 个月进出率推算，细线＝10–90% 区间；历史不足，无法回测",
    "Dark: actual, dotted: establishment, hatched: carried on at the rates of the last 24 months, whiskers: 10 to 90 %; too little history for a back-test",
)
OUTLOOK_NONE = Text("深色＝实绩，虚线＝编制；历史不足 12 个月，未作预测", "Dark: actual, dotted: establishment; under 12 months of history, so no forecast")
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
EVENTS_PANEL = Text("进出名单：{period}至 {month}", "Who came and who went: {period} to {month}")
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
    "forecast_count": Text("按近 24 个月进出率推算的人数。", "Heads, carried on at the rates of the last 24 months."),
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

# people
PEOPLE = Text("流失与负荷", "Leaving and load")
PEOPLE_QUESTION = Text("谁在离开，为什么？谁负荷过重，余额系于何人？", "Who leaves and why, who is overloaded, and whom do balances hang on?")
NO_PEOPLE = Text("所选范围内没有客户经理。请更换机构或条线。", "There are no RMs in the chosen scope. Choose another unit or segment.")
NO_PEOPLE_OF_BOOK = Text("单个管户没有流失与负荷。请选择机构查看。", "A single book has neither attrition nor load. Choose a unit to see them.")
TOO_SHORT = Text("历史不足 12 个月，无法计算离职率。", "Under 12 months of history: attrition is not known yet.")
LEAVING_UNITS = Text("离职率：按下级机构", "Attrition by the next level down")
LEAVING_KINDS = Text("离职率：按等级、司龄与招聘渠道", "Attrition by grade, tenure and joining channel")
LEAVING_LEGEND = Text("近 12 个月离职 ÷ 13 个月末平均人数，%；色深者高", "Leavers of 12 months ÷ mean of 13 month-ends, %; darker is higher")
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
    "入行后各月仍在队伍的比例，带为 95% 区间，起点为在观察满 {least} 人之时；各组差异出于偶然的可能 {p}",
    "Share still there by months since joining, with 95 % bands, from {least} at risk on; groups differ so much by chance alone: {p}",
)
TOO_FEW_WATCHED = Text("没有一组在任何司龄有 {least} 人在观察，曲线不足为凭。请选更大的机构。", "No group ever had {least} RMs at risk, too few for a curve. Choose a larger unit.")
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
    "low": Text("95% 区间的下限。", "Lower end of the 95 % band."),
    "high": Text("95% 区间的上限。", "Upper end of the 95 % band."),
    "log_rank_p": Text("若各组并无不同，差异仍如此之大的可能（对数秩检验）。", "How likely so much difference is if the groups were alike (log-rank test)."),
    "band_low_share": Text("年度淘汰率区间的下限；平均 40 人以上才显示。", "Lower end of the yearly elimination band, from a mean of 40 heads."),
    "band_high_share": Text("年度淘汰率区间的上限；平均 40 人以上才显示。", "Upper end of the yearly elimination band, from a mean of 40 heads."),
}

# the file of one RM
RM_FILE = Text("客户经理档案", "RM file")
RM_FILE_QUESTION = Text("这位客户经理是谁，做过什么，管着什么？", "Who is this RM, what have they done, and what do they look after?")
RM_BOX = Text("客户经理", "RM")
CHOOSE_RM_OPTION = Text("请选择", "Choose")
RM_OPTION = Text("{name} · {number} · {outlet}", "{name} · {number} · {outlet}")
CHOOSE_RM = Text("请选择客户经理：可用上方的选单、下表中的姓名或查找。", "Choose an RM: in the box above, by a name in the table, or with Find.")
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
POSTINGS_LEGEND = Text("实心＝客户经理，浅色＝见习，斜纹＝长期休假，空心＝其他工作；仅限所选范围", "Solid: RM, lighter: trainee, hatched: on long leave, outlined: other work; within the chosen scope only")
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
TEAM = Text("小组", "Team")
TEAMS_PANEL = Text("各小组：人数与一年前", "Teams: RMs against a year ago")
TEAMS_LEGEND = Text("深色＝现在，浅色＝一年前；右侧为差额", "Dark: now, light: a year ago; at the right the change")
PEOPLE_OF_TEAM = Text("在职客户经理：{team}", "RMs in post: {team}")
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

# targets against actuals
TARGETS = Text("目标与实绩", "Targets and actuals")
TARGETS_QUESTION = Text("能完成吗？谁落后？16 日前该帮谁？", "Shall we make it, who is behind and whom to help before the 16th?")
UNITS_OF_METRIC = {"count": Text("个", "count"), "share": Text("%", "%")}
TARGET = Text("目标", "Target")
TARGETS_ACTUAL = Text("期间至今的实绩，时点指标为当日余额。", "What was achieved in the period so far; for levels the balance of the day.")
TARGETS_TARGET = Text("整期目标；未定者为下级合计。", "The target of the whole period; where none is set, the sum below.")
TARGETS_FORECAST = Text("照至今的进度，期末将到何处。", "Where the period will end at the pace so far.")
CHANCE = Text("达标可能", "Chance of reaching")
CHANCE_MEANING = Text("同层级、同指标、同进度的过往预测偏差中，足以达标的比例。", "Share of past misses of like forecasts that would reach the target.")
CHANCE_IN_WORDS = Text("达标的偏差数 ÷ 全部偏差数", "misses that reach ÷ all misses")
REQUIRED = Text("余下须达速度", "Rate still required")
REQUIRED_MEANING = Text("余下每个工作日须完成的，与至今每日完成的之比。", "What each remaining working day must bring, against what each day brought.")
REQUIRED_IN_WORDS = Text("（目标 − 实绩）÷ 余下工作日 ÷ 至今日均", "(target − actual) ÷ days left ÷ daily so far")
PACE_OF_BAND = Text("进度 · {band}", "Pace · {band}")
NO_TARGETS = Text("本期没有该指标的目标或实绩。请更换期间或指标。", "There is neither target nor result of this metric in the period. Choose another period or metric.")
ALL_TARGETS = Text("全部指标：{period}目标完成多少", "All metrics: how much of the {period}'s target is done")
ALL_TARGETS_LEGEND = Text(
    "条＝完成率，短竖线＝应有进度，长竖线＝目标；绿＝超前，灰＝正常，褐＝落后，红＝堪忧",
    "Bar: attainment, short stroke: plan to date, long line: target; ahead, on track, behind and at risk by colour",
)
TARGETS_OF_RM = Text("本年目标完成多少，余下每日须多少", "How much of the year's targets is done, and what each day left must bring")
REACH_PANEL = Text("如何达到 100%：{metric}", "What reaches 100 %: {metric}")
REACH_LEGEND = Text("工作日按中国日历，含调休", "Working days by China's calendar, make-up days counted")
PLAN_TO_DATE = Text("应有进度", "Plan to date")
ON_PLAN_DATE = Text("应有", "plan")
GAP_TO_PLAN = Text("与应有进度之差", "Gap to plan to date")
GAP_TO_FULL = Text("与整期目标之差", "Gap to the full target")
WORKING_DAYS = Text("工作日", "Working days")
DAYS_GONE = Text("已过 {gone} / {total}（{share}）", "{gone} of {total} gone ({share})")
PROVISIONAL = Text("，暂定：该年日历尚未公布", ", provisional: that year's calendar is not known yet")
SUMMED = Text("（下级合计）", " (summed from below)")
OF_MONTHS = Text("（由月目标得出）", " (made of the months' targets)")
PHASED = Text("（按月目标）", " (by the months' targets)")
AND_NOTE = Text("{what}{note}", "{what}{note}")
DAILY_SO_FAR = Text("至今每个工作日", "Each working day so far")
DAILY_NEEDED = Text("余下每个工作日须", "Each remaining working day must bring")
LEVEL_TO_HOLD = Text("余下各日须保持", "Level the remaining days must hold")
INTERVAL = Text("预测区间", "Forecast's interval")
INTERVAL_OF = Text("{low} 至 {high}（十次中八次）", "{low} to {high} (8 times in 10)")
NO_INTERVAL = Text("过往样本不足", "Too few past misses to tell")
METHOD = Text("预测方法", "Method")
MOVED_IN = Text("其中交接净移入（不计增长）", "Moved in by hand-over, not counted as growth")
TARGETS_BY_UNIT = Text("下一级机构：{metric}与应有进度", "Next level down: {metric} against plan to date")
TARGETS_BY_RM = Text("客户经理：{metric}与应有进度", "RMs: {metric} against plan to date")
TARGETS_VARIANCE_LEGEND = Text("深色＝实绩，空框＝应有进度；右侧为差额（{unit}，%），差额最差者在上", "Dark: actual, outlined: plan to date; at the right the gap ({unit}, %), the worst on top")
SUMMED_OF_RMS = Text("；目标为客户经理合计", "; targets are those of RMs together")
NO_UNIT_TARGETS = Text("本期机构没有此项目标。请更换期间或指标。", "Units have no such target in this period. Choose another period or metric.")
NO_UNITS_BELOW_OUTLET = Text("其下没有机构，请看客户经理。", "There are no units below; see the RMs.")
NO_RM_TARGETS = Text("本期客户经理没有此项目标。请更换期间或指标。", "RMs have no such target in this period. Choose another period or metric.")
LEAGUE_PANEL = Text("客户经理排行：{metric}", "League of RMs: {metric}")
LEAGUE_LEGEND = Text("按完成率；▲▼＝较上月名次；同类＝同条线同等级段；{unit}，中途到岗者目标按在岗工作日折算", "By attainment; ▲▼: places since last month; peers: same segment and grade band; {unit}; targets by posted working days")
ATTAINMENT_SPREAD = Text("完成率分布：{metric}", "How attainment is spread: {metric}")
ATTAINMENT_SPREAD_LEGEND = Text("{count} 名客户经理：{reached} 达到 100%，平均 {mean}{humps}", "{count} RMs: {reached} at 100 % or more, mean {mean}{humps}")
ATTAINMENT_SPREAD_NONE = Text("每 10 个百分点一档", "Steps of ten points")
TWO_HUMPS = Text("；呈双峰：两类人，或目标两种口径", "; two humps: two kinds of RM, or of target")
TENTH, NINETIETH = Text("后十分之一", "P10"), Text("前十分之一", "P90")
ALT_HISTOGRAM = Text("{count} 名客户经理的完成率：{reached} 名达到 100%；{marks}。", "Attainment of {count} RMs: {reached} at 100 % or more; {marks}.")
HEAT_OF_UNITS = Text("机构与指标：进度", "Units by metric: pace")
HEAT_OF_UNITS_LEGEND = Text("%；100% 为正好跟上，红＝落后，绿＝超前；平均最弱者在上", "%; 100 % is just in time, behind and ahead by colour; the weakest on average on top")
HEAT_OF_RMS = Text("客户经理与指标：进度", "RMs by metric: pace")
HEAT_OF_RMS_LEGEND = Text("%；100% 为正好跟上，红＝落后，绿＝超前；仅列平均最弱的 22 名", "%; 100 % is just in time, behind and ahead by colour; the 22 weakest on average")
OUTCOME_PANEL = Text("期末能到哪里：{metric}", "Where it will end: {metric}")
OUTCOME_LEGEND = Text("实心＝已落实，斜纹＝可期，红框与右列＝缺口（{unit}），缺口最大者在上", "Solid: secured, hatched: likely, outlined and at the right: missing ({unit}), the most missing on top")
NO_OUTCOME = Text("期间已结束，或该指标没有目标或预测。请选进行中的月份、较长的期间或其他指标。", "The period is over, or this metric has no target or forecast. Choose the open month, a longer period or another metric.")
TARGET_RUN = Text("本期走势：{metric}", "The period so far: {metric}")
TARGET_RUN_LEGEND = Text("深色＝至当月末的实绩，虚线＝应有进度，斜纹＝期末预测（{unit}）；表中有各月末时的期末预测", "Dark: actual to each month's end, dashed: plan to date, hatched: forecast of the end ({unit}); in the table also the forecasts made at each month's end")
NO_RUN = Text("期间刚过一个月，尚无走势。请选季、半年或年。", "Only one month of the period is there. Choose a quarter, half-year or year to see its run.")
CASCADE_PANEL = Text("目标是否层层落实", "Do targets come down whole?")
CASCADE_LEGEND = Text("下级目标合计 ÷ 本级目标", "Targets below ÷ target above")
CASCADE_WHOLE = Text("全部目标均已落实到下级：下级合计为本级的 100% 至 115%", "All targets come down whole: 100 to 115 % of each is handed down")
CASCADE_BROKEN = Text("{count} 处断点在前，其后为所选指标的各级", "{count} breaks first, then the levels of the metric in view")
NO_CASCADE = Text("本期机构没有目标。请更换期间。", "Units have no targets in this period. Choose another period.")
NO_CASCADE_OF_CUT = Text("机构目标不按条线或管户拆分。请选机构与全部条线查看。", "Units' targets are not cut by segment or book. Choose a unit and all segments.")
UNJUDGED_PANEL = Text("无法评价的目标", "Targets that cannot be judged")
UNJUDGED_LEGEND = Text("为零、为负或未定，完成率显示为“–”", "Zero, negative or not set at all: attainment is shown as –")
BACK_TEST_PANEL = Text("预测有多准：{period}目标", "How good the forecasts are: {period}")
BACK_TEST_LEGEND = Text("过往期间的偏差中位数，取最小者；区间应有八成命中", "Median miss of past periods, the least is taken; the interval should hold 80 %")
NO_BACK_TEST = Text("历史不足，预测方法尚未检验。", "Too little history to test the forecasts.")
ALT_PROGRESS = Text("{count} 项指标中 {late} 项落后；最落后 {worst} {low}，最领先 {best} {high}。", "{late} of {count} metrics are behind; the furthest {worst} {low}, the best {best} {high}.")
ALT_NO_TARGETS = Text("没有目标。", "There are no targets.")
ALT_OUTCOME = Text("{metric}：{count} 个中 {short} 个预计不达标；缺口最大 {worst} {missing}。", "{metric}: {short} of {count} are likely to miss; the most is missing at {worst}, {missing}.")
COLUMNS = {
    f"{name}{unit}": Text(f"{said.zh}{of.zh}", f"{said.en}{of.en}")
    for name, said in (
        ("target", TARGET), ("actual", ACTUAL), ("plan", PLAN_TO_DATE), ("gap", Text("差额", "Gap")), ("gap_to_full", GAP_TO_FULL), ("forecast", SERIES["forecast"]),
        ("low", SERIES["low"]), ("high", SERIES["high"]), ("below", Text("下级合计", "Below")), *((part, SERIES[part]) for part in ("secured", "likely", "missing")),
    )
    for unit, of in {"": Text("", ""), "_yuan": Text("", ""), "_count": Text("（数量）", " (count)"), "_share": Text("（%）", " (%)")}.items()
} | COLUMNS | {
    "gap_count": Text("差额（数量）", "Gap (count)"), "forecast_count": Text("预测（数量）", "Forecast (count)"),
    "low_count": Text("预测下限（数量）", "Forecast, low (count)"), "high_count": Text("预测上限（数量）", "Forecast, high (count)"), "attainment": ATTAINED, "elapsed": Text("时间进度", "Elapsed"), "pace": Text("进度", "Pace"), "interval": INTERVAL, "reaching": CHANCE, "reaching_share": CHANCE, "method": METHOD,
    "due_share": Text("应完成", "Due by now"), "moved": Text("名次变动", "Moved"), "move": Text("较上月升降名次", "Places gained"), "level": Text("层级", "Level"),
    "break": Text("断点", "Break"), "issue": Text("问题", "Issue"), "from_percent": Text("完成率下限（%）", "From %"), "posted_share": Text("在岗占比", "Posted"), "peer_median_share": Text("同类中位数", "Peers' median"),
    "peers_count": Text("同类人数", "Peers"), "run_rate_share": Text("偏差：按时间进度", "Miss: run-rate"), "seasonal_share": Text("偏差：往期平均", "Miss: usual share"),
    "last_year_share": Text("偏差：上年同期", "Miss: last year's share"), "within_share": Text("区间命中率", "Within interval"), "judged_count": Text("检验次数", "Tested"),
    "cascade_share": Text("下级 ÷ 本级", "Below ÷ above"), "children_count": Text("下级数", "Units below"), "daily_so_far": Text("至今每工作日", "Daily so far"), "daily_needed": Text("余下每工作日须", "Daily needed"),
    "required_rate": REQUIRED,
}  # fmt: skip
COLUMN_MEANINGS |= {
    "daily_so_far": Text("至今每个工作日完成的。", "What each working day brought so far."),
    "daily_needed": Text("余下每个工作日须完成的；日均指标为余下各日须保持的余额。", "What each remaining working day must bring; for averages the level to hold."),
    "required_rate": REQUIRED_MEANING,
    "run_rate_share": Text("若按时间进度推算，过往期间的偏差中位数。", "Median miss in past periods, had the elapsed share been used."),
    "seasonal_share": Text("若按往期平均进度推算，过往期间的偏差中位数。", "Median miss in past periods, had the usual share by then been used."),
    "last_year_share": Text("若按上年同期进度推算，过往期间的偏差中位数。", "Median miss in past periods, had last year's share by then been used."),
    "within_share": Text("近 12 个月实际落入预测区间的比例，应近 80%。", "Share of the last 12 months' results within the interval; it should be near 80 %."),
    "judged_count": Text("用于检验的预测数。", "Forecasts it rests on."),
    "cascade_share": Text("下级目标合计 ÷ 本级目标；100% 至 115% 为正常。", "Targets below over the target above; 100 to 115 % is normal."),
    "children_count": Text("有此目标的下级机构数。", "Units below that have this target."),
    "interval": Text("过往同类预测的第 10 至第 90 百分位偏差所及。", "What the 10th to 90th percentile of past misses reach."),
    "reaching": CHANCE_MEANING, "reaching_share": CHANCE_MEANING,
    "method": Text("按过往偏差最小者选定。", "The one whose past misses were least."),
    "due_share": Text("应有进度占目标的比例。", "Plan to date as a share of the target."),
    "moved": Text("较上月名次；首月或期初无可比。", "Places since last month; none in the first month of a period."),
    "issue": Text("目标为零、为负，或客户经理未定任何目标。", "A target of zero or less, or an RM without any."),
    "break": Text("下级合计不足、过多、上级未定，或月目标加总不符。", "Too little or too much below, none above, or months that do not add up."),
    "posted_share": Text("期间在该岗位的工作日占比，目标按此折算。", "Working days of the period at the post; the target is in proportion."),
    "peer_median_share": Text("同条线同等级段完成率的中位数。", "Median attainment of the same segment and grade band."),
    "from_percent": Text("该档的起点。", "Where the step begins."),
}  # fmt: skip

# fairness: value added, ramp and learning
EXPECTED = Text("期望值", "Expected")
AMONG = Text("样本", "of")
ADDED_PANEL = Text("增值：{metric}与同类期望", "Value added: {metric} against a like book")
ADDED_LEGEND = Text("深色＝实绩，空框＝同类管户期望值（{unit}）；拟合优度（样本外）：{fits}{vain}；只看个人，不汇总", "Dark: actual, outlined: what a like book gives ({unit}); fit out of fold: {fits}{vain}; per RM, never summed")
FIT_IN_VAIN = Text("，不高于零者不足为据", ", at 0 or less it explains nothing")
ADDED_NONE = Text("实绩减去同类管户（条线、管户规模、司龄、区域）的期望值", "Actual less what a like book, segment, tenure and region would give")
FIT_OF = Text("{segment} {r2}（{count} 人）", "{segment} R² {r2} ({count} RMs)")
FIT_PANEL = Text("期望与实绩：{metric}", "Expected and actual: {metric}")
FIT_LEGEND = Text("一点一人；虚线上方＝高于同类期望，下方＝低于", "A dot per RM; above the line more than a like book gives, below it less")
NO_EXPECTED = Text("该指标没有期望值：须为流量或增长指标，且条线内任职满六个月者不少于 50 人。请更换指标或条线。", "Nothing is expected of this metric: it takes a flow or growth, and 50 RMs of a segment with six months in post. Choose another metric.")
NO_EXPECTED_THEN = Text("期望值只在装载时为最近已结月份与进行中月份的截至日计算。请选这两个月。", "What is expected is worked out at load, for the latest closed month and the open one. Choose one of these.")
RAMP_PANEL = Text("新客户经理：{metric}完成率与按成长期调整", "New RMs: {metric}, plain and ramp-adjusted")
RAMP_LEGEND = Text("入行九个月内；产能系数＝期间各日平均，低于 {least} 不调整", "First nine months; ramp: mean of the period's days, no adjustment below {least}")
NO_NEW_RMS = Text("没有入行九个月内且有此项流量或增长目标的客户经理。", "Nobody in the first nine months has a flow or growth target of this metric.")
LEARNING_PANEL = Text("新客户经理多久成熟", "Months until a new RM is productive")
LEARNING_PANEL_FROM = Text("新客户经理多久成熟：第 {month} 个月首次达到", "Months until a new RM is productive: first in month {month}")
LEARNING_LEGEND = Text("单月成果与同条线成熟者（满 {settled} 个月）中位数之比，按入行后月数；虚线＝{enough}", "A month's result against the median of settled RMs ({settled} months) of the segment, by months since joining; dashed: {enough}")
NO_LEARNING = Text("历史期间入行者不足五人，或成熟者不足五人。请选更大的范围。", "Fewer than five joined in the history, or fewer than five are settled. Choose a wider scope.")
NO_LEARNING_OF_BOOK = Text("单一管户没有成长曲线。请选机构。", "A single book has no learning curve. Choose a unit.")
ALT_EXPECTED = Text("{metric}：{count} 名客户经理中 {above} 名高于同类期望。", "{metric}: {above} of {count} RMs bring more than a like book gives.")
ALT_LEARNING = Text("达到成熟者 {enough} 的时间：{curves}。", "When new RMs reach {enough} of settled ones: {curves}.")
ALT_LEARNING_FROM = Text("{name}第 {month} 个月", "{name} in month {month}")
ALT_LEARNING_NOT = Text("{name}尚未达到", "{name} not yet")
COLUMNS |= {
    **{f"expected_{unit}": EXPECTED for unit in ("yuan", "count")}, **{f"value_added_{unit}": Text("增值", "Value added") for unit in ("yuan", "count")},
    "value_place": Text("增值名次", "Rank by value added"), "attainment_place": Text("完成率名次", "Rank by attainment"), "r2_share": Text("拟合优度", "R² of the fit"),
    "basis_count": Text("拟合人数", "RMs in the fit"), "months_since_join": Text("入行月数", "Months since joining"), "ramp_share": Text("产能系数", "Ramp"),
    "month_no": Text("入行后第几月", "Month since joining"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    **{f"expected_{unit}": Text("同条线、管户规模、司龄与区域者应有的成果，拟合时不含本人。", "What the same segment, book, tenure and region would give, from a fit without this RM.") for unit in ("yuan", "count")},
    **{f"value_added_{unit}": Text("实绩 − 期望值；不汇总。", "Actual − expected; never summed.") for unit in ("yuan", "count")},
    "value_place": Text("范围内按增值的名次。", "Place in the scope by value added."), "attainment_place": Text("同一批人按完成率的名次。", "Place of the same RMs by attainment."),
    "r2_share": Text("样本外拟合优度：1 为全部解释，0 及以下为毫无解释力。", "Share of the spread the fit explains out of fold; 0 or less: nothing."),
    "basis_count": Text("参与该条线拟合的客户经理数。", "RMs of the segment the fit rests on."), "months_since_join": Text("由入行到截至日的月数。", "Months from joining to the as-of day."),
    "ramp_share": Text("期间各日产能系数的平均：前三个月为零，至第九个月升到 1。", "Mean of the period's days: 0 for three months, rising to 1 at the ninth."),
    "month_no": Text("入行当月为零。", "The month of joining is 0."),
}  # fmt: skip

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

# client churn
CHURN = Text("客户流失", "Client churn")
CHURN_QUESTION = Text("流失了谁，带走了什么，为什么，下一个会是谁？", "Whom are we losing, what did they take, why, and who is next?")
NO_CHURN_OF_BOOK = Text("单个管户不计流失率与余额变动。请选择机构查看。", "A single book has no churn or bridge. Choose a unit to see them.")
NO_CHURN = Text("所选范围内没有客户，或历史不足四个月，尚不能判断流失。", "There are no clients in the chosen scope, or under four months of history, so losses cannot be told yet.")
CHURN_NEEDS_YEAR = Text("历史不足：年度指标自第十五个已装载月份起计算。", "Too little history: yearly figures begin with the fifteenth loaded month.")
CHURN_CLIENTS = Text("活跃客户由期初到期末：{period}至 {month}", "Active clients from opening to closing: {period} to {month}")
CHURN_CLIENTS_LEGEND = Text("户；深色＝期初与期末；流失＝销户或连续静默三个月；范围内部移动相互抵销", "Clients; dark: opening and closing; lost: closed or quiet for three months; moves inside cancel")
CHURN_BALANCE = Text("{measure}由期初到期末：{period}至 {month}", "{measure} from opening to closing: {period} to {month}")
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
CHURN_TREND_LEGEND = Text("当月流失率、近十二个月流失率与活跃客户；年化见表", "Monthly churn, trailing-12-month churn and active clients; annualised in the table")
CHURN_UNITS = Text("近十二个月流失率：下一级机构", "Churn over 12 months by the next level down")
CHURN_UNITS_LEGEND = Text("深色＝现在，浅色＝上年同月；最差者在上；户数与余额见表（{unit}）", "Dark: now, lighter: a year before; the worst on top; clients and balances in the table ({unit})")
CHURN_RMS = Text("客户经理：客户与余额由期初到期末", "RMs: clients and balances from opening to closing")
CHURN_RMS_LEGEND = Text("流失多者在前；{unit}；连同“无客户经理”与移动各项，合计等于本机构", "Most lost first; {unit}; with “No RM” and the moved lines they add up to the unit")
CHURN_TIERS = Text("星级：客户与余额由期初到期末", "Star tiers: clients and balances from opening to closing")
CHURN_TIERS_LEGEND = Text("{unit}；升降星级为移入移出", "{unit}; a change of tier is a move")
CHURN_REASONS = Text("流失原因：近十二个月", "Reasons for loss, 12 months")
CHURN_REASONS_LEGEND = Text("户，由多到少；右侧为累计占比；原因以销户登记为准，转休眠者单列", "Clients, the most first; running share at the right; as coded at closing, those gone quiet apart")
CHURN_CUTS = Text("流失于何类客户：近十二个月", "Which clients were lost, 12 months")
CHURN_CUTS_LEGEND = Text("按流失前一个月末的属性；{unit}", "By what they were at the end of the month before; {unit}")
NO_LOST_CLIENTS = Text("近十二个月没有客户流失。", "No client was lost in the trailing 12 months.")
CHURN_RETENTION = Text("余额留存：一年前活跃的客户", "Retention of the clients active a year ago")
CHURN_RETENTION_LEGEND = Text("{unit}；毛留存只计保住的部分，净留存计入增长；移出者不计", "{unit}; gross counts what was kept, net what was added too; those moved out are left out")
CHURN_RETENTION_TIERS = Text("{measure}留存：按一年前的星级", "Retention of {measure} by the tier of a year ago")
CHURN_RUN_DOWN = Text("流失客户真正带走多少：近十二个月", "What lost clients really took, 12 months")
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
    "开户满若干月仍未流失的比例，带为 95% 区间，自至少 {least} 户在观察处起；各组差异出于偶然的可能 {p}",
    "Share not yet lost by months since opening with a 95 % band, from {least} clients at risk; chance that the groups differ only by luck: {p}",
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
    "opening_yuan": Text("期初余额；收入为近十二个月。", "Balance at the opening; revenue is that of the trailing twelve months."),
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

# what the amounts of a target are, in whichever unit
TARGET_MEANINGS = {
    "target": Text("整期目标；客户经理按在岗工作日折算。", "The target of the whole period; an RM's by posted working days."),
    "actual": Text("至截至日的实绩。", "What was achieved by the as-of day."),
    "plan": Text("至截至日应有的进度。", "What was to be reached by the as-of day."),
    "gap": Text("实绩减应有进度，有利为正。", "Actual less plan to date, positive where good."),
    "gap_to_full": Text("实绩减整期目标，有利为正。", "Actual less the full target, positive where good."),
    "forecast": Text("按所选方法推算的期末值。", "Where it will end, by the method taken."),
    "low": Text("预测区间下限（第 10 百分位）。", "The forecast's 10th percentile."),
    "high": Text("预测区间上限（第 90 百分位）。", "The forecast's 90th percentile."),
    "below": Text("下一级目标之和。", "Targets one level below together."),
    "secured": Text("至今已实现。", "Achieved so far."),
    "likely": Text("预测将再实现的部分，不超过目标。", "What the forecast adds, up to the target."),
    "missing": Text("目标中预测仍缺的部分。", "What the forecast leaves missing of the target."),
    "attainment": Text("实绩 ÷ 整期目标。", "Actual over the full period's target."),
    "elapsed": Text("期间已过工作日的占比。", "Working days gone of the period's."),
    "pace": Text("至今完成的占至今应完成的比例。", "What was done of what should be done by now."),
    "move": Text("较上月上升（▲）或下降（▼）的名次。", "Places gained (▲) or lost (▼) since the month before."),
    "peers_count": Text("同条线同等级段的客户经理数。", "RMs of the same segment and grade band."),
}
COLUMN_MEANINGS |= {
    f"{name}{unit}": meaning for name, meaning in TARGET_MEANINGS.items() for unit in ("", "_yuan", "_count", "_share")
    if f"{name}{unit}" in COLUMNS and f"{name}{unit}" not in COLUMN_MEANINGS
}  # fmt: skip

# whom will we lose next
AT_RISK_PANEL = Text("流失预警名单", "At-risk list")
AT_RISK_LEGEND = Text(
    "共 {count} 户，余额 {balance}，近十二个月收入 {revenue}；得分为各信号权重之和，同分按余额，列前 {most} 户；金额单位：{unit}，收入为元",
    "{count} clients, balances {balance}, {revenue} of revenue in 12 months; score: weights of the signs added up, then by balances, the first {most}; money in {unit}, revenue in yuan",
)
NO_AT_RISK = Text("本范围内没有客户达到名单线。", "No client in this scope reaches the line of the list.")
WORTH_PANEL = Text("预警有多准：六个月前有信号的客户，其后流失的比例", "What warnings are worth: of those warned of six months ago, the share lost since")
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
    "revenue_year": Text("该客户近十二个月带来的营业收入。", "What the client brought in twelve months."),
    "last_contact_on": Text("一年内最近一次在本网点联系上的日期。", "The day the client was last reached by this outlet, within a year."),
    "matures_on": Text("最近一笔到期且尚未沟通的日期。", "The next maturity nobody has talked about."), "maturing_yuan": Text("六十天内到期且尚未沟通的金额。", "Maturing within 60 days and not talked about."),
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
LATE_LEGEND = Text("仍未联系且余额最大者在前（{unit}），多于 500 户时只列余额最大者；天数自更换至首次联系", "Those still not contacted with the largest balances first ({unit}), and only these where more than 500 wait; days from the change to the first contact")
AFTER_PANEL = Text("更换之后：六个月内流失，与相配客户相比", "After a change: lost within six months, beside matched clients")
AFTER_LEGEND = Text(
    "流失率之差及 95% 区间；对照为同条线、星级、规模、年限而半年内未更换者，更换 {least} 户起才比较",
    "Difference of shares lost with its 95 % interval; against clients of the same segment, tier, size and tenure without a change for half a year; from {least} changes on",
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
CARE_UNITS_LEGEND = Text("各项比例，%；色深者高；全部指标见表", "Shares, %; darker is higher; every figure is in the table")
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
NOTES_LEGEND = Text("应交、提交、按时与主管阅读（痕迹管理）", "Due, done, in time and read by the head (trace keeping)")
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
    "difference_low_share": Text("差的 95% 区间下限。", "The difference's 95 % interval, lower end."), "difference_high_share": Text("差的 95% 区间上限。", "The difference's 95 % interval, upper end."),
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
CLIENT_COVERS_LEGEND = Text("每段一条，标出客户经理；告知与首次联系见表", "One bar a cover with its RM; telling and first contact in the table")
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
