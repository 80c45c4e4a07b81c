"""Every phrase of the screen in both languages. Phrases with braces are filled by `Text.fill`."""

from queries.text import LANGS, Text


def fill(phrase: Text, **values: object) -> Text:
    """Fill both languages' placeholders; a value that is itself a Text goes in in the language of the phrase."""
    parts = ({name: value.to(lang) if isinstance(value, Text) else value for name, value in values.items()} for lang in LANGS)
    return Text(*(phrase.to(lang).format(**filled) for lang, filled in zip(LANGS, parts, strict=True)))


PRODUCT = Text("客户经理管理驾驶舱", "RM Cockpit")
LANGUAGE = Text("语言", "Language")
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
FOUND_SHORT = Text("请至少输入 {n} 个字符。", "Type at least {n} characters.")
FOUND_KINDS = {
    "outlet": Text("机构", "Unit"), "rm": Text("客户经理", "RM"), "client": Text("客户", "Client"),
}  # fmt: skip
FOUND_LINE = Text("{kind}：{name}（{number}）· {where}", "{kind}: {name} ({number}) · {where}")
IGNORED = Text(
    "链接中有不存在或超出您权限的选项，已忽略：{names}。",
    "The link names choices that do not exist or are outside what you may see; they were left out: {names}.",
)
PARAMETERS = {
    "lang": LANGUAGE, "role": ROLE, "at": UNITS_HELD, "line": SEGMENT_HELD, "rm": BOOK_HELD, "node": UNIT, "month": MONTH,
    "segment": SEGMENT, "measure": MEASURE, "by": HOLDER, "top": TOP, "period": PERIOD, "colours": COLOURS,
}  # fmt: skip

# frame of a page
AS_OF = Text("截至", "As of")
GENERATION = Text("数据批次", "Generation")
MONEY_UNIT = Text("单位", "Unit")
OWN_BOOK = Text("{name}的管户", "The book of {name}")
SEVERAL = Text("{first}等 {count} 个机构", "{first} and others, {count} units in all")
NOTHING_HELD = Text("无可见机构", "No unit in reach")
JOIN = Text("、", ", ")

# overview
OVERVIEW = Text("经营总览", "Overview")
OVERVIEW_QUESTION = Text("经营情况如何？哪里需要关注？", "How do we stand, and what needs attention?")
OF_MEASURE = Text("{name} · {measure}", "{name}, {measure}")
UNITS_BY_GAP = Text("下一级机构：{measure}与上年同期", "Next level down: {measure} against last year")
UNITS_BY_GAP_LEGEND = Text("深色＝实绩，浅色＝上年同期；右侧为差额（{unit}，%），差额最差者在上；点击下钻", "Dark: actual, light: last year; at the right the gap ({unit}, %), the worst on top; a click drills down")
NO_UNITS_BELOW = Text("单个管户之下没有机构。", "There are no units below a single book.")
ATTENTION = Text("需要关注", "Needs attention")
ATTENTION_LEGEND = Text("按金额排序，至多八条；点击查看", "By amount, eight at most; a click shows more")
NO_FINDINGS = Text("所选范围内没有达到关注标准的变化。", "Nothing in this scope has reached the lines that need attention.")
MONTHS_TREND = Text("{measure}：截至 {month}的 13 个月", "{measure}: 13 months to {month}")
MONTHS_TREND_LEGEND = Text("深色＝实绩，浅色＝上年同月（{unit}）", "Dark: actual, light: the same month of last year ({unit})")

# figures and cards
CONCENTRATION = Text("大客户集中度", "Large-client concentration")
CONCENTRATION_QUESTION = Text("余额有多依赖少数大户？", "How much hangs on a few large ones?")
TOP_HOLDERS = Text("{holder}：前 {n} 大", "The {n} largest: {holder}")
ALL_HOLDERS = Text("{holder}：由大到小", "By {holder}, the largest first")
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
NO_CONCENTRATION = Text("没有可比较的持有者。", "There are no holders to compare.")
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
