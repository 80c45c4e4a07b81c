"""How often warnings came true: a dot with its interval for each, against the loss rate of all."""

import polars as pl

from dashboard import formats, words
from dashboard.figures import base
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.text import LANGS, Text

RIGHT = 44  # pixels of the column of lifts
TOLD = 3  # rules named in the alternative text


def worth(rows: pl.DataFrame, look: Look, height: int) -> Chart:
    """A dot per rule at its precision, with its 95 % interval, and an upright line at the base rate; the lift at the right.

    Needs name_zh, name_en, precision_share, precision_low_share, precision_high_share, lift, base_share, hit_count, flagged_count; drawn in the order given.
    """
    drawn = rows.head(base.MOST_ROWS)
    names = [Text(zh, en) for zh, en in drawn.select("name_zh", "name_en").iter_rows()]
    place = stack(len(names), height, 22, 24)
    rate = float(drawn["base_share"][0])
    lifts = [formats.NOTHING if lift is None else f"×{formats.number(lift, 1)}" for lift in drawn["lift"]]
    ticks = {"range": [-0.01, 1.02], "tickvals": [0, 0.25, 0.5, 0.75, 1], "ticktext": ["0%", "25%", "50%", "75%", "100%"], "showgrid": True}
    heads = [base.head(words.LIFT_HEAD.to(look.lang), look, 1, RIGHT, "right"), {**base.head(words.BASE_RATE.to(look.lang), look), "x": rate, "xref": "x", "xanchor": "left"}]
    figure = base.figure(
        look, place.height, [_dots(drawn, names, look, place)], (base.EDGE, RIGHT + base.EDGE, place.top, place.bottom), xaxis=ticks,
        yaxis=place.axis(names, look), shapes=[base.upright(rate, look.colours.mute)], annotations=[*place.column(lifts, look.colours.ink, RIGHT), *heads],
    )  # fmt: skip
    return Chart(figure, place.height, _alt(drawn, names, rate), Native("bar", "name", ("precision_share",)))


def _dots(rows: pl.DataFrame, names: list[Text], look: Look, place: Stack) -> Part:
    shares, lows, highs = (rows[name].to_list() for name in ("precision_share", "precision_low_share", "precision_high_share"))
    said = [_said(row, name).to(look.lang) for row, name in zip(rows.iter_rows(named=True), names, strict=True)]
    return {
        "type": "scatter", "mode": "markers", "x": shares, "y": place.at, "marker": {"size": 9, "color": look.colours.actual}, "customdata": said,
        "hovertemplate": "%{customdata}<extra></extra>", "cliponaxis": False,
        "error_x": {
            "type": "data", "symmetric": False, "array": [high - share for high, share in zip(highs, shares, strict=True)],
            "arrayminus": [share - low for low, share in zip(lows, shares, strict=True)], "color": look.colours.mute, "thickness": 2, "width": 0,
        },
    }  # fmt: skip


def _said(row: dict[str, object], name: Text) -> Text:
    share, low, high = (formats.share(row[key]) for key in ("precision_share", "precision_low_share", "precision_high_share"))  # type: ignore[arg-type]
    return words.fill(words.WORTH_OF, name=name, hits=row["hit_count"], flagged=row["flagged_count"], share=share, low=low, high=high)


def _alt(rows: pl.DataFrame, names: list[Text], rate: float) -> Text:
    each = [words.fill(words.ALT_WORTH_ONE, name=name, share=formats.share(share)) for name, share in zip(names, rows["precision_share"], strict=True)][:TOLD]
    listed = Text(*(words.JOIN.to(lang).join(one.to(lang) for one in each) for lang in LANGS))
    return words.fill(words.ALT_WORTH, rules=listed, base=formats.share(rate))
