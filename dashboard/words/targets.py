"""Targets against actuals, fairness."""

from dashboard.words.charts import ACTUAL, ATTAINED, SERIES
from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS
from queries.text import Text

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
    "条＝完成率，短竖线＝应有进度，长竖线＝目标；绿＝超前，灰＝正常，橙＝落后，红＝堪忧",
    "Bar: attainment, short stroke: plan to date, long line: target; ahead, on track, behind and at risk by colour",
)
TARGETS_OF_RM = Text("本年目标完成多少，余下每日须多少", "How much of the year's targets is done, and what each day left must bring")
REACH_PANEL = Text("如何达到 100%：{metric}", "What reaches 100%: {metric}")
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
TARGETS_VARIANCE_LEGEND = Text("强色＝实绩，空框＝应有进度；右侧为差额（{unit}，%），差额最差者在上", "Strong: actual, outlined: plan to date; at the right the gap ({unit}, %), the worst on top")
SUMMED_OF_RMS = Text("；目标为客户经理合计", "; targets are those of RMs together")
NO_UNIT_TARGETS = Text("本期机构没有此项目标。请更换期间或指标。", "Units have no such target in this period. Choose another period or metric.")
NO_UNITS_BELOW_OUTLET = Text("其下没有机构，请看客户经理。", "There are no units below; see the RMs.")
NO_RM_TARGETS = Text("本期客户经理没有此项目标。请更换期间或指标。", "RMs have no such target in this period. Choose another period or metric.")
LEAGUE_PANEL = Text("客户经理排行：{metric}", "League of RMs: {metric}")
LEAGUE_LEGEND = Text("按完成率；▲▼＝较上月名次；同类＝同条线同等级段；{unit}，中途到岗者目标按在岗工作日折算", "By attainment; ▲▼: places since last month; peers: same segment and grade band; {unit}; targets by posted working days")
ATTAINMENT_SPREAD = Text("完成率分布：{metric}", "How attainment is spread: {metric}")
ATTAINMENT_SPREAD_LEGEND = Text("{count} 名客户经理：{reached} 达到 100%，平均 {mean}{humps}", "{count} RMs: {reached} at 100% or more, mean {mean}{humps}")
ATTAINMENT_SPREAD_NONE = Text("每 10 个百分点一档", "Steps of ten points")
TWO_HUMPS = Text("；呈双峰：两类人，或目标两种口径", "; two humps: two kinds of RM, or of target")
TENTH, NINETIETH = Text("后十分之一", "P10"), Text("前十分之一", "P90")
ALT_HISTOGRAM = Text("{count} 名客户经理的完成率：{reached} 名达到 100%；{marks}。", "Attainment of {count} RMs: {reached} at 100% or more; {marks}.")
HEAT_OF_UNITS = Text("机构与指标：进度", "Units by metric: pace")
HEAT_OF_UNITS_LEGEND = Text("%；100% 为正好跟上，红＝落后，绿＝超前；平均最弱者在上", "%; 100% is just in time, behind and ahead by colour; the weakest on average on top")
HEAT_OF_RMS = Text("客户经理与指标：进度", "RMs by metric: pace")
HEAT_OF_RMS_LEGEND = Text("%；100% 为正好跟上，红＝落后，绿＝超前；仅列平均最弱的 22 名", "%; 100% is just in time, behind and ahead by colour; the 22 weakest on average")
OUTCOME_PANEL = Text("期末能到哪里：{metric}", "Where it will end: {metric}")
OUTCOME_LEGEND = Text("实心＝已落实，斜纹＝可期，红框与右列＝缺口（{unit}），缺口最大者在上", "Solid: secured, hatched: likely, outlined and at the right: missing ({unit}), the most missing on top")
NO_OUTCOME = Text("期间已结束，或该指标没有目标或预测。请选进行中的月份、较长的期间或其他指标。", "The period is over, or this metric has no target or forecast. Choose the open month, a longer period or another metric.")
TARGET_RUN = Text("本期走势：{metric}", "The period so far: {metric}")
TARGET_RUN_LEGEND = Text("强色＝至当月末的实绩，虚线＝应有进度，斜纹＝期末预测（{unit}）；表中有各月末时的期末预测", "Strong: actual to each month's end, dashed: plan to date, hatched: forecast of the end ({unit}); in the table also the forecasts made at each month's end")
NO_RUN = Text("期间刚过一个月，尚无走势。请选季、半年或年。", "Only one month of the period is there. Choose a quarter, half-year or year to see its run.")
CASCADE_PANEL = Text("目标是否层层落实", "Do targets come down whole?")
CASCADE_LEGEND = Text("下级目标合计 ÷ 本级目标", "Targets below ÷ target above")
CASCADE_WHOLE = Text("全部目标均已落实到下级：下级合计为本级的 100% 至 115%", "All targets come down whole: 100 to 115% of each is handed down")
CASCADE_BROKEN = Text("{count} 处断点在前，其后为所选指标的各级", "{count} breaks first, then the levels of the metric in view")
NO_CASCADE = Text("本期机构没有目标。请更换期间。", "Units have no targets in this period. Choose another period.")
NO_CASCADE_OF_CUT = Text("机构目标不按条线或管户拆分。请选机构与全部条线查看。", "Units' targets are not cut by segment or book. Choose a unit and all segments.")
UNJUDGED_PANEL = Text("无法评价的目标", "Targets that cannot be judged")
UNJUDGED_LEGEND = Text("为零、为负或未定，完成率显示为“–”", "Zero, negative or not set at all: attainment is shown as –")
BACK_TEST_PANEL = Text("预测有多准：{period}目标", "How good the forecasts are: {period}")
BACK_TEST_LEGEND = Text("过往期间的偏差中位数，取最小者；区间应有八成命中", "Median miss of past periods, the least is taken; the interval should hold 80%")
NO_BACK_TEST = Text("历史不足，预测方法尚未检验。", "Too little history to test the forecasts.")
ALT_PROGRESS = Text("{count} 项指标中 {late} 项落后；最落后 {worst} {low}，最领先 {best} {high}。", "{late} of {count} metrics are behind; the furthest {worst} {low}, the best {best} {high}.")
ALT_NO_TARGETS = Text("没有目标。", "There are no targets.")
ALT_OUTCOME = Text("{metric}：{count} 个中 {short} 个预计不达标；缺口最大 {worst} {missing}。", "{metric}: {short} of {count} are likely to miss; the most is missing at {worst}, {missing}.")
TARGET_HEADINGS = {
    f"{name}{unit}": Text(f"{said.zh}{of.zh}", f"{said.en}{of.en}")
    for name, said in (
        ("target", TARGET), ("actual", ACTUAL), ("plan", PLAN_TO_DATE), ("gap", Text("差额", "Gap")), ("gap_to_full", GAP_TO_FULL), ("forecast", SERIES["forecast"]),
        ("low", SERIES["low"]), ("high", SERIES["high"]), ("below", Text("下级合计", "Below")), *((part, SERIES[part]) for part in ("secured", "likely", "missing")),
    )
    for unit, of in {"": Text("", ""), "_yuan": Text("", ""), "_count": Text("（数量）", " (count)"), "_share": Text("（%）", " (%)")}.items()
}
COLUMNS |= {name: heading for name, heading in TARGET_HEADINGS.items() if name not in COLUMNS} | {
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
    "within_share": Text("近 12 个月实际落入预测区间的比例，应近 80%。", "Share of the last 12 months' results within the interval; it should be near 80%."),
    "judged_count": Text("用于检验的预测数。", "Forecasts it rests on."),
    "cascade_share": Text("下级目标合计 ÷ 本级目标；100% 至 115% 为正常。", "Targets below over the target above; 100 to 115% is normal."),
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
ADDED_LEGEND = Text("强色＝实绩，空框＝同类管户期望值（{unit}）；拟合优度（样本外）：{fits}{vain}；只看个人，不汇总", "Strong: actual, outlined: what a like book gives ({unit}); fit out of fold: {fits}{vain}; per RM, never summed")
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
LEARNING_LEGEND = Text("单月成果与同条线成熟者（满 {settled} 个月）中位数之比，按入行后月数；绿虚线＝{enough}", "A month's result against the median of settled RMs ({settled} months) of the segment, by months since joining; green dashes: {enough}")
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
