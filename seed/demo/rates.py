"""The shared tables: products, benchmark rates, exchange rates, the bank's own calendar."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from queries import codes
from seed.demo.draws import Rng
from seed.demo.sizes import Calendar

RATINGS = tuple(codes.RATINGS)
LOAN_TERMS = np.array((6, 12, 24, 36, 60, 120, 240, 360))
DEPOSIT_TERMS = (3, 6, 12, 24, 36, 60)
DEPOSIT_RATES = (0.0105, 0.0125, 0.0145, 0.0175, 0.0215, 0.0235)
RATING_SPREAD = np.array((0.0, 0.001, 0.0025, 0.0045, 0.008, 0.014, 0.022, 0.03))
TERM_SPREAD = np.array((-0.001, 0.0, 0.001, 0.002, 0.003, 0.004, 0.0045, 0.005))
BENCHMARKS_BACK = 36  # months before the first of the history
CURRENCIES = {"USD": 7.12, "EUR": 7.75, "HKD": 0.912, "JPY": 0.0487, "GBP": 9.05}
PRODUCTS: tuple[tuple[str, str, str, str], ...] = (
    ("P-DD", "demand_deposit", "活期存款", "Demand deposit"),
    ("P-TD", "time_deposit", "整存整取定期", "Time deposit"),
    ("P-CD", "time_deposit", "大额存单", "Certificate of deposit"),
    ("P-LN-WC", "loan", "流动资金贷款", "Working-capital loan"),
    ("P-LN-FA", "loan", "固定资产贷款", "Fixed-asset loan"),
    ("P-LN-MG", "loan", "个人住房贷款", "Mortgage"),
    ("P-LN-CN", "loan", "个人消费贷款", "Consumer loan"),
    ("P-LN-LG", "loan", "保函", "Letter of guarantee"),
    ("P-WM-1", "wealth", "稳健理财", "Steady wealth product"),
    ("P-WM-2", "wealth", "成长理财", "Growth wealth product"),
    ("P-FD-1", "fund", "债券基金", "Bond fund"),
    ("P-FD-2", "fund", "股票基金", "Equity fund"),
    ("P-IN-1", "insurance", "年金保险", "Annuity"),
    ("P-IN-2", "insurance", "健康保险", "Health insurance"),
    ("P-SC", "securities", "国债", "Government bonds"),
    ("P-CARD", "card", "信用卡", "Credit card"),
    ("P-EB", "e_banking", "电子银行", "E-banking"),
    ("P-PAY", "payroll", "代发工资", "Payroll service"),
    ("P-TF", "trade", "国内信用证", "Domestic letter of credit"),
    ("P-INT", "international", "跨境汇款", "Cross-border remittance"),
)


def product() -> pl.DataFrame:
    return pl.DataFrame(PRODUCTS, schema=["product_id", "line", "name_zh", "name_en"], orient="row")


def policy_rate(month: np.ndarray) -> np.ndarray:
    """The base of all rates, by month of `datetime64[M]`; it falls by ten basis points a year."""
    number = month.astype("datetime64[M]").astype(np.int64)
    return np.asarray(0.0345 - 0.001 * (number // 12 + 1970 - 2024) - 0.0005 * (number % 12 >= 6))


def loan_benchmark(month: np.ndarray, rating: np.ndarray, term: np.ndarray) -> np.ndarray:
    """Benchmark by month of granting, rating and place in LOAN_TERMS."""
    return np.maximum(policy_rate(month), 0.01) + RATING_SPREAD[rating] + TERM_SPREAD[term]


def deposit_benchmark(month: np.ndarray, term: np.ndarray) -> np.ndarray:
    """Benchmark by month of opening and place in DEPOSIT_TERMS."""
    return np.array(DEPOSIT_RATES)[term] + policy_rate(month) - 0.0345


def benchmark_rate(cal: Calendar) -> pl.DataFrame:
    """Loans by rating and term; deposits, as AAA, by term, demand deposits with term 0. Older contracts than the first of them have none."""
    rows: list[tuple[date, str, str, int, float]] = []
    for t in range(-BENCHMARKS_BACK, cal.count + 1):
        month, at = cal.month(t), np.datetime64(cal.month(t), "M")
        rows += [(month, "demand_deposit", "AAA", 0, 0.001)]
        rows += [(month, "time_deposit", "AAA", term, float(deposit_benchmark(at, np.array(k)))) for k, term in enumerate(DEPOSIT_TERMS)]
        rows += [
            (month, "loan", rating, int(term), float(loan_benchmark(at, np.array(r), np.array(k))))
            for r, rating in enumerate(RATINGS)
            for k, term in enumerate(LOAN_TERMS)
        ]
    return pl.DataFrame(rows, schema=["month", "line", "rating", "term_months", "rate_share"], orient="row")


def fx_rate(cal: Calendar, rng: Rng) -> pl.DataFrame:
    rows = []
    for currency, rate in CURRENCIES.items():
        path = rate * np.exp(np.cumsum(rng.normal(0, 0.008, cal.count + 1)))
        rows += [(cal.month(t), currency, round(float(path[t]), 6)) for t in range(cal.count + 1)]
    return pl.DataFrame(rows, schema=["month", "currency", "rate"], orient="row")


def working_day(cal: Calendar) -> pl.DataFrame:
    """One override: the bank's inventory day in the open month, the last of the month, is worked by nobody."""
    last = cal.month(cal.count + 1) - timedelta(days=1)
    return pl.DataFrame({"day": [last], "is_working": [False]})
