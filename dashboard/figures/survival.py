"""Who is still there after so many months: curves with their bands, and how many they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import formats, words
from dashboard.figures import base, shades
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import wrapped
from queries.text import LANGS, Text

MOST_CURVES = 5
NAMES = 12
LINE = 16
ASIDE = 20  # pixels from the plot to the names at its right
TOP = 12
AXIS = 28
LABEL_LINE = 15  # pixels of a line in a curve's label
STEPS = (1, 2, 3, 6, 12, 24, 60)  # months between ticks

LEAST = 0.001  # the smallest chance told in figures
Spot = tuple[int, float | None, float | None, float | None, int | None]


def by_chance(legend: Text, rows: pl.DataFrame) -> Text:
    """The legend with the chance that groups alike would be so far apart (log-rank); as it is where fewer than two curves are drawn."""
    chance = rows["log_rank_p"].max() if rows["group_en"].n_unique() > 1 else None
    if chance is None:
        return legend
    return words.fill(words.BY_CHANCE, legend=legend, p=f"< {LEAST}" if chance < LEAST else formats.index(chance))


@dataclass(frozen=True, slots=True)
class Curve:
    """One group: month, share still there, its band and how many are at risk, in order of months."""

    name: Text
    spots: list[Spot]

    def last(self) -> float | None:
        return next((share for _, share, *_ in reversed(self.spots) if share is not None), None)

    def at_risk(self, month: int) -> int | None:
        """At the latest month that is known by then; none after the curve's end."""
        if not self.spots or month > self.spots[-1][0]:
            return None
        return next((count for when, *_, count in reversed(self.spots) if when <= month), None)


def survival(rows: pl.DataFrame, look: Look, height: int) -> Chart:
    """Step curves with bands, each named at its end; under them, as text, how many were at risk.

    Needs group_zh, group_en, month (months since the start), share, low, high, at_risk. At most five groups are drawn,
    in their order, and note and alternative text say how many are missing.
    """
    every = _curves(rows)
    curves = every[:MOST_CURVES]
    bottom = AXIS + LINE * (len(curves) + 1)
    height = max(height, TOP + bottom + max((2 * LABEL_LINE + 2) * len(curves), 120))
    last = max((spot[0] for curve in curves for spot in curve.spots), default=1) or 1
    ticks, floor = _ticks(last), _floor(curves)
    right = base.widest([formats.clipped(curve.name.to(look.lang), NAMES) for curve in curves] + ["100.0%"]) + ASIDE + base.EDGE
    figure = base.figure(
        look, height, [trace for place, curve in enumerate(curves) for trace in _traces(curve, place, look)], (44, right, TOP, bottom),
        **_axes(ticks, last, floor, look), annotations=[*_names(curves, floor, height - TOP - bottom, look), *_at_risk(curves, ticks, look)],
    )  # fmt: skip
    note = words.CURVES_LEFT_OUT.fill(count=len(every) - len(curves)) if len(every) > len(curves) else None
    return Chart(figure, height, _alt(curves, last, note), Native("line", "month", ("share",)), note=note)


def _axes(ticks: list[int], last: int, floor: float, look: Look) -> dict[str, Part]:
    shares = [tick / 10 for tick in range(round(floor * 10), 11) if floor > 0.5 or tick % 2 == 0]
    across = {"range": [0, last], "tickvals": ticks, "ticktext": [words.MONTHS_ON.to(look.lang).format(count=tick) for tick in ticks], "tickangle": 0}
    clear = {"ticks": "outside", "ticklen": 7, "tickcolor": "rgba(0,0,0,0)", "ticklabeloverflow": "allow"}
    return {
        "xaxis": {**across, **clear, "showgrid": False, "showline": True, "automargin": False},
        "yaxis": {"range": [floor, 1.0], "tickvals": shares, "ticktext": [f"{share:.0%}" for share in shares], "automargin": False},
    }


def _curves(rows: pl.DataFrame) -> list[Curve]:
    found: dict[Text, list[Spot]] = {}
    for zh, en, *spot in rows.select("group_zh", "group_en", "month", "share", "low", "high", "at_risk").iter_rows():
        found.setdefault(Text(zh, en), []).append(tuple(spot))  # type: ignore[arg-type]
    return [Curve(name, sorted(spots, key=lambda spot: spot[0])) for name, spots in found.items()]


def _ticks(last: int) -> list[int]:
    step = next((step for step in STEPS if last / step <= 4), STEPS[-1])
    return list(range(0, last + 1, step))


def _floor(curves: Sequence[Curve]) -> float:
    """Zero; a higher tenth where no curve or band comes near the lower half."""
    known = [value for curve in curves for _, *values, _ in curve.spots for value in values if value is not None]
    lowest = min(known, default=0.0)
    return 0.0 if lowest < 0.5 else int(lowest * 10 - 0.5) / 10


