"""The pages, by section, in the order they are offered. The first is the way in."""

from dashboard import words
from dashboard.page import Page
from dashboard.pages import (
    at_risk,
    care,
    churn,
    client,
    concentration,
    credit,
    data,
    glossary,
    handover,
    headcount,
    lately,
    limits,
    overview,
    people,
    pricing,
    pyramid,
    rm,
    targets,
)
from queries.text import Text

SECTIONS: tuple[tuple[Text | None, tuple[Page, ...]], ...] = (
    (None, (overview.PAGE,)),
    (words.OF_TARGETS, (targets.PAGE, lately.PAGE)),
    (words.OF_PEOPLE, (headcount.PAGE, people.PAGE, rm.PAGE)),
    (words.OF_CLIENTS, (churn.PAGE, at_risk.PAGE, handover.PAGE, care.PAGE, client.PAGE)),
    (words.OF_LARGE, (concentration.PAGE, limits.PAGE, credit.PAGE, pyramid.PAGE, pricing.PAGE)),
    (words.OF_FIGURES, (glossary.PAGE, data.PAGE)),
)
PAGES = tuple(page for _, pages in SECTIONS for page in pages)
