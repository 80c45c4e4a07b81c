"""What happened with one client, `scope.client`: who covered them, contacts, complaints, warnings, and their exposures."""

import polars as pl
from sqlalchemy import select

from queries import handover_rows, staffing
from queries.care_lists import placed, worded
from queries.codes import COMPLAINT_CAUSES, CONTACT_CHANNELS, COVERAGE_REASONS, EXPOSURE_KINDS, LOAN_GRADES, MITIGATIONS
from queries.dialects import Rows
from queries.handover_rows import closed_month
from queries.metric import ratio
from queries.periods import shifted
from queries.schema import client_warning, complaint, contact, coverage, exposure, product
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse
from queries.warning_policy import WARNINGS

MOST_CONTACTS, WARNED_MONTHS, CREDIT_MONTHS = 100, 12, 36
MONEY = pl.Decimal(38, 2)
NOT_SUPPLIED, OUTSIDE, NOBODY = Text("未提供", "not supplied"), Text("范围之外", "outside"), Text("无", "none")
COVERS = (
    "covered_from", "covered_until", "rm_id", "rm_zh", "rm_en", "outlet_zh", "outlet_en", "previous_zh", "previous_en", "change_reason_zh", "change_reason_en", "told_orally_on",
    "told_in_writing_on", "first_contact_on",
)  # fmt: skip
CREDIT = (
    "month", "rating", "loan_grade_zh", "loan_grade_en", "loan_yuan", "overdue_days", "overdue_yuan", "exposure_yuan", "cover_share", "checks_due", "checks_done", "exit_planned_yuan", "exit_done_yuan",
)  # fmt: skip
EXPOSURES = (
    "exposure_id", "product_zh", "product_en", "kind_zh", "kind_en", "principal_yuan", "mitigation_yuan", "mitigated_by_zh", "mitigated_by_en", "loan_grade_zh", "loan_grade_en", "rate_share",
    "granted_on", "falls_due_on", "cover_share", "provision_yuan",
)  # fmt: skip


def _read(warehouse: Warehouse, scope: Scope, statement: Rows) -> pl.DataFrame:
    """The rows, or none where the asker may not see whose they are."""
    rows = warehouse.read(statement, scope)
    return rows if scope.client and scope.names_visible else rows.clear()


def covers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """COVERS: those within the scope that had begun by the as-of day; an RM never posted within it is outside."""
    day, own = staffing.as_of_day(warehouse, scope), coverage.c
    rows = _read(warehouse, scope, select(coverage).where(own.client_id == scope.client, own.valid_from <= day)).sort("valid_from")
    names = handover_rows.rm_names(warehouse, scope)
    before = names.select(pl.col("rm_id").alias("previous_rm_id"), pl.col("rm_zh").alias("previous_zh"), pl.col("rm_en").alias("previous_en"))
    known = [pl.when(pl.col(name) <= day).then(name).alias(name) for name in ("valid_to", "told_orally_on", "told_in_writing_on", "first_contact_on")]
    told = rows.with_columns(*known, *worded("reason", COVERAGE_REASONS, "change_reason")).join(before, on="previous_rm_id", how="left", maintain_order="left")
    said = [pl.when(pl.col("previous_rm_id").is_null()).then(pl.lit(NOBODY.to(lang))).otherwise(pl.col(f"previous_{lang}").fill_null(OUTSIDE.to(lang))).alias(f"previous_{lang}") for lang in LANGS]
    return placed(warehouse, scope, told.with_columns(said)).rename({"valid_from": "covered_from", "valid_to": "covered_until"}).select(COVERS).sort("covered_from")


def contacts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(contacted_on, channel_zh, channel_en, is_reached, rm_id, rm_zh, rm_en, outlet_zh, outlet_en): the latest hundred."""
    day, told = staffing.as_of_day(warehouse, scope), contact.c
    statement = select(told.contact_id, told.contacted_on, told.channel, told.is_reached, told.rm_id, told.outlet_id).where(told.client_id == scope.client, told.contacted_on <= day)
    rows = _read(warehouse, scope, statement).sort("contacted_on", "contact_id", descending=[True, False]).head(MOST_CONTACTS)
    named = placed(warehouse, scope, rows.with_columns(*worded("channel", CONTACT_CHANNELS, "contact_channel")))
    columns = ("contacted_on", "contact_channel_zh", "contact_channel_en", "is_reached", "rm_id", "rm_zh", "rm_en", "outlet_zh", "outlet_en")
    return named.sort("contacted_on", "contact_id", descending=[True, False]).select(columns)


def complaints(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(complaint_id, opened_on, cause_zh, cause_en, ended_on, days, is_upheld): what came after the as-of day is not known on it."""
    day, told = staffing.as_of_day(warehouse, scope), complaint.c
    columns = (told.complaint_id, told.opened_on, told.cause, told.closed_on.label("ended_on"), told.is_upheld)
    rows = _read(warehouse, scope, select(*columns).where(told.client_id == scope.client, told.opened_on <= day))
    done = pl.col("ended_on") <= day
    known = rows.with_columns(*worded("cause", COMPLAINT_CAUSES), pl.when(done).then("ended_on").alias("ended_on"), pl.when(done).then("is_upheld").alias("is_upheld"))
    dated = known.with_columns(days=(pl.col("ended_on").fill_null(day) - pl.col("opened_on")).dt.total_days())
    return dated.sort("opened_on", "complaint_id", descending=[True, False]).select("complaint_id", "opened_on", "cause_zh", "cause_en", "ended_on", "days", "is_upheld")


