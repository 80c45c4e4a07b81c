"""A metric's values as they are drawn and written, and whether a change of one is good."""

from dashboard import formats
from dashboard.theme import Palette
from queries.metric import Good, Metric, Unit
from queries.money import Number, Scale


def drawn(metric: Metric, value: Number | None, scale: Scale) -> float | None:
    """A value as it is drawn: money in the page's unit."""
    if value is None or value != value:
        return None
    return float(value) / scale.divisor if metric.unit is Unit.YUAN else float(value)


def plus(one: Number, other: Number) -> Number:
    """The sum, exact where neither is a float."""
    return float(one) + float(other) if isinstance(one, float) or isinstance(other, float) else one + other


def change(now: Number | None, before: Number | None) -> Number | None:
    """now − before; null where either is."""
    return None if now is None or before is None else plus(now, -before)


def written_change(metric: Metric, change: Number | None, scale: Scale) -> str:
    """A change in the metric's own unit, with its sign."""
    if change is None:
        return formats.NOTHING
    if metric.unit is Unit.YUAN:
        return formats.money(change, scale, signed=True)
    if metric.unit is Unit.COUNT:
        return formats.number(change, 0 if change == int(change) else 1, signed=True)
    return formats.difference(metric, change, 0)


def written_gap(metric: Metric, now: Number | None, before: Number | None, scale: Scale) -> tuple[str, str]:
    """A change in the metric's own unit, and relative; shares and indices have no relative one."""
    absolute = written_change(metric, change(now, before), scale)
    has_relative = metric.unit in (Unit.YUAN, Unit.COUNT) and absolute != formats.NOTHING
    return absolute, formats.difference(metric, now, before) if has_relative else ""


def goodness(metric: Metric, change: Number | None) -> float:
    """The change, turned so that more is better; a metric without a direction keeps its sign."""
    return 0.0 if change is None else float(change) * (-1 if metric.good is Good.DOWN else 1)


def tone(metric: Metric, change: Number | None, colours: Palette, neutral: str | None = None) -> str:
    """Good or bad by the metric's direction; `neutral` (ink) for no change, an unknown one, or a metric that is neither."""
    if not change or metric.good is Good.NEITHER:
        return neutral or colours.ink
    return colours.good if goodness(metric, change) > 0 else colours.bad


def from_zero(values: list[float | None]) -> list[float]:
    """A range that holds all values and zero, with a little air at the far end; 0 to 1 where nothing is known."""
    known = [0.0, *(value for value in values if value is not None)]
    low, high = min(known), max(known)
    air = ((high - low) or 1.0) * 0.02
    return [low - air if low < 0 else 0.0, high + air if high > 0 or low == 0 else 0.0]
