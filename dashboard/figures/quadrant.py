"""What is given away against what comes back: a dot a client, those to be talked to in colour and the worst of them named."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import formats, words
from dashboard.figures import base
from dashboard.figures.base import Chart, Look, Native, Part
from queries.money import Number, Scale, scale_for
from queries.text import Text

NAMED, MOST = 3, 300
USUAL = (0.04, 0.96)  # quantiles of what comes back, beyond which a dot stands at the border as a triangle; of what is given all is shown
LEFT, RIGHT, TOP, BOTTOM = 58, 16, 26, 44
NAME = 18  # half-width places of a name
AWAY = 0.04  # of the width, from a dot to its name


@dataclass(frozen=True, slots=True)
class Dot:
    """A client: `given` a year, `back` over the year, both in yuan."""

    name: Text
    given: float
    back: float
    is_marked: bool

    def said(self, look: Look) -> str:
        given, back = words.QUADRANT_GIVEN.fill(given=_exact(self.given, look)), words.QUADRANT_BACK.fill(back=_exact(self.back, look))
        return f"<b>{formats.markup(self.name.to(look.lang))}</b><br>{given.to(look.lang)}<br>{back.to(look.lang)}"


def _exact(amount: Number, look: Look) -> str:
    """An amount in a unit that suits it, which stands behind it."""
    unit = scale_for(amount, look.lang)
    return f"{formats.money(amount, unit)} {unit.word.to(look.lang)}"


def quadrant(rows: pl.DataFrame, look: Look, height: int) -> Chart:
    """Conceded a year across, contribution of the year up; below the dashed line more is given than comes back.

    Needs client_zh, client_en, conceded_yuan, contribution_year_yuan, is_to_talk_to, the most given away first.
    """
    known = rows.drop_nulls(["conceded_yuan", "contribution_year_yuan"]).head(MOST)
    columns = ("client_zh", "client_en", "conceded_yuan", "contribution_year_yuan", "is_to_talk_to")
    dots = [Dot(Text(zh, en), float(given), float(back), bool(mark)) for zh, en, given, back, mark in known.select(columns).iter_rows()]
    unit = scale_for(_middle([abs(value) for dot in dots for value in (dot.given, dot.back)]), look.lang)
    across, up = _range([dot.given for dot in dots], unit, (0.0, 1.0)), _range([dot.back for dot in dots], unit, USUAL)
    even = [max(across[0], up[0]), min(across[1], up[1])]
    line = {"type": "scatter", "mode": "lines", "x": even, "y": even, "line": {"color": look.colours.mute, "width": 1.25, "dash": "dash"}, "hoverinfo": "skip", "customdata": [""] * 2}
    axis = {"showgrid": True, "zeroline": True, "zerolinecolor": look.colours.line, "tickformat": ",~f", "nticks": 6}
    heads = [base.head(words.fill(words.QUADRANT_UP, unit=unit.word).to(look.lang), look), _below(words.fill(words.QUADRANT_ACROSS, unit=unit.word).to(look.lang), look)]
    figure = base.figure(
        look, height, [line, *(_dots(dots, mark, (across, up), unit, look) for mark in (False, True))], (LEFT, RIGHT, TOP, BOTTOM),
        xaxis={**axis, "range": across}, yaxis={**axis, "range": up, "visible": True}, annotations=[*heads, *_names(dots, (across, up), unit, look)],
    )  # fmt: skip
    return Chart(figure, height, _alt(dots, look), Native("bar", "client", ("conceded_yuan", "contribution_year_yuan")))


def _middle(values: Sequence[float]) -> float | None:
    return sorted(values)[len(values) // 2] if values else None


def _range(values: Sequence[float], unit: Scale, edges: tuple[float, float]) -> list[float]:
    """From the low to the high edge of what is usual, zero included, with a little air."""
    ordered = sorted(value / unit.divisor for value in values) or [0.0, 1.0]
    low, high = (ordered[round(edge * (len(ordered) - 1))] for edge in edges)
    low, high = min(low, 0.0), max(high, 0.0)
    air = ((high - low) or 1.0) * 0.06
    return [low - air, high + air]


def _at(value: float, unit: Scale, span: Sequence[float]) -> float:
    return min(max(value / unit.divisor, span[0]), span[1])


def _is_off(value: float, unit: Scale, span: Sequence[float]) -> bool:
    return not span[0] <= value / unit.divisor <= span[1]


def _dots(dots: Sequence[Dot], mark: bool, spans: tuple[list[float], list[float]], unit: Scale, look: Look) -> Part:
    mine = [dot for dot in dots if dot.is_marked == mark]
    off = [_is_off(dot.given, unit, spans[0]) or _is_off(dot.back, unit, spans[1]) for dot in mine]
    marker = {
        "size": 9 if mark else 7, "color": look.colours.bad if mark else look.colours.previous, "opacity": 1 if mark else 0.75, "line": {"color": look.colours.paper, "width": 1},
        "symbol": ["triangle-up" if each else "circle" for each in off],
    }  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "x": [_at(dot.given, unit, spans[0]) for dot in mine], "y": [_at(dot.back, unit, spans[1]) for dot in mine], "marker": marker,
        "customdata": [dot.said(look) for dot in mine], "hovertemplate": "%{customdata}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def _names(dots: Sequence[Dot], spans: tuple[list[float], list[float]], unit: Scale, look: Look) -> list[Part]:
    """The first few of those to be talked to, each on a line to its dot, one place nearer to the middle where another stands near."""
    across, up = spans
    width, tall, found = (across[1] - across[0]) or 1.0, up[1] - up[0], []
    taken: list[tuple[float, float]] = []
    spots = [(_at(dot.given, unit, across), _at(dot.back, unit, up), dot) for dot in [each for each in dots if each.is_marked][:NAMED]]
    for x, there, dot in sorted(spots, key=lambda spot: min(spot[1] - up[0], up[1] - spot[1])):
        y = min(max(there, up[0] + 0.05 * tall), up[1] - 0.05 * tall)
        step = 0.07 * tall * (-1 if y > up[0] + tall / 2 else 1)
        while any(abs(y - other) < abs(step) and abs(x - beside) < width * 0.5 for beside, other in taken):
            y += step
        taken.append((x, y))
        is_right = (x - across[0]) / width > 0.55
        line = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": look.colours.mute, "standoff": 5, "axref": "x", "ayref": "y"}
        place = {"x": x, "y": there, "ax": x + width * (-AWAY if is_right else AWAY), "ay": y, "xanchor": "right" if is_right else "left"}
        text = formats.markup(formats.clipped(dot.name.to(look.lang), NAME))
        found.append({**base.label(text, look.colours.bad), **line, **place})
    return found


def _below(text: str, look: Look) -> Part:
    """The axis' name, under the plot at its right end."""
    return {**base.label(text, look.colours.mute), "x": 1, "xref": "paper", "xanchor": "right", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -22}


def _alt(dots: Sequence[Dot], look: Look) -> Text:
    marked = [dot for dot in dots if dot.is_marked]
    if not marked:
        return words.fill(words.ALT_QUADRANT_NONE, count=len(dots))
    said = {"given": _exact(marked[0].given, look), "back": _exact(marked[0].back, look)}
    return words.fill(words.ALT_QUADRANT, count=len(dots), marked=len(marked), name=marked[0].name, **said)
