# Every target calls a program; what they do is in the programs. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAM := .venv-sam
AUDIT := .venv-audit
SHELL := /bin/bash
.DEFAULT_GOAL := generate

.PHONY: help
help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

$(VENV)/.installed: setup.cfg pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --editable '.[local,dev]'
	@touch $@

.PHONY: setup
setup: $(VENV)/.installed  ## install everything into .venv

.PHONY: generate
generate: setup  ## write templates_out/ from apis/, checked (the default)
	$(BIN)/httpapi generate

.PHONY: test
test: setup  ## run all tests, on an emulator too
	$(BIN)/pytest

.PHONY: test-fast
test-fast: setup  ## run the unit tests alone
	$(BIN)/pytest -m 'not emulator and not exhaustive and not lint and not packaging and not sam and not audit and not speed'

.PHONY: browser
browser:  ## install Chromium from Debian, in which CORS is tested; without it those tests are skipped
	command -v chromium || (apt-get update -qq && apt-get install --yes -qq --no-install-recommends chromium)

$(SAM)/.installed: constraints-sam.txt | setup
	$(PYTHON) -m venv --clear $(SAM)
	$(BIN)/uv pip install --quiet --python $(SAM) --constraint constraints-sam.txt aws-sam-cli
	@touch $@

.PHONY: sam
sam: $(SAM)/.installed  ## install aws-sam-cli into .venv-sam; without it the tests that run it are skipped

$(AUDIT)/.installed: constraints-audit.txt audit/requirements.txt audit/uv.toml | setup
	$(PYTHON) -m venv --clear $(AUDIT)
	$(BIN)/uv pip install --quiet --config-file audit/uv.toml --python $(AUDIT) --constraint constraints-audit.txt \
	  --requirement audit/requirements.txt
	@touch $@

.PHONY: audit
audit: $(AUDIT)/.installed  ## have the committed templates scanned by others: checkov, CloudFormation Guard, serverless-rules
	$(AUDIT)/bin/python -m audit templates_out/*/*.yaml

.PHONY: check
check: setup  ## change nothing: style, types, and templates that are not current
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/httpapi generate --check

.PHONY: goldens
goldens: setup  ## rewrite the templates, documents and roles that tests compare, to be reviewed
	cd tests/specs && ../../$(BIN)/httpapi generate
	for document in tests/openapi/documents/*.yaml; do \
	  $(BIN)/httpapi openapi $$(basename $$document .yaml) > $$document || exit; done
	for role in tests/launch_role/roles/*.yaml; do \
	  $(BIN)/httpapi launch-role templates_out/$$(basename $$role .yaml)/template.yaml --bucket my-code-bucket \
	    --permissions-boundary 'arn:$${AWS::Partition}:iam::$${AWS::AccountId}:policy/boundary' > $$role || exit; done

.PHONY: rules
rules: setup  ## rewrite the reference of our rules, docs/rules.md
	$(BIN)/httpapi rules --format markdown > docs/rules.md

.PHONY: format
format: setup  ## mend style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: lint
lint: setup  ## check the committed templates alone
	$(BIN)/httpapi lint templates_out/*/*.yaml

.PHONY: routes
routes: setup need-api  ## show the routes of one API: API=…
	$(BIN)/httpapi routes $(API)

.PHONY: openapi
openapi: setup need-api  ## print one API as an OpenAPI document: API=…
	@$(BIN)/httpapi openapi $(API)

.PHONY: compare
compare: setup  ## say whether all flavours describe the same system: API=… for one API
	$(BIN)/httpapi compare $(API)

.PHONY: launch-role
launch-role: setup  ## print the role that Service Catalog launches a template with: TEMPLATE=… [BUCKET=… BOUNDARY=…]
	@$(BIN)/httpapi launch-role $(TEMPLATE) $(if $(BUCKET),--bucket $(BUCKET)) \
	  $(if $(BOUNDARY),--permissions-boundary '$(BOUNDARY)')

.PHONY: package
package: setup  ## build what is not inline: API=… for one API
	$(BIN)/httpapi package $(API)

.PHONY: deploy-local
deploy-local: setup need-api  ## deploy to the emulator: API=hello [FLAVOUR=sam]
	$(BIN)/httpapi deploy $(API) --local $(DEPLOY_OPTIONS)

.PHONY: stop-local
stop-local: setup  ## end the emulator
	$(BIN)/httpapi stop-local

.PHONY: deploy
deploy: setup need-api  ## deploy to AWS: API=… [FLAVOUR=… STACK=… BUCKET=… PARAMETERS=…]
	$(BIN)/httpapi deploy $(API) $(DEPLOY_OPTIONS)

.PHONY: publish
publish: setup need-api  ## publish a product as a version: API=… [BUCKET=…]
	$(BIN)/httpapi publish $(API) $(if $(BUCKET),--bucket $(BUCKET))

DEPLOY_OPTIONS = $(if $(FLAVOUR),--flavour $(FLAVOUR)) $(if $(STACK),--stack $(STACK)) $(if $(BUCKET),--bucket $(BUCKET)) $(if $(PARAMETERS),--parameters $(PARAMETERS))

.PHONY: need-api
need-api:
	@$(if $(API),true,echo 'which API? for example: make deploy-local API=hello' >&2; exit 2)

.PHONY: benchmark
benchmark: setup  ## measure the speed of generation and of the check
	$(BIN)/python benchmarks/speed.py

.PHONY: lock
lock: setup  ## pin the newest versions in all constraints*.txt
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --no-annotate \
	  --extra local --extra dev setup.cfg --output-file constraints.txt
	echo aws-sam-cli | $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header \
	  --no-annotate - --output-file constraints-sam.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --no-annotate \
	  --config-file audit/uv.toml audit/requirements.txt --output-file constraints-audit.txt

.PHONY: clean
clean:  ## remove what was built and installed; templates_out/ stays
	[ ! -x $(BIN)/httpapi ] || $(BIN)/httpapi stop-local
	rm -rf $(VENV) $(SAM) $(AUDIT) .aws-sam build .ministack .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
