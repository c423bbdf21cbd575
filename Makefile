# `make` alone says what there is. Needs python3 (3.11 or newer, with venv) and make; everything else is installed into .venv.
PORT ?= 8000
DATABASE ?= sqlite
TESTS ?= tests
python = .venv/bin/python
manage = DJANGO_SETTINGS_MODULE=tests.settings $(python) manage.py
pytest = bin/tests $(TESTS)

.PHONY: help env run test validity faults long check lint types migrations messages pictures ladder queries site format
.SILENT:

help: ## this list
	awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: ## the locked environment in .venv
	PY="$(PY)" bin/environment

run: env ## the site with its demo on http://127.0.0.1:8000 (PORT=8001 for another)
	bin/dotenv
	exec $(python) manage.py start --port $(PORT)

test: env ## every test (DATABASE=postgresql for PostgreSQL; TESTS=tests/reader for a part)
	case "$(DATABASE)" in \
	  sqlite) env -u DATABASE_URL $(pytest) ;; \
	  postgresql) $(python) bin/with-postgresql $(pytest) ;; \
	  *) echo "DATABASE is '$(DATABASE)'. It takes sqlite or postgresql." >&2; exit 2 ;; \
	esac

validity: env ## markup and access of every kind of page, readers' in three languages (needs Chromium, Java and npm)
	bin/validator >/dev/null
	$(python) -m pytest -m validity tests/validity

faults: env ## what holds when processes are killed and crowds come, in short rounds (DATABASE as for test)
	$(MAKE) test TESTS="-m faults -n 0 tests/faults" DATABASE=$(DATABASE)

long: env ## many more rounds of random verbs and clock moves (DATABASE as for test)
	ROUNDS=300 $(MAKE) test TESTS="tests/publishing/test_timeline.py tests/newsroom/test_kept_is_fresh.py" DATABASE=$(DATABASE)

check: lint types migrations test ## lint, types, migrations and every test: before a commit

lint: env ## code and templates: style and format
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	git ls-files -z 'templates/*.html' ':!templates/jinja2' | xargs -0 --no-run-if-empty .venv/bin/djade --check --target-version 5.2

types: env ## type hints
	$(python) -m mypy

migrations: env ## models and migrations agree
	$(manage) makemigrations --check --dry-run

messages: env ## gather the texts to translate, and compile the translations (needs gettext)
	command -v msgfmt >/dev/null || { echo "gettext is not installed. On Debian: sudo apt install gettext" >&2; exit 1; }
	mkdir -p locale
	for domain in django djangojs; do $(manage) makemessages -l ru -l kk -d $$domain --no-location --ignore var || exit; done
	$(manage) compilemessages -v 0 --ignore .venv

pictures: env ## draw the pictures of README and handbook anew, from the demo (needs Chromium; ONE=name for one)
	$(python) -m docs.pictures $(ONE)

ladder: env ## the files of one big photograph, ours and Wagtail's: seconds, memory, bytes (ROUNDS=1 for a quick look)
	bin/dotenv
	$(python) -m bench.pictures $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(UPLOAD),--upload)

queries: env ## the queries of every page with 1,000 stories, against what is promised
	bin/dotenv
	$(python) -m bench.site 1000 --queries-only

site: env ## what pages cost as stories grow in number (SIZES="1000 1000000"; wants wrk and a machine that rests)
	bin/dotenv
	$(python) -m bench.site $(or $(SIZES),1000 100000) --report docs/site.md

format: env ## rewrite code and templates in the one format
	$(python) -m ruff check --fix --quiet .
	$(python) -m ruff format --quiet .
	git ls-files -z 'templates/*.html' ':!templates/jinja2' | xargs -0 --no-run-if-empty .venv/bin/djade --target-version 5.2
