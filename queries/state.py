"""`state.db`: what the application writes, beside the generations. No load or rollback touches it.

Grants are kept here, so that a grant taken back stays taken back.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    insert,
    or_,
    select,
    update,
)

from queries.access import Grant, Role, Viewer
from queries.errors import BadRequest, NoAccess
from queries.scope import ALL_SEGMENTS, Scope
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

saved_view = Table(
    "saved_view", metadata,
    Column("subject", String(200), primary_key=True), Column("name", String(80), primary_key=True),
    Column("page", String(40), nullable=False), Column("choices", String(4000), nullable=False),
)  # fmt: skip
MOST_VIEWS = 50
audit = Table(
    "audit", metadata,
    Column("audit_id", Integer, primary_key=True), Column("at", DateTime, nullable=False), Column("subject", String(200), nullable=False),
    Column("action", String(24), nullable=False), Column("what", String(80), nullable=False), Column("format", String(8), nullable=False),
    Column("nodes", String(4000), nullable=False), Column("segments", String(200), nullable=False), Column("month", Date, nullable=False),
    Column("generation", String(40), nullable=False), Column("file_number", String(32), nullable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SavedView:
    """A page and its filters under a name. It holds no data and no rights: opening it asks as the link would."""

    name: str
    page: str
    choices: dict[str, list[str]]


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


def views(subject: str) -> list[SavedView]:
    """The person's saved views, by name."""
    with _connected() as connection:
        rows = connection.execute(select(saved_view).where(saved_view.c.subject == subject).order_by(saved_view.c.name)).all()
    return [SavedView(row.name, row.page, json.loads(row.choices)) for row in rows]


def keep_view(subject: str, name: str, page: str, choices: dict[str, list[str]]) -> None:
    """Save a view, in place of one of the same name. Raises BadRequest for more than a person can need."""
    here = (saved_view.c.subject == subject) & (saved_view.c.name == name)
    with _connected() as connection:
        connection.execute(delete(saved_view).where(here))
        kept = connection.execute(select(saved_view.c.name).where(saved_view.c.subject == subject)).all()
        if len(kept) >= MOST_VIEWS:
            raise BadRequest(
                Text(f"已保存 {MOST_VIEWS} 个视图，不能再多。", f"{MOST_VIEWS} views are saved; there cannot be more."),
                Text("请先删除不用的视图。", "Drop one that is no longer used."),
            )
        connection.execute(insert(saved_view).values(subject=subject, name=name, page=page, choices=json.dumps(choices)))


def drop_view(subject: str, name: str) -> None:
    """Forget a saved view; one that is not there is no error."""
    with _connected() as connection:
        connection.execute(delete(saved_view).where(saved_view.c.subject == subject, saved_view.c.name == name))


def note_export(subject: str, what: str, form: str, scope: Scope, generation: str, file_number: str) -> None:
    """Write down that a file is about to be handed out. Where this cannot be written, there is no file."""
    row = {
        "at": datetime.now(), "subject": subject, "action": "export", "what": what, "format": form, "nodes": json.dumps(scope.nodes),
        "segments": json.dumps(scope.segments), "month": scope.month, "generation": generation, "file_number": file_number,
    }  # fmt: skip
    with _connected() as connection:
        connection.execute(insert(audit).values(row))


def exports_noted() -> list[dict[str, object]]:
    """What was handed out, the latest last."""
    with _connected() as connection:
        return [dict(row._mapping) for row in connection.execute(select(audit).where(audit.c.action == "export").order_by(audit.c.audit_id))]
