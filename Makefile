# Every target creates .venv first, from locked dependencies; the command is .venv/bin/revi-docs.
# ARGS is passed on: make site ARGS="--format github", make test ARGS="-k layers".

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ARGS   ?=

# Wheels only: nothing is compiled, and no build script of a package runs.
INSTALL := -m pip --disable-pip-version-check --quiet install --no-input
LOCKED  := --require-hashes --only-binary :all: -r
COMPILE := pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

# Compiles and runs the generated TypeScript. Without Node, the tests that need it are skipped with a message.
ifneq ($(shell command -v npm),)
NODE := node_modules/.package-lock.json
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test soak lint format golden demo mutants bench audit venv lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

site: $(VENV)/project.stamp ## Run every gate and build the site
	$(BIN)/revi-docs build $(ARGS)

serve: $(VENV)/project.stamp ## Serve the site and rebuild it on every change
	$(BIN)/revi-docs serve $(ARGS)

# Types and layers take one processor for as long as the tests collect: they run beside them.
test: $(VENV)/dev.stamp $(NODE) ## Run lint, types, import layers and all tests; print the 20 slowest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@echo "types and import layers are checked beside the tests"; \
	{ $(BIN)/mypy && $(BIN)/lint-imports --no-logo; } >$(VENV)/types.txt 2>&1 & types=$$!; \
	$(BIN)/python -m pytest -n 3 --durations=20 $(ARGS); tests=$$?; \
	wait $$types || { cat $(VENV)/types.txt; exit 1; }; exit $$tests

soak: $(VENV)/dev.stamp $(NODE) ## Run the long tests in full: all rounds, stories, events and kills
	REVI_SOAK=1 $(BIN)/python -m pytest -n 3 --durations=20 $(ARGS)

lint: $(VENV)/dev.stamp ## Run lint, types and import layers only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/dev.stamp ## Format the code and apply automatic fixes
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(VENV)/dev.stamp ## Rewrite the golden files of the tests; read the diff before you commit it
	$(BIN)/python -m tests.refresh

demo: $(VENV)/dev.stamp ## Take a story through all phases in a scratch copy, and serve the result
	$(BIN)/python -m tests.agents.demo $(ARGS)

mutants: $(VENV)/dev.stamp $(NODE) ## Mutation tests: change each branch of decide; the vectors must fail
	$(BIN)/python mutants/run.py $(ARGS)

bench: $(VENV)/dev.stamp ## Measure against other tools and print the ratios
	$(BIN)/python bench/run.py $(ARGS)

audit: ## Look up known vulnerabilities of all locked packages; needs a network
	rm -rf .venv-audit
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python $(INSTALL) $(LOCKED) locks/audit.txt
	.venv-audit/bin/pip-audit --require-hashes --disable-pip $(patsubst %,-r %,$(wildcard locks/*.txt))
	rm -rf .venv-audit

venv: $(VENV)/project.stamp ## Create .venv only

lock: ## Update all lock files to the newest allowed versions
	rm -rf .venv-lock
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python $(INSTALL) uv
	.venv-lock/bin/uv $(COMPILE) --python .venv-lock/bin/python \
		pyproject.toml --extra links --group build -o locks/site.txt
	.venv-lock/bin/uv $(COMPILE) --python .venv-lock/bin/python \
		pyproject.toml --extra links --extra postgres --group build --group dev -c locks/site.txt -o locks/dev.txt
	.venv-lock/bin/uv $(COMPILE) --python .venv-lock/bin/python \
		--group audit -c locks/dev.txt -o locks/audit.txt
	rm -rf .venv-lock
	rm -f package-lock.json
	npm install --package-lock-only --silent
	node --eval 'const lock = JSON.parse(fs.readFileSync("package-lock.json", "utf8")); \
		Object.values(lock.packages).forEach((entry) => delete entry.funding); \
		fs.writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n");'
	rm -f .ci/claude/package-lock.json
	npm install --package-lock-only --silent --omit-lockfile-registry-resolved --prefix .ci/claude

clean: ## Remove .venv, the site and all caches
	rm -rf $(VENV) .venv-lock .venv-audit node_modules .ci/claude/node_modules site build dist .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	@echo "installing package-lock.json into node_modules"
	@npm ci --silent
	@touch $@

# Stamp files record what is installed: .venv is recreated when a lock file changes, the project is
# reinstalled when pyproject.toml changes, and otherwise nothing runs.

$(VENV)/site.stamp: locks/site.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "revi-docs needs Python 3.11 or newer; choose one with: make PYTHON=python3.12"; exit 3; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "this Python cannot create a .venv; on Debian, run: apt-get install python3-venv"; exit 3; }
	@echo "creating $(VENV) from locks/site.txt"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python $(INSTALL) $(LOCKED) locks/site.txt
	@touch $@

$(VENV)/project.stamp: $(VENV)/site.stamp pyproject.toml
	@$(BIN)/python $(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/project.stamp locks/dev.txt
	@echo "installing locks/dev.txt into $(VENV)"
	@$(BIN)/python $(INSTALL) $(LOCKED) locks/dev.txt
	@touch $@