def _style(place: int, look: Look) -> Part:
    colour, dash = (
        (look.colours.actual, "solid"), (look.colours.previous, "solid"), (look.colours.actual, "dash"), (look.colours.previous, "dash"), (look.colours.actual, "dot")
    )[place]  # fmt: skip
    return {"color": colour, "width": 2.25, "dash": dash, "shape": "hv"}


def _traces(curve: Curve, place: int, look: Look) -> list[Part]:
    """The band's two edges with the area between, and the curve."""
    months, shares, lows, highs, counts = ([spot[part] for spot in curve.spots] for part in range(5))
    line, name = _style(place, look), formats.markup(curve.name.to(look.lang))
    edge = {"type": "scatter", "x": months, "mode": "lines", "line": {"width": 0, "shape": "hv", "color": line["color"]}, "hoverinfo": "skip"}
    told = [[name, formats.share(share), formats.number(count)] for share, count in zip(shares, counts, strict=True)]
    hover = f"%{{customdata[0]}}<br>%{{x}}: %{{customdata[1]}}<br>{words.AT_RISK.to(look.lang)} %{{customdata[2]}}<extra></extra>"
    return [
        {**edge, "y": lows},
        {**edge, "y": highs, "fill": "tonexty", "fillcolor": shades.see_through(line["color"], 0.16)},
        {"type": "scatter", "x": months, "y": shares, "mode": "lines", "line": line, "customdata": told, "hovertemplate": hover, "cliponaxis": False},
    ]


def _names(curves: Sequence[Curve], floor: float, room: float, look: Look) -> list[Part]:
    """Each curve's name and last share beside its end, moved apart where they would meet; a thin line leads to the curve."""
    lines = 2 if room / max(len(curves), 1) >= 3 * LABEL_LINE + 2 else 1
    ends = sorted(
        ((1 - share) / (1 - floor) * room, f"{wrapped(curve.name.to(look.lang), NAMES, lines)}<br><b>{formats.share(share)}</b>", _style(place, look)["color"])
        for place, curve in enumerate(curves)
        if (share := curve.last()) is not None
    )  # fmt: skip
    spots = _apart([down for down, *_ in ends], LABEL_LINE * max((label.count("<br>") + 1 for _, label, _ in ends), default=1) + 2, room)
    fixed = {"xref": "paper", "x": 1, "yref": "paper", "align": "left", "xanchor": "left", "yanchor": "middle", "showarrow": True, "arrowhead": 0}
    return [
        {**base.label(label, look.colours.ink), **fixed, "y": 1 - down / room, "ax": ASIDE - 2, "ay": spot - down, "arrowwidth": 1, "arrowcolor": colour}
        for spot, (down, label, colour) in zip(spots, ends, strict=True)
    ]


def _apart(wanted: Sequence[float], step: float, room: float) -> list[float]:
    """Places near those wanted, in their order, `step` pixels apart and inside the room."""
    spots: list[float] = []
    for down in wanted:
        spots.append(max(down, spots[-1] + step) if spots else max(down, step / 2 - TOP))
    for at in range(len(spots) - 1, -1, -1):
        spots[at] = min(spots[at], room - step / 2 if at == len(spots) - 1 else spots[at + 1] - step)
    return spots


def _at_risk(curves: Sequence[Curve], ticks: Sequence[int], look: Look) -> list[Part]:
    """A row of counts per curve under the axis, its name at the right, and over the rows what they are."""
    low = {"yref": "paper", "y": 0, "yanchor": "middle"}
    title = {
        **base.label(words.AT_RISK.to(look.lang), look.colours.mute, 11),
        **low,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -40,
        "yshift": -AXIS - 6,
    }
    parts = [title]
    for row, curve in enumerate(curves, start=1):
        down = {"yshift": -AXIS - 6 - row * LINE, **low}
        parts += [{**base.label(formats.number(curve.at_risk(tick)), look.colours.ink, 11), **down, "x": tick} for tick in ticks]
        name = wrapped(curve.name.to(look.lang), NAMES, 1)
        parts.append({**base.label(name, look.colours.mute, 11), **down, "xref": "paper", "x": 1, "xanchor": "left", "xshift": ASIDE})
    return parts


def _alt(curves: Sequence[Curve], last: int, note: Text | None) -> Text:
    known = [curve for curve in curves if curve.last() is not None]
    if not known:
        return words.ALT_NO_SURVIVAL
    said = {
        lang: words.JOIN.to(lang).join(f"{curve.name.to(lang)} {formats.share(curve.last())}" for curve in known) for lang in LANGS
    }  # fmt: skip
    return base.alt(words.ALT_SURVIVAL, note, count=last, parts=base.in_both(said))
