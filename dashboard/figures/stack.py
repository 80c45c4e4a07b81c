"""Rows under each other: where they stand, how their names fit, and what is said when not all of them can stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formats, words
from dashboard.figures.base import HALF, Look, Part, label
from queries.text import Text

NAME_WIDTH = 21  # half-width places of a name on one line; a Chinese character takes two
THICK = 24  # pixels a bar may be thick
PITCH = 17  # pixels from row to row at least
SMALL_LINE = 14  # pixels a line takes in a name of several


@dataclass(frozen=True, slots=True)
class Stack:
    """`at` is the place of each row, 0 on top; `height` is the whole figure's, of which `top` and `bottom` are margins."""

    at: list[int]
    height: int
    top: int
    bottom: int
    note: Text | None = None

    @property
    def slots(self) -> int:
        """Places the rows take, the free one included."""
        return self.at[-1] + 1 if self.at else 1

    @property
    def pitch(self) -> float:
        """Pixels from row to row."""
        return (self.height - self.top - self.bottom) / self.slots

    def thick(self, part: float = 0.66) -> float:
        """Of a row's height, what a bar takes: `part`, but no more than THICK pixels."""
        return min(part, THICK / self.pitch)

    def axis(self, names: Sequence[Text], look: Look, places: int = NAME_WIDTH, gap: int = 6) -> Part:
        """The rows' names, on several lines where there is height for it; `gap` pixels stay free between name and mark."""
        lines = min(max(int((self.pitch - 2) / SMALL_LINE), 1), 3)
        labels = [wrapped(name.to(look.lang), places, lines) for name in names]
        return {
            "tickvals": self.at, "ticktext": labels, "range": [self.slots - 0.5, -0.5], "showgrid": False, "ticks": "outside", "ticklen": gap,
            "tickcolor": "rgba(0,0,0,0)", "tickfont": {"color": look.colours.ink, "size": 11 if any("<br>" in name for name in labels) else 12},
        }  # fmt: skip

    def column(self, texts: Sequence[str], colours: Sequence[str] | str, shift: float, edge: float = 1) -> list[Part]:
        """A text per row that ends `shift` pixels right of `edge` (0 and 1 are the sides of the plot)."""
        tones = [colours] * len(texts) if isinstance(colours, str) else colours
        return [_ending(text, y, tone, shift, edge) for text, y, tone in zip(texts, self.at, tones, strict=True)]

    def middle(self, look: Look, shift: float) -> list[Part]:
        """The note, in the place that stays free for it; it ends `shift` pixels right of the plot."""
        if self.note is None:
            return []
        return [{**_ending(self.note.to(look.lang), HALF, look.colours.mute, shift, 1), "bgcolor": look.colours.paper}]


def stack(count: int, height: int, top: int, bottom: int, left_out: int = 0) -> Stack:
    """`count` rows in the height asked for, or in what they need; where rows are left out, the middle stays free to say so."""
    at = [place if not left_out or place < HALF else place + 1 for place in range(count)]
    note = words.LEFT_OUT.fill(half=HALF, count=left_out) if left_out else None
    return Stack(at, max(height, (count + bool(left_out)) * PITCH + top + bottom), top, bottom, note)


def wrapped(name: str, places: int, lines: int) -> str:
    """The name as markup on up to `lines` lines of `places`, broken at spaces or into equal parts; an ellipsis if it is longer still."""
    rows: list[str] = []
    rest = name.strip()
    while rest and len(rows) < lines - 1 and formats.clipped(rest, places) != rest:
        rows.append(rest[: _end_of_line(rest, places, min(lines - len(rows), formats.lines_of(rest, places)))].rstrip())
        rest = rest[len(rows[-1]) :].lstrip()
    return "<br>".join(formats.markup(row) for row in [*rows, formats.clipped(rest, places)] if row)


def _end_of_line(rest: str, places: int, lines: int) -> int:
    """After how many signs a line ends: at the space that makes two lines most alike, else at the last that fits; without any, so that lines are equal."""
    most = formats.fitting(rest, places)
    spaces = [at for at, sign in enumerate(rest[: most + 1]) if sign == " " and at]
    if not spaces:
        part = max(len(rest) // lines, 1)
        return min(most, part if formats.lines_of(rest[part:], places) < lines else part + 1)
    longest, alike = min((max(at, len(rest) - at - 1), at) for at in spaces)
    return alike if lines == 2 and longest <= places else spaces[-1]


def _ending(text: str, y: float, colour: str, shift: float, edge: float) -> Part:
    return {**label(text, colour), "x": edge, "xref": "paper", "xshift": shift, "xanchor": "right", "y": y}