def warnings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, warning_zh, warning_en, step_zh, step_en): the heaviest of a month first; rules that are switched off are left out."""
    held, month = client_warning.c, closed_month(warehouse, scope)
    heavy = sorted((warning for warning in WARNINGS if warning.is_on), key=lambda warning: -warning.points)
    statement = select(held.month, *(held[warning.key] for warning in heavy)).where(held.client_id == scope.client, held.month.between(shifted(month, 1 - WARNED_MONTHS), month))
    rows = _read(warehouse, scope, statement).sort("month", descending=True)
    found = [(row["month"], *warning.name, *warning.step) for row in rows.iter_rows(named=True) for warning in heavy if row[warning.key]]
    schema = {"month": pl.Date} | dict.fromkeys(("warning_zh", "warning_en", "step_zh", "step_en"), pl.String)
    return pl.DataFrame(found, schema=schema, orient="row")


def credit(warehouse: Warehouse, scope: Scope, months: pl.DataFrame) -> pl.DataFrame:
    """CREDIT: months with a rating, a loan or an exposure, the latest first; `months` are the client's facts. A check done after its month is not done in it."""
    own = exposure.c
    columns = (own.month, own.principal_yuan, own.cover_share, own.check_due_on, own.check_done_on, own.exit_planned_yuan, own.exit_done_yuan)
    rows = _read(warehouse, scope, select(*columns).where(own.client_id == scope.client, own.month.between(shifted(scope.month, 1 - CREDIT_MONTHS), scope.month)))
    amount, known = pl.col("principal_yuan"), pl.col("cover_share").is_not_null()
    due = pl.col("check_due_on").dt.truncate("1mo") == pl.col("month")
    held = rows.group_by("month").agg(
        exposure_yuan=amount.sum().cast(MONEY), cover_share=ratio((amount.cast(pl.Float64) * pl.col("cover_share").cast(pl.Float64)).sum(), amount.filter(known).sum()),
        checks_due=due.sum().cast(pl.Int64), checks_done=(due & (pl.col("check_done_on").dt.truncate("1mo") <= pl.col("month"))).sum().cast(pl.Int64),
        exit_planned_yuan=pl.col("exit_planned_yuan").sum().cast(MONEY), exit_done_yuan=pl.col("exit_done_yuan").sum().cast(MONEY),
    )  # fmt: skip
    facts = months.select("month", "rating", *worded("loan_grade", LOAN_GRADES), "loan_yuan", "overdue_days", "overdue_yuan")
    told = facts.join(held, on="month", how="left").filter(pl.any_horizontal(pl.col("rating", "loan_grade_zh", "exposure_yuan").is_not_null()))
    return told.select(CREDIT).sort("month", descending=True)


def exposures(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """EXPOSURES of the as-of month, on and off balance."""
    own = exposure.c
    names = (product.c.name_zh.label("product_zh"), product.c.name_en.label("product_en"))
    columns = (own.exposure_id, *names, own.kind, own.principal_yuan, own.mitigation_yuan, own.mitigation, own.loan_grade, own.rate_share, own.granted_on, own.matures_on.label("falls_due_on"), own.cover_share, own.provision_yuan)  # fmt: skip
    joined = select(*columns).join_from(exposure, product, product.c.product_id == own.product_id, isouter=True)
    rows = _read(warehouse, scope, joined.where(own.client_id == scope.client, own.month == closed_month(warehouse, scope)))
    told = rows.with_columns(*worded("kind", EXPOSURE_KINDS), *worded("mitigation", MITIGATIONS, "mitigated_by"), *worded("loan_grade", LOAN_GRADES), pl.col("rate_share", "cover_share").cast(pl.Float64))
    return told.sort("principal_yuan", "exposure_id", descending=[True, False]).select(EXPOSURES)


def spans(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of `covers` as a time line draws them: the RM's name on each bar."""
    said = {f"grade_{lang}": pl.col(f"rm_{lang}") for lang in LANGS}
    columns = (pl.col("covered_from").alias("valid_from"), pl.col("covered_until").alias("valid_to"), "outlet_zh", "outlet_en")
    return rows.select(*columns, **said, work_code=pl.lit("rm"), status_code=pl.lit("active"))


def overdue_path(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of `credit` as a run of the days overdue, oldest first; none where the client never was."""
    late = rows.filter(pl.col("overdue_days").max() > 0) if rows.height else rows
    return late.select("month", pl.col("overdue_days").alias("actual")).sort("month")
