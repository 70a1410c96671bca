# Each target calls one script or tool; `make serve` and `make test` need nothing but Python 3.11, Node 20, npm and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup serve models-facenet models-liveness test lint bench accuracy screenshot settings lock

setup:  ## install the pinned packages, bundle the browser libraries, convert the networks
	@$(PYTHON) tools/setup.py

serve: setup  ## run Familiar on this machine
	@exec $(BIN)/familiar serve

models-facenet:  ## also the FaceNet recogniser: 90 MB to fetch, 45 MB to serve
	@$(PYTHON) tools/setup.py --extra facenet

models-liveness:  ## also the networks that guess whether a face is real: 145 MB to fetch, 1.5 MB to serve
	@$(PYTHON) tools/setup.py --extra liveness

test:  ## lint, type-check and test everything
	@$(PYTHON) tools/setup.py --dev
	@$(BIN)/python tools/test.py

lint:
	@$(PYTHON) tools/setup.py --dev
	@$(BIN)/python tools/test.py --only lint

bench:  ## time whole calls beside face-api and write the tables into bench/RESULTS.md
	@$(PYTHON) tools/setup.py --dev
	@$(BIN)/python -m bench.stages

accuracy:  ## measure every network on ../shared/data or FAMILIAR_EVAL_DATA; it can be interrupted and goes on from there
	@$(PYTHON) tools/setup.py --dev
	@$(BIN)/python -m bench.accuracy

screenshot:  ## take the README's picture again
	@$(PYTHON) tools/setup.py --dev
	@$(BIN)/python tools/test.py --only screenshot

settings:  ## write docs/settings.md again
	@$(BIN)/python -m tools.settings

lock:  ## resolve requirements/*.in again (needs uv)
	uv pip compile -q --python-version 3.11 --no-header --no-emit-index-url requirements/runtime.in -o requirements/runtime.txt
	uv pip compile -q --python-version 3.11 --no-header --no-emit-index-url requirements/dev.in -o requirements/dev.txt
