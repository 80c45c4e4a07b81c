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
IGNORED = Text(
    "链接中有不存在或超出您权限的选项，已忽略：{names}。",
    "The link names choices that do not exist or are outside what you may see; they were left out: {names}.",
)
PARAMETERS = {
    "lang": LANGUAGE, "role": ROLE, "at": UNITS_HELD, "line": SEGMENT_HELD, "rm": BOOK_HELD, "node": UNIT, "month": MONTH,
    "segment": SEGMENT, "measure": MEASURE, "by": HOLDER, "top": TOP,
}  # fmt: skip

# frame of a page
AS_OF = Text("截至", "As of")
GENERATION = Text("数据批次", "Generation")
MONEY_UNIT = Text("单位", "Unit")
OWN_BOOK = Text("{name}的管户", "The book of {name}")
SEVERAL = Text("{first}等 {count} 个机构", "{first} and others, {count} units in all")
NOTHING_HELD = Text("无可见机构", "No unit in reach")
JOIN = Text("、", ", ")

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
LAST_YEAR = Text("同比", "on last year")
DATA_TABLE = Text("数据表", "The figures as a table")
HHI_SCALE = Text("HHI（×10,000）", "HHI (× 10,000)")

# alternative texts
ALT_RANKING = Text("{title}。最大：{name}，占 {share}。", "{title}. Largest: {name} with {share}.")
ALT_LORENZ = Text("洛伦兹曲线：前 20% 的持有者占 {share}。", "Lorenz curve: the largest 20 % hold {share}.")
ALT_TREND = Text("走势图：{parts}。", "Trend lines: {parts}.")
ALT_TREND_PART = Text("{name}由 {first} 到 {last}", "{name} from {first} to {last}")

# table headings that are no metric
COLUMNS = {
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
DOWNLOAD_CSV = Text("下载表格 CSV", "Download as CSV")
DOWNLOAD_PNG = Text("下载图片 PNG", "Download as PNG")
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
