"""The pages, in the order they are offered."""

from dashboard.pages import concentration, data, glossary, headcount, lately, overview, people, rm, targets

PAGES = (overview.PAGE, targets.PAGE, lately.PAGE, headcount.PAGE, people.PAGE, rm.PAGE, concentration.PAGE, glossary.PAGE, data.PAGE)
