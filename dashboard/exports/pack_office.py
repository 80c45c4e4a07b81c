"""The board pack as a workbook and as slides: the same writers as for single panels, with a cover before them."""

from typing import TYPE_CHECKING, Any

from dashboard import formats, theme, words
from dashboard.exports import deck, sheets, slides
from dashboard.exports.board_pack import READ, Card, Pack, Progress, Section
from dashboard.exports.deck import LEFT, RIGHT, TOP, Deck

if TYPE_CHECKING:
    from pptx.slide import Slide

CARD_HIGH, GAP, MOST_CARDS = 1.35, 0.14, 5  # inches, and cards in a row


def xlsx(pack: Pack, progress: Progress) -> bytes:
    """A cover sheet, a sheet a panel, the charts' numbers, the definitions and the lineage."""
    lang = pack.lang
    progress(READ, words.PACK_SETTING)
    attention = [(words.PACK_ATTENTION.to(lang), line) for line in pack.attention]
    cover = [*pack.origin.facts, ("", ""), *pack.findings, ("", ""), *attention, ("", "")]
    cards = [(f"{section.page.title.to(lang)} · {card.name}", f"{card.value} {card.unit}{card.change and f' ({card.change})'}") for section in pack.sections for card in section.cards]
    return sheets.workbook(
        [(panel, scale) for panel, scale in pack.panels if not panel.frame.is_empty()],
        pack.defined, [*pack.lineage, *pack.origin.facts], pack.origin, lang, [(words.BOARD_PACK.to(lang), [*cover, *cards])],
    )  # fmt: skip


def pptx(pack: Pack, progress: Progress) -> bytes:
    """Cover, findings, then for each subject its cards and its panels, at the end definitions and lineage."""
    made, lang = deck.start(pack.lang, pack.origin), pack.lang
    _cover(made, pack)
    _findings(made, pack)
    for at, section in enumerate(pack.sections):
        progress(READ + (1 - READ) * at / len(pack.sections), section.page.title)
        _section(made, section)
    slides.add_definitions(made, pack.defined)
    slides.add_facts(made, words.LINEAGE.to(lang), pack.lineage)
    return deck.finish(made)


def _cover(made: Deck, pack: Pack) -> None:
    slide = deck.add_slide(made, words.BOARD_PACK.to(pack.lang))
    heading = slide.shapes.title
    from pptx.util import Inches

    heading.left, heading.top, heading.width, heading.height = (Inches(side) for side in (LEFT, 2.0, RIGHT - LEFT, 0.9))
    deck.put(heading.text_frame, [words.BOARD_PACK.to(pack.lang)], 40, theme.LIGHT.ink, bold=True)
    scope, as_of = (value for _, value in pack.origin.facts[1:3])
    deck.text(slide, f"{scope} · {as_of}", (LEFT, 3.0, RIGHT - LEFT, 0.6), 24, theme.LIGHT.accent)
    deck.put_lines(slide, [f"{name}  {value}" for name, value in pack.origin.facts[3:]], 4.2, 14)


def _findings(made: Deck, pack: Pack) -> None:
    said = [f"{subject}  {finding}" for subject, finding in pack.findings]
    deck.put_lines(deck.add_slide(made, words.PACK_FINDINGS.to(pack.lang)), said, points=18)
    if pack.attention:
        deck.put_lines(deck.add_slide(made, words.PACK_ATTENTION.to(pack.lang)), pack.attention, points=16)


def _section(made: Deck, section: Section) -> None:
    """The subject's finding and cards, then its panels."""
    slide = deck.add_slide(made, section.page.title.to(made.lang), section.page.question.to(made.lang))
    deck.put_lines(slide, [section.content.finding.to(made.lang)], TOP + 0.1, 20)
    wide = (RIGHT - LEFT - GAP * (MOST_CARDS - 1)) / MOST_CARDS
    for at, card in enumerate(section.cards):
        row, column = divmod(at, MOST_CARDS)
        _card(slide, card, (LEFT + column * (wide + GAP), 3.1 + row * (CARD_HIGH + GAP), wide, CARD_HIGH))
    for panel in (panel for panel in section.content.panels if not panel.lines):  # sentences stand on a slide of their own already
        slides.add_panel(made, panel, section.content.scale)


def _card(slide: "Slide", card: Card, box: deck.Box) -> None:
    """Name, value with its unit, change on last year in the colour of good or bad."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    left, top, width, height = box
    frame: Any = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(side) for side in box))
    frame.fill.background()
    frame.line.color.rgb = RGBColor.from_string(theme.LIGHT.line.removeprefix("#"))
    frame.shadow.inherit = False
    colour = {"good": theme.LIGHT.good, "bad": theme.LIGHT.bad}.get(card.tone, theme.LIGHT.mute)
    deck.text(slide, formats.clipped(card.name, 30), (left + 0.12, top + 0.1, width - 0.14, 0.3), 10.5, theme.LIGHT.mute)
    deck.text(slide, f"{card.value} {card.unit}", (left + 0.12, top + 0.42, width - 0.2, 0.5), 24, theme.LIGHT.ink, bold=True)
    deck.text(slide, card.change, (left + 0.12, top + 0.95, width - 0.2, 0.3), 12, colour)
