"""The board pack of a scope: every subject's finding, cards, charts and tables, what they mean, and where they come from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard import formats, kpis, tables, theme, words
from dashboard.answer import Cards, Content, Panel
from dashboard.exports.origin import Definition, Origin, definitions, metrics_in
from dashboard.page import Page, View
from queries import lineage
from queries.errors import CockpitError
from queries.metric import Metric
from queries.money import Scale, scale_for
from queries.periods import year_before
from queries.text import Lang, Text

Progress = Callable[[float, Text], None]  # how far, from 0 to 1, and at what
READ = 0.35  # of the work that is done when all pages are read
KEY = "board-pack"


@dataclass(frozen=True, slots=True)
class Card:
    """One card as written on the screen. `tone` is good, bad or even; `change` is empty without a year to compare with."""

    name: str
    value: str
    unit: str
    change: str
    tone: str


@dataclass(frozen=True, slots=True)
class Section:
    """One subject."""

    page: Page
    content: Content
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything a board pack says, before it is a PDF, slides or a workbook."""

    view: View
    origin: Origin
    sections: tuple[Section, ...]
    defined: tuple[Definition, ...]
    lineage: tuple[tuple[str, str], ...]

    @property
    def lang(self) -> Lang:
        return self.view.lang

    @property
    def findings(self) -> list[tuple[str, str]]:
        """(subject, its finding)."""
        return [(section.page.title.to(self.lang), section.content.finding.to(self.lang)) for section in self.sections]

    @property
    def attention(self) -> list[str]:
        """The sentences that lead somewhere, of whichever page says them."""
        return [line.text.to(self.lang) for section in self.sections for panel in section.content.panels for line in panel.lines]

    @property
    def panels(self) -> list[tuple[Panel, Scale]]:
        return [(panel, section.content.scale) for section in self.sections for panel in section.content.panels]


def gather(view: View, pages: Sequence[Page], origin: Origin, progress: Progress) -> Pack:
    """Ask every page that belongs into a board pack, each with the measure it opens with, in the view's units and month."""
    asked = [page for page in pages if page.in_board_pack]
    sections: list[Section] = []
    for at, page in enumerate(asked):
        progress(READ * at / len(asked), words.fill(words.PACK_READING, page=page.title))
        sections.append(_section(replace(view, colours=theme.LIGHT, scope=view.scope.asking(measure=page.measure, by="client")), page))
    used = dict.fromkeys(metric for section in sections for metric in _metrics(section.content))
    return Pack(view, origin, tuple(sections), tuple(definitions(used, view.lang)), tuple(loaded(view)))


def _section(view: View, page: Page) -> Section:
    """A page that cannot answer in this scope says why, and the others stand."""
    try:
        content = page.answer(view)
    except CockpitError as problem:
        content = Content(problem.what, scale_for(None, view.lang), None, ())
    return Section(page, content, tuple(written_cards(view, content.cards, content.scale)) if content.cards else ())


def _metrics(content: Content) -> list[Metric]:
    shown = list(content.cards.metrics) if content.cards else []
    return shown + metrics_in(name for panel in content.panels for name in panel.frame.columns)


def written_cards(view: View, cards: Cards, scale: Scale) -> Iterable[Card]:
    now = kpis.of_month(cards, view.scope.month)
    before = kpis.of_month(cards, year_before(view.scope.month))
    for metric in cards.metrics:
        change = formats.difference(metric, now.get(metric.key), before.get(metric.key))
        unit = formats.unit_of(metric, now.get(metric.key), scale, view.lang)
        word = formats.unit_word(metric, now.get(metric.key), unit, view.lang)
        name = cards.names.get(metric.key, kpis.name_of(metric)).to(view.lang)
        value = formats.figure(metric, now.get(metric.key), unit)
        told = f"{change} {words.LAST_YEAR.to(view.lang)}" if before.get(metric.key) is not None else ""
        yield Card(name, value, word, told, kpis.tone_of(metric, change))


def loaded(view: View) -> Iterable[tuple[str, str]]:
    """The load behind the generation, as far as this viewer may know it."""
    runs = view.load(lineage.loads)
    run = next((row for row in runs.iter_rows(named=True) if row["generation"] == view.warehouse.stamp), {})
    for name, title in words.LINEAGE_LINES.items():
        value = run.get(name)
        yield title.to(view.lang), f"{value:%Y-%m}" if value and name == "last_closed_month" else tables.plain(value, view.lang)
