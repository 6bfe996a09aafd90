# Two commands do all the set-up: `make run` serves the dashboard, `make test` checks it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BOUNDARIES ?= postcodes
PORT ?= 8501

AUDIT := $(VENV)/audit

.PHONY: run test explore lint bench data lock audit screenshot

run: $(VENV)/run
	$(BIN)/streamlit run server.py --server.port $(PORT)

# Side by side: a test in the browser often waits.
test: $(VENV)/test chromium postgres office proxy
	$(MAKE) --no-print-directory --jobs 2 --output-sync=target --keep-going in-browser without-browser

.PHONY: in-browser without-browser
in-browser:
	$(BIN)/python -m pytest tests/browser

without-browser: lint
	$(BIN)/python -m pytest --ignore tests/browser

# The laws again, with examples that no run before has tried. A failure becomes an @example of its test.
explore: $(VENV)/test
	$(BIN)/python -m pytest -n 2 --hypothesis-profile explore tests/lib

lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/test chromium
	$(BIN)/python -m benchmarks.run

# Rebuild data/ from its published sources (and, with BOUNDARIES=official, from ONS's own outlines; needs the internet).
data: $(VENV)/test
	$(BIN)/pip install --quiet --no-deps -r data/build/requirements.txt
	$(BIN)/python -m data.build --boundaries $(BOUNDARIES)

# Write the locks anew after a change to a .in file: every package with the hashes of its files, which pip then insists on.
COMPILE = $(AUDIT)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links
lock: $(AUDIT)/done
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-test.in -o requirements-test.txt
	$(COMPILE) requirements-audit.in -o requirements-audit.txt
	$(COMPILE) --no-deps data/build/requirements.in -o data/build/requirements.txt

# Licences of every locked package, the bill of materials, and vulnerabilities known of it.
audit: $(VENV)/test $(AUDIT)/done
	$(BIN)/python -m audit.licences
	$(AUDIT)/bin/python -m audit.bill
	$(AUDIT)/bin/python -m audit.advisories

# The README's picture, made by the tests' browser.
screenshot: $(VENV)/test chromium
	$(BIN)/python -m pytest tests/browser/test_access_map.py -k screenshot
	cp tests/artefacts/access_map_light.png tests/golden/access_map.png

$(VENV)/run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-compile -r requirements.txt
	mkdir -p static
	touch $@

$(VENV)/test: $(VENV)/run requirements-test.txt
	$(BIN)/pip install --quiet --no-compile -r requirements-test.txt
	touch $@

# Apart from the app, whose packages these would mix with.
$(AUDIT)/done: requirements-audit.txt
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/pip install --quiet -r requirements-audit.txt
	touch $@

# Chromium without a window of its own, which takes less of the processor, where the system has it; else the whole one,
# and elsewhere that which playwright fetches.
.PHONY: chromium
chromium: $(VENV)/test
	@command -v chromium-headless-shell >/dev/null || \
	if command -v apt-get >/dev/null; then \
		SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$SUDO apt-get update -qq; \
		$$SUDO apt-get install -y -qq chromium-headless-shell || command -v chromium || \
		command -v chromium-browser || $$SUDO apt-get install -y -qq chromium; \
	else $(BIN)/playwright install chromium; fi

# LibreOffice, which opens the meeting pack's files in the tests, and poppler's pdftoppm, which draws their pages.
.PHONY: office
office:
	@{ command -v soffice && command -v pdftoppm; } >/dev/null || \
	if command -v apt-get >/dev/null; then \
		SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$SUDO apt-get update -qq && \
		$$SUDO apt-get install -y -qq --no-install-recommends libreoffice-impress libreoffice-calc poppler-utils; \
	else echo "Install LibreOffice and poppler, so that soffice and pdftoppm are on the path."; exit 1; fi

# PostgreSQL's own server, which the tests of saved scenarios start and stop themselves.
.PHONY: postgres
postgres:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	if command -v apt-get >/dev/null; then \
		SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends postgresql; \
	else echo "Install PostgreSQL's server, so that initdb is on the path."; exit 1; fi

# nginx, which the tests of the hosted dashboard start and stop themselves.
.PHONY: proxy
proxy:
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || \
	if command -v apt-get >/dev/null; then \
		SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends nginx-light; \
	else echo "Install nginx, so that it is on the path."; exit 1; fi
