"""A panel's frame as CSV."""

import polars as pl

from dashboard import tables, words
from dashboard.answer import Panel
from dashboard.exports import cells
from dashboard.exports.origin import Origin, definitions, metrics_in
from dashboard.page import View
from queries.money import Scale
from queries.shell import harmless_frame


def csv(view: View, panel: Panel, scale: Scale, origin: Origin) -> bytes:  # noqa: ARG001 - files hold whole amounts
    """The whole frame, headings first, and its origin after an empty line. No cell can be taken for a formula."""
    lang = view.lang
    frame = harmless_frame(cells.filed(panel, lang))
    body = frame.rename({name: tables.heading(name, lang) for name in frame.columns}).write_csv(include_bom=True)
    defined = [
        (words.FILE_LINES["definition"].to(lang).format(name=each.name), f"{each.meaning} {each.formula}")
        for each in definitions(metrics_in(panel.frame.columns), lang)
    ]
    assumed = [(words.FILE_LINES["assumed"].to(lang), panel.assumed.to(lang))] if panel.assumed else []
    lines = harmless_frame(pl.DataFrame([*origin.facts, *assumed, *defined], schema=["name", "value"], orient="row"))
    return f"{body}\n{lines.write_csv(include_header=False)}".encode()
