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
from tests.security.asking import rms
from tests.security.other_bank import other_bank
from tests.security.viewers import VIEWERS, viewers

CSV = next(kind for kind in exports.KINDS if kind.key == "csv")


def outputs(warehouse: Warehouse, viewer, asked: tuple[str, str]) -> Iterator[tuple[str, object]]:
    """Every sentence, card, frame, chart, link and file of every page, and of the files of the RMs `asked` for, as the viewer would be handed them."""
    scope = reach(viewer, warehouse)
    rm_page = next(page for page in PAGES if page.key == "rm")
    for page, rm in (*((page, "") for page in PAGES), *((rm_page, rm) for rm in asked)):
        who = ROLE_NAMES[viewer.grants[0].role]
        view = View(warehouse, scope.asking(measure=page.measure, who=rm), "zh", theme.LIGHT, who, viewer.subject, may_export=True, answer=direct)
        content = page.answer(view)
        yield f"{page.key}{rm} finding", content.finding
        if content.cards is not None:
            yield f"{page.key}{rm} cards", content.cards.figures.rows()
            yield f"{page.key}{rm} history", content.cards.months.rows()
        for panel in content.panels:
            yield f"{page.key}{rm} {panel.key}", panel.frame.rows()
            yield f"{page.key}{rm} {panel.key} lines", panel.lines
            yield f"{page.key}{rm} {panel.key} chart", panel.chart and (panel.chart.figure.to_json(), panel.chart.alt)
            origin = origin_of(view, panel.key, panel.title)
            lines = CSV.write(view, panel, content.scale, origin).decode().splitlines()
            made_anew = {origin.number, words.FILE_LINES["time"].zh}
            yield f"{page.key}{rm} {panel.key} file", [line for line in lines if not any(part in line for part in made_anew)]
    origin = origin_of(view, "pack", Text("报告", "Pack"))
    pack = gather(view, PAGES, origin, lambda *_: None)
    yield "pack", (pack.findings, pack.lineage, [section.cards for section in pack.sections])


SOME = {"business head in a branch"}  # the others with `make leaks`


@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in SOME else [pytest.mark.slow]) for name in VIEWERS])
def test_rows_outside_the_scope_change_no_page_and_no_file(name, warehouse, warehouse_place, tmp_path):
    viewer = viewers(warehouse, warehouse_place)[name]
    other = other_bank(warehouse_place, viewer, tmp_path / "other")
    asked = rms(warehouse, viewer)
    mine, theirs = dict(outputs(warehouse, viewer, asked)), dict(outputs(other, viewer, asked))
    assert len(mine) > 30
    assert [key for key in mine if mine[key] != theirs[key]] == []
