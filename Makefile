# The ways in. README says what each is for.
PORT ?= 8000
PYTHON := .venv/bin/python
THROUGHLINE := .venv/bin/throughline

.PHONY: demo test setup dev run check laws journeys bench proof docs

demo:  ## a fictional partnership in your browser, on this machine only
	@scripts/setup.sh run
	@THROUGHLINE_MODE=demonstration THROUGHLINE_HOME="$${THROUGHLINE_HOME:-var/demo}" $(THROUGHLINE) demo
	@THROUGHLINE_MODE=demonstration THROUGHLINE_HOME="$${THROUGHLINE_HOME:-var/demo}" $(THROUGHLINE) serve --port $(PORT)

test:  ## every test: on PostgreSQL where there is one, then the whole suite on the embedded database
	@scripts/setup.sh dev
	@scripts/test.sh

setup:  ## the environment alone, in .venv
	@scripts/setup.sh run

dev:  ## the environment with the tests' dependencies
	@scripts/setup.sh dev

run: setup  ## your own partnership, on this machine
	@$(THROUGHLINE) serve --port $(PORT)

check: dev  ## style, types, and who may know whom
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy throughline
	@.venv/bin/lint-imports
	@scripts/deploy-check.sh

laws: dev
	@$(PYTHON) -m pytest -q tests/laws

journeys: dev  ## every procedure in a browser; takes the pictures of the user guide anew
	@PROOF=full JOURNEYS_PICTURES=docs/guide/pictures $(PYTHON) -m pytest -q tests/journeys

bench: dev  ## ratios, both sides in one run
	@$(PYTHON) -m benchmarks

proof: dev  ## the long proofs at full size
	@PROOF=full $(PYTHON) -m pytest -q -m proof -n 2

docs: dev
	@$(PYTHON) scripts/make_docs.py
