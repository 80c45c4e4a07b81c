"""Wrong maps are refused by the name of their key, and a map's SELECTs reach nothing but the files."""

import pytest

from queries.errors import LoadRefused
from seed.extracts.mapfile import read_map
from tests.seed.test_extracts_maps import MAP, faults


@pytest.mark.parametrize("old, new, key", [
    ('unit = "万元", thousands', 'unit = "万", thousands', "tables.0.columns.存款"),
    ('table = "rm"', 'table = "rms"', "tables.2.table"),
    ('wealth_yuan =', 'wealth =', "tables.0.columns.wealth"),
    ('from = "people"', 'from = "persons"', "tables.2.from"),
    ('join_on = "joined"\n', '', "tables.2.columns.join_on"),
    ('join_on = "joined"', 'join_on = "entered"', "tables.2.columns.join_on"),
    ('as_of = 2026-10-31', '', "bank.as_of"),
    ('from = "outlets"', 'from = "outlets"\ntop = 1', "org.top"),
    ('name = "posts.txt"', 'name = "../posts.txt"', "files.posts.name"),
    ('table = "posting"', 'table = "rm"', "tables.3.is_part"),
])  # fmt: skip
def test_a_wrong_map_is_refused_by_the_name_of_its_key(tmp_path, old, new, key):
    assert old in MAP
    (tmp_path / "map.toml").write_text(MAP.replace(old, new), encoding="utf-8")
    with pytest.raises(LoadRefused) as refusal:
        read_map(tmp_path / "map.toml")
    key = key.replace("存款", "deposit_yuan")
    assert key in refusal.value.what.en
    assert key in refusal.value.what.zh


@pytest.mark.parametrize("sql", [
    "SELECT * FROM read_csv('/etc/hostname')",
    "SELECT * FROM '/etc/hostname'",
    "SELECT 1); COPY clients TO '/tmp/out.csv'; SELECT (1",
    "SELECT * FROM no_such_file",
    "SELECT 'x'::INTEGER AS n",
])  # fmt: skip
def test_a_select_sees_the_files_and_nothing_else(tmp_path, sql):
    spec = MAP.replace("[org]", f'[selects.peek]\nsql = """{sql}"""\n\n[org]', 1)
    assert [(source, rule) for source, *_, rule in faults(tmp_path, spec=spec)] == [("SELECT peek", "select_failed")]
