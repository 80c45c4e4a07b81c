"""Numbers, dates and names as a reader sees them. The same figure looks the same everywhere.

Nothing known is shown "–", a fall carries a real minus sign, money is scaled to the unit the page has chosen.
"""

import html
import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_skeleton

from queries.metric import Metric, Unit
from queries.money import Number, Scale, scale_for
from queries.text import Lang

NOTHING = "–"
SMALL_SHARE = 0.01
_UNIT = re.compile(r"(?<=[\d%]) (?P<unit>[万亿]?元|个百分点|个基点|个月|(?:K|m|bn|pp|bp|yuan)\b|[户人项条个笔天份次名])")
_IN_DAY = re.compile(r"(?<=\d)(?=[年月日])|(?<=\d年)(?=\d)|(?<=\d-)(?=\d)|(?<=截)(?=至)")
_TIE = "\N{WORD JOINER}"
_CHARACTER = re.compile(r"(?<=[A-Za-z])(?=[\u4e00-\u9fff])")
LOCALES: dict[Lang, str] = {"zh": "zh_CN", "en": "en"}
_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in r"\`*_{}[]()<>#+-.!|~$:&"})


def unit_of(metric: Metric, largest: Number | None, scale: Scale, lang: Lang) -> Scale:
    """The page's unit of money; where the amount is too small for it, one of its own, which is then said beside it."""
    return scale_for(largest, lang) if metric.unit is Unit.YUAN and largest and abs(largest) < scale.divisor else scale


def unit_word(metric: Metric, value: Number | None, unit: Scale, lang: Lang) -> str:
    """What stands behind the figure: the unit of an amount that is known."""
    return unit.word.to(lang) if metric.unit is Unit.YUAN and value is not None else ""


def number(value: Number | None, digits: int = 0, *, signed: bool = False) -> str:
    """Thousands separated; a value that rounds to zero has no sign."""
    if value is None or value != value:
        return NOTHING
    shown = f"{value:+,.{digits}f}" if signed else f"{value:,.{digits}f}"
    if not shown.strip("+-0.,"):
        return shown.lstrip("+-")
    return shown.replace("-", "−")


def money(value: Number | None, scale: Scale, *, signed: bool = False) -> str:
    return number(None if value is None else Decimal(value) / scale.divisor, 1, signed=signed)


def share(value: float | None, *, signed: bool = False) -> str:
    """To a tenth of a percent; what is under one percent to a hundredth."""
    return NOTHING if value is None else f"{number(value * 100, 2 if 0 < abs(value) < SMALL_SHARE and not signed else 1, signed=signed)}%"


def rate(value: Number | None) -> str:
    """An interest rate, to the basis point."""
    return NOTHING if value is None else f"{number(float(value) * 100, 2)}%"


def points(value: float | None) -> str:
    """A difference of two shares, in percentage points."""
    return NOTHING if value is None else f"{number(value * 100, 1, signed=True)} pp"


def index(value: float | None, *, signed: bool = False) -> str:
    """A coefficient between 0 and 1."""
    return number(value, 3, signed=signed)


def basis_points(value: Number | None, *, signed: bool = False) -> str:
    return NOTHING if value is None else f"{number(value, 1, signed=signed)} bp"


def figure(metric: Metric, value: Number | None, scale: Scale) -> str:
    """A metric's value by its unit. The HHI is read on its usual scale of 0 to 10,000."""
    if _is_hhi(metric):
        return number(None if value is None else float(value) * 10_000, 1 if value and value < 0.1 else 0)
    shown = {Unit.YUAN: lambda: money(value, scale), Unit.SHARE: lambda: share(value), Unit.INDEX: lambda: index(value), Unit.BP: lambda: basis_points(value)}
    if metric.unit in shown:
        return shown[metric.unit]()
    return number(value, 0 if value is None or value == int(value) else 1)


def _is_hhi(metric: Metric) -> bool:
    return metric.key == "hhi" or metric.key.endswith("_hhi")


def exact(metric: Metric, value: Number | None) -> str:
    """The whole figure for a table: money to the cent, shares to four digits of a percent, indices to six."""
    if metric.unit is Unit.SHARE:
        return NOTHING if value is None else f"{number(value * 100, 4)}%"
    if _is_hhi(metric):
        return number(None if value is None else float(value) * 10_000, 2)
    whole = value is not None and metric.unit is Unit.COUNT and value == int(value)
    return number(value, 0 if whole else {Unit.YUAN: 2, Unit.INDEX: 6}.get(metric.unit, 2))


def difference(metric: Metric, now: Number | None, before: Number | None) -> str:
    """The change of a metric: money and counts in percent, shares in points, indices in their own scale."""
    if now is None or before is None:
        return NOTHING
    change = float(now) - float(before)
    if _is_hhi(metric):
        return number(change * 10_000, 1, signed=True)
    if metric.unit is Unit.SHARE:
        return points(change)
    if metric.unit is Unit.INDEX:
        return index(change, signed=True)
    if metric.unit is Unit.BP:
        return basis_points(change, signed=True)
    return share(change / abs(float(before)), signed=True) if before else NOTHING


@lru_cache(1000)
def month(day: date, lang: Lang) -> str:
    return format_skeleton("yMMM", day, locale=LOCALES[lang])


def month_of_year(day: date, lang: Lang) -> str:
    return format_skeleton("MMM", day, locale=LOCALES[lang])


def day(when: date, lang: Lang) -> str:
    return format_skeleton("MMMd", when, locale=LOCALES[lang])


def moment(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}"


def plain(text: str) -> str:
    """Somebody else's text inside Markdown, shown as written: no link, image or directive comes alive."""
    return text.replace("\n", " ").translate(_MARKDOWN)


def markup(text: str) -> str:
    """Somebody else's text inside HTML or a chart label, shown as written."""
    return html.escape(text.replace("\n", " "))


def _places(sign: str) -> int:
    """Half-width places: a Chinese character takes two."""
    return 2 if ord(sign) > 0x2E7F else 1


def lines_of(text: str, width: int) -> int:
    """How many lines of `width` half-width places it takes at least."""
    return -(-sum(map(_places, text)) // width)


def fitting(text: str, width: int) -> int:
    """How many signs from the start take at most `width` half-width places."""
    used = 0
    for at, sign in enumerate(text):
        used += _places(sign)
        if used > width:
            return at
    return len(text)


def clipped(text: str, width: int) -> str:
    """At most `width` half-width places, with an ellipsis for what was cut off."""
    fit = fitting(text, width)
    return text if fit == len(text) else f"{text[: max(fit - 1, 1)]}…"


def unbroken(text: str) -> str:
    """A sentence in which no line ends inside a date or between a figure and its unit, and Latin letters stand apart from Chinese characters."""
    tied = _UNIT.sub(lambda found: f"\N{NO-BREAK SPACE}{found['unit'] if found['unit'].isascii() else _TIE.join(found['unit'])}", text)
    return _CHARACTER.sub(" ", _IN_DAY.sub(_TIE, tied))
