"""Limits and stress: who is near or above a limit, and what is left if a few large ones go?"""

from dataclasses import replace
from datetime import date

import polars as pl

from dashboard import figures, words
from dashboard.answer import Cards, Content, Panel
from dashboard.figures import Native
from dashboard.page import Page, View
from queries.concentration import depositors, limits, stress
from queries.concentration.capital import is_whole_bank
from queries.concentration.depositors import TOP_DEPOSITS, TOP_DEPOSITS_SHARE
from queries.concentration.limit_metrics import BROKEN, HIGHEST, LARGE, NEAR
from queries.concentration.stress_metrics import CAPITAL_AFTER, LIQUIDITY_AFTER, LIQUIDITY_LOST, LOSS, scenario
from queries.money import Scale, scale_for
from queries.periods import year_before
from queries.text import LANGS, Text

HEIGHT, TABLE, LOW, TALL, SHOWN, NEWEST = 460, 380, 240, 640, 20, 14
CARDS = (BROKEN, NEAR, LARGE, HIGHEST, TOP_DEPOSITS_SHARE, LOSS, CAPITAL_AFTER, LIQUIDITY_AFTER)
PART_CARDS = (TOP_DEPOSITS, TOP_DEPOSITS_SHARE, LOSS, LIQUIDITY_LOST)
LADDER = ("standing", "holder", "limit", "limit_yuan", "use_yuan", "headroom_yuan", "use_share", "before_use_share", "gross_yuan", "net_yuan", "capital_base", "capital_month")
PART = ("holder", "holder_kind", "limit", "use_yuan", "capital_share", "loan_yuan", "gross_yuan", "net_yuan", "capital_base", "limit_share", "capital_month")
RULES = ("limit", "use", "capital_base", "limit_share", "limit_yuan", "broken_count", "near_count", "highest_use_share", "source")
MOVES = ("holder", "holder_kind", "limit", "from", "to", "before_yuan", "use_yuan", "change_yuan")
HOLD = ("place", "client", "client_id", "segment_name", "outlet", "rm", "deposit_yuan", "share", "cumulative_share", "liquidity_after_share", "lcr_after_share")
BORROWERS = ("client", "client_id", "outlet", "rm", "exposure_yuan", "provision_yuan", "loss_rate_share", "loss_yuan", "is_in_default")
NEWLY = ("holder", "limit", "unstressed_use_share", "use_share")


def answer(view: View) -> Content:
    calm = replace(view, scope=view.scope.at_rest)  # what no stress changes is asked once, whatever is chosen
    rows = calm.load(limits.limits)
    scale = scale_for(rows["use_yuan"].median(), view.lang)
    is_whole = is_whole_bank(view.warehouse, view.scope)
    shown = of_bank(view, calm, rows, scale) if is_whole else ((part(calm, rows, scale),),)
    return Content(
        limits.headline(view.warehouse, calm.load(limits.limit_summary), rows, view.where, view.scope),
        scale,
        cards(view, calm, is_whole=is_whole),
        (*gaps(calm), *shown, (stressed(view, scale),), (held(calm),), *(() if is_whole else ((assumptions(view),),))),
    )


def of_bank(view: View, calm: View, rows: pl.DataFrame, scale: Scale) -> tuple[tuple[Panel, ...], ...]:
    """What only the whole bank has: use, headroom and ratios."""
    return (
        (ladder_chart(calm, rows, scale), newly_broken(view, scale)),
        (ratios(view), assumptions(view)),
        (rules(calm, scale),),
        (ladder(calm, rows, scale),),
        (moves(calm, scale),),
    )


def gaps(view: View) -> tuple[tuple[Panel, ...], ...]:
    """A panel of what is missing, where anything is."""
    rows = view.load(limits.limit_gaps)
    return ((Panel("gaps", words.GAPS, words.GAPS_LEGEND, rows, None, ("missing",), height=LOW),),) if rows.height else ()


def cards(view: View, calm: View, *, is_whole: bool) -> Cards | None:
    """The month's standings, depositors and stress; a part of the bank has amounts only."""
    if view.scope.is_empty:
        return None
    now = of_month(view, calm, view.scope.month)
    ago = year_before(view.scope.month)
    both = pl.concat([of_month(view, calm, ago), now]) if ago in view.warehouse.months else now
    return Cards(CARDS if is_whole else PART_CARDS, both, now)


def of_month(view: View, calm: View, month: date) -> pl.DataFrame:
    """One row: the figures of the cards."""
    told = view.load(stress.stress, view.scope.on(month)).select(LOSS.key, LIQUIDITY_LOST.key, CAPITAL_AFTER.key, LIQUIDITY_AFTER.key)
    parts = (calm.load(query, calm.scope.on(month)) for query in (limits.limit_summary, depositors.depositors))
    return pl.concat([pl.DataFrame({"month": [month]}), *parts, told], how="horizontal")


def why(view: View, none: Text) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else none


