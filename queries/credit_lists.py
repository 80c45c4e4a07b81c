"""The loans behind the figures of credit risk: those graded special mention or worse or overdue, and the checks that were not done."""

import polars as pl
from sqlalchemy import or_, select

from queries import migration
from queries.care_lists import NAMES, least, placed, worded
from queries.codes import LOAN_GRADES
from queries.handover_rows import closed_month
from queries.periods import last_day
from queries.schema import client, exposure, graded_loan, product
from queries.scope import Scope
from queries.warehouse import Warehouse

MOST = 500
MONEY = pl.Decimal(38, 2)
BORROWERS = (
    "client_id", "client_zh", "client_en", "loan_grade_zh", "loan_grade_en", "grade_before_zh", "grade_before_en", "loan_yuan", "overdue_days", "overdue_yuan", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en",
)  # fmt: skip
UNCHECKED = (
    "exposure_id", "client_id", "client_zh", "client_en", "product_zh", "product_en", "loan_grade_zh", "loan_grade_en", "principal_yuan", "check_due_on", "days", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en",
)  # fmt: skip


def borrowers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """BORROWERS: loans graded special mention or worse, or overdue, with the grade of the opening; nothing for who had none here then."""
    own, month = graded_loan.c, closed_month(warehouse, scope)
    wanted = [own.month == month, own.step != "repaid", or_(own.loan_grade != "normal", own.overdue_days > 0)]
    wanted += least(warehouse.read(select(own.loan_yuan).where(*wanted).order_by(own.loan_yuan.desc()).limit(MOST), scope), own.loan_yuan)
    columns = (own.client_id, *NAMES, own.loan_grade, own.loan_yuan, own.overdue_days, own.overdue_yuan, own.outlet_id, own.rm_id)
    statement = select(*columns).join_from(graded_loan, client, client.c.client_id == own.client_id).where(*wanted)
    rows = warehouse.read(statement.order_by(own.loan_yuan.desc(), own.client_id).limit(MOST), scope)
    opening = migration.opening_month(warehouse, scope)
    before = migration.standing(warehouse, scope, opening) if opening else rows.clear()
    both = rows.join(before.select("client_id", pl.col("loan_grade").alias("grade_before")), on="client_id", how="left")
    told = both.with_columns(*worded("loan_grade", LOAN_GRADES), *worded("grade_before", LOAN_GRADES), pl.col("loan_yuan", "overdue_yuan").cast(MONEY))
    return placed(warehouse, scope, told).select(BORROWERS).sort("loan_yuan", "client_id", descending=[True, False])


def unchecked(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """UNCHECKED: contracts of the as-of month whose check was due by its end and was not done by then."""
    own, month = exposure.c, closed_month(warehouse, scope)
    day = last_day(month)
    wanted = [own.month == month, own.check_due_on <= day, or_(own.check_done_on.is_(None), own.check_done_on > day)]
    wanted += least(warehouse.read(select(own.principal_yuan).where(*wanted).order_by(own.principal_yuan.desc()).limit(MOST), scope), own.principal_yuan)
    names = (*NAMES, product.c.name_zh.label("product_zh"), product.c.name_en.label("product_en"))
    columns = (own.exposure_id, own.client_id, *names, own.loan_grade, own.principal_yuan, own.check_due_on, own.outlet_id, own.rm_id)
    source = exposure.join(client, client.c.client_id == own.client_id).outerjoin(product, product.c.product_id == own.product_id)
    rows = warehouse.read(select(*columns).select_from(source).where(*wanted).order_by(own.principal_yuan.desc(), own.exposure_id).limit(MOST), scope)
    told = rows.with_columns(*worded("loan_grade", LOAN_GRADES), pl.col("principal_yuan").cast(MONEY), days=(pl.lit(day) - pl.col("check_due_on")).dt.total_days())
    return placed(warehouse, scope, told).select(UNCHECKED).sort("principal_yuan", "exposure_id", descending=[True, False])
