"""How long clients stay: lifelines and statsmodels as a second opinion, and a bank whose clients are known to leave at a known rate."""

import random
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest
from lifelines import KaplanMeierFitter
from lifelines.datasets import load_multicenter_aids_cohort_study
from statsmodels.duration.survfunc import survdiff

from queries import churn, client_survival, survival
from queries.access import Role, reach, role_viewer
from queries.churn_policy import CURVE_MONTHS
from queries.client_survival import Table
from queries.engines import READ_ONLY_CONFIG
from queries.periods import shifted
from tests.queries.lives import FIRST, published

UNTIL = 24_000


def watched(entry: np.ndarray, out: np.ndarray, event: np.ndarray) -> pl.DataFrame:
    """Persons as rows of `client_survival.watched`: who is not lost is watched to the end of history."""
    opened = UNTIL - out
    entered = pl.DataFrame({"opened_no": opened, "month_no": opened + entry, "entered": 1, "lost": 0})
    lost = pl.DataFrame({"opened_no": opened, "month_no": opened + out, "entered": 0, "lost": 1}).filter(event)
    return pl.concat([entered, lost])


def of_persons(entry: np.ndarray, out: np.ndarray, event: np.ndarray) -> Table:
    return client_survival.table(watched(entry, out, event), UNTIL)


def assert_agrees(found: Table, entry: np.ndarray, out: np.ndarray, event: np.ndarray) -> None:
    """Kaplan–Meier and its band at every month in which somebody was lost, from the first to the last with anybody at risk."""
    fitted = KaplanMeierFitter().fit(out, event, entry=entry)
    months = np.flatnonzero(found.lost)
    share, low, high = survival.estimate(found.at_risk[months], found.lost[months])
    assert share == pytest.approx(fitted.survival_function_at_times(months).to_numpy(), abs=1e-9)
    inner = share > 0
    bands = fitted.confidence_interval_survival_function_.loc[months[inner]].to_numpy()
    assert np.column_stack([low, high])[inner] == pytest.approx(bands, abs=1e-9)


def assert_tests_agree(groups: dict[object, Table], group: np.ndarray, entry: np.ndarray, out: np.ndarray, event: np.ndarray) -> None:
    found = client_survival.difference(list(groups.values()))
    statistic, p_value = survdiff(out, event.astype(int), group, entry=entry)
    assert found.statistic == pytest.approx(statistic, abs=1e-9)
    assert found.p_value == pytest.approx(p_value, abs=1e-9)


@pytest.fixture(scope="module")
def study():
    """A public cohort with delayed entry: months under watch, on a grid of half years."""
    rows = load_multicenter_aids_cohort_study()
    entry, out = (np.round(rows[name].to_numpy() * 12).astype(np.int64) for name in ("W", "T"))
    age = np.where(rows["AIDSY"] <= rows["AIDSY"].median(), "early", "late")
    seen = out > entry
    return entry[seen], out[seen], rows["D"].to_numpy().astype(bool)[seen], age[seen]


def test_a_public_cohort_with_delayed_entry_agrees_with_lifelines_and_statsmodels(study):
    entry, out, event, group = study
    assert event.sum() > 20
    assert (entry > 0).any()
    assert_agrees(of_persons(entry, out, event), entry, out, event)
    groups = {name: of_persons(*(part[group == name] for part in (entry, out, event))) for name in np.unique(group)}
    assert_tests_agree(groups, group, entry, out, event)


@pytest.mark.parametrize("seed", range(4))
def test_random_histories_agree_with_lifelines_and_statsmodels(seed):
    rng = np.random.default_rng(seed)
    entry = np.append(rng.integers(0, 60, 300), np.zeros(60, dtype=np.int64))  # some from the start, so that nobody is ever missing
    out, event = entry + rng.integers(1, 50, 360), rng.random(360) < 0.4
    out[-30:], event[-30:] = 120, False
    group = rng.integers(0, 3, 360)
    assert_agrees(of_persons(entry, out, event), entry, out, event)
    assert_tests_agree({name: of_persons(*(part[group == name] for part in (entry, out, event))) for name in range(3)}, group, entry, out, event)


