"""Contribution and pricing: who really contributes, and is what we concede on price and terms worth it?"""

import polars as pl

from dashboard import figures, kpis, words
from dashboard.answer import Cards, Content, Panel
from dashboard.page import Page, View
from dashboard.pages import pricing_lists
from dashboard.pages.headcount import native
from dashboard.pages.pricing_lists import HEIGHT, TABLE, nothing, scale_of
from queries.concentration import concession, contribution, contribution_metrics, pricing_metrics, terms
from queries.concentration.contribution_metrics import CONTRIBUTION, INCOME, KEPT, LARGE_SHARE
from queries.concentration.pricing_metrics import CONCEDED, CONCEDED_BP, DEPOSITS_BP, LOANS_BP
from queries.metric import Metric
from queries.money import Scale, scale_for
from queries.pricing_policy import NOTABLE_CONCESSION
from queries.text import Text

CARDS = (INCOME, CONTRIBUTION, KEPT, LARGE_SHARE, CONCEDED, LOANS_BP, DEPOSITS_BP)
PARTS = tuple(part.key for part in contribution_metrics.PARTS)
UNITS = ("name", *PARTS, KEPT.key, "contribution_part_share", "volume_part_share", LARGE_SHARE.key, "large_volume_share", "client_count", "large_count")
CUT = ("name", "client_count", *PARTS, KEPT.key, "contribution_part_share", "volume_part_share")
PRICED = ("name", CONCEDED.key, CONCEDED_BP.key, LOANS_BP.key, DEPOSITS_BP.key, "contracts_yuan", "contracts_count", "unpriced_yuan", "unpriced_count")
EVERY = (*contribution_metrics.METRICS, *pricing_metrics.PRICING)


def answer(view: View) -> Content:
    losing, conceded = view.load(contribution.losers), view.load(concession.concessions)
    if view.scope.books:
        scale = scale_of(losing, CONTRIBUTION.key, view)
        return Content(words.PRICING_OF_BOOK, scale, None, ((pricing_lists.losers(view, losing),), (pricing_lists.concessions(view, conceded),), (pricing_lists.renewals(view),)))
    figures_now, prices = view.load(contribution.contribution), view.load(concession.concession)
    units, run = view.load(contribution.contribution_by_unit), view.load(contribution.contribution_trend)
    scale = scale_for(figures_now[CONTRIBUTION.key].max(), view.lang)
    shown = Cards(CARDS, contribution.beside(figures_now, prices), contribution.beside(run, view.load(concession.concession_trend)))
    return Content(
        said(contribution.headline(figures_now, losing, view.where), concession.headline(prices, conceded), terms.headline(view.load(terms.renewed))),
        scale,
        shown if figures_now.height else None,
        (
            (steps(view, figures_now, scale), shares(view, units, scale)),
            (pricing_lists.losers(view, losing),),
            (quadrant(view, conceded, scale), conceded_by_unit(view)),
            (pricing_lists.concessions(view, conceded),),
            (pricing_lists.contributors(view),),
            (cut(view, "lines", concession.concession_by_line, concession.concession_by_tier),),
            (tiers(view, scale),),
            (pricing_lists.contribution_rms(view),),
            (pricing_lists.concession_rms(view),),
            (pricing_lists.tier_terms(view), pricing_lists.renewals(view)),
            (pricing_lists.client_terms(view),),
            (every_figure(view, shown),),
        ),
    )


def said(*parts: Text | None) -> Text:
    """Sentences one after another, where there is something to say."""
    told = [part for part in parts if part is not None]
    return Text("".join(part.zh for part in told), " ".join(part.en[:1].upper() + part.en[1:] for part in told))


def steps(view: View, now: pl.DataFrame, scale: Scale) -> Panel:
    rows = contribution.steps(now)
    chart = native(figures.bridge(rows.rename({"step_yuan": "value"}), CONTRIBUTION, view.look(scale), HEIGHT), "step_yuan") if rows.height else None
    legend = words.fill(words.CONTRIBUTION_STEPS_LEGEND, unit=scale.word)
    return Panel("steps", words.CONTRIBUTION_STEPS, legend, rows, chart, ("name", "step_yuan"), empty=nothing(view, words.NO_CONTRIBUTION), height=HEIGHT, width=9)


