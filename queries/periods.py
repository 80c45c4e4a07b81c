"""Months, their last days, and the periods they lie in."""

from datetime import date, timedelta

LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}  # in months; a period starts with the calendar


def shifted(month: date, by: int) -> date:
    """The first day of the month `by` months later."""
    years, place = divmod(month.year * 12 + month.month - 1 + by, 12)
    return date(years, place + 1, 1)


def year_before(month: date) -> date:
    """The same month of last year."""
    return shifted(month, -12)


def last_day(month: date) -> date:
    """The month's last day."""
    return shifted(month, 1) - timedelta(days=1)


def first_month(month: date, period: str) -> date:
    """The first month of the period that `month` lies in."""
    length = LENGTHS[period]
    return date(month.year, (month.month - 1) // length * length + 1, 1)


def last_of(month: date, period: str) -> date:
    """The last day of the period that `month` lies in."""
    return shifted(first_month(month, period), LENGTHS[period]) - timedelta(days=1)


def months_of(month: date, period: str) -> list[date]:
    """The months of the period that `month` lies in, as their first days."""
    return [shifted(first_month(month, period), step) for step in range(LENGTHS[period])]
