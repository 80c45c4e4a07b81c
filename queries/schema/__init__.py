"""The warehouse: every table and column that `seed` writes and `queries` reads.

A fact carries the outlet, RM and segment it belonged to *in its month* (or on its day), so that history stays
where it was earned. Each table states its `Reach`, which is all the door needs to keep it to a scope. Each
column has a `中文 | English` comment and a unit, from which data dictionary, extract maps and validation come.
"""

import hashlib

from sqlalchemy import Table

from queries.schema.bank import *
from queries.schema.bank import load_check, load_run, load_table, published_headline
from queries.schema.churn import *
from queries.schema.clients import *
from queries.schema.credit import *
from queries.schema.limits import *
from queries.schema.people import *
from queries.schema.pricing import *
from queries.schema.pyramid import *
from queries.schema.rollups import *
from queries.schema.shape import *
from queries.schema.shape import Reach, metadata

MARTS: tuple[Table, ...] = tuple(t for t in metadata.sorted_tables if t.info["mart"])
SOURCES: tuple[Table, ...] = tuple(t for t in metadata.sorted_tables if not t.info["mart"])
SIGNED: tuple[Table, ...] = (load_run, load_table, load_check, published_headline)  # tell of a load; written by it at its end
VERSION = hashlib.sha256(
    ";".join(f"{t.name}.{c.name} {c.type}" for t in metadata.sorted_tables for c in t.c).encode()
).hexdigest()[:12]  # a generation built for another shape is rebuilt, not migrated


def reach(of: Table) -> Reach:
    found: Reach = of.info["reach"]
    return found
