"""Charts that PowerPoint draws itself, from a workbook inside the slide that a reader can edit."""

import re
from typing import TYPE_CHECKING, Any

from dashboard import theme
from dashboard.exports.cells import ChartData, is_part, stands_on_zero
from dashboard.exports.deck import Box, put
from dashboard.exports.sheet_charts import COLOURS, number_format
from queries.shell import FORMULA

if TYPE_CHECKING:
    from pptx.slide import Slide

RISKY = re.compile(rf"{FORMULA}|^(?:https?|ftp|mailto|internal|external):")  # these become links, which a label is not


def add_chart(slide: "Slide", data: ChartData, box: Box, *, is_named: bool = False) -> Any:
    """The chart's shape, with its series for a title where it is one of several. It holds the numbers in the unit that its series name."""
    from pptx.util import Inches

    shape = slide.shapes.add_chart(_kind(data), *(Inches(side) for side in box), _numbers(data))
    _dress(shape.chart, data)
    if is_named:
        put(shape.chart.chart_title.text_frame, [data.series[0].name], 12, theme.LIGHT.ink, bold=True, is_box=False)
    return shape


def _kind(data: ChartData) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE as T

    kinds = {"bar": T.BAR_CLUSTERED, "column": T.COLUMN_CLUSTERED, "line": T.LINE, "area": T.AREA, "stacked": T.COLUMN_STACKED, "scatter": T.XY_SCATTER_LINES}
    return kinds[data.kind]


def _numbers(data: ChartData) -> Any:
    """The chart's workbook. python-pptx would write text that looks like a formula as one, so that is quoted."""
    from pptx.chart.data import CategoryChartData, XyChartData

    if data.kind == "scatter":
        spots = XyChartData()
        for series in data.series:
            line = spots.add_series(_harmless(series.name), number_format=number_format(series.kind))
            for x, y in zip(data.categories, series.values, strict=True):
                if y is not None:
                    line.add_data_point(x, y)
        return spots
    table = CategoryChartData()
    table.categories = [_harmless(str(name)) for name in data.categories]
    for series in data.series:
        table.add_series(_harmless(series.name), series.values, number_format=number_format(series.kind))
    return table


def _harmless(text: str) -> str:
    return f"'{text}" if RISKY.match(text) else text


def _dress(chart: Any, data: ChartData) -> None:
    """Our colours, and a key only for several series."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.font.size = Pt(11)
    chart.has_title = False
    chart.has_legend = len(data.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for at, series in enumerate(chart.plots[0].series):
        colour = RGBColor.from_string(COLOURS[at % len(COLOURS)].removeprefix("#"))
        if data.kind in {"line", "scatter"}:
            series.smooth = False
            series.format.line.color.rgb, series.format.line.width = colour, Pt(2.25)
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
    _axes(chart, data)


def _axes(chart: Any, data: ChartData) -> None:
    """Names along a thin line, values over a light grid; lying bars carry their values instead."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_TICK_LABEL_POSITION

    names, values = chart.category_axis, chart.value_axis
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    names.format.line.color.rgb = RGBColor.from_string(theme.LIGHT.line.removeprefix("#"))
    if stands_on_zero(data):
        values.minimum_scale = 0
    if data.kind == "bar":
        _lying(chart, data)
        return
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string(theme.LIGHT.grid.removeprefix("#"))
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = number_format(data.series[0].kind), False
    if is_part(data.series):
        values.maximum_scale = 1.0
    if data.kind == "scatter" and max(map(float, data.categories)) <= 1:
        names.maximum_scale = 1.0
        names.tick_labels.number_format, names.tick_labels.number_format_is_linked = "0%", False


def _lying(chart: Any, data: ChartData) -> None:
    """The first row on top."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    chart.category_axis.reverse_order = True
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = number_format(data.series[0].kind), False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = Pt(11 if len(data.categories) * len(data.series) <= 24 else 8)
