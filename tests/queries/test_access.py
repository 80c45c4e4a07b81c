"""Who may see what: roles, grants kept in state.db, and what nobody was granted."""

from datetime import date

import pytest

from queries import state
from queries.access import Grant, Role, Viewer, of_role, reach, rm_choices, role_viewer
from queries.concentration import shares
from queries.errors import NoAccess
from queries.scope import ALL_SEGMENTS
from queries.settings import settings


@pytest.fixture
def own_state(tmp_path, monkeypatch):
    """A folder of its own for state.db."""
    monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


DAY = date(2026, 11, 1)


def test_a_grant_is_what_its_holder_sees(own_state, warehouse):
    state.give("li@bank", Grant(Role.BRANCH_HEAD, "F01"), "chief", valid_from=date(2026, 10, 1))
    scope = reach(state.viewer("li@bank", DAY), warehouse)
    assert scope.nodes == ("F01",)
    assert shares.summary(warehouse, scope).height == 1


@pytest.mark.parametrize("valid_from, valid_to", [(date(2026, 12, 1), None), (date(2026, 1, 1), DAY)], ids=["not yet", "ended"])
def test_a_grant_outside_its_days_is_no_grant(own_state, valid_from, valid_to):
    state.give("li@bank", Grant(Role.EXECUTIVE, "B0"), "chief", valid_from, valid_to)
    with pytest.raises(NoAccess):
        state.viewer("li@bank", DAY)


def test_a_grant_taken_back_stays_taken_back(own_state):
    state.give("li@bank", Grant(Role.EXECUTIVE, "B0"), "chief", date(2026, 1, 1))
    assert state.take_back("li@bank", DAY) == 1
    with pytest.raises(NoAccess):
        state.viewer("li@bank", DAY)


def test_an_unknown_person_has_no_access(own_state):
    with pytest.raises(NoAccess):
        state.viewer("nobody", DAY)


def test_a_grant_of_a_node_that_is_not_there_shows_nothing(warehouse):
    scope = reach(Viewer("x", of_role(Role.BRANCH_HEAD, ("F99",)), ""), warehouse)
    assert scope.is_empty
    assert shares.summary(warehouse, scope).is_empty()


def test_one_grant_without_names_hides_names_everywhere(warehouse):
    grants = (*of_role(Role.BRANCH_HEAD, ("F01",)), *of_role(Role.ANALYST, ("B0",)))
    assert not reach(Viewer("x", grants, "salt"), warehouse).names_visible


@pytest.mark.parametrize("role", [Role.BRANCH_HEAD, Role.RM, Role.BUSINESS_HEAD])
def test_a_role_that_needs_a_node_or_segment_is_nothing_without_it(role, warehouse):
    with pytest.raises(NoAccess):
        role_viewer(role, warehouse)


def test_whole_bank_roles_hold_the_root_and_all_segments(warehouse):
    for role in (Role.EXECUTIVE, Role.AUDITOR, Role.ANALYST):
        scope = reach(role_viewer(role, warehouse), warehouse)
        assert (scope.nodes, scope.segments) == ((warehouse.tree().root,), ALL_SEGMENTS)


def test_every_rm_with_a_book_can_be_looked_as(warehouse):
    people = rm_choices(warehouse)
    assert people.height > 10
    one = reach(role_viewer(Role.RM, warehouse, (f"rm:{people['rm_id'][0]}",)), warehouse)
    assert shares.summary(warehouse, one.asking(measure="deposits")).height <= 1
