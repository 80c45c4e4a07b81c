"""What the pyramid's answers start from: clients by tier where they are held, and who changed tier in a month.

A client's tier is a class, told over the whole bank as "large" is: whoever sees the client sees it, whatever else they may see.
"""

from dataclasses import dataclass
from typing import Any

import polars as pl
from sqlalchemy import and_, case, false, func, or_, select

from queries.care_lists import placed, worded
from queries.codes import PYRAMID_TIERS, STAR_TIERS, Codes
from queries.handover_rows import closed_month
from queries.schema import churn_month, client, client_month, client_pyramid, tier_month, tier_move
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

MONEY = pl.Decimal(38, 2)
AMOUNTS = ("deposit_yuan", "loan_yuan", "aum_yuan", "revenue_yuan", "contribution_yuan")
PICKED = ("platinum", "gold", "gold_medal", "core")
MOST = 200  # names of a list
MOVE = tier_move.c
ABSENT, OUTSIDE = Text("非活跃", "Not active"), Text("范围之外", "Outside")
ENDS: Codes = {"none": ABSENT, "outside": OUTSIDE}
WAYS: Codes = {
    "up": Text("上升", "Up"), "down": Text("下降", "Down"), "new": Text("新增", "New"), "lost": Text("流失", "Lost"), "in": Text("移入", "Moved in"), "out": Text("移出", "Moved out"),
}  # fmt: skip
MOVED = (
    "client_id", "client_zh", "client_en", "from_zh", "from_en", "to_zh", "to_en", "way_zh", "way_en", "aum_then_yuan", "aum_now_yuan",
    "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "from_tier", "to_tier", "way",
)  # fmt: skip

