"""What needs attention: large clients that leave, units that hang on one, and all subjects ranked by money."""

from decimal import Decimal

import polars as pl
import pytest

from queries import catalog, finding
from queries.access import Role, reach, role_viewer
from queries.concentration import noted
from queries.finding import Finding
from queries.policy import NOTABLE_DEPENDENCE, NOTABLE_EXIT
from queries.text import Text
from tests.queries.banks import bank
from tests.tables import table

MONEY = pl.Decimal(18, 2)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    facts = table(
        """
        | month      | client_id | outlet_id | deposit_yuan |
        | 2025-10-01 | C1        | O1        |       200.00 |
        | 2025-10-01 | C2        | O1        |       400.00 |
        | 2025-10-01 | C3        | O3        |       400.00 |
        | 2025-10-01 | C4        | O3        |       400.00 |
        | 2026-10-01 | C1        | O1        |       140.00 |
        | 2026-10-01 | C2        | O1        |       420.00 |
        | 2026-10-01 | C3        | O3        |       281.00 |
        | 2026-10-01 | C4        | O3        |       400.00 |
        """,
        {"deposit_yuan": MONEY},
    ).with_columns(pl.col("month").str.to_date())
    opened = bank(tmp_path_factory.mktemp("drawn") / "bank", facts)
    yield opened
    opened.close()


def test_a_large_client_that_took_three_tenths_away_is_a_finding_and_one_that_took_less_is_none(drawn):
    scope = reach(role_viewer(Role.EXECUTIVE, drawn), drawn)
    assert Decimal("0.30") == NOTABLE_EXIT.value
    left = [each for each in finding.listed(noted.findings(drawn, scope)) if "减少" in each.sentence.zh]
    assert [each.amount_yuan for each in left] == [Decimal("60.00")]
    assert left[0].sentence == Text("客户C1：存款较上年减少 60.0 元（−30.0%），现为 140.0 元", "Client C1: deposits 60.0 yuan (−30.0%) below last year, now 140.0 yuan")


def test_a_unit_that_hangs_on_one_client_is_named_once_at_its_highest_node(drawn):
    scope = reach(role_viewer(Role.EXECUTIVE, drawn), drawn)
    assert Decimal("0.25") == NOTABLE_DEPENDENCE.value
    hanging = [each for each in finding.listed(noted.findings(drawn, scope)) if "来自一户" in each.sentence.zh]
    assert [(each.amount_yuan, each.choices["measure"]) for each in hanging] == [(Decimal("420.00"), ["deposits"]), (Decimal("400.00"), ["deposits"])]
    assert hanging[0].sentence.zh.endswith("75.0% 的存款（420.0 元）来自一户")


def test_an_analyst_is_told_of_clients_by_pseudonym_only(warehouse):
    told = noted.findings(warehouse, reach(role_viewer(Role.ANALYST, warehouse), warehouse))
    named = noted.findings(warehouse, reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse))
    assert told.height == named.height
    left = told.filter(pl.col("sentence_zh").str.contains("较上年减少"))
    assert all(sentence.startswith("#") for sentence in left["sentence_zh"])


def test_the_weightiest_of_all_subjects_come_first():
    small, large = (finding.as_frame([Finding(Decimal(amount), Text(amount, amount), "overview")]) for amount in ("-1.00", "-9.00"))
    shown = finding.of_frames([small, large, finding.as_frame([])], 2)
    assert shown["amount_yuan"].to_list() == [Decimal("9.00"), Decimal("1.00")]
    assert finding.of_frames([small, large], 1)["sentence_en"].to_list() == ["-9.00"]
    assert finding.of_frames([], 8).is_empty()


def test_every_finding_names_a_page_and_choices_that_exist(warehouse, whole_bank):
    from dashboard import words
    from dashboard.pages import PAGES

    pages = {page.key for page in PAGES}
    every = [each for query in catalog.FINDINGS for each in finding.listed(query(warehouse, whole_bank))]
    assert every
    for each in every:
        assert each.page in pages
        assert set(each.choices) <= set(words.PARAMETERS)


def test_a_subject_with_findings_is_found_by_the_catalogue():
    assert {query.key for query in catalog.FINDINGS} >= {"portfolio.findings", "concentration.findings"}
