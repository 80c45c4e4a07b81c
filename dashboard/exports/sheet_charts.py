"""Charts that Excel draws itself, from the chart data sheet of their workbook."""

from typing import TYPE_CHECKING, Any

from dashboard import theme
from dashboard.answer import Panel
from dashboard.exports import cells
from dashboard.exports.cells import ChartData, Style
from queries.text import Lang

if TYPE_CHECKING:
    from xlsxwriter import Workbook

FONT = "Microsoft YaHei"
CHART_ROWS = 19  # rows of 20 pixels that a chart stands over at least
DRAWN = {
    "bar": {"type": "bar"}, "column": {"type": "column"}, "line": {"type": "line"}, "area": {"type": "area"},
    "stacked": {"type": "column", "subtype": "stacked"}, "scatter": {"type": "scatter", "subtype": "straight_with_markers"},
}  # fmt: skip
COLOURS = tuple(getattr(theme.LIGHT, role) for role in ("actual", "previous", "accent", "warning", "good", "line"))


def native_chart(made: "Workbook", title: str, data: ChartData, chart_sheet: str, top: int) -> Any:
    """A chart that reads the chart data sheet, where its title stands in row `top`, its headings and numbers below."""
    chart = made.add_chart(DRAWN[data.kind])
    first, last = top + 2, top + 1 + len(data.categories)
    for at, series in enumerate(data.series):
        colour = COLOURS[at % len(COLOURS)]
        look = {"line": {"color": colour, "width": 2.25}} if data.kind in {"line", "scatter"} else {"fill": {"color": colour}, "gap": 45}
        chart.add_series({
            "name": [chart_sheet, top + 1, at + 1], "categories": [chart_sheet, first, 0, last, 0],
            "values": [chart_sheet, first, at + 1, last, at + 1], **look, **_marks(data, series.kind),
        })  # fmt: skip
    _axes(chart, data)
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12, "color": theme.LIGHT.ink}, "overlay": False})
    chart.set_legend({"none": True} if len(data.series) == 1 else {"position": "bottom", "font": {"name": FONT, "size": 9}})
    chart.set_size({"width": 980, "height": 20 * rows_of(data)})
    chart.set_chartarea({"border": {"color": theme.LIGHT.line}})
    return chart


def chart_title(panel: Panel, data: ChartData, lang: Lang) -> str:
    """The panel's title, or for one of several charts what it shows."""
    only = data.series[0].name if len(data.series) == 1 else ""
    return f"{panel.title.to(lang)} · {only}" if only and data.kind == "line" else panel.title.to(lang)


def rows_of(data: ChartData) -> int:
    """So many rows that every lying bar has its name."""
    return max(CHART_ROWS, 3 + len(data.categories) * len(data.series)) if data.kind == "bar" else CHART_ROWS


def _marks(data: ChartData, style: Style) -> dict[str, Any]:
    if data.kind == "bar":
        return {"data_labels": {"value": True, "num_format": number_format(style), "font": {"name": FONT, "size": 9}}}
    return {"marker": {"type": "circle", "size": 4}} if data.kind == "scatter" else {}


def number_format(style: Style) -> str:
    """As on the screen: one decimal for amounts and shares."""
    return {Style.MONEY: "#,##0.0", Style.SHARE: "0.0%", Style.INDEX: "0.0000"}.get(style, "#,##0.##")


def _axes(chart: Any, data: ChartData) -> None:
    """Lying bars run from the top down and carry their values, so they need no axis for them; others get a light grid."""
    small = {"name": FONT, "size": 9, "color": theme.LIGHT.mute}
    grid = {"visible": True, "line": {"color": theme.LIGHT.grid}}
    values = {"num_font": small, "num_format": number_format(data.series[0].kind), "major_gridlines": grid, "line": {"none": True}}
    names = {"num_font": {**small, "color": theme.LIGHT.ink}, "line": {"color": theme.LIGHT.line}, "reverse": data.kind == "bar", "label_position": "low"}
    if data.kind == "scatter":
        names = {"num_font": small, "name": data.category, "name_font": small, **({"num_format": "0%", "max": 1} if max(map(float, data.categories)) <= 1 else {})}
    if cells.is_part(data.series):
        values |= {"max": 1}
    if cells.stands_on_zero(data):
        values |= {"min": 0}
    if data.kind == "bar":
        chart.set_y_axis({**names, "interval_unit": 1, "major_gridlines": {"visible": False}})
        chart.set_x_axis({**values, "visible": False, "major_gridlines": {"visible": False}})
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(values)
