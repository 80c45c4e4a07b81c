"""What a stress assumes, as a second row of choices: whoever leaves, whoever defaults, and how much is lost."""

from decimal import Decimal

import streamlit as st

from dashboard import words
from dashboard.filters.link import Link
from queries.codes import INDUSTRIES
from queries.scope import Scope
from queries.text import Lang

BOX = 150  # pixels
COUNTS = (0, 1, 2, 3, 5, 10, 20, 50, 100)
RATES = (0, 5, 10, 20, 30, 45, 60, 75, 90, 100)  # per cent
NOTHING = ""


def chosen(link: Link, scope: Scope, lang: Lang) -> Scope:
    """The scope with the chosen stress; at first that of policy."""
    with st.container(horizontal=True, key="stress", gap="small"):
        people = {str(n): words.LARGEST_N.to(lang).format(n=n) for n in COUNTS}
        shares = {str(rate): f"{rate}%" for rate in RATES}
        depositors, borrowers = (link.select(name, words.STRESS_BOXES[name], people, str(getattr(scope, name)), lang, BOX) for name in ("depositors", "borrowers"))
        loss = _share(link, "loss", shares, scope.loss_rate, lang)
        industries = {NOTHING: words.NO_INDUSTRY.to(lang), **{code: name.to(lang) for code, name in INDUSTRIES.items()}}
        industry = link.select("industry", words.STRESS_BOXES["industry"], industries, NOTHING, lang, BOX)
        industry_loss, book = (_share(link, name, shares, Decimal(0), lang) for name in ("industry_loss", "book"))
    return scope.asking(depositors=int(depositors), borrowers=int(borrowers), loss_rate=loss, industry=industry, industry_loss=industry_loss, book_loss=book)


def _share(link: Link, name: str, shares: dict[str, str], default: Decimal, lang: Lang) -> Decimal:
    return Decimal(link.select(name, words.STRESS_BOXES[name], shares, str(int(default * 100)), lang, BOX)) / 100