def test_the_banks_own_clients_agree_person_by_person(warehouse, warehouse_place, whole_bank):
    """Who was active at the third month-end, or later for the first time, until the first loss or the as-of month."""
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        persons = connection.execute("""
            WITH seen AS (SELECT *, year(month) * 12 + month(month) AS no FROM client_life),
            third AS (SELECT DISTINCT month FROM seen ORDER BY 1 LIMIT 1 OFFSET 2),
            spans AS (
                SELECT client_id, min(no) FILTER (state = 'active') AS came, bool_or(month = (FROM third) AND state = 'active') AS was_there,
                       bool_or(month < (FROM third)) AS was_early, min(no) FILTER (event = 'lost') AS gone, max(no) AS last,
                       arg_min(star_tier, no) FILTER (state = 'active') AS tier
                FROM seen GROUP BY 1)
            SELECT greatest(came, (SELECT year(month) * 12 + month(month) FROM third)) - o AS entry, coalesce(gone, last) - o AS out, gone IS NOT NULL AS event, tier
            FROM (SELECT s.*, year(c.opened_on) * 12 + month(c.opened_on) AS o FROM spans s JOIN client c USING (client_id))
            WHERE came IS NOT NULL AND (was_there OR NOT was_early OR came > (SELECT year(month) * 12 + month(month) FROM third))""").pl()
    rows = client_survival.watched(warehouse, whole_bank)
    until = whole_bank.month.year * 12 + whole_bank.month.month - 1
    found = client_survival.table(rows, until)
    kept = persons.filter((pl.col("out") > pl.col("entry")) & (pl.col("entry") < CURVE_MONTHS))
    entry, out, event = (kept[name].to_numpy() for name in ("entry", "out", "event"))
    assert event.sum() > 50
    expected = of_persons(entry, out, event)
    assert [np.trim_zeros(found.at_risk).tolist(), found.lost.tolist()] == [np.trim_zeros(expected.at_risk).tolist(), expected.lost.tolist()]
    ended = np.minimum(out, CURVE_MONTHS)  # later on there are months with nobody at risk, which lifelines refuses
    assert_agrees(of_persons(entry, ended, event & (out == ended)), entry, ended, event & (out == ended))
    tiers = {key: client_survival.table(part, until) for (key,), part in rows.partition_by("star_tier", as_dict=True).items()}
    assert_tests_agree(tiers, kept["tier"].to_numpy(), entry, out, event)


def test_a_curve_is_drawn_from_the_first_tenure_with_thirty_at_risk(warehouse, whole_bank):
    rows = churn.survival(warehouse, whole_bank)
    starts = rows.group_by("cut", "group_key").agg(pl.col("share").first(), pl.col("at_risk").first())
    assert (starts["share"] == 1).all()
    assert (starts["at_risk"] >= 30).all()
    assert rows["month"].max() <= CURVE_MONTHS
    assert (rows["low"] <= rows["share"]).all()
    assert set(rows["cut"]) == set(client_survival.CUTS)


def test_thirty_must_be_at_risk_before_a_curve_begins():
    few = Table(np.array([0, 10, 29, 30, 40, 35, 4, 0]), np.array([0, 5, 0, 3, 0, 7, 1, 0]))
    curve = client_survival.curve(few, 30, 120, 5)
    assert curve["month"].to_list() == [2, 3, 4]
    assert curve["share"].to_list() == pytest.approx([1, 27 / 30, 27 / 30])
    assert client_survival.curve(Table(few.at_risk // 2, few.lost), 30, 120, 5).is_empty()


HAZARD = (0.03, 0.01)  # a month, in the first two years and after
MONTHS = 10


def test_a_bank_whose_clients_leave_at_a_known_rate_is_recovered(tmp_path):
    draw, rows = random.Random(7), []
    for at in range(3000):
        opened = shifted(FIRST, draw.randrange(-60, MONTHS - 1))
        first = max(opened, FIRST)
        tenure = (first.year - opened.year) * 12 + first.month - opened.month
        alive = all(draw.random() >= HAZARD[age >= 24] for age in range(tenure))  # who left before the history begins is not in it
        for step in range(MONTHS if alive else 0):
            month = shifted(FIRST, step)
            if month < first:
                continue
            age = (month.year - opened.year) * 12 + month.month - opened.month
            gone = month > first and draw.random() < HAZARD[age > 24]
            rows.append({"month": month, "client_id": f"C{at}", "outlet_id": "O1", "rm_id": "R1", "deposit_yuan": 0 if gone else 500,
                         "counter_count": 1, "product_count": 1, "star_tier": "star_3", "is_closed": gone, "opened_on": opened.replace(day=9)})  # fmt: skip
            if gone:
                break
    opened_bank = published(tmp_path / "bank", rows)
    curve = churn.survival(opened_bank, reach(role_viewer(Role.EXECUTIVE, opened_bank), opened_bank)).filter(pl.col("cut") == "segment")
    shares = {month: (low, share, high) for month, low, share, high in curve.select("month", "low", "share", "high").iter_rows()}
    truth = {month: (1 - HAZARD[0]) ** min(month, 24) * (1 - HAZARD[1]) ** max(month - 24, 0) for month in (12, 24, 36, 48)}
    for month, share in truth.items():
        low, found, high = shares[month]
        assert found == pytest.approx(share, abs=0.06), month
        assert low - 0.02 < share < high + 0.02, month
    opened_bank.close()