def ladder_chart(view: View, rows: pl.DataFrame, scale: Scale) -> Panel:
    known = rows.drop_nulls("use_share")
    chart = figures.used(known, view.look(scale), HEIGHT) if known.height else None
    lacking = view.load(limits.limit_gaps)
    joined = Text(*(words.JOIN.to(lang).join(lacking[f"missing_{lang}"]) for lang in LANGS))
    none = words.fill(words.NO_CAPITAL_DATA, gaps=joined) if rows.height else words.NO_OWED
    legend = words.fill(words.LADDER_CHART_LEGEND, unit=scale.word)
    columns = ("holder", "limit", "use_share", "headroom_yuan")
    return Panel("ladder-chart", words.LADDER_CHART, legend, known, chart, columns, known.head(SHOWN), why(view, none), HEIGHT, 11)


def rules(view: View, scale: Scale) -> Panel:
    legend = words.fill(words.RULES_LEGEND, unit=scale.word)
    return Panel("rules", words.RULES_PANEL, legend, view.load(limits.limit_rules), None, RULES, empty=words.NOTHING_IN_SCOPE, height=LOW)


def ladder(view: View, rows: pl.DataFrame, scale: Scale) -> Panel:
    legend = words.fill(words.LADDER_LEGEND, unit=scale.word)
    return Panel("ladder", words.LADDER, legend, rows, None, LADDER, rows.head(SHOWN), why(view, words.NO_OWED), TABLE)


def part(view: View, rows: pl.DataFrame, scale: Scale) -> Panel:
    """What a scope that is not the whole bank may know: its own part, and nothing to tell the rest from."""
    legend = words.fill(words.LADDER_PART_LEGEND, unit=scale.word)
    return Panel("part", words.LADDER_PART, legend, rows, None, PART, rows.head(SHOWN), why(view, words.NO_OWED), TABLE)


def moves(view: View, scale: Scale) -> Panel:
    rows = view.load(limits.limit_moves)
    return Panel("moves", words.MOVES, words.fill(words.MOVES_LEGEND, unit=scale.word), rows, None, MOVES, rows.head(SHOWN), why(view, words.NO_LIMIT_MOVES), LOW)


def told(view: View) -> Text:
    """What is assumed and what it costs."""
    row = next(view.load(stress.stress).iter_rows(named=True), None)
    return scenario(row) if row else words.NOTHING_IN_SCOPE


def ratios(view: View) -> Panel:
    said, rows = told(view), view.load(stress.stress_ratios)
    if any(left < 0 for left in rows["after_share"].drop_nulls()):
        said = words.fill(words.STRESS_BELOW_ZERO, said=said)
    return Panel("stress", words.STRESS_RATIOS, said, rows, None, ("ratio", "before_share", "after_share"), empty=words.NOTHING_IN_SCOPE, height=LOW, width=8, assumed=said)


def stressed(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(stress.stress_borrowers), words.fill(words.STRESS_BORROWERS_LEGEND, unit=scale.word)
    return Panel("stress-borrowers", words.STRESS_BORROWERS_PANEL, legend, rows, None, BORROWERS, rows.head(SHOWN), why(view, words.NO_STRESSED), TABLE, assumed=told(view))


def newly_broken(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(stress.stress_limits), words.fill(words.STRESS_LIMITS_LEGEND, unit=scale.word)
    return Panel("stress-limits", words.STRESS_LIMITS, legend, rows, None, NEWLY, rows.head(NEWEST), why(view, words.NO_NEWLY_BROKEN), HEIGHT, 9, assumed=told(view))


def held(view: View) -> Panel:
    """The largest depositors and their running share; what would be left of liquidity stands in the table."""
    rows = view.load(depositors.largest_depositors)
    own = scale_for(rows["deposit_yuan"].median(), view.lang)
    named = rows.rename({"client_zh": "holder_zh", "client_en": "holder_en", "deposit_yuan": "value_yuan"})
    drawn = figures.ranking(named, words.DEPOSITORS_PANEL, view.look(own), TALL) if rows.height else None
    chart = replace(drawn, native=Native("bar", "client", ("deposit_yuan",))) if drawn else None
    legend = words.fill(words.DEPOSITORS_LEGEND, unit=own.word)
    return Panel("depositors", words.DEPOSITORS_PANEL, legend, rows, chart, HOLD, empty=why(view, words.NO_DEPOSITORS), height=TALL, scale=own)


def assumptions(view: View) -> Panel:
    rows = view.load(stress.stress_assumptions)
    return Panel("assumptions", words.ASSUMPTIONS, words.ASSUMPTIONS_LEGEND, rows, None, ("fact", "assumed"), empty=words.NOTHING_IN_SCOPE, height=LOW, width=12)


FILTERS = ("node", "month", "segment", "who", "stress")
PAGE = Page("limits", words.LIMITS, words.LIMITS_QUESTION, ":material/speed:", answer, FILTERS)
