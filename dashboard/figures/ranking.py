"""The largest holders of a measure, one bar each."""

import polars as pl

from dashboard import formats, words
from dashboard.figures import base
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.text import Text

NARROW = 190  # pixels that names leave for bars, amounts and shares on a phone
RUNNING = 44  # pixels of the running share


def ranking(holders: pl.DataFrame, title: Text, look: Look, height: int) -> Chart:
    """One bar per holder, the largest on top, amount on the bar's end, running share in a column at the right.

    Needs place, holder_zh, holder_en, value_yuan, share, cumulative_share. At most MOST_ROWS rows are drawn, and those without a place never.
    """
    rows = holders.filter(pl.col("place").is_not_null()).sort("place").head(base.MOST_ROWS)
    names = [Text(zh, en) for zh, en in rows.select("holder_zh", "holder_en").iter_rows()]
    place = stack(len(names), height, base.EDGE, base.EDGE)
    amounts = [float(value) / look.scale.divisor for value in rows["value_yuan"]]
    labels = [formats.money(value, look.scale) for value in rows["value_yuan"]]
    reach = NARROW / max(NARROW - RUNNING - 6.5 * max(map(len, labels), default=0), 60)
    shares = [formats.share(running) for running in rows["cumulative_share"]]
    figure = base.figure(
        look, place.height, [_bars(amounts, labels, names, look, place)],
        xaxis={"visible": False, "range": [0, (max(amounts, default=0) or 1) * reach]}, yaxis=place.axis(names, look),
        annotations=place.column(shares, look.colours.mute, 0),
    )  # fmt: skip
    return Chart(figure, place.height, _alt(rows, title), Native("bar", "holder", ("value_yuan",)))


def _bars(amounts: list[float], labels: list[str], names: list[Text], look: Look, place: Stack) -> Part:
    return {
        "type": "bar", "orientation": "h", "x": amounts, "y": place.at, "width": place.thick(), "marker": {"color": look.colours.actual},
        "customdata": [formats.markup(name.to(look.lang)) for name in names], "hovertemplate": "%{customdata}<br>%{text}<extra></extra>",
        "text": labels, "textposition": "outside", "cliponaxis": False, "constraintext": "none", "textangle": 0,
        "textfont": {"color": look.colours.ink, "size": 12},
    }  # fmt: skip


def _alt(rows: pl.DataFrame, title: Text) -> Text:
    if rows.is_empty():
        return title
    first = rows.row(0, named=True)
    return words.fill(words.ALT_RANKING, title=title, name=Text(first["holder_zh"], first["holder_en"]), share=formats.share(first["share"]))
