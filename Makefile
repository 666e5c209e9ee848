# make demo    check the made-up agency's website and write its report
# make test    run every test
# make fuzz    ten minutes of made-up input, other input each time; OIT_FUZZ_MINUTES=60 make fuzz for more
# make lint    style and types
# make setup   only prepare .venv (and a browser), as demo does
# make browser look for a browser again
# make lock    write requirements.lock anew from the newest versions that pyproject.toml allows
# make clean   remove what was made, .venv too
#
# Each command prepares what it needs; the second time that takes no time. PYTHON=..., PIP_* and OIT_SKIP_BROWSER=1 are respected.

BIN := .venv/bin

.PHONY: demo test fuzz lint setup browser lock clean

demo: setup
	$(BIN)/oit demo

test:
	@sh scripts/setup.sh dev
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

fuzz:
	@OIT_SKIP_BROWSER=1 sh scripts/setup.sh dev
	$(BIN)/python -m tests.fuzz.long

lint:
	@OIT_SKIP_BROWSER=1 sh scripts/setup.sh dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

setup:
	@sh scripts/setup.sh run

browser:
	@rm -f .venv/browser.done
	@sh scripts/setup.sh run

lock:
	@sh scripts/lock.sh

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
