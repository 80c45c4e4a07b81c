# run · test · bench · check — each installs what it needs
PYTHON ?= python3
BIN := .venv/bin
DEBIAN := chromium fonts-noto-cjk postgresql
.DEFAULT_GOAL := run
.PHONY: run test check bench bench-web bench-people bench-clients leaks kills engines looks debian

run: .venv/run.done  ## open the dashboard; the first start builds the demonstration bank behind a progress bar
	$(BIN)/python -m dashboard serve --open

test: .venv/test.done debian check  ## everything a change must pass
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/test.done  ## style, types, dependencies
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/deptry . 2>&1

bench: .venv/test.done  ## speed and memory at a million clients, side by side in one run
	$(BIN)/python -m tests.benchmarks.bench --size $(or $(SIZE),l)

bench-web: .venv/test.done debian  ## the page in a browser beside an empty one, and the server under many sessions
	$(BIN)/python -m tests.benchmarks.web --size $(or $(SIZE),demo)

bench-people: .venv/test.done  ## every question about the staff, warm, at size l
	$(BIN)/python -m tests.benchmarks.people --size $(or $(SIZE),l)

bench-clients: .venv/test.done  ## every question of the churn, hand-over, care and client pages, and their roll-ups of one month, at size l
	$(BIN)/python -m tests.benchmarks.clients --size $(or $(SIZE),l)

leaks: .venv/test.done  ## the whole leak matrix
	$(BIN)/python -m pytest -m slow tests/security

kills: .venv/test.done  ## the whole campaign of kills
	$(BIN)/python -m pytest -m slow tests/faults

engines: .venv/test.done debian  ## every query with every measure and shape of scope, on DuckDB and on PostgreSQL
	$(BIN)/python -m pytest -m slow tests/engines

looks: .venv/test.done debian  ## every page as everybody everywhere, looked over by machine; RM_COCKPIT_LOOKS=FOLDER keeps pictures
	$(BIN)/python -m pytest -n 2 -m slow tests/browser tests/dashboard

.venv/bin/python:
	$(PYTHON) -m venv .venv || { $(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -y -q python3-venv && $(PYTHON) -m venv .venv; }

.venv/run.done: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/test.done: tests/requirements.txt .venv/run.done
	$(BIN)/python -m pip install -q --disable-pip-version-check -r tests/requirements.txt
	@touch $@

# the browser, Chinese fonts and PostgreSQL that tests drive; without the right to install, those tests say "not run"
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)
debian:
	@missing=$$(for p in $(DEBIAN); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -n "$$missing" ] && command -v apt-get >/dev/null; then \
	  echo "installing $$missing"; \
	  $(AS_ROOT) apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get install -y -q --no-install-recommends $$missing >/dev/null \
	    || echo "could not install $$missing: tests that need them will say so"; \
	fi