def shares(view: View, units: pl.DataFrame, scale: Scale) -> Panel:
    rows = units.rename({"contribution_part_share": "actual", "volume_part_share": "base"})
    known = units["contribution_part_share"].count() > 0
    chart = native(figures.variance(rows, PART, view.look(scale), HEIGHT, against=words.AGAINST_VOLUME), "contribution_part_share", "volume_part_share") if known else None
    return Panel("units", words.CONTRIBUTION_SHARES, words.CONTRIBUTION_SHARES_LEGEND, units, chart, UNITS, empty=nothing(view, words.NO_CONTRIBUTION), height=HEIGHT, width=11, drills="node")


def quadrant(view: View, rows: pl.DataFrame, scale: Scale) -> Panel:
    legend = words.CONCESSION_QUADRANT_LEGEND.fill(bp=int(NOTABLE_CONCESSION.value * 10_000))
    chart = figures.quadrant(rows, view.look(scale), HEIGHT) if rows[CONTRIBUTION.key].count() else None
    columns = ("client", CONCEDED.key, CONCEDED_BP.key, CONTRIBUTION.key, "is_to_talk_to")
    return Panel("quadrant", words.CONCESSION_QUADRANT, legend, rows, chart, columns, empty=nothing(view, words.NO_CONCESSIONS), height=HEIGHT, width=10, scale=scale_of(rows, CONCEDED.key, view))


def conceded_by_unit(view: View) -> Panel:
    rows = view.load(concession.concession_by_unit)
    own = scale_of(rows, CONCEDED.key, view)
    drawn = rows.rename({CONCEDED.key: "actual", "year_ago_yuan": "base"})
    chart = native(figures.variance(drawn, CONCEDED, view.look(own), HEIGHT, against=words.LAST_YEAR), CONCEDED.key, "year_ago_yuan") if rows[CONCEDED.key].count() else None
    legend = words.fill(words.CONCESSION_UNITS_LEGEND, unit=own.word)
    return Panel("conceded-units", words.CONCESSION_UNITS, legend, rows, chart, (*PRICED, "year_ago_yuan"), empty=nothing(view, words.NO_CONTRACTS), height=HEIGHT, width=11, drills="node", scale=own)


def cut(view: View, key: str, *queries: pricing_lists.Asked) -> Panel:
    """Groups of several kinds one below another."""
    rows = concession.stacked([view.load(query) for query in queries])
    own = scale_of(rows, CONCEDED.key, view)
    legend = words.fill(words.CONCESSION_CUTS_LEGEND, unit=own.word)
    return Panel(key, words.CONCESSION_CUTS, legend, rows, None, PRICED, empty=nothing(view, words.NO_CONTRACTS), height=HEIGHT, width=9, scale=own)


def tiers(view: View, scale: Scale) -> Panel:
    rows = concession.stacked([view.load(contribution.contribution_by_segment), view.load(contribution.contribution_by_tier)])
    legend = words.fill(words.CONTRIBUTION_TIERS_LEGEND, unit=scale.word)
    return Panel("tiers", words.CONTRIBUTION_TIERS, legend, rows, None, CUT, empty=nothing(view, words.NO_CONTRIBUTION), height=TABLE)


def every_figure(view: View, shown: Cards) -> Panel:
    columns = ("metric", "value", "year_ago", "change", "meaning")
    written = kpis.every_figure(view, shown, EVERY)
    return Panel("figures", words.PRICING_FIGURES, words.ALL_FIGURES_LEGEND, shown.figures, None, columns, written, nothing(view, words.NO_CONTRIBUTION), TABLE)


PART = Metric("contribution_part_share", words.UNIT_PART, words.CONTRIBUTION_SHARES_LEGEND, words.CONTRIBUTION_SHARES_LEGEND, CONTRIBUTION.source, KEPT.unit, KEPT.good, KEPT.formula)
FILTERS = ("node", "month", "segment")
PAGE = Page("pricing", words.PRICING, words.PRICING_QUESTION, ":material/sell:", answer, FILTERS)
