"""What is counted of the limit ladder."""

import polars as pl

from queries.concentration.limit_policy import (
    BANK_EXPOSURE,
    BASEL_EXPOSURE,
    BASEL_LARGE,
    GROUP_CREDIT,
    GROUP_EXPOSURE,
    LARGE_EXPOSURE,
    NEAR_LIMIT,
    SINGLE_CLIENT_EXPOSURE,
    SINGLE_CLIENT_LOANS,
)
from queries.metric import Good, Metric, Unit
from queries.policy import Rule
from queries.text import Text

DOMAIN = Text("业务口径 4.4", "domain definition 4.4")
RULED = (SINGLE_CLIENT_LOANS, SINGLE_CLIENT_EXPOSURE, GROUP_EXPOSURE, BANK_EXPOSURE, GROUP_CREDIT, BASEL_EXPOSURE)
IS_NOTED = pl.col("standing_code").is_in(["broken", "near"])
HOLDER = ["holder_kind", "holder_id"]


def _holders(which: pl.Expr) -> pl.Expr:
    """How many clients and groups, each once; unknown where no standing is."""
    return pl.when(pl.col("standing_code").count() > 0).then(pl.struct(HOLDER).filter(which).n_unique())


def _metric(key: str, name: Text, meaning: Text, in_words: Text, formula: pl.Expr, unit: Unit = Unit.COUNT, *rules: Rule) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, Good.DOWN, formula, rules)


_IS_BROKEN = pl.col("standing_code") == "broken"
BROKEN = _metric(
    "limits_broken_count", Text("突破限额户数", "Holders over a limit"), Text("突破任一限额的客户与集团数。", "Clients and groups above any of their limits."),
    Text("#{使用 > 限额}", "#{use > limit}"), _holders(_IS_BROKEN), Unit.COUNT, *RULED,
)  # fmt: skip
NEAR = _metric(
    "limits_near_count", Text("接近限额户数", "Holders near a limit"), Text("未突破、但达到某项限额 80% 的客户与集团数。", "Clients and groups at 80% of a limit or more that break none."),
    Text("#{使用 ≥ 80% × 限额} − #{使用 > 限额}", "#{use ≥ 80% × limit} − #{use > limit}"), _holders(IS_NOTED) - _holders(_IS_BROKEN), Unit.COUNT, NEAR_LIMIT,
)  # fmt: skip
LARGE = _metric(
    "large_exposure_count", Text("大额风险暴露", "Large exposures"), Text("缓释后风险暴露超过一级资本净额 2.5% 的客户与集团数。", "Clients and groups whose exposure after mitigation is above 2.5% of net tier-1."),
    Text("#{缓释后暴露 > 2.5% × 一级资本净额}", "#{exposure after mitigation > 2.5% × net tier-1}"), _holders(pl.col("is_large")), Unit.COUNT, LARGE_EXPOSURE,
)  # fmt: skip
BASEL_LARGE_COUNT = _metric(
    "basel_large_count", Text("巴塞尔大额风险暴露", "Large exposures, Basel"), Text("缓释后风险暴露达到一级资本 10% 的客户与集团数。", "Clients and groups whose exposure after mitigation is 10% of tier-1 or more."),
    Text("#{缓释后暴露 ≥ 10% × 一级资本净额}", "#{exposure after mitigation ≥ 10% × net tier-1}"), _holders(pl.col("is_basel_large")), Unit.COUNT, BASEL_LARGE,
)  # fmt: skip
HIGHEST = _metric(
    "highest_use_share", Text("最高限额使用率", "Highest use of a limit"), Text("所有客户、集团与限额中使用 ÷ 限额的最大值。", "The largest use over limit of all clients, groups and limits."),
    Text("max(使用 ÷ 限额)", "max(use ÷ limit)"), pl.col("use_share").max(), Unit.SHARE,
)  # fmt: skip
METRICS = (BROKEN, NEAR, LARGE, BASEL_LARGE_COUNT, HIGHEST)
