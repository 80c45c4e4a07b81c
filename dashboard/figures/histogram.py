"""How many stand where: attainment in steps of ten points, with the median and the outer tenths marked."""

import polars as pl

from dashboard import formats, words
from dashboard.figures import base
from dashboard.figures.base import Chart, Look, Native, Part
from queries.text import LANGS, Text

STEP = 10  # points of a column
LAST = 200  # percent; what lies above shares the last column
TOP, BOTTOM = 58, 22
EDGES = 75  # percent from an end, where a text would not fit on its far side


def steps(shares: pl.Series) -> pl.DataFrame:
    """(from_percent, name_zh, name_en, rms_count): every step from 0 to 200 % and one for all above."""
    place = ((shares * 100 / STEP).round(9).floor() * STEP).clip(0, LAST).cast(pl.Int64).alias("from_percent")
    counted = place.value_counts(name="rms_count")
    labels = [f"{at}–{at + STEP}%" for at in range(0, LAST, STEP)]
    every = pl.DataFrame({
        "from_percent": [*range(0, LAST + STEP, STEP)], "name_zh": [*labels, f"{LAST}% 及以上"], "name_en": [*labels, f"{LAST}% and above"],
    })  # fmt: skip
    return every.join(counted, on="from_percent", how="left").with_columns(pl.col("rms_count").fill_null(0).cast(pl.Int64)).sort("from_percent")


def histogram(counts: pl.DataFrame, marks: list[tuple[Text, float]], look: Look, height: int) -> Chart:
    """A column per step, those from 100 % up in the good colour; `marks` are words and shares told by upright lines, from the least up.

    Needs what `steps` returns.
    """
    colours = look.colours
    labels = counts["name_zh" if look.lang == "zh" else "name_en"].to_list()
    heads, lines = [], []
    for at, (said, share) in enumerate(marks):
        x = min(max(share * 100, 0), LAST + STEP)
        lines.append({**base.upright(x, colours.ink, width=1.5), "line": {"color": colours.ink, "width": 1.5, "dash": "dot"}})
        side = "right" if x > LAST + STEP - EDGES else "left" if x < EDGES or at > len(marks) // 2 else "right" if at < len(marks) // 2 else "center"
        text = f"{said.to(look.lang)} {formats.share(share)}"
        heads.append({**base.label(text, colours.ink), "x": x, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": side, "yshift": 18 * at + 2})
    ticks = [0, 50, 100, 150, LAST]
    figure = base.figure(
        look, height, [_columns(counts, labels, look)], (20, base.EDGE, TOP, BOTTOM), bargap=0.12,
        xaxis={"range": [0, LAST + STEP], "tickvals": ticks, "ticktext": [f"{tick}%" for tick in ticks], "showgrid": False}, yaxis={"visible": False, "rangemode": "tozero"},
        shapes=[base.upright(100, colours.line), *lines], annotations=heads,
    )  # fmt: skip
    return Chart(figure, height, _alt(counts, marks), Native("column", "name", ("rms_count",)))


def _columns(counts: pl.DataFrame, labels: list[str], look: Look) -> Part:
    tones = [look.colours.good if start >= 100 else look.colours.actual for start in counts["from_percent"]]
    return {
        "type": "bar", "text": [str(count) if count else "" for count in counts["rms_count"]], "textposition": "outside", "textangle": 0, "constraintext": "none",
        "textfont": {"color": look.colours.ink, "size": 11}, "cliponaxis": False, "x": [start + STEP / 2 for start in counts["from_percent"]], "y": counts["rms_count"].to_list(), "width": STEP * 0.88, "marker": {"color": tones},
        "customdata": labels, "hovertemplate": "%{customdata}<br>%{y}<extra></extra>",
    }  # fmt: skip


def _alt(counts: pl.DataFrame, marks: list[tuple[Text, float]]) -> Text:
    everyone = counts["rms_count"].sum()
    reached = counts.filter(pl.col("from_percent") >= 100)["rms_count"].sum()
    said = Text(*(words.JOIN.to(lang).join(f"{text.to(lang)} {formats.share(share)}" for text, share in marks) for lang in LANGS))
    return words.fill(words.ALT_HISTOGRAM, count=everyone, reached=reached, marks=said)
