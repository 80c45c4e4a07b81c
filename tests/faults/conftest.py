"""Processes that load and are killed start from a plain main module, whatever the tests before left there."""

import sys
import types

import pytest


@pytest.fixture(autouse=True)
def plain_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's AppTest leaves the app itself as `__main__`, which a new process would then run."""
    monkeypatch.setitem(sys.modules, "__main__", types.ModuleType("__main__"))
