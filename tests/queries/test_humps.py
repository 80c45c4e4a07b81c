"""The dip, against the reference library, and the flag it raises."""

import diptest
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.humps import dip, has_two_humps


@given(st.lists(st.floats(-100, 100).map(lambda value: round(value, 2)), min_size=4, max_size=120))
@settings(max_examples=60, deadline=None)
def test_the_dip_is_that_of_the_reference_library(values):
    assert dip(values) == pytest.approx(diptest.dipstat(np.array(values)), abs=1e-9)


def test_two_camps_are_seen_and_one_crowd_is_not():
    chance = np.random.default_rng(7)
    crowd, camps = chance.normal(1, 0.2, 200), np.concatenate([chance.normal(0.5, 0.1, 100), chance.normal(1.2, 0.1, 100)])
    assert has_two_humps(crowd) is False
    assert has_two_humps(camps) is True


def test_the_flag_agrees_with_the_librarys_chance_of_one_hump():
    chance, differ = np.random.default_rng(11), 0
    for size in (50, 120, 400, 900):
        for _ in range(40):
            sample = np.concatenate([chance.normal(0, 1, size // 2), chance.normal(2.6, 1, size - size // 2)])
            differ += has_two_humps(sample) != (diptest.diptest(sample)[1] < 0.05)
    assert differ <= 4  # of 160: critical values are read between sizes


def test_under_fifty_nothing_is_said():
    assert has_two_humps([1.0] * 49) is None
