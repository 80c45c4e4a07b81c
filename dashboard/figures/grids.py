"""A heat map of any measure, and the matrix of who moved where."""

from collections.abc import Sequence
from itertools import product

import polars as pl

from dashboard import formats, words
from dashboard.figures import base, grid, measure, shades
from dashboard.figures.base import Chart, Look
from dashboard.figures.grid import Grid
from queries.metric import Good, Metric, Unit
from queries.money import Number
from queries.text import Text

MOST_COLUMNS = 36
STRONG = 0.85  # how much of good or bad the strongest cell takes
FAINT = 0.1  # and the weakest

Values = list[list[Number | None]]
Shares = list[list[float | None]]


def heat_map(cells: pl.DataFrame, metric: Metric, look: Look, height: int, *, is_variance: bool = False, about: float = 0.0, most: float | None = None) -> Chart:
    """One cell per row and column: the more, the darker; a variance instead from bad over paper to good, with `about` in the middle.

    Colours are at their strongest `most` away from the middle, or at the farthest value.
    Needs row_zh, row_en, column_zh, column_en, value, in order; a pair without a cell stays empty. Beyond 22 rows the
    first and the last eleven stand, beyond 36 columns the last. Figures are rounded where a phone has no room for them,
    and left to the pointer and the table where it has none at all.
    """
    names, heads, values = _table(cells)
    kept, left_out = base.ends(list(zip(names, values, strict=True)))
    names, values = [name for name, _ in kept], [row for _, row in kept]
    full = [[formats.figure(metric, value, look.scale) for value in row] for row in values]
    width = grid.cell_width(names, len(heads), base.EDGE, look)
    texts = grid.fitting(full, lambda row, at: _rounded(metric, values[row][at], look), width)
    told = [[_told(name, head, text, look) for head, text in zip(heads, line, strict=True)] for name, line in zip(names, full, strict=True)]
    note = words.GRID_LEFT_OUT.fill(half=base.HALF, count=left_out) if left_out else None
    corner = [note.to(look.lang) if note else "", "%" if metric.unit is Unit.SHARE and texts is not full and any(map(any, texts)) else ""]
    fills = _variances(values, metric, look, about, most) if is_variance else _shades(values, look)
    figure, height = grid.drawn(Grid(names, heads, fills, texts, told, "  ".join(filter(None, corner))), look, height)
    return Chart(figure, height, _alt(cells, metric, look, note), note=note)


def transition_matrix(
    moves: pl.DataFrame, states: Sequence[Text], look: Look, height: int, counted: Text = words.CLIENTS, told: Text = words.ALT_MOVES
) -> Chart:
    """Of those who were in a row's state, the share that is now in a column's; stayed is grey, better and worse are coloured.

    Needs before, after (places in `states`, which go from best to worst) and clients. The last column, headed `counted`,
    counts each row; `told` is the phrase of the alternative text.
    """
    counts = _counts(moves, len(states))
    shares: Shares = [[count / sum(row) if sum(row) else None for count in row] for row in counts]
    full = [[formats.share(share) if share else "" for share in row] for row in shares]
    table = Grid(
        states, states, _move_shades(shares, look), full, _moves_told(counts, shares, states, look), words.FROM_TO.to(look.lang),
        [formats.number(sum(row)) for row in counts], counted.to(look.lang),
    )  # fmt: skip
    width = grid.cell_width(states, len(states), table.right, look)
    table.texts[:] = grid.fitting(full, lambda row, at: formats.number((shares[row][at] or 0) * 100) if shares[row][at] else "", width)
    figure, height = grid.drawn(table, look, height)
    return Chart(figure, height, _alt_moves(counts, told))


def _table(cells: pl.DataFrame) -> tuple[list[Text], list[Text], Values]:
    """Rows and columns in order of appearance, and the values between."""
    found = [(Text(*parts[:2]), Text(*parts[2:4]), parts[4]) for parts in cells.select("row_zh", "row_en", "column_zh", "column_en", "value").iter_rows()]
    names, heads = list(dict.fromkeys(name for name, _, _ in found)), list(dict.fromkeys(head for _, head, _ in found))[-MOST_COLUMNS:]
    by_place = {(name, head): value for name, head, value in found}
    return names, heads, [[by_place.get((name, head)) for head in heads] for name in names]


