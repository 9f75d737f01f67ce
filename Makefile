# Zhuisu: each target makes what it needs. `make ARGS="…" target` hands arguments on to what the target runs.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help setup develop demo test bench lint format docs package readme check lock clean

PYTHON ?=
ARGS ?=
FIND_PYTHON = PYTHON="$(PYTHON)" sh tools/find_python.sh
IN_VENV = .venv/bin/python

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

setup: ## .venv with all that zhuisu needs to run
	@python=$$($(FIND_PYTHON)) && "$$python" tools/environment.py run

develop: ## the same, and the tools of tests, checks and documentation
	@python=$$($(FIND_PYTHON)) && "$$python" tools/environment.py develop

demo: setup ## the demonstration city, served on http://127.0.0.1:8000
	@exec .venv/bin/zhuisu demo $(ARGS)

test: develop ## all tests, those in a browser included (ARGS=tests/core for some)
	@$(IN_VENV) -m tools.run_tests $(ARGS)

bench: develop ## the measurements, as ratios in one run
	@$(IN_VENV) -m benchmarks $(ARGS)

lint: develop ## style, types, layers, templates, migrations, translations, locks
	@$(IN_VENV) -m tools.gates lint

docs: develop ## build the documentation into docs/_build/html, and check every link
	@$(IN_VENV) -m tools.gates docs

package: develop ## build the wheel and try it in a clean environment
	@$(IN_VENV) -m tools.gates package

readme: develop ## run the commands of the README in a fresh clone
	@$(IN_VENV) -m tools.gates readme

check: test lint docs package readme ## everything that must hold before a change lands

format: develop ## let ruff put the sources in order
	@$(IN_VENV) -m ruff check --fix --quiet; $(IN_VENV) -m ruff format

lock: develop ## compile requirements/ anew from pyproject.toml (needs uv)
	@$(IN_VENV) -m tools.lock

clean: ## remove what the other targets made, except data in var/
	rm -rf .venv build dist docs/_build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache src/zhuisu/portal/static/portal/built frontend/node_modules
