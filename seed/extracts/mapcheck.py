"""What a map may say beyond its shape: that every table, column and source it names exists."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Table

from queries import schema
from seed.extracts.maps import Cell, Map, TableMap

Fault = tuple[str, str, str]
OURS = (*schema.SIGNED, schema.published_reference, schema.rm_expected, schema.planted_truth)  # written by us, never by a bank
LOADABLE: dict[str, Table] = {table.name: table for table in schema.SOURCES if table not in OURS}


def map_faults(spec: Map) -> list[Fault]:
    return [*_sources(spec), *_org(spec), *_tables(spec), *_controls(spec)]


def _sources(spec: Map) -> Iterator[Fault]:
    for name in spec.files.keys() & spec.selects.keys():
        yield f"selects.{name}", "与文件同名", "has the name of a file"
    for name, file in spec.files.items():
        for column in (*file.key, *file.refers):
            if column not in file.columns:
                yield f"files.{name}.columns", f"没有列 {column}", f"has no column {column}"
        for column, target in file.refers.items():
            other, _, its = target.partition(".")
            if other not in spec.files or its not in spec.files[other].columns:
                yield f"files.{name}.refers.{column}", f"没有 {target}", f"there is no {target}"


def _known(spec: Map, source: str, key: str) -> Iterator[Fault]:
    if source not in spec.files and source not in spec.selects:
        yield key, f"没有名为 {source} 的文件或 SELECT", f"no file or select is called {source}"


def _cell(spec: Map, source: str, cell: Cell, key: str) -> Iterator[Fault]:
    if (cell.source is None) == (cell.constant is None):
        yield key, "须写 from 或 constant 之一", "state either from or constant"
    if cell.source and source in spec.files and cell.source not in spec.files[source].columns:
        yield key, f"文件 {source} 没有列 {cell.source}", f"the file {source} has no column {cell.source}"


def _org(spec: Map) -> Iterator[Fault]:
    if spec.org is None:
        return
    yield from _known(spec, spec.org.source, "org.from")
    for level in ("region", "branch", "sub_branch", "outlet"):
        names = getattr(spec.org, level)
        if names is None:
            continue
        if names.name is None and (names.name_zh is None or names.name_en is None):
            yield f"org.{level}", "须写 name，或同时写 name_zh 与 name_en", "state name, or both name_zh and name_en"
        for field in names.model_fields_set:
            if isinstance(cell := getattr(names, field), Cell):
                yield from _cell(spec, spec.org.source, cell, f"org.{level}.{field}")


def _tables(spec: Map) -> Iterator[Fault]:
    counted = Counter(one.table for one in spec.tables)
    for number, one in enumerate(spec.tables):
        key = f"tables.{number}"
        if one.table not in LOADABLE:
            yield f"{key}.table", f"没有可装载的表 {one.table}", f"there is no table {one.table} to load"
            continue
        if one.table == "org_month" and spec.org is not None:
            yield f"{key}.table", "已由 [org] 给出机构树", "the tree is already given by [org]"
        if counted[one.table] > 1 and not one.is_part:
            yield f"{key}.is_part", "多个映射写同一张表时须写 is_part = true", "several maps feed this table: say is_part = true"
        if one.absent_row == "zero" and one.table != "client_month":
            yield f"{key}.absent_row", "只适用于 client_month", "is for client_month only"
        yield from _known(spec, one.source, f"{key}.from")
        yield from _columns(spec, one, f"{key}.columns")


def _columns(spec: Map, one: TableMap, key: str) -> Iterator[Fault]:
    table = LOADABLE[one.table]
    for name, cell in one.columns.items():
        if name not in table.columns:
            yield f"{key}.{name}", f"表 {one.table} 没有该列", f"the table {one.table} has no such column"
            continue
        if cell.unit and table.columns[name].info["unit"] not in ("yuan", "share", "by metric", "points", "hours"):
            yield f"{key}.{name}.unit", "该列没有单位", "the column takes no unit"
        yield from _cell(spec, one.source, cell, f"{key}.{name}")
    for column in table.columns:
        if not column.nullable and column.name not in one.columns:
            yield f"{key}.{column.name}", "必填列没有映射", "a required column is not mapped"


def _controls(spec: Map) -> Iterator[Fault]:
    for number, one in enumerate(spec.controls):
        file = spec.files.get(one.file)
        if file is None or one.file_column not in file.columns:
            yield f"controls.{number}.file_column", "文件中没有该列", "the file has no such column"
        elif file.columns[one.file_column].kind not in ("money", "number", "count"):
            key = f"controls.{number}.file_column"
            yield key, "该列须声明为 money、number 或 count", "declare the column as money, number or count"
        if one.table not in LOADABLE or one.column not in LOADABLE[one.table].columns:
            yield f"controls.{number}.column", "没有该表或该列", "there is no such table or column"
