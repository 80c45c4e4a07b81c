"""How much of each limit is used: bars beside the lines where a limit is near, and where it is broken."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard import formats, words
from dashboard.figures import base
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.text import Text

NAMES, TOP, AXIS = 22, 22, 22
PITCH = 30  # pixels for two lines
MOST_ROWS = 14  # each with its holder and, below it, its limit
NEAR, FULL, MOST = 0.8, 1.0, 1.6  # of the limit; what lies beyond the scale ends where it does
COLUMNS = ("holder_id", "holder_zh", "holder_en", "limit_zh", "limit_en", "use_share", "standing_code", "headroom_yuan")


def used(rows: pl.DataFrame, look: Look, height: int) -> Chart:
    """A bar per holder and limit to its use, coloured by standing, with lines at 80 and 100 %; use at the right. In the rows' order.

    Needs COLUMNS; at most MOST_ROWS rows are drawn, and those without a use never.
    """
    known = rows.drop_nulls("use_share").head(MOST_ROWS).select(COLUMNS).rows(named=True)
    names = [words.fill(words.USED_OF, holder=Text(row["holder_zh"], row["holder_en"]), limit=Text(row["limit_zh"], row["limit_en"])) for row in known]
    place = stack(len(known), max(height, len(known) * PITCH + TOP + AXIS), TOP, AXIS)
    shares, head = [formats.share(row["use_share"]) for row in known], words.USED.to(look.lang)
    tones = [_tone(row["standing_code"], look) for row in known]
    right = base.widest([*shares, head]) + 12
    most = min(max([row["use_share"] for row in known] or [FULL]) * 1.03, MOST)
    figure = base.figure(
        look, place.height, [_bars(known, names, place, tones, look)], (base.EDGE, right, TOP, AXIS),
        xaxis={"range": [0, max(most, 1.08)], "tickvals": [NEAR], "ticktext": ["80%"], "tickangle": 0, "showgrid": False},
        yaxis={**place.axis(names, look, NAMES), "ticktext": [_name(row, look) for row in known]},
        shapes=[base.upright(NEAR, look.colours.warning), base.upright(FULL, look.colours.bad, width=1.5)],
        annotations=[*place.column(shares, tones, right - base.EDGE), base.head(head, look, 1, right - base.EDGE, "right"), {**base.head("100%", look, xanchor="center"), "x": FULL, "xref": "x"}],
    )  # fmt: skip
    return Chart(figure, place.height, _alt(known, names), Native("bar", "holder", ("use_share",)))


def _tone(standing: str | None, look: Look) -> str:
    colours = look.colours
    return {"broken": colours.bad, "near": colours.warning}.get(standing or "", colours.actual)


def _name(row: dict[str, Any], look: Look) -> str:
    """Whose limit, and which, on two lines."""
    return "<br>".join(formats.markup(formats.clipped(row[f"{what}_{look.lang}"], NAMES)) for what in ("holder", "limit"))


def _bars(rows: Sequence[dict[str, Any]], names: Sequence[Text], place: Stack, tones: list[str], look: Look) -> Part:
    told = [[row["holder_id"], formats.markup(name.to(look.lang)), formats.share(row["use_share"]), formats.money(row["headroom_yuan"], look.scale)] for row, name in zip(rows, names, strict=True)]
    head = words.COLUMNS["headroom_yuan"].to(look.lang)
    return {
        "type": "bar", "orientation": "h", "x": [min(row["use_share"], MOST) for row in rows], "y": place.at, "width": place.thick(0.6), "marker": {"color": tones}, "customdata": told,
        "hovertemplate": f"<b>%{{customdata[1]}}</b><br>%{{customdata[2]}}<br>{head} %{{customdata[3]}}<extra></extra>",
    }  # fmt: skip


def _alt(rows: Sequence[dict[str, Any]], names: Sequence[Text]) -> Text:
    if not rows:
        return words.NO_OWED
    broken, near = (sum(row["standing_code"] == standing for row in rows) for standing in ("broken", "near"))
    return words.fill(words.ALT_USED, name=names[0], share=formats.share(rows[0]["use_share"]), broken=broken, near=near)
