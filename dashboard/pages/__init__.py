"""The pages, in the order they are offered."""

from dashboard.pages import concentration

PAGES = (concentration.PAGE,)