LISTED = (
    "client_id", "client_zh", "client_en", "tier", "tier_zh", "tier_en", "deposit_yuan", "loan_yuan", "aum_yuan", "contribution_yuan", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ladder:
    """A kind of tier: its tiers, the highest first, and those of them whose clients are listed when they come new or are lost."""

    kind: str
    tiers: Codes
    listed: tuple[str, ...]

    @property
    def words(self) -> Codes:
        return {**self.tiers, **ENDS}


PYRAMID = Ladder("pyramid", PYRAMID_TIERS, PICKED)
STARS = Ladder("star", {**STAR_TIERS, "": Text("无星级", "No tier")}, tuple(STAR_TIERS)[:5])
LARGE = Ladder("large", {"large": Text("大客户", "Large"), "other": Text("非大客户", "Not large")}, ("large",))


def held(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(outlet_id, rm_id, tier, client_count, AMOUNTS) of the closed month."""
    rows, month = tier_month.c, closed_month(warehouse, scope)
    keys = (rows.outlet_id, rows.rm_id, rows.tier)
    statement = select(*keys, *sums()).where(rows.month == month).group_by(*keys)
    return warehouse.once(("tiers", scope.at_rest), lambda: warehouse.read(statement, scope).with_columns(pl.col(AMOUNTS).cast(MONEY)))


def sums() -> list[Any]:
    return [func.sum(tier_month.c[name]).label(name) for name in ("client_count", *AMOUNTS)]


def listed(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LISTED: the clients of the highest tiers, the largest AUM of each first, at most MOST. Of a tier only as many are read as are shown."""
    picked, facts, month = client_pyramid.c, client_month.c, closed_month(warehouse, scope)
    counts = warehouse.read(select(picked.tier, func.count(picked.outlet_id).label("clients")).where(picked.month == month).group_by(picked.tier), scope)
    number = dict(counts.iter_rows())
    wanted = [tier for at, tier in enumerate(PICKED) if sum(number.get(above, 0) for above in PICKED[:at]) < MOST]
    names = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"))
    columns = (picked.client_id, picked.tier, picked.outlet_id, picked.rm_id, facts.deposit_yuan, facts.loan_yuan, facts.aum_yuan, facts.contribution_yuan, *names)
    held = client_pyramid.join(client_month, and_(facts.client_id == picked.client_id, facts.month == picked.month))
    largest = select(*columns).select_from(held.join(client, client.c.client_id == picked.client_id)).where(picked.month == month)
    rows = [warehouse.read(largest.where(picked.tier == tier).order_by(facts.aum_yuan.desc(), picked.client_id).limit(MOST), scope) for tier in wanted]
    place = pl.col("tier").replace_strict({tier: at for at, tier in enumerate(PICKED)}, return_dtype=pl.Int64)
    found = placed(warehouse, scope, pl.concat(rows).with_columns(pl.selectors.decimal().cast(MONEY), *worded("tier", PYRAMID_TIERS)))
    return found.sort(place, "aum_yuan", "client_id", descending=[False, True, False], nulls_last=True).head(MOST).select(LISTED)


def is_told(warehouse: Warehouse, scope: Scope, ladder: Ladder) -> bool:
    """Whether moves of the month are told: there is a month before; the stars' clients are counted from the fourth on."""
    return closed_month(warehouse, scope) in warehouse.months[3 if ladder is STARS else 1 :]


def matrix(warehouse: Warehouse, scope: Scope, ladder: Ladder) -> pl.DataFrame:
    """(from_tier, to_tier, clients_count, aum_yuan): each pair of tiers that somebody passed or stayed in. AUM is what the clients held a month before, of newcomers now.

    Those who stayed are the tier's clients less those who came to it.
    """
    if not is_told(warehouse, scope, ladder):
        return pl.DataFrame(schema={"from_tier": pl.String, "to_tier": pl.String, "clients_count": pl.Int64, "aum_yuan": MONEY})
    kinds = MOVE.month == closed_month(warehouse, scope), MOVE.kind == ladder.kind
    keys, aum = (MOVE.from_tier, MOVE.to_tier), case((MOVE.from_tier == "none", MOVE.aum_now_yuan), else_=MOVE.aum_then_yuan)
    stay = select(*keys, func.count(MOVE.side).label("clients_count"), func.sum(aum).label("aum_yuan")).where(*kinds, MOVE.side == "stay").group_by(*keys)
    ends = select(MOVE.pair_no, MOVE.side, *keys, func.coalesce(MOVE.aum_then_yuan, MOVE.aum_now_yuan).label("aum_yuan")).where(*kinds, MOVE.side != "stay")
    pairs = paired(warehouse.read(ends, scope)).group_by("from_tier", "to_tier").agg(clients_count=pl.len().cast(pl.Int64), aum_yuan=pl.col("aum_yuan").sum())
    moved = pl.concat(rows.with_columns(pl.col("aum_yuan").cast(MONEY)) for rows in (warehouse.read(stay, scope), pairs)).group_by("from_tier", "to_tier").agg(pl.col("clients_count", "aum_yuan").sum())
    changed = moved.filter(pl.col("from_tier") != pl.col("to_tier"))
    came = changed.group_by("to_tier").agg(came=pl.col("clients_count").sum())
    stayed = _closing(warehouse, scope, ladder).join(came, left_on="tier", right_on="to_tier", how="left").select(
        pl.col("tier").alias("from_tier"), pl.col("tier").alias("to_tier"), pl.col("clients_count") - pl.col("came").fill_null(0), pl.lit(None, dtype=MONEY).alias("aum_yuan"),
    )  # fmt: skip
    return _in_order(pl.concat([changed, stayed]).filter(pl.col("clients_count") > 0), ladder)


def _in_order(rows: pl.DataFrame, ladder: Ladder) -> pl.DataFrame:
    place = {tier: at for at, tier in enumerate(ladder.words)}
    return rows.sort(pl.col("from_tier").replace_strict(place, return_dtype=pl.Int64), pl.col("to_tier").replace_strict(place, return_dtype=pl.Int64))


def _closing(warehouse: Warehouse, scope: Scope, ladder: Ladder) -> pl.DataFrame:
    """(tier, clients_count) of the clients active now."""
    month, stars = closed_month(warehouse, scope), churn_month.c
    if ladder is STARS:
        statement = select(stars.star_tier.label("tier"), func.sum(stars.closing_count).label("clients_count")).where(stars.month == month, stars.grain == "tier").group_by(stars.star_tier)
        return warehouse.read(statement, scope)
    return held(warehouse, scope).group_by("tier").agg(clients_count=pl.col("client_count").sum())


def paired(ends: pl.DataFrame) -> pl.DataFrame:
    """Ends of moves as moves, by `pair_no`: whoever's other end is not in view came from, or went, outside. A move stands where it ended, if that is in view."""
    gone, came = (ends.filter(pl.col("side") == side).drop("side") for side in ("out", "in"))
    amounts = [name for name in ends.columns if name.endswith("_yuan")]
    then = gone.select("pair_no", "from_tier", *(pl.col(name).alias(f"{name}_then") for name in amounts))
    both = came.drop("from_tier").join(then, on="pair_no", how="left").with_columns(
        pl.col("from_tier").fill_null("outside"), *(pl.coalesce(f"{name}_then", name).alias(name) for name in amounts)
    )  # fmt: skip
    left = gone.join(came, on="pair_no", how="anti").with_columns(to_tier=pl.lit("outside"))
    return pl.concat([both.select(left.columns), left])


def movers(warehouse: Warehouse, scope: Scope, ladder: Ladder) -> pl.DataFrame:
    """MOVED: the clients who changed tier, the largest AUM of either end first, at most MOST."""
    month = closed_month(warehouse, scope)
    kept = [MOVE.month == month, MOVE.kind == ladder.kind]
    rows = pl.concat([_stayed(warehouse, scope, ladder, kept), _pairs(warehouse, scope, ladder, kept)])
    told = rows.with_columns(way=_way(ladder)).with_columns(*_words(ladder), pl.selectors.decimal().cast(MONEY))
    size = pl.max_horizontal("aum_then_yuan", "aum_now_yuan")
    return placed(warehouse, scope, told).sort(size, "client_id", descending=[True, False], nulls_last=True).select(MOVED).head(MOST)


AT_BOTH_ENDS = ("outlet_id", "rm_id", "from_tier", "to_tier", "aum_then_yuan", "aum_now_yuan")
NAMED = (MOVE.client_id, client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"), *(MOVE[name] for name in AT_BOTH_ENDS))
WITH_NAMES = tier_move.join(client, client.c.client_id == MOVE.client_id)


def _stayed(warehouse: Warehouse, scope: Scope, ladder: Ladder, kept: list[Any]) -> pl.DataFrame:
    """The largest who changed tier without moving; names are joined to few rows."""
    known = and_(MOVE.from_tier != "none", MOVE.to_tier != "none") if ladder is STARS else false()
    wanted = [*kept, MOVE.side == "stay", or_(MOVE.from_tier.in_(ladder.listed), MOVE.to_tier.in_(ladder.listed), known)]
    size = case((MOVE.aum_now_yuan > func.coalesce(MOVE.aum_then_yuan, 0), MOVE.aum_now_yuan), else_=func.coalesce(MOVE.aum_then_yuan, 0))
    sizes = warehouse.read(select(size.label("size")).where(*wanted).order_by(size.desc()).limit(MOST), scope)
    wanted += [size >= sizes["size"].min()] if sizes.height == MOST else []
    return warehouse.read(select(*NAMED).select_from(WITH_NAMES).where(*wanted), scope)


def _pairs(warehouse: Warehouse, scope: Scope, ladder: Ladder, kept: list[Any]) -> pl.DataFrame:
    """The largest who moved and, as far as both ends are in view, changed tier."""
    kept = [*kept, MOVE.side != "stay"]
    known = pl.lit(ladder is STARS) & pl.col("from_tier").is_in(list(ladder.tiers)) & pl.col("to_tier").is_in(list(ladder.tiers))
    listed = pl.any_horizontal(pl.col("from_tier", "to_tier").is_in(ladder.listed)) | known
    ends = paired(warehouse.read(select(MOVE.pair_no, MOVE.side, *(MOVE[name] for name in AT_BOTH_ENDS)).where(*kept), scope))
    first = ends.filter(listed & (pl.col("from_tier") != pl.col("to_tier"))).sort(pl.max_horizontal("aum_then_yuan", "aum_now_yuan"), "pair_no", descending=[True, False]).head(MOST)
    wanted = first["pair_no"].to_list()
    rows = warehouse.read(select(MOVE.pair_no, MOVE.side, *NAMED).select_from(WITH_NAMES).where(*kept, MOVE.pair_no.in_(wanted)), scope)
    return paired(rows).select(column.name for column in NAMED)


def _words(ladder: Ladder) -> list[pl.Expr]:
    return [*worded("from_tier", ladder.words, "from"), *worded("to_tier", ladder.words, "to"), *worded("way", WAYS)]


def _way(ladder: Ladder) -> pl.Expr:
    """Which way it went."""
    place = {tier: at for at, tier in enumerate(ladder.tiers)}
    was, now = (pl.col(f"{end}_tier").replace_strict(place, default=None, return_dtype=pl.Int64) for end in ("from", "to"))
    ends = {"new": pl.col("from_tier") == "none", "lost": pl.col("to_tier") == "none", "in": pl.col("from_tier") == "outside", "out": pl.col("to_tier") == "outside", "up": now < was}
    return pl.coalesce(*(pl.when(is_so).then(pl.lit(way)) for way, is_so in ends.items()), pl.lit("down"))
