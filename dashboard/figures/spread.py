"""How unevenly something is spread: the Lorenz curve."""

from collections.abc import Sequence

import polars as pl

from dashboard import formats, words
from dashboard.figures import base
from dashboard.figures.base import Chart, Look, Native, Part


def lorenz(curve: pl.DataFrame, fifth: float, pareto: float, look: Look, height: int) -> Chart:
    """Share of the measure over share of the holders, the largest first, against complete equality.

    `fifth` is what the largest 20 % hold, `pareto` the share of holders that reaches 80 %; both are marked on the curve.
    """
    colours = look.colours
    told = ((words.FIFTH_HOLDS, _across(curve, fifth), fifth, fifth), (words.PARETO_REACHED, pareto, _up(curve, pareto), pareto))
    spots = [(x, y, phrase.to(look.lang).format(share=formats.share(share))) for phrase, x, y, share in told]
    equal = {**base.label(words.EQUAL.to(look.lang), colours.mute), "x": 0.58, "y": 0.52, "xanchor": "left", "yanchor": "top"}
    ticks = {"range": [-0.01, 1.02], "tickvals": [0, 0.2, 0.4, 0.6, 0.8, 1], "ticktext": ["0%", "20%", "40%", "60%", "80%", "100%"]}
    figure = base.figure(
        look, height, _curve(curve, spots, look), (4, 20, 10, 24), xaxis={**ticks, "showgrid": False, "showline": True}, yaxis=ticks,
        annotations=[equal, *_marks(spots, look)],
    )  # fmt: skip
    return Chart(figure, height, words.ALT_LORENZ.fill(share=formats.share(fifth)), Native("scatter", "holder_share", ("measure_share",)))


def _curve(curve: pl.DataFrame, spots: Sequence[tuple[float, float, str]], look: Look) -> list[Part]:
    """Equality, the curve with the area between, and rings where something is told."""
    colours = look.colours
    return [
        {"type": "scatter", "x": [0, 1], "y": [0, 1], "mode": "lines", "line": {"color": colours.previous, "width": 1.5, "dash": "dot"}, "hoverinfo": "skip"},
        {
            "type": "scatter", "x": curve["holder_share"].to_list(), "y": curve["measure_share"].to_list(), "mode": "lines+markers", "fill": "tonexty",
            "fillcolor": colours.shade, "line": {"color": colours.accent, "width": 2.5}, "marker": {"size": 5, "color": colours.accent},
            "hovertemplate": "%{x:.1%} → %{y:.1%}<extra></extra>",
        },
        {
            "type": "scatter", "x": [x for x, _, _ in spots], "y": [y for _, y, _ in spots], "mode": "markers", "hoverinfo": "skip",
            "marker": {"size": 10, "color": colours.paper, "line": {"color": colours.accent, "width": 2.5}},
        },
    ]  # fmt: skip


def _marks(spots: Sequence[tuple[float, float, str]], look: Look) -> list[Part]:
    """What the rings say; the left one is told lower, so that the two never meet."""
    labels = []
    for (x, y, text), drop in zip(sorted(spots), (72, 30), strict=True):
        side, aside = ("left", 36) if x < 0.6 else ("right", -36)
        arrow = {"showarrow": True, "ax": aside, "ay": drop, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": look.colours.mute}
        labels.append({**base.label(text, look.colours.ink, 13), "bgcolor": look.colours.paper, "x": x, "y": y, "xanchor": side, **arrow})
    return labels


def _across(curve: pl.DataFrame, up: float) -> float:
    """The share of holders at the curve's point that is nearest to `up`."""
    return float(curve.sort((pl.col("measure_share") - up).abs(), "holder_share")["holder_share"][0])


def _up(curve: pl.DataFrame, across: float) -> float:
    """The height of the drawn line over `across`."""
    spots = curve.sort("holder_share").rows()
    for (x0, y0), (x1, y1) in zip(spots, spots[1:], strict=False):
        if x0 <= across <= x1:
            return float(y0 + (y1 - y0) * (across - x0) / ((x1 - x0) or 1.0))
    return 1.0