def _rounded(metric: Metric, value: Number | None, look: Look) -> str:
    """Without decimals, and shares without their sign."""
    shown = measure.drawn(metric, value, look.scale)
    if shown is None:
        return formats.NOTHING
    if metric.unit is Unit.INDEX:
        return ""
    return formats.number(shown * 100 if metric.unit is Unit.SHARE else shown)


def _told(name: Text, head: Text, text: str, look: Look) -> str:
    return f"{formats.markup(name.to(look.lang))} · {formats.markup(head.to(look.lang))}<br>{text}"


def _shades(values: Values, look: Look) -> list[list[str | None]]:
    """The more, the darker; nothing where nothing is known."""
    known = [float(value) for row in values for value in row if value is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    span = (high - low) or 1.0
    return [[None if value is None else shades.mix(look.colours.shade, look.colours.actual, (float(value) - low) / span) for value in row] for row in values]


def _variances(values: Values, metric: Metric, look: Look, about: float, most: float | None) -> list[list[str | None]]:
    """Bad below the middle, good above it, or the other way round where lower is better."""
    colours = look.colours
    apart = [[None if value is None else float(value) - about for value in row] for row in values]
    farthest = most or max((abs(value) for row in apart for value in row if value is not None), default=0.0) or 1.0

    def shade(value: float | None) -> str | None:
        if value is None:
            return None
        return shades.mix(colours.paper, measure.tone(metric, value, colours, colours.previous), STRONG * min(abs(value) / farthest, 1))

    return [[shade(value) for value in row] for row in apart]


def _counts(moves: pl.DataFrame, size: int) -> list[list[int]]:
    counts = [[0] * size for _ in range(size)]
    for before, after, clients in moves.select("before", "after", "clients").iter_rows():
        counts[before][after] += clients or 0
    return counts


def _move_shades(shares: Shares, look: Look) -> list[list[str | None]]:
    """Grey where they stayed; good and bad the stronger, the more of the row moved there."""
    colours = look.colours
    strongest = max((share for a, row in enumerate(shares) for b, share in enumerate(row) if share and a != b), default=1.0)

    def shade(before: int, after: int, share: float | None) -> str | None:
        if not share:
            return None
        if before == after:
            return shades.mix(colours.paper, colours.actual, 0.15 + 0.45 * share)
        return shades.mix(colours.paper, colours.good if after < before else colours.bad, FAINT + (STRONG - FAINT) * share / strongest)

    return [[shade(before, after, share) for after, share in enumerate(row)] for before, row in enumerate(shares)]


def _moves_told(counts: list[list[int]], shares: Shares, states: Sequence[Text], look: Look) -> list[list[str]]:
    names = [formats.markup(state.to(look.lang)) for state in states]
    return [
        [f"{names[a]} → {names[b]}<br>{formats.share(shares[a][b])} · {formats.number(count)}" for b, count in enumerate(row)]
        for a, row in enumerate(counts)
    ]


def _alt(cells: pl.DataFrame, metric: Metric, look: Look, note: Text | None) -> Text:
    known = cells.drop_nulls("value").sort("value", descending=metric.good is Good.DOWN)
    if known.is_empty():
        return words.fill(words.ALT_NO_GRID, metric=metric.name)
    said: dict[str, object] = {}
    for side, at in (("worst", 0), ("best", -1)):
        cell = known.row(at, named=True)
        said[side] = Text(f"{cell['row_zh']}、{cell['column_zh']}", f"{cell['row_en']}, {cell['column_en']}")
        said[f"{side}_value"] = formats.figure(metric, cell["value"], look.scale)
    return base.alt(words.ALT_GRID, note, metric=metric.name, **said)


def _alt_moves(counts: list[list[int]], told: Text) -> Text:
    everyone = sum(map(sum, counts))
    pairs = list(product(range(len(counts)), repeat=2))
    better, worse = sum(counts[a][b] for a, b in pairs if b < a), sum(counts[a][b] for a, b in pairs if b > a)
    parts = {"better": better, "worse": worse, "stayed": everyone - better - worse}
    shares = {name: formats.share(count / everyone if everyone else None) for name, count in parts.items()}
    return told.fill(count=formats.number(everyone), **shares)
