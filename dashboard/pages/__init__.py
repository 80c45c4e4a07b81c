"""The pages, in the order they are offered."""

from dashboard.pages import concentration, data, glossary, headcount, overview, people

PAGES = (overview.PAGE, headcount.PAGE, people.PAGE, concentration.PAGE, glossary.PAGE, data.PAGE)
