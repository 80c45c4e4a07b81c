"""The lists of contribution and pricing: clients, RMs, tiers and renewals by name."""

import polars as pl

from dashboard import words
from dashboard.answer import Panel
from dashboard.page import View
from queries.concentration import concession, contribution, terms
from queries.concentration.contribution_metrics import CAPITAL, CONTRIBUTION, INCOME, LOSS, OPERATING, PARTS
from queries.concentration.pricing_metrics import CONCEDED, CONCEDED_BP, DEPOSITS_BP, LOANS, LOANS_BP
from queries.money import Scale, scale_for
from queries.query import Query
from queries.text import Text

Asked = Query
HEIGHT, TABLE, MOST = 380, 360, 15
WHERE = ("star", "outlet", "rm")
AMOUNTS = (CONTRIBUTION.key, INCOME.key, LOSS.key, CAPITAL.key, OPERATING.key)
CLIENTS = ("client", *AMOUNTS, "volume_yuan", *WHERE)
IN_FULL = ("client", *(part.key for part in PARTS), "volume_yuan", "outlet", "rm")
CONCEDED_TO = ("client", CONCEDED.key, CONCEDED_BP.key, CONTRIBUTION.key, "is_to_talk_to", "contracts_yuan", "unpriced_yuan", *WHERE)
EARNED = ("rm", *AMOUNTS, "contribution_of_income_share", "contribution_part_share", "volume_part_share", "large_contribution_share", "client_count", "large_count")
GIVEN = ("rm", CONCEDED.key, CONCEDED_BP.key, "loans_conceded_yuan", LOANS_BP.key, "deposits_conceded_yuan", DEPOSITS_BP.key, "contracts_yuan", "unpriced_yuan")
TERMS = ("termed_loans_yuan", "unsecured_share", "cover_mean_share", "tenor_months", "exceptions_count", "exception_share")
OF_CLIENT = (
    "client", "termed_loans_yuan", "looser_count", "unsecured_share", "others_unsecured_share", "cover_mean_share", "others_cover_share", "tenor_months", "others_tenor_months", "exceptions_count", *WHERE,
)  # fmt: skip
RENEWED = (
    "client", "renewed_yuan", "was_cover_share", "is_cover_share", "was_term_months", "is_term_months", "was_conceded_bp", "is_conceded_bp", "is_exception", "month", "outlet", "rm",
)  # fmt: skip


def nothing(view: View, why: Text) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else why


def scale_of(rows: pl.DataFrame, column: str, view: View) -> Scale:
    """The unit of money that suits the rows a list begins with."""
    return scale_for(rows[column].head(MOST).abs().median(), view.lang)


def losers(view: View, rows: pl.DataFrame) -> Panel:
    own = scale_of(rows, CONTRIBUTION.key, view)
    legend = words.fill(words.LOSERS_LEGEND, unit=own.word)
    return Panel("losers", words.LOSERS, legend, rows, None, CLIENTS, rows.head(MOST), nothing(view, words.NO_LOSERS), HEIGHT, 10, scale=own)


def contributors(view: View) -> Panel:
    rows = view.load(contribution.contributors)
    own = scale_of(rows, CONTRIBUTION.key, view)
    return Panel("contributors", words.CONTRIBUTORS, words.fill(words.CONTRIBUTORS_LEGEND, unit=own.word), rows, None, IN_FULL, empty=nothing(view, words.NO_CONTRIBUTION), height=TABLE, scale=own)


def concessions(view: View, rows: pl.DataFrame) -> Panel:
    own = scale_of(rows, CONCEDED.key, view)
    return Panel("concessions", words.CONCESSIONS, words.fill(words.CONCESSIONS_LEGEND, unit=own.word), rows, None, CONCEDED_TO, rows.head(MOST), nothing(view, words.NO_CONCESSIONS), TABLE, scale=own)


def contribution_rms(view: View) -> Panel:
    rows = view.load(contribution.contribution_by_rm)
    own = scale_of(rows, CONTRIBUTION.key, view)
    legend = words.fill(words.CONTRIBUTION_RMS_LEGEND, unit=own.word)
    return Panel("contribution-rms", words.CONTRIBUTION_RMS, legend, rows, None, EARNED, rows.head(MOST), nothing(view, words.NO_CONTRIBUTION), TABLE, scale=own)


def concession_rms(view: View) -> Panel:
    rows = view.load(concession.concession_by_rm)
    own = scale_of(rows, CONCEDED.key, view)
    legend = words.fill(words.CONCESSION_RMS_LEGEND, unit=own.word)
    return Panel("concession-rms", words.CONCESSION_RMS, legend, rows, None, GIVEN, rows.head(MOST), nothing(view, words.NO_CONTRACTS), TABLE, scale=own)


def tier_terms(view: View) -> Panel:
    rows = view.load(terms.terms)
    own = scale_of(rows, LOANS.key, view)
    return Panel("terms", words.TERMS_PANEL, words.fill(words.TERMS_LEGEND, unit=own.word), rows, None, ("name", *TERMS), empty=nothing(view, words.NO_CONTRACTS), height=TABLE, width=9, scale=own)


def client_terms(view: View) -> Panel:
    rows = view.load(terms.terms_by_client)
    own = scale_of(rows, LOANS.key, view)
    return Panel("client-terms", words.TERMS_CLIENTS, words.fill(words.TERMS_CLIENTS_LEGEND, unit=own.word), rows, None, OF_CLIENT, rows.head(MOST), nothing(view, words.NO_TERMS), TABLE, scale=own)


def renewals(view: View) -> Panel:
    rows = view.load(terms.renewals)
    own = scale_of(rows, "renewed_yuan", view)
    return Panel("renewals", words.RENEWALS, words.fill(words.RENEWALS_LEGEND, unit=own.word), rows, None, RENEWED, rows.head(MOST), nothing(view, words.NO_RENEWALS), TABLE, 11, scale=own)
