VENV := .venv
PY ?= python3
.PHONY: env
env: $(VENV)/.stamp
$(VENV)/.stamp: uv.lock uv-boot.txt
	$(PY) -m venv $(VENV)
	$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r uv-boot.txt
	UV_PROJECT_ENVIRONMENT=$(VENV) $(VENV)/bin/uv sync -q --locked --all-groups --no-python-downloads
	touch $@
