"""The files of a panel and the board pack: the same frames as on the screen, with their origin in the file and in its name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from dashboard import words
from dashboard.answer import Panel
from dashboard.exports import pack_office, pdf, pictures, sheets, slides, table
from dashboard.exports.board_pack import KEY, Pack, Progress, gather
from dashboard.exports.origin import Origin, origin_of
from dashboard.page import Page, View
from queries import state
from queries.errors import NoAccess
from queries.money import Scale
from queries.text import Text

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True, slots=True)
class Kind:
    """One format of a panel's file. `missing` says what to install where it cannot be made, else nothing."""

    key: str
    label: Text
    mime: str
    write: Callable[[View, Panel, Scale, Origin], bytes]
    missing: Callable[[], Text | None] = lambda: None
    needs_chart: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file that is made when it is asked for. It is written down before its bytes are handed out."""

    name: str
    make: Callable[[], bytes]


KINDS = (
    Kind("png", words.FILE_PICTURE, "image/png", pictures.png, pictures.missing, needs_chart=True),
    Kind("svg", words.FILE_DRAWING, "image/svg+xml", pictures.svg, pictures.missing, needs_chart=True),
    Kind("csv", words.FILE_CSV, "text/csv", table.csv),
    Kind("xlsx", words.FILE_EXCEL, SHEET, sheets.xlsx),
    Kind("pptx", words.FILE_SLIDES, SLIDES, slides.pptx),
)


@dataclass(frozen=True, slots=True)
class PackKind:
    """One format of the board pack."""

    label: Text
    mime: str
    write: Callable[[Pack, Progress], bytes]
    missing: Callable[[], Text | None] = lambda: None


PACKS: Mapping[str, PackKind] = {
    "pdf": PackKind(words.FILE_DOCUMENT, "application/pdf", pdf.pdf, pdf.missing),
    "pptx": PackKind(words.FILE_SLIDES, SLIDES, pack_office.pptx),
    "xlsx": PackKind(words.FILE_EXCEL, SHEET, pack_office.xlsx),
}


def kinds_of(panel: Panel) -> tuple[Kind, ...]:
    """The formats this panel has: without a chart there is no picture."""
    return tuple(kind for kind in KINDS if panel.chart is not None or not kind.needs_chart)


def of_panel(view: View, panel: Panel, scale: Scale, kind: Kind) -> File:
    """The panel as a file of one kind, under a name nobody else's file has."""
    origin = origin_of(view, panel.key, panel.title)
    return noted(view, panel.key, kind.key, origin, partial(kind.write, view, panel, scale))


def board_pack(view: View, pages: Sequence[Page], form: str, progress: Progress) -> bytes:
    """The board pack's bytes; `of_board_pack` has its name as well."""
    return of_board_pack(view, pages, form, progress).make()


def of_board_pack(view: View, pages: Sequence[Page], form: str, progress: Progress) -> File:
    """The board pack of the view's scope in one of PACKS. Raises NoAccess for somebody who may not take files away."""
    if not view.may_export:
        raise NoAccess(words.MAY_NOT_EXPORT, words.MAY_NOT_EXPORT_HINT)

    def write(origin: Origin) -> bytes:
        made = PACKS[form].write(gather(view, pages, origin, progress), progress)
        progress(1.0, words.PACK_DONE)
        return made

    return noted(view, KEY, form, origin_of(view, KEY, words.BOARD_PACK), write)


def noted(view: View, what: str, form: str, origin: Origin, write: Callable[[Origin], bytes]) -> File:
    """The file of an origin. Making it leaves a line in the audit, and there is no file where that cannot be written."""

    def make() -> bytes:
        made = write(origin.made_at(datetime.now(), view.lang))
        state.note_export(view.subject, what, form, view.scope, view.warehouse.stamp, origin.number)
        return made

    return File(f"{origin.stem}.{form}", make)
