# Everything here needs Python 3.11 or later with venv, and make. Each target sets up what it uses, in .venv.
# Nästa itself is not installed: it is run from this folder.

python = .venv/bin/python
ready = .venv/ready
packages = tests/npm/node_modules/.ready
compile = $(python) -m piptools compile --quiet --strip-extras --allow-unsafe --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	$(if $(upgrade),--upgrade)

# Where pip finds packages is the machine's affair; where it puts them, and which, is ours.
unexport PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_NO_BINARY PIP_ONLY_BINARY

.PHONY: help run demo test browser packages bench year torture schemathesis outside lint lock clean again

help:
	@echo "make run     the service on http://127.0.0.1:8000, with its worker; NASTA_HOST, NASTA_PORT and the rest are heeded"
	@echo "make demo    the same, with a fictional group and a year of meetings"
	@echo "make test    the tests; on PostgreSQL too with TEST_DATABASE_URL"
	@echo "make browser what people see, in a real browser, with checkers; needs chromium, java and npm"
	@echo "             (make test has these too, where they are); pictures to look at with SCREENSHOTS=folder"
	@echo "make year    a year of thirty groups, every letter against a recomputation; an hour or so"
	@echo "make bench   what requests, a planning run and reading notes cost; on PostgreSQL too with TEST_DATABASE_URL"
	@echo "make torture mail while workers are killed: 10000 mails, 2000 kills; on PostgreSQL too with TEST_DATABASE_URL;"
	@echo "             less with mails=500 kills=100, the same again with seed=7, one trial with only=sqlite"
	@echo "make schemathesis  every operation asked at random; who=\"administrator member outsider two\" examples=100"
	@echo "make outside       what others' validators, linters and client generators make of the API's description"
	@echo "make lint    style, types and the directions of imports"
	@echo "make lock    the lock files from pyproject.toml; upgrade=yes for newer versions"
	@echo "make clean   away with .venv and caches; var/ is kept"

run: $(ready)
	@exec $(python) -m app serve --worker

demo: $(ready)
	@exec $(python) -m app demo --serve

test: $(ready)
	@exec $(python) -m pytest

browser: $(ready) $(packages)
	@TEST_TOOLS=required exec $(python) -m pytest tests/browser

packages: $(packages)

bench: $(ready)
	@TEST_DATABASE_URL= $(python) -m bench.run
	@TEST_DATABASE_URL= $(python) -m bench.planning
	@$(python) -m bench.reading_notes
	@$(python) -m bench.bad_files
	@if [ -n "$$TEST_DATABASE_URL" ]; then $(python) -m bench.run && exec $(python) -m bench.planning; fi

torture: $(ready)
	@exec $(python) -m torture.run $(foreach option,mails kills seed speed minutes only,$(if $($(option)),--$(option) $($(option))))

year: $(ready)
	@SIMULATED_YEAR=$(or $(size),30,365,1) exec $(python) -m pytest -n 0 -q tests/simulated_year

schemathesis: $(ready)
	@who="$(who)" examples="$(examples)" minutes="$(or $(minutes),1440)" exec .ci/schemathesis

outside: $(ready)
	@exec .ci/outside

lint: $(ready)
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy
	.venv/bin/lint-imports --no-logo

# From the default index alone, whatever this machine tells pip, so that every hash is of a published file.
lock: $(ready)
	CUSTOM_COMPILE_COMMAND="make lock" PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= \
		$(compile) --extra dev --output-file requirements.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= \
		$(compile) --constraint requirements.lock --output-file requirements-run.lock pyproject.toml

clean:
	rm -rf .venv tests/npm/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .schemathesis .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Made again when the lock has changed, or when the Python it stands on has gone.
$(ready): requirements.lock $(shell test -x $(python) || echo again)
	@for found in python3.11 python3 none; do \
		"$$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done; \
	if [ "$$found" = none ]; then \
		echo "Nästa needs Python 3.11 or later; neither python3.11 nor python3 is that here." >&2; exit 1; \
	fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$found has no venv here; on Debian: apt-get install $$found-venv" >&2; exit 1; \
	fi; \
	echo "Setting up .venv, once: a minute or so"; \
	"$$found" -m venv .venv || exit 1; \
	$(python) -m pip install --quiet --disable-pip-version-check --no-user --target= --no-binary=:none: \
		--require-hashes --requirement requirements.lock >.venv/pip.log 2>&1 || \
		{ cat .venv/pip.log >&2; exit 1; }
	@touch $@

# What tests use of npm: nothing of it runs when it is set up.
$(packages): tests/npm/package-lock.json
	@cd tests/npm && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
