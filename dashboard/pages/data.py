"""Data: where do the figures come from, and were they checked?"""

from dashboard import words
from dashboard.answer import Content, Panel
from dashboard.page import Page, View
from queries import lineage
from queries.money import scale_for

LOADS = ("generation", "standing", "source", "is_synthetic", "as_of", "last_closed_month", "started_at", "finished_at", "row_count", "content_hash")
TABLES = ("table", "table_name", "row_count", "before_count", "change_count")
CHECKS = ("check", "compared_count", "failed_count")
DICTIONARY = ("table", "table_name", "column_name", "sense", "unit", "is_key", "is_required", "codes", "seen")


def answer(view: View) -> Content:
    runs, checked = view.load(lineage.loads), view.load(lineage.checks)
    counted, columns = view.load(lineage.tables), view.load(lineage.dictionary)
    hidden = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.WHOLE_BANK_ONLY
    loads = Panel("loads", words.LOADS_PANEL, words.LOADS_LEGEND, runs, columns=LOADS)
    tables = Panel("tables", words.TABLES_PANEL, words.TABLES_LEGEND, counted, columns=TABLES, empty=hidden, height=120)
    checks = Panel("checks", words.CHECKS_PANEL, words.CHECKS_LEGEND, checked, columns=CHECKS, empty=hidden, height=120)
    dictionary = Panel("dictionary", words.DICTIONARY_PANEL, words.DICTIONARY_LEGEND, columns, columns=DICTIONARY)
    return Content(lineage.headline(runs, checked), scale_for(None, view.lang), None, ((loads,), (checks,), (tables,), (dictionary,)))


PAGE = Page("data", words.DATA, words.DATA_QUESTION, ":material/database:", answer, in_board_pack=False)
