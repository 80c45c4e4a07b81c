"""The pages, in the order they are offered."""

from dashboard.pages import concentration, data, glossary, overview

PAGES = (overview.PAGE, concentration.PAGE, glossary.PAGE, data.PAGE)
