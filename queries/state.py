"""`state.db`: what the application writes, beside the generations. No load or rollback touches it.

Grants are kept here, so that a grant taken back stays taken back.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Boolean, Column, Connection, Date, MetaData, String, Table, create_engine, insert, or_, select, update

from queries.access import Grant, Role, Viewer
from queries.errors import NoAccess
from queries.scope import ALL_SEGMENTS
from queries.settings import settings
from queries.text import Text

metadata = MetaData()
access_grant = Table(
    "access_grant", metadata,
    Column("grant_id", String(32), primary_key=True), Column("subject", String(200), nullable=False),
    Column("role", String(24), nullable=False), Column("node", String(60), nullable=False),
    Column("segments", String(200), nullable=False), Column("may_export", Boolean, nullable=False),
    Column("may_see_names", Boolean, nullable=False), Column("may_see_staff_details", Boolean, nullable=False),
    Column("valid_from", Date, nullable=False), Column("valid_to", Date), Column("approved_by", String(200), nullable=False),
)  # fmt: skip


@contextmanager
def _connected() -> Iterator[Connection]:
    settings().folder.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{settings().folder / 'state.db'}")
    try:
        metadata.create_all(engine)
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def give(subject: str, grant: Grant, approved_by: str, valid_from: date, valid_to: date | None = None) -> str:
    """Write a grant down; returns its number. `valid_to` is the first day it no longer holds."""
    number = secrets.token_hex(8)
    row = {
        "grant_id": number, "subject": subject, "role": grant.role.value, "node": grant.node, "segments": json.dumps(grant.segments),
        "may_export": grant.may_export, "may_see_names": grant.may_see_names, "may_see_staff_details": grant.may_see_staff_details,
        "valid_from": valid_from, "valid_to": valid_to, "approved_by": approved_by,
    }  # fmt: skip
    with _connected() as connection:
        connection.execute(insert(access_grant).values(row))
    return number


def take_back(subject: str, on: date) -> int:
    """End all of a person's grants on a day; returns how many were ended."""
    running = or_(access_grant.c.valid_to.is_(None), access_grant.c.valid_to > on)
    with _connected() as connection:
        done = connection.execute(update(access_grant).where(access_grant.c.subject == subject, running).values(valid_to=on))
        return int(done.rowcount)


def viewer(subject: str, on: date | None = None) -> Viewer:
    """The person with the grants that hold on a day, by default today. Raises NoAccess where there are none."""
    day = on or date.today()
    holds = or_(access_grant.c.valid_to.is_(None), access_grant.c.valid_to > day)
    with _connected() as connection:
        found = connection.execute(
            select(access_grant).where(access_grant.c.subject == subject, access_grant.c.valid_from <= day, holds)
        ).all()
    if not found:
        raise NoAccess(
            Text(f"“{subject}”没有有效授权。", f"{subject} has no valid grant."),
            Text("请管理员授权：python -m dashboard grant。", "Ask the administrator for one: `python -m dashboard grant`."),
        )
    grants = tuple(
        Grant(Role(row.role), row.node, tuple(s for s in json.loads(row.segments) if s in ALL_SEGMENTS), row.may_export,
              row.may_see_names, row.may_see_staff_details)
        for row in found
    )  # fmt: skip
    return Viewer(subject, grants, secrets.token_hex(8))
