"""Who rose and fell between tiers of the pyramid and of the stars: panels of the pyramid page."""

from dashboard import figures, words
from dashboard.answer import Panel
from dashboard.page import View
from queries.concentration import pyramid
from queries.concentration.tier_rows import PYRAMID, STARS, Ladder
from queries.money import Scale
from queries.query import Query
from queries.text import Text

HEIGHT, TALL, MOST = 340, 400, 10
PASSED = ("from", "to", "clients_count", "share", "aum_yuan")
MOVED = ("client", "way", "from", "to", "aum_then_yuan", "aum_now_yuan", "rm")
Row = tuple[Panel, ...]


def panels(view: View, scale: Scale) -> tuple[Row, ...]:
    """The matrix of the pyramid and who moved, then those of the star tiers."""
    return (
        (matrix(view, "moves", words.PYRAMID_MATRIX, words.PYRAMID_MATRIX_LEGEND, pyramid.pyramid_moves, PYRAMID, HEIGHT, scale), movers(view, "movers", words.PYRAMID_MOVERS, pyramid.pyramid_movers, scale, HEIGHT, 11)),
        (matrix(view, "star-moves", words.STAR_MATRIX, words.STAR_MATRIX_LEGEND, pyramid.star_moves, STARS, TALL, scale), movers(view, "star-movers", words.STAR_MOVERS, pyramid.star_movers, scale, TALL, 11)),
    )  # fmt: skip


def names(view: View, scale: Scale) -> tuple[Row, ...]:
    """Who moved, of an own book."""
    return ((movers(view, "movers", words.PYRAMID_MOVERS, pyramid.pyramid_movers, scale, HEIGHT, 1),), (movers(view, "star-movers", words.STAR_MOVERS, pyramid.star_movers, scale, HEIGHT, 1),))


def matrix(view: View, key: str, title: Text, legend: Text, query: Query, ladder: Ladder, height: int, scale: Scale) -> Panel:
    rows = view.load(query)
    moves, states = pyramid.as_moves(rows, ladder)
    chart = figures.transition_matrix(moves, states, view.look(scale), height) if moves.height else None
    shown = rows.drop("from_tier", "to_tier")
    return Panel(key, title, legend, shown, chart, PASSED, empty=nothing(view), height=height, width=9)


def movers(view: View, key: str, title: Text, query: Query, scale: Scale, height: int, width: int) -> Panel:
    rows, legend = view.load(query).drop("from_tier", "to_tier", "way"), words.fill(words.MOVERS_LEGEND, unit=scale.word)
    return Panel(key, title, legend, rows, None, MOVED, rows.head(MOST), nothing(view), height, width)


def nothing(view: View) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_MOVES
