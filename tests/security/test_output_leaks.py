"""What leaves for a person, whole pages and files, is a function of the rows in their scope alone."""

from collections.abc import Iterator

import pytest

from dashboard import exports, theme, words
from dashboard.exports.board_pack import gather
from dashboard.exports.origin import origin_of
from dashboard.page import View, direct
from dashboard.pages import PAGES
from queries.access import ROLE_NAMES, reach
from queries.text import Text
from queries.warehouse import Warehouse
from tests.security.test_leaks import VIEWERS, other_bank, viewers

CSV = next(kind for kind in exports.KINDS if kind.key == "csv")


def outputs(warehouse: Warehouse, viewer) -> Iterator[tuple[str, object]]:
    """Every sentence, card, frame, chart, link and file of every page, as the viewer would be handed them."""
    scope = reach(viewer, warehouse)
    for page in PAGES:
        who = ROLE_NAMES[viewer.grants[0].role]
        view = View(warehouse, scope.asking(measure=page.measure), "zh", theme.LIGHT, who, viewer.subject, may_export=True, answer=direct)
        content = page.answer(view)
        yield f"{page.key} finding", content.finding
        if content.cards is not None:
            yield f"{page.key} cards", content.cards.figures.rows()
            yield f"{page.key} history", content.cards.months.rows()
        for panel in content.panels:
            yield f"{page.key} {panel.key}", panel.frame.rows()
            yield f"{page.key} {panel.key} lines", panel.lines
            yield f"{page.key} {panel.key} chart", panel.chart and (panel.chart.figure.to_json(), panel.chart.alt)
            origin = origin_of(view, panel.key, panel.title)
            lines = CSV.write(view, panel, content.scale, origin).decode().splitlines()
            made_anew = {origin.number, words.FILE_LINES["time"].zh}
            yield f"{page.key} {panel.key} file", [line for line in lines if not any(part in line for part in made_anew)]
    origin = origin_of(view, "pack", Text("报告", "Pack"))
    pack = gather(view, PAGES, origin, lambda *_: None)
    yield "pack", (pack.findings, pack.lineage, [section.cards for section in pack.sections])


SOME = {"head of a branch", "business head in a branch", "RM"}  # the others with `make leaks`


@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in SOME else [pytest.mark.slow]) for name in VIEWERS])
def test_rows_outside_the_scope_change_no_page_and_no_file(name, warehouse, warehouse_place, tmp_path):
    viewer = viewers(warehouse, warehouse_place)[name]
    other = other_bank(warehouse_place, viewer, tmp_path / "other")
    mine, theirs = dict(outputs(warehouse, viewer)), dict(outputs(other, viewer))
    assert len(mine) > 30
    assert [key for key in mine if mine[key] != theirs[key]] == []
