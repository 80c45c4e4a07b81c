"""One example of every figure builder, small enough to check by eye and wide enough to crowd a phone."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import polars as pl

from dashboard import figures, theme
from dashboard.figures import Chart, Look
from dashboard.figures.histogram import steps as steps_of
from queries.concentration.shares import GINI, HHI, TOP_10
from queries.metric import Good, Metric, Unit
from queries.money import SCALES
from queries.text import Lang, Text

HUNDRED_MILLION = 100_000_000


def metric(key: str, zh: str, en: str, unit: Unit, good: Good) -> Metric:
    nothing = Text("无", "none")
    return Metric(key, Text(zh, en), nothing, nothing, nothing, unit, good, pl.lit(1))


DEPOSITS = metric("deposits", "存款", "Deposits", Unit.YUAN, Good.UP)
COST = metric("cost", "成本", "Cost", Unit.YUAN, Good.DOWN)
RMS = metric("rms", "客户经理", "RMs", Unit.COUNT, Good.NEITHER)
CHURN = metric("churn", "流失率", "Churn", Unit.SHARE, Good.DOWN)

YEAR_AGO = Text("同比", "YoY")
CITIES = (
    ("深圳", "Shenzhen"), ("济南", "Jinan"), ("成都", "Chengdu"), ("重庆", "Chongqing"), ("厦门", "Xiamen"), ("上海", "Shanghai"), ("南京", "Nanjing"),
    ("天津", "Tianjin"), ("西安", "Xi'an"), ("北京", "Beijing"), ("苏州", "Suzhou"), ("广州", "Guangzhou"), ("杭州", "Hangzhou"),
)  # fmt: skip


def look(lang: Lang, kind: str = "light") -> Look:
    return Look(lang, theme.palette(kind), SCALES[lang][0])


EN, ZH = look("en"), look("zh")


def texts(chart: Chart) -> list[str]:
    return [annotation.text for annotation in chart.figure.layout.annotations]


def yuan(hundred_millions: float | None) -> Decimal | None:
    return None if hundred_millions is None else Decimal(str(hundred_millions)) * HUNDRED_MILLION


def units(count: int, **columns: object) -> pl.DataFrame:
    """`count` branches with the columns asked for; from the 14th on they are numbered."""
    names = [(zh, en, "" if at < len(CITIES) else f" {at}") for at in range(count) for zh, en in (CITIES[at % len(CITIES)],)]
    return pl.DataFrame({
        "node_id": [f"N{at}" for at in range(count)], "name_zh": [f"{zh}分行{number}" for zh, _, number in names],
        "name_en": [f"{en} Branch{number}" for _, en, number in names], **columns,
    })  # fmt: skip


def against_base(count: int) -> pl.DataFrame:
    """Gaps of both signs; the third unit has no base."""
    actual = [2_100.0 - at * 37 for at in range(count)]
    base = [None if at == 2 else value + (at * 7919 % 31 - 15) * 4.3 for at, value in enumerate(actual)]
    return units(count, actual=[yuan(value) for value in actual], base=[yuan(value) for value in base])


def monthly(count: int, open_months: int) -> pl.DataFrame:
    """Months from October 2024; the last `open_months` have a forecast and no actual."""
    at = range(count)
    actual = [None if month >= count - open_months else (1_700 + month * 30 + month * 7919 % 41) * 1e8 for month in at]
    forecast = [None if value is not None else (1_700 + month * 30) * 1e8 for month, value in zip(at, actual, strict=True)]
    return pl.DataFrame(
        {
            "month": [date(2024 + (9 + month) // 12, (9 + month) % 12 + 1, 1) for month in at], "actual": actual,
            "year_ago": [(1_600 + month * 20) * 1e8 for month in at], "plan": [(1_720 + month * 31) * 1e8 for month in at], "forecast": forecast,
            "low": [value and value * 0.95 for value in forecast], "high": [value and value * 1.05 for value in forecast],
        },
        schema_overrides=dict.fromkeys(("actual", "forecast", "low", "high"), pl.Float64),
    )  # fmt: skip


def holders(count: int) -> pl.DataFrame:
    return pl.DataFrame({
        "place": list(range(1, count + 1)), "holder_zh": [f"浙江明远精密制造集团有限公司第{at}分公司" for at in range(count)],
        "holder_en": [f"Zhejiang Mingyuan Precision {at}" for at in range(count)], "value_yuan": [yuan(900 / (at + 1)) for at in range(count)],
        "share": [0.05] * count, "cumulative_share": [min(0.05 * (at + 1), 1.0) for at in range(count)],
    })  # fmt: skip


def steps(opening: float, closing: float | None) -> pl.DataFrame:
    return pl.DataFrame({
        "name_zh": ["期初存款", "新客户", "存量客户增长", "流失客户", "期末存款"],
        "name_en": ["Opening balance", "New clients", "Growth of clients held", "Clients lost", "Closing balance"],
        "kind": ["balance", "change", "change", "change", "balance"], "value": [yuan(value) for value in (opening, 300, 220, -410, closing)],
    })  # fmt: skip


def cells(rows: int, columns: tuple[tuple[str, str], ...], low: float, high: float) -> pl.DataFrame:
    found = [
        (f"{CITIES[row][0]}分行", f"{CITIES[row][1]} Branch", zh, en, low + (high - low) * ((row * 13 + at * 29) % 37) / 36)
        for row in range(rows)
        for at, (zh, en) in enumerate(columns)
    ]
    return pl.DataFrame(found, schema=["row_zh", "row_en", "column_zh", "column_en", "value"], orient="row")


STATES = tuple(
    Text(*pair) for pair in (("私行", "Private"), ("财富", "Wealth"), ("优质", "Prime"), ("大众", "Mass"), ("休眠", "Dormant"), ("离行", "Left"))
)


def moves() -> pl.DataFrame:
    pairs = [(a, b, 1_000 * (a + 1) // (1 + 9 * abs(a - b))) for a in range(6) for b in range(6) if a < 5 or b == 5]
    return pl.DataFrame(pairs, schema=["before", "after", "clients"], orient="row")


def ages() -> pl.DataFrame:
    names = (("55 岁以上", "55 and over"), ("45–54 岁", "45–54"), ("35–44 岁", "35–44"), ("25–34 岁", "25–34"), ("25 岁以下", "Under 25"))
    return pl.DataFrame({
        "name_zh": [zh for zh, _ in names], "name_en": [en for _, en in names], "now": [8, 44, 1_080, 66, 5], "year_ago": [6, 40, 1_084, 71, None]
    })  # fmt: skip


def curves(count: int) -> pl.DataFrame:
    names = (("交接过的客户", "Handed over"), ("未交接的客户", "Not handed over"), ("优质客户", "Prime"), ("小微企业主", "Owners of small firms"))
    found = [
        (*names[group % 4][:1], names[group % 4][1] + " again" * (group // 4), month, (1 - 0.008 * (group + 1)) ** month, 3_000 - month * 90)
        for group in range(count)
        for month in range(25)
    ]
    frame = pl.DataFrame(found, schema=["group_zh", "group_en", "month", "share", "at_risk"], orient="row")
    return frame.with_columns(low=pl.col("share") - 0.03, high=(pl.col("share") + 0.03).clip(upper_bound=1.0))


def lines() -> pl.DataFrame:
    shares = [0.2 + at / 100 for at in range(13)]
    return monthly(13, 0).select("month").with_columns(top_10_share=pl.Series(shares), hhi=pl.Series(shares) / 20, gini=pl.Series(shares) + 0.5)


def postings(count: int) -> pl.DataFrame:
    """Half-years in a row, the outlet changing every third; a trainee first, on leave in the fifth, at other work in the sixth."""
    days = [date(2019 + at // 2, 1 + 6 * (at % 2), 1) for at in range(count + 1)]
    work = ["trainee" if at == 0 else "other_work" if at == 5 else "rm" for at in range(count)]
    return pl.DataFrame({
        "valid_from": days[:-1], "valid_to": [*days[1:-1], None], "outlet_zh": [f"{CITIES[at // 3 % 13][0]}高新技术产业开发区网点" for at in range(count)],
        "outlet_en": [f"{CITIES[at // 3 % 13][1]} High-tech Zone Outlet" for at in range(count)], "grade_zh": ["客户经理二级"] * count, "grade_en": ["RM level 2"] * count,
        "work_code": work, "status_code": ["long_leave" if at == 4 else "active" for at in range(count)],
    })  # fmt: skip


LOADS = pl.DataFrame({
    "measure": ["clients_count", "balance_yuan"], "what_zh": ["客户数", "余额"], "what_en": ["Clients", "Balances"], "own": [141.0, 5.2e6],
    "first_quartile": [60.0, 9e6], "median": [79.0, 1.48e7], "third_quartile": [92.0, 2.1e7], "most": [140.0, 1.9e8],
})  # fmt: skip
OF_LOAD = {"clients_count": RMS, "balance_yuan": metric("balance_yuan", "余额", "Balances", Unit.YUAN, Good.NEITHER)}
SPREADS = pl.DataFrame({
    "segment": ["corporate", "personal", "interbank"], "name_zh": ["公司", "个人", "同业"], "name_en": ["Corporate", "Personal", "Interbank"],
    "whisker_low": [9.0, 20.0, 3.0], "first_quartile": [18.0, 60.0, 3.0], "median": [26.0, 79.0, 4.0], "third_quartile": [36.5, 92.0, 5.0], "whisker_high": [60.0, 138.0, 5.0],
})  # fmt: skip
FAR = pl.DataFrame({
    "segment": ["corporate", "corporate", "personal"], "rm_zh": ["欧阳震华", "刘敏", "王芳"], "rm_en": ["Ouyang Zhenhua", "Liu Min", "Wang Fang"],
    "value": [412.0, 71.0, 5.0],
})  # fmt: skip
CURVE = pl.DataFrame({"holder_share": [0.0, 0.2, 0.5, 1.0], "measure_share": [0.0, 0.6, 0.9, 1.0]})
SEGMENTS = (("对公", "Corporate"), ("零售", "Retail"), ("私行", "Private banking"), ("小微", "Small business"))
AGES = tuple((f"{at} 个月", f"{at} mo") for at in range(12))
ATTAINMENT = [1.284, 0.72, 0.935, 0.98, None, 1.0, 1.01, 1.045, 1.1, 1.13, 1.199, 1.2, 0.999]

def ways(count: int) -> pl.DataFrame:
    """Metrics in every band; the third has no target, the fourth no plan to date."""
    bands = ["ahead", "on_track", None, "behind", "at_risk"]
    return units(count).with_columns(
        attainment=pl.Series([None if at == 2 else 0.4 + at * 37 % 120 / 100 for at in range(count)], dtype=pl.Float64),
        due=pl.Series([None if at == 3 else 0.8 for at in range(count)], dtype=pl.Float64), band=pl.Series([bands[at % 5] for at in range(count)]), said=pl.lit("4.9 bn"),
    )  # fmt: skip


def outcomes(count: int) -> pl.DataFrame:
    return units(count, secured=[yuan(10 + at) for at in range(count)], likely=[yuan(1) for _ in range(count)], missing=[yuan(at % 4) for at in range(count)])


def conceded(count: int) -> pl.DataFrame:
    """Clients given away less and less; every fourth is given more than comes back, the first far beyond the others."""
    back = [-900_000.0 if at == 0 else 4_000.0 * at if at % 4 == 0 else 90_000.0 + at * 7919 % 61 * 3_000 for at in range(count)]
    return pl.DataFrame({
        "client_zh": [f"浙江明远精密制造集团有限公司第{at}分公司" for at in range(count)], "client_en": [f"Zhejiang Mingyuan Precision {at}" for at in range(count)],
        "conceded_yuan": [210_000.0 - at * 4_000 for at in range(count)], "contribution_year_yuan": back, "is_to_talk_to": [at % 4 == 0 for at in range(count)],
    })  # fmt: skip


def used(count: int) -> pl.DataFrame:
    """Uses of limits from 170 % down; the last has none."""
    shares = [1.7 - at * 0.09 for at in range(count - 1)]
    return holders(count).with_columns(
        holder_id=pl.col("place").cast(pl.String), limit_zh=pl.lit("单一客户风险暴露"), limit_en=pl.lit("Exposure to one client"), use_share=pl.Series([*shares, None]),
        standing_code=pl.Series([*("broken" if share > 1 else "near" if share >= 0.8 else "within" for share in shares), None]), headroom_yuan=pl.Series([yuan(1 - share) for share in [*shares, 1.0]]),
    )  # fmt: skip


CHARTS: dict[str, Callable[[Look], Chart]] = {
    "variance": lambda look: figures.variance(against_base(13), DEPOSITS, look, 360, against=YEAR_AGO),
    "variance of 40": lambda look: figures.variance(against_base(40), DEPOSITS, look, 380, against=YEAR_AGO),
    "variance of shares": lambda look: figures.variance(
        units(4, actual=[0.021, 0.07, 0.05, 0.1], base=[0.02, 0.08, 0.05, None]), CHURN, look, 240, against=Text("计划", "plan"), is_plan=True
    ),
    "months": lambda look: figures.months(monthly(13, 0), DEPOSITS, look, 300),
    "months with forecast": lambda look: figures.months(monthly(14, 2), DEPOSITS, look, 300),
    "three years": lambda look: figures.months(monthly(36, 3), DEPOSITS, look, 300),
    "difference": lambda look: figures.difference(
        units(4, difference_share=[0.03, 0.01, -0.02, None], difference_low_share=[0.02, -0.01, None, None], difference_high_share=[0.04, 0.03, None, None]), CHURN, look, 300
    ),
    "dot to full": lambda look: figures.dot_to_full(units(13, attainment=ATTAINMENT), DEPOSITS, look, 340),
    "bullet": lambda look: figures.bullet(against_base(13).rename({"base": "plan"}), DEPOSITS, look, 360),
    "progress": lambda look: figures.progress(ways(18), look, 420),
    "use of limits": lambda look: figures.used(used(16), look, 440),
    "outcome": lambda look: figures.outcome(outcomes(13), DEPOSITS, look, 360),
    "histogram": lambda look: figures.histogram(steps_of(pl.Series([0.0, 0.31, 0.72, 0.99, 1.0, 1.24, 2.6])), [(Text("中位数", "Median"), 0.99)], look, 300),
    "bridge": lambda look: figures.bridge(steps(1_700, 1_870), DEPOSITS, look, 300),
    "bridge of small changes": lambda look: figures.bridge(steps(17_000, None), DEPOSITS, look, 300),
    "pareto": lambda look: figures.pareto(units(30, value=[yuan(900 / (at + 1)) for at in range(30)]), DEPOSITS, look, 440),
    "heat map": lambda look: figures.heat_map(cells(9, AGES, 0.4, 1.0), CHURN, look, 300),
    "heat map of variances": lambda look: figures.heat_map(cells(9, SEGMENTS, -0.1, 0.1), CHURN, look, 300, is_variance=True),
    "transition matrix": lambda look: figures.transition_matrix(moves(), STATES, look, 300),
    "pyramid": lambda look: figures.pyramid(ages(), RMS, look, 260),
    "survival": lambda look: figures.survival(curves(4), look, 340),
    "ranking": lambda look: figures.ranking(holders(22), Text("前 22 大", "The 22 largest"), look, 440),
    "ranking of few": lambda look: figures.ranking(holders(6), Text("前 6 大", "The 6 largest"), look, 320),
    "lorenz": lambda look: figures.lorenz(CURVE, 0.6, 0.35, look, 340),
    "timeline": lambda look: figures.timeline(postings(9), date(2023, 10, 31), look, 120),
    "timeline of 30": lambda look: figures.timeline(postings(30), date(2034, 3, 31), look, 120),
    "timeline of one": lambda look: figures.timeline(postings(1), date(2019, 10, 31), look, 120),
    "peers": lambda look: figures.peers(LOADS, OF_LOAD, look, 240),
    "boxes": lambda look: figures.boxes(SPREADS, FAR, RMS, look, 260),
    "boxes of money": lambda look: figures.boxes(SPREADS.with_columns(pl.selectors.numeric() * 3e6), FAR.with_columns(pl.col("value") * 3e6), DEPOSITS, look, 260),
    "boxes from zero": lambda look: figures.boxes(SPREADS.with_columns(median=0.0), FAR, RMS, look, 260),
    "against expected": lambda look: figures.against_expected(
        units(13, actual=[yuan(at % 5 + 1) for at in range(13)], expected=[yuan(at % 3 + 1.5) for at in range(13)]), DEPOSITS, look, 300
    ),
    "learning": lambda look: figures.learning(
        pl.DataFrame({"group_zh": ["存款"] * 24, "group_en": ["Deposits"] * 24, "month_no": range(24), "relative_share": [None, *(at / 20 for at in range(23))], "rms_count": [9] * 24}),
        0.8, look, 300,
    ),
    "quadrant": lambda look: figures.quadrant(conceded(40), look, 380),
    "quadrant of few": lambda look: figures.quadrant(conceded(1), look, 380),
    "worth": lambda look: figures.worth(
        units(11, precision_share=[at / 11 for at in range(11)], precision_low_share=[at / 12 for at in range(11)], precision_high_share=[(at + 1) / 12 for at in range(11)],
              lift=[at / 11 / 0.03 for at in range(11)], base_share=[0.03] * 11, hit_count=[at * 10 for at in range(11)], flagged_count=[110] * 11), look, 380,
    ),
    "trend": lambda look: figures.trend(lines(), (TOP_10, HHI, GINI), look, 340),
}
