"""Frames that many questions start from are read once a scope, never shared between scopes, and let go when there are too many."""

from dataclasses import replace

import polars as pl

from queries import attrition, leaving
from queries import warehouse as module
from queries.warehouse import Warehouse


def fresh(warehouse: Warehouse) -> Warehouse:
    return Warehouse(warehouse._engine)


def test_a_frame_is_made_once_for_a_key_and_those_least_lately_asked_for_are_let_go(warehouse, monkeypatch):
    opened, made = fresh(warehouse), []

    def ask(key: str) -> pl.DataFrame:
        return opened.once(key, lambda: made.append(key) or pl.DataFrame({"key": [key] * 100}))

    monkeypatch.setattr(module, "MOST_KEPT", 2 * ask("a").estimated_size())
    for key in ("a", "b", "a", "c", "a", "b"):
        assert ask(key)["key"][0] == key
    assert made == ["a", "b", "c", "b"]


def test_whoever_may_not_see_staff_details_is_not_served_what_was_read_for_another(warehouse, whole_bank):
    opened = fresh(warehouse)
    seen, hidden = (leaving.careers(opened, scope) for scope in (whole_bank, replace(whole_bank, staff_visible=False)))
    assert seen["leave_reason"].null_count() < seen.height
    assert hidden["leave_reason"].null_count() == hidden.height


def test_a_narrower_scope_is_read_anew_and_what_is_asked_of_it_is_not(warehouse, whole_bank):
    opened = fresh(warehouse)
    node = opened.tree().shown_children(opened.tree().root)[0]
    whole, part = (leaving.careers(opened, scope).height for scope in (whole_bank, whole_bank.narrow(opened.tree(), [node])))
    assert 0 < part < whole
    kept = len(opened._kept)
    assert attrition.reasons(opened, whole_bank.asking(period="year", measure="aum")).height > 0
    assert len(opened._kept) == kept
