"""Every chart on the narrowest phone and on a desk: no text is cut off, and none lies on another."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page
from plotly.offline import get_plotlyjs

from dashboard.figures import Chart, base
from queries.text import Lang, Text
from tests.dashboard.charts import CHARTS, look

WIDTHS = (340, 700)
SLACK = 2  # pixels two texts may share; line boxes are taller than letters
CROWDED = """(slack) => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  const frame = plot.getBoundingClientRect();
  const shown = [...plot.querySelectorAll('text')].filter(text => text.textContent.trim() && getComputedStyle(text).opacity !== '0');
  const boxes = shown.map(text => [text.textContent, text.getBoundingClientRect(), parseFloat(getComputedStyle(text).fontSize)]);
  const where = `${plot.dataset.name} ${frame.width}: `;
  const out = boxes.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
  const small = boxes.filter(([, , size]) => size < 11);
  const over = boxes.flatMap(([text, a], at) => boxes.slice(at + 1).filter(([, b]) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack + 2
  ).map(([other]) => `${where}${text} lies on ${other}`));
  const none = boxes.length ? [] : [`${where}nothing is written`];
  return [...out.map(([text]) => `${where}${text} is cut off`), ...small.map(([text]) => `${where}${text} is too small`), ...over, ...none];
})"""


def document(charts: Mapping[str, Chart], ground: str) -> str:
    """All charts at all widths as one document that needs nothing else."""
    plots = []
    for (name, chart), width in product(charts.items(), WIDTHS):
        body = chart.figure.to_html(
            full_html=False, include_plotlyjs=False, config={"displayModeBar": False}, default_width=f"{width}px", default_height=f"{chart.height}px",
            post_script=f"document.getElementById('{{plot_id}}').dataset.name = '{name}'; window.drawn = (window.drawn || 0) + 1;",
        )  # fmt: skip
        plots.append(f'<div style="width:{width}px;margin:8px">{body}</div>')
    return f"<meta charset=utf-8><body style='background:{ground}'><script>{get_plotlyjs()}</script>{''.join(plots)}"


def complaints(page: Page, place: Path, charts: Mapping[str, Chart], ground: str) -> list[str]:
    file = place / "charts.html"
    file.write_text(document(charts, ground), encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_function("count => window.drawn === count", arg=len(charts) * len(WIDTHS))
    return page.evaluate(CROWDED, SLACK)


@pytest.mark.parametrize(
    ("lang", "kind"), [("zh", "light"), ("en", "dark"), pytest.param("zh", "dark", marks=pytest.mark.slow), pytest.param("en", "light", marks=pytest.mark.slow)]
)
def test_no_text_of_any_chart_is_cut_off_or_lies_on_another(page: Page, tmp_path: Path, lang: Lang, kind: str):
    seen = look(lang, kind)
    assert complaints(page, tmp_path, {name: make(seen) for name, make in CHARTS.items()}, seen.colours.canvas) == []


def test_a_text_that_is_cut_off_or_lies_on_another_is_found(page: Page, tmp_path: Path):
    seen = look("en")
    label = {"showarrow": False, "xref": "paper", "yref": "paper", "font": {"size": 12}}
    spots = ({"x": 0.5, "y": 0.5, "text": "under"}, {"x": 0.5, "y": 0.52, "text": "over"}, {"x": 1, "y": 0.1, "text": "outside", "xshift": 30})
    hidden = {"visible": False}
    figure = base.figure(seen, 200, [], xaxis=hidden, yaxis=hidden, annotations=[{**label, **spot} for spot in spots])
    found = complaints(page, tmp_path, {"broken": Chart(figure, 200, Text("图", "chart"))}, seen.colours.canvas)
    assert found == [f"broken {width}: {what}" for width in WIDTHS for what in ("outside is cut off", "under lies on over")]
