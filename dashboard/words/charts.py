"""What charts and cards say."""

from queries.text import Text

# figures and cards
CONCENTRATION = Text("大客户集中度", "Large-client concentration")
CONCENTRATION_QUESTION = Text("余额有多依赖少数大户？", "How much hangs on a few large ones?")
TOP_HOLDERS = Text("{holder}：前 {n} 大", "The {n} largest, by {holder}")
TOP_LEGEND = Text("{measure}（{unit}）；右列为累计占比", "{measure} ({unit}); right column: running share")
LORENZ = Text("洛伦兹曲线 · 基尼系数 {gini}", "Lorenz curve · Gini coefficient {gini}")
OWN_UNIT = Text("{name}（{unit}）", "{name} ({unit})")
LORENZ_LEGEND = Text("横轴＝持有者累计占比（由大到小），纵轴＝{measure}累计占比", "Across: share of holders, the largest first; up: their share of {measure}")
EQUAL = Text("完全均等", "all equal")
FIFTH_HOLDS = Text("前 20% 占 {share}", "20% hold {share}")
PARETO_REACHED = Text("前 {share} 达 80%", "{share} reach 80%")
TREND = Text("走势：截至 {month}的 {count} 个月", "Trend: {count} months to {month}")
TREND_LEGEND = Text("每条线各用自己的刻度；标注为首末月", "Each line on its own scale; labels at the first and last month")
TREND_ONLY_NOW = Text(
    "多个机构、按条线筛选或单个管户没有预先汇总的历史，集中度不能相加，故仅有截至月。选择单一机构、全部条线可看走势。",
    "Concentration does not add up, and a union of units, a segment or a single book has no history rolled up: only the as-of month "
    "is known. Choose one unit and all segments to see the trend.",
)
ALL_FIGURES = Text("全部指标", "All figures")
ALL_FIGURES_LEGEND = Text("截至月与上年同月；金额精确到分", "As-of month against the same month of last year; money to the cent")
HOLDER_TABLE = Text("明细：{holder}", "In detail, by {holder}")
HOLDER_TABLE_LEGEND = Text("{unit}；变动为 12 个月", "{unit}; change over 12 months")
SHOWN_OF = Text("显示 {shown} 行，共 {count} 行；下载文件含全部。", "{shown} of {count} rows are shown; the file holds them all.")
LAST_YEAR = Text("同比", "YoY")
ON_PLAN = Text("较计划", "vs plan")
DATA_TABLE = Text("数据表", "The figures as a table")
HHI_SCALE = Text("HHI（×10,000）", "HHI (× 10,000)")

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
BY_CHANCE = Text("{legend}；各组差异出于偶然的可能 {p}", "{legend}; chance that the groups differ only by luck: {p}")
CUT_OFF = Text("刻度自左侧截断", "Scale cut off at the left")
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
