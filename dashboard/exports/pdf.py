"""The board pack as a PDF for paper and screen: tagged, searchable, with the charts as drawings, set by Typst.

What is said goes to the template as data, so that no name can be taken for markup.
"""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard import words
from dashboard.answer import Panel
from dashboard.exports import cells, pictures
from dashboard.exports.board_pack import READ, Pack, Progress, Section
from dashboard.exports.origin import scope_in_words
from queries.money import Scale
from queries.text import Text

TEMPLATE = Path(__file__).with_name("board_pack.typ")
WIDTH, GAP = 1040, 16  # pixels of a row of panels, and between two of them
FLAT = 0.9  # of its height on the screen, for a row of charts has to stand below headline and cards on one page
MOST_ROWS = 300
LONG = 26  # half-width places from which a column shares the width that is left
DRAWN = 0.9  # of the work that is done when all charts are drawn


def missing() -> Text | None:
    """What to install before a document can be made; without a browser it has tables in place of charts."""
    return None if pictures.has_chinese_font() else words.DOCUMENTS_NEED.fill(packages="fonts-noto-cjk")


def pdf(pack: Pack, progress: Progress) -> bytes:
    """Raises typst's own error where the template is wrong: that is a fault of ours."""
    import typst  # 40 MB of compiler that no page load should touch

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        told = _pack(pack, _charts(pack, place, progress))
        (place / "pack.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        (place / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        progress(DRAWN, words.PACK_SETTING)
        made: bytes = typst.compile(str(place / TEMPLATE.name), root=folder, format="pdf", pdf_standards=["ua-1"])
        return made


def _charts(pack: Pack, place: Path, progress: Progress) -> dict[str, str]:
    """Every chart drawn into the folder as wide as its part of its row: file by subject and panel."""
    if pictures.missing() is not None:
        return {}
    files: dict[str, str] = {}
    wanted = [(section, row, panel) for section in pack.sections for row in section.content.rows for panel in row if panel.chart is not None]
    for at, (section, row, panel) in enumerate(wanted):
        progress(READ + (DRAWN - READ) * at / len(wanted), words.fill(words.PACK_DRAWING, panel=panel.title))
        room = WIDTH - GAP * (len(row) - 1)
        chart, name = panel.chart, f"{section.page.key}-{panel.key}"
        wide = round(room * panel.width / sum(each.width for each in row))
        drawn = pictures.bare_svg(chart.figure, wide, round(chart.height * FLAT))  # type: ignore[union-attr]
        files[name] = f"chart-{at}.svg"
        (place / files[name]).write_bytes(drawn)
    return files


def _pack(pack: Pack, charts: Mapping[str, str]) -> dict[str, Any]:
    lang = pack.lang
    titles = {"findings": words.PACK_FINDINGS, "attention": words.PACK_ATTENTION, "definitions": words.DEFINITIONS,
              "lineage": words.LINEAGE, "figures": words.PACK_FIGURES, "product": words.PRODUCT}  # fmt: skip
    return {
        "lang": lang, "title": words.BOARD_PACK.to(lang), "words": {name: word.to(lang) for name, word in titles.items()},
        "scope": scope_in_words(pack.view), "as_of": f"{pack.view.scope.month:%Y-%m}", "facts": pack.origin.facts[3:], "foot": pack.origin.line,
        "findings": pack.findings, "attention": pack.attention,
        "note": "" if charts or pictures.missing() is None else words.PACK_NO_PICTURES.to(lang),
        "sections": [_section(pack, section, charts) for section in pack.sections],
        "definitions": {
            "headings": [word.to(lang) for word in words.DEFINITION_COLUMNS.values()],
            "rows": [[getattr(each, name) for name in words.DEFINITION_COLUMNS] for each in pack.defined],
        },
        "lineage": pack.lineage,
    }  # fmt: skip


def _section(pack: Pack, section: Section, charts: Mapping[str, str]) -> dict[str, Any]:
    lang, scale = pack.lang, section.content.scale
    told = [[_panel(pack, section, panel, charts) for panel in row] for row in section.content.rows]
    behind = [panel for panel in section.content.panels if panel.chart is not None and not panel.frame.is_empty()]
    return {
        "title": section.page.title.to(lang), "question": section.page.question.to(lang), "finding": section.content.finding.to(lang),
        "cards": [{"name": c.name, "value": c.value, "unit": c.unit, "change": c.change, "tone": c.tone} for c in section.cards],
        "rows": told, "behind": [{"title": panel.title.to(lang), "table": _table(pack, panel, scale)} for panel in behind],
    }  # fmt: skip


def _panel(pack: Pack, section: Section, panel: Panel, charts: Mapping[str, str]) -> dict[str, Any]:
    """A panel in its row: a chart, sentences, a table, or why there is nothing."""
    lang, file = pack.lang, charts.get(f"{section.page.key}-{panel.key}")
    told: dict[str, Any] = {"title": panel.title.to(lang), "legend": panel.legend.to(lang), "part": panel.width}
    if panel.frame.is_empty():
        return told | {"said": [panel.empty.to(lang)]}
    if panel.lines:
        return told | {"said": [line.text.to(lang) for line in panel.lines]}
    if panel.chart is not None:
        return told | ({"chart": file, "alt": panel.chart.alt.to(lang)} if file else {"said": [panel.chart.alt.to(lang)]})
    return told | {"table": _table(pack, panel, section.content.scale)}


def _table(pack: Pack, panel: Panel, scale: Scale) -> dict[str, Any]:
    lang, table = pack.lang, cells.written(panel, pack.lang, scale)
    rows = table.rows[:MOST_ROWS]
    which = words.SHOWN_OF.to(lang).format(shown=len(rows), count=table.total) if len(rows) < table.total else ""
    long = [any(cells.places(row[at]) > LONG for row in rows) for at in range(len(table.headings))]
    return {"headings": table.headings, "rows": rows, "right": table.is_figure, "long": long, "note": which}
