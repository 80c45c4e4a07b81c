"""The pages, in the order they are offered."""

from dashboard.pages import (
    at_risk,
    care,
    churn,
    client,
    concentration,
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

PAGES = (overview.PAGE, targets.PAGE, lately.PAGE, headcount.PAGE, people.PAGE, rm.PAGE, churn.PAGE, at_risk.PAGE, handover.PAGE, care.PAGE, client.PAGE, concentration.PAGE, limits.PAGE, pricing.PAGE, pyramid.PAGE, glossary.PAGE, data.PAGE)
