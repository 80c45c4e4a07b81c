"""What stands around every page: who is looking, filters, states, tables, files."""

from queries.text import Text

PRODUCT = Text("客户经理管理驾驶舱", "RM Cockpit")
LANGUAGE = Text("语言", "Language")
MORE_PAGES = Text("更多", "More")
OF_TARGETS = Text("目标", "Targets")
OF_PEOPLE = Text("队伍", "People")
OF_CLIENTS = Text("客户", "Clients")
OF_LARGE = Text("大客户", "Large clients")
OF_FIGURES = Text("口径与数据", "Figures")
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
SO_FAR = Text("{month}至今", "{month} so far")
PARAMETERS = {
    "lang": LANGUAGE, "role": ROLE, "at": UNITS_HELD, "line": SEGMENT_HELD, "rm": BOOK_HELD, "node": UNIT, "month": MONTH,
    "segment": SEGMENT, "measure": MEASURE, "by": HOLDER, "top": TOP, "period": PERIOD, "colours": COLOURS,
    "who": Text("客户经理", "RM"), "team": Text("小组", "Team"), "metric": TARGET_METRIC, "day": DAY,
}  # fmt: skip

# frame of a page
AS_OF = Text("截至", "As of")
GENERATION = Text("数据批次", "Generation")
MONEY_UNIT = Text("单位", "in")
MONEY_IN = Text("{unit}", "CNY {unit}")
OWN_BOOK = Text("{name}的管户", "The book of {name}")
SEVERAL = Text("{first}等 {count} 个机构", "{first} and others, {count} units in all")
NOTHING_HELD = Text("无可见机构", "No unit in reach")
JOIN = Text("、", ", ")

# alternative texts
ALT_RANKING = Text("{title}。最大：{name}，占 {share}。", "{title}. Largest: {name} with {share}.")
ALT_LORENZ = Text("洛伦兹曲线：前 20% 的持有者占 {share}。", "Lorenz curve: the largest 20% hold {share}.")
ALT_TREND = Text("走势图：{parts}。", "Trend lines: {parts}.")
ALT_TREND_PART = Text("{name}由 {first} 到 {last}", "{name} from {first} to {last}")

# table headings that are no metric
COLUMNS: dict[str, Text] = {
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

COLUMN_MEANINGS: dict[str, Text] = {}  # of those headings; each subject below adds its own

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
    "assumed": Text("假设", "Assumed"),
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
