"""A presentation being written: slides with title, origin and number, and text in our two fonts."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard import theme
from dashboard.exports.origin import Origin
from queries.text import Lang

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

LATIN, CHINESE = "Calibri", "Microsoft YaHei"
WIDE, HIGH = 13.333, 7.5  # inches
LEFT, RIGHT, TOP, FOOT = 0.55, 12.78, 1.35, 6.9
Box = tuple[float, float, float, float]  # left, top, width, height in inches


@dataclass(frozen=True, slots=True)
class Deck:
    """`origin` stands at the foot of every slide."""

    made: "Presentation"
    lang: Lang
    origin: Origin


def start(lang: Lang, origin: Origin) -> Deck:
    """An empty wide presentation in which every font is ours, Latin and Chinese."""
    from pptx import Presentation  # 0.3 s with lxml, which no page load should pay
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.util import Inches

    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDE), Inches(HIGH)
    themed = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    fonts = f'<a:latin typeface="{LATIN}"/><a:ea typeface="{CHINESE}"/>'
    themed.blob = re.sub(rb'<a:latin typeface="[^"]*"/><a:ea typeface=""/>', fonts.encode(), themed.blob)
    made.core_properties.title, made.core_properties.comments = origin.title, origin.line
    made.core_properties.language = "zh-CN" if lang == "zh" else "en-GB"
    return Deck(made, lang, origin)


def finish(deck: Deck) -> bytes:
    target = io.BytesIO()
    deck.made.save(target)
    return target.getvalue()


def add_slide(deck: Deck, title: str, legend: str = "") -> "Slide":
    """A slide with its title, a line under it, the origin at the foot and its number."""
    from pptx.util import Inches

    slide = deck.made.slides.add_slide(deck.made.slide_layouts[5])
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = (Inches(side) for side in (LEFT, 0.35, RIGHT - LEFT, 0.5))
    put(heading.text_frame, [title], 22, theme.LIGHT.ink, bold=True)
    if legend:
        text(slide, legend, (LEFT, 0.88, RIGHT - LEFT, 0.35), 12, theme.LIGHT.mute)
    text(slide, deck.origin.line, (LEFT, 7.0, 11.2, 0.3), 9, theme.LIGHT.mute)
    text(slide, str(len(deck.made.slides)), (RIGHT - 0.8, 7.0, 0.8, 0.3), 9, theme.LIGHT.mute, right=True)
    return slide


def text(slide: "Slide", said: str, box: Box, points: float, colour: str, *, bold: bool = False, right: bool = False) -> None:
    from pptx.util import Inches

    frame = slide.shapes.add_textbox(*(Inches(side) for side in box)).text_frame
    frame.word_wrap = True
    put(frame, [said], points, colour, bold=bold, right=right)


def put(frame: Any, lines: Sequence[str], points: float, colour: str, *, bold: bool = False, right: bool = False, after: float = 0, is_box: bool = True) -> None:
    """The lines as paragraphs of one look; a box of its own has no inner margins."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    if is_box:
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.TOP
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        paragraph.font.size, paragraph.font.bold, paragraph.space_after = Pt(points), bold, Pt(after)
        paragraph.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))


def put_lines(slide: "Slide", lines: Sequence[str], top: float = TOP, points: float = 16) -> None:
    from pptx.util import Inches

    frame = slide.shapes.add_textbox(Inches(LEFT), Inches(top), Inches(RIGHT - LEFT), Inches(FOOT - top)).text_frame
    frame.word_wrap = True
    put(frame, lines, points, theme.LIGHT.ink, after=points * 0.6)
