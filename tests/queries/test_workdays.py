"""Working days, with make-up days, the bank's own table, and years nobody knows yet."""

from datetime import date

import polars as pl

from queries.workdays import counted


def test_make_up_days_are_worked_and_holidays_are_not():
    october = counted(date(2025, 10, 1), date(2025, 10, 31))
    assert (october.total, october.is_provisional) == (18, False)  # holiday from the 1st to the 8th, Saturday the 11th is worked
    assert (october.gone(date(2025, 10, 8)), october.gone(date(2025, 10, 11))) == (0, 3)


def test_the_banks_own_table_goes_before_the_calendar():
    plain = counted(date(2025, 10, 1), date(2025, 10, 31))
    own = counted(date(2025, 10, 1), date(2025, 10, 31), ((date(2025, 10, 1), True), (date(2025, 10, 9), False), (date(2025, 10, 31), False)))
    assert own.total == plain.total - 1


def test_a_year_the_calendar_does_not_know_is_provisional():
    may = counted(date(2099, 5, 1), date(2099, 5, 31))
    assert may.is_provisional
    assert may.total == 20  # Mondays to Fridays less the first of May, a Friday


def test_elapsed_runs_from_nothing_to_all():
    week = counted(date(2025, 3, 3), date(2025, 3, 9))
    assert [week.elapsed(date(2025, 3, day)) for day in (2, 3, 5, 7, 9, 12)] == [0, 0.2, 0.6, 1, 1, 1]


def test_days_between_are_those_within_the_span_and_an_open_end_lasts_beyond_it():
    week = counted(date(2025, 3, 3), date(2025, 3, 9))
    begun, ended = pl.Series([date(2025, 1, 1), date(2025, 3, 5), date(2025, 3, 6)]), pl.Series([None, date(2025, 3, 7), date(2025, 3, 4)], dtype=pl.Date)
    assert week.between(begun, ended).to_list() == [5, 2, 0]
