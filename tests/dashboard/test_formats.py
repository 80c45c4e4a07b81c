"""Numbers and names as a reader sees them."""

from datetime import date
from decimal import Decimal

import pytest

from dashboard import formats
from queries import portfolio
from queries.concentration import shares
from queries.concentration.shares import EFFECTIVE, HHI, HOLDER_COUNT, TOP_10, TOTAL
from queries.money import SCALES, in_words, scale_for
from queries.text import Text

YI, WAN = SCALES["zh"][0], SCALES["zh"][1]


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "–"), (float("nan"), "–"), (0, "0"), (1234567, "1,234,567"), (-12, "−12"), (-0.2, "0")]
)
def test_a_number_is_grouped_has_a_real_minus_and_no_sign_at_zero(value, shown):
    assert formats.number(value) == shown


def test_money_has_one_decimal_in_the_unit_of_the_page():
    assert formats.money(Decimal("204480000000.00"), YI) == "2,044.8"
    assert formats.money(Decimal("-1490000000.00"), YI, signed=True) == "−14.9"
    assert formats.money(Decimal("590820.00"), WAN) == "59.1"
    assert formats.money(None, WAN) == "–"


@pytest.mark.parametrize(
    ("typical", "zh", "en"), [(4.8e9, "亿元", "bn"), (3.5e7, "万元", "m"), (590820, "万元", "K"), (12, "元", "yuan"), (None, "亿元", "bn")]
)
def test_the_unit_is_the_largest_in_which_a_typical_amount_shows_at_least_one(typical, zh, en):
    assert scale_for(typical, "zh").word == Text(zh, zh)
    assert scale_for(typical, "en").word == Text(en, en)


def test_a_metric_is_written_by_its_unit():
    assert formats.figure(TOTAL, Decimal("284000000.00"), YI) == "2.8"
    assert formats.figure(TOP_10, 0.24149, YI) == "24.1%"
    assert formats.figure(HHI, 0.0127, YI) == "127.0"
    assert formats.figure(HHI, 0.1809, YI) == "1,809"
    assert formats.figure(HOLDER_COUNT, 30000, YI) == "30,000"
    assert formats.figure(EFFECTIVE, 78.74, YI) == "78.7"
    assert formats.figure(TOP_10, None, YI) == "–"


def test_a_change_is_in_percent_for_money_in_points_for_shares_and_unknown_without_a_year_before():
    assert formats.difference(TOTAL, Decimal(106), Decimal(100)) == "+6.0%"
    assert formats.difference(TOTAL, Decimal(106), Decimal(0)) == "–"
    assert formats.difference(TOP_10, 0.241, 0.245) == "−0.4 pp"
    assert formats.difference(HHI, 0.0127, 0.0120) == "+7.0"
    assert formats.difference(TOP_10, 0.241, None) == "–"


def test_months_are_written_as_each_language_does():
    assert formats.month(date(2026, 10, 1), "zh") == "2026年10月"
    assert formats.month(date(2026, 10, 1), "en") == "Oct 2026"


def test_a_name_holding_markdown_or_html_is_shown_as_written():
    assert formats.plain("![x](http://evil)") == r"\!\[x\]\(http\://evil\)"
    assert formats.markup("<img src=x>&") == "&lt;img src=x&gt;&amp;"


def test_a_long_name_is_cut_by_its_width_not_its_length():
    assert formats.clipped("长沙隆川电器有限公司", 20) == "长沙隆川电器有限公司"
    assert formats.clipped("长沙隆川电器有限公司", 12) == "长沙隆川电…"
    assert formats.clipped("Changsha Longchuan", 9) == "Changsha…"


@pytest.mark.parametrize("metric, value, shown", [
    (shares.TOTAL, Decimal("103261740.00"), "103,261,740.00"), (shares.HHI, 0.1384134, "1,384.13"),
    (shares.TOP_1, 0.190571, "19.0571%"), (shares.HOLDER_COUNT, 682, "682"), (shares.EFFECTIVE, 7.2246, "7.22"),
    (shares.REST_YUAN, Decimal("-1.50"), "−1.50"), (shares.GINI, None, "–"),
])  # fmt: skip
def test_the_table_of_all_figures_rounds_nothing_a_banker_would_miss(metric, value, shown):
    assert formats.exact(metric, value) == shown


@pytest.mark.parametrize(
    ("yuan", "said"),
    [("1490000000.00", Text("14.9 亿元", "1.5 bn")), ("-590820.00", Text("59.1 万元", "590.8 K")), ("9.50", Text("9.5 元", "9.5 yuan")), ("0", Text("0.0 亿元", "0.0 bn"))],
)
def test_an_amount_in_a_sentence_has_its_own_unit_and_no_sign(yuan, said):
    assert in_words(Decimal(yuan)) == said


@pytest.mark.parametrize("said, tied", [
    ("损失 568.7 万元", "损失 568.7\N{NO-BREAK SPACE}万\N{WORD JOINER}元"), ("3.7 m), 5 yuan", "3.7\N{NO-BREAK SPACE}m), 5\N{NO-BREAK SPACE}yuan"),
    ("截至 2026年10月", "截\N{WORD JOINER}至 2026\N{WORD JOINER}年\N{WORD JOINER}10\N{WORD JOINER}月"), ("on 2026-11-16", "on 2026-\N{WORD JOINER}11-\N{WORD JOINER}16"),
    ("管理资产 AUM全年目标", "管理资产 AUM 全年目标"), ("10 minutes, 4 men", "10 minutes, 4 men"),
])  # fmt: skip
def test_no_line_of_a_sentence_ends_inside_a_date_or_between_a_figure_and_its_unit(said, tied):
    assert formats.unbroken(said) == tied


@pytest.mark.parametrize("share, shown", [(0.0035, "0.35%"), (-0.0035, "−0.35%"), (0.0, "0.0%"), (0.0681, "6.8%"), (None, "–")])
def test_a_share_under_one_percent_has_two_decimals(share, shown):
    assert formats.share(share) == shown


def test_an_amount_too_small_for_the_pages_unit_has_one_of_its_own():
    millions = SCALES["en"][1]
    assert formats.unit_of(portfolio.REVENUE, 25_100.0, millions, "en").word.en == "K"
    assert formats.unit_of(portfolio.REVENUE, 2_510_000.0, millions, "en") == millions
    assert formats.unit_of(shares.HHI, 0.1, millions, "en") == millions
