# make run          start the dashboard (DATA=map: on the files in that folder; PORT=8502: another port)
# make test         every check and every test
# make check        style, types and layers only
# make help         the other commands
#
# Everything is installed in .venv, from requirements.txt, when that file is newer than what stands there.

PYTHON ?= python3
DATA   ?=
PORT   ?= 8501
# For use by others than this computer: make run HOST=0.0.0.0 NAME=kinderwerk.example.org. By another name nobody gets
# an answer; more of them stand in KINDERWERK_NAMEN.
HOST   ?= localhost
NAME   ?= localhost
ARGS   ?=
# A release that is harmful is mostly found within days: the lock takes none that is younger than this.
COOLDOWN ?= 7 days

VENV := .venv
PY   := $(VENV)/bin/python
PIP  := $(PY) -m pip install -qq --disable-pip-version-check --no-input --only-binary :all: --require-hashes
LOCK := $(PY) -m uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
        --generate-hashes --no-strip-extras --no-emit-index-url --custom-compile-command "make requirements" \
        --exclude-newer "$(COOLDOWN)"

# Streamlit itself opens no browser for an app with routes of its own.
URL := http://$(NAME):$(PORT)
OPEN_WHEN_READY = for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do sleep 1; \
	if $(PY) -c 'import urllib.request as r; r.urlopen("$(URL)/_stcore/health")' 2>/dev/null; \
	then $(PY) -m webbrowser '$(URL)' >/dev/null 2>&1; break; fi; done

.PHONY: help run test pytest check format coverage benchmark fuzz example screenshots requirements sbom advisories clean

help:
	@echo "make run           start het dashboard met de voorbeeldgemeente"
	@echo "make run DATA=map  start het dashboard met de bestanden in die map   (PORT=8502: een andere poort)"
	@echo "make test          alle controles en alle tests       (ARGS='-k kaart': een deel)"
	@echo "make check         alleen stijl, typen en lagen"
	@echo "make format        zet de code in de vaste stijl"
	@echo "make coverage      tests zonder browser, met welke regels zij raken"
	@echo "make benchmark     meet de snelheid"
	@echo "make fuzz          lees vijf minuten lang beschadigde bestanden  (ARGS='--seed 2': andere)"
	@echo "                   of zet goede cijfers in alle vormen   (ARGS='--tables 20000')"
	@echo "make example       maak de voorbeeldgemeente opnieuw, in data/voorbeeld"
	@echo "make screenshots   maak de afbeeldingen van de README opnieuw"
	@echo "make requirements  leg de nieuwste versies van de pakketten vast"
	@echo "make sbom          schrijf waar het programma uit bestaat (CycloneDX) in build/sbom.json"
	@echo "make advisories    vraag of er lekken bekend zijn in die pakketten (met internet)"
	@echo "make clean         verwijder .venv en alles wat opnieuw gemaakt kan worden"

run: $(VENV)/requirements.txt
	@data='$(DATA)'; \
	case "$$data" in "~/"*) data="$$HOME/$${data#??}" ;; esac; \
	if [ -n "$$data" ]; then \
	  if [ ! -d "$$data" ]; then echo "De map '$$data' is er niet. Noem een map met CBS-bestanden: make run DATA=map"; exit 1; fi; \
	  KINDERWERK_DATA="$$data"; export KINDERWERK_DATA; \
	fi; \
	echo "Het dashboard start op $(URL). Stoppen: Ctrl+C. Is deze poort bezet: make run PORT=8502"; \
	if [ "$$(uname)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then ( $(OPEN_WHEN_READY) ) & fi; \
	exec $(PY) -m streamlit run dashboard.py --server.address '$(HOST)' --server.port '$(PORT)' \
	  --browser.serverAddress '$(NAME)' --browser.gatherUsageStats false --server.showEmailPrompt false \
	  --logger.hideWelcomeMessage true

# Both at once: the types are read by one process, while the other installs what the tests need and runs them.
test: $(VENV)/requirements-dev.txt
	@$(MAKE) --no-print-directory --jobs 2 check pytest

pytest: $(VENV)/browser $(VENV)/office $(VENV)/proxy
	@$(PY) -m pytest --numprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/requirements-dev.txt
	@$(PY) -m ruff check --quiet
	@$(PY) -m ruff format --check --quiet
	@$(PY) -m mypy --no-error-summary
	@said=$$($(VENV)/bin/lint-imports --no-logo 2>&1) || { echo "$$said"; exit 1; }

format: $(VENV)/requirements-dev.txt
	@$(PY) -m ruff check --fix --quiet || true
	@$(PY) -m ruff format

coverage: $(VENV)/requirements-dev.txt
	@$(PY) -m pytest --quiet -m "not browser" --numprocesses auto --maxprocesses 4 --dist loadfile --cov $(ARGS)

benchmark: $(VENV)/requirements-dev.txt
	@$(PY) -m pytest tests/benchmarks -p no:xdist --benchmark-enable $(ARGS)

fuzz: $(VENV)/requirements-dev.txt
	@$(PY) -m tests.benchmarks.fuzz_readers $(ARGS)

example: $(VENV)/requirements.txt
	@$(PY) -m kinderwerk_stats voorbeeld data/voorbeeld

screenshots: $(VENV)/browser
	@$(PY) -m tests.browser.make_screenshots

requirements: $(VENV)/requirements-dev.txt
	@$(LOCK) --upgrade requirements.in --output-file requirements.txt
	@$(LOCK) --upgrade requirements-dev.in --output-file requirements-dev.txt

sbom: $(VENV)/requirements-dev.txt
	@mkdir -p build
	@$(PY) -W ignore -m cyclonedx_py requirements --pyproject pyproject.toml --spec-version 1.6 --output-reproducible \
	  --output-file build/sbom.json requirements.txt

# Status 0: none is known; 1: those that are named; 2: nobody could be asked, so nothing is known.
advisories: $(VENV)/requirements-dev.txt
	@$(PY) -m tests.deploy.advisories $(ARGS)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .benchmarks .hypothesis .coverage htmlcov \
	  test-results build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the virtual environment ------------------------------------------------------------------------

$(PY):
	@for python in '$(PYTHON)' python3.14 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi; python=; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Er is Python 3.11 of nieuwer nodig, en dat is hier niet gevonden."; \
	  echo "  Debian of Ubuntu:  sudo apt install python3 python3-venv"; \
	  echo "  Fedora:            sudo dnf install python3"; \
	  echo "  macOS:             brew install python"; \
	  echo "Staat het ergens anders, noem het dan: make run PYTHON=/pad/naar/python3"; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "Deze Python kan geen eigen omgeving maken. Debian of Ubuntu: sudo apt install python3-venv"; exit 1; \
	fi; \
	"$$python" -m venv --clear $(VENV)

$(VENV)/requirements.txt: requirements.txt $(PY)
	@echo "Pakketten installeren in $(VENV). Dit hoeft een keer."
	@$(PIP) -r requirements.txt
	@cp requirements.txt $@

$(VENV)/requirements-dev.txt: requirements-dev.txt $(VENV)/requirements.txt
	@echo "Pakketten voor de tests installeren in $(VENV). Dit hoeft een keer."
	@$(PIP) -r requirements-dev.txt
	@cp requirements-dev.txt $@

# One after the other, also beside `check`: two apt-get at once refuse each other.
$(VENV)/office: $(VENV)/requirements-dev.txt tests/office/office.py | $(VENV)/browser
	@$(PY) -m tests.office.office
	@touch $@

$(VENV)/proxy: $(VENV)/requirements-dev.txt tests/deploy/proxy.py | $(VENV)/office
	@$(PY) -m tests.deploy.proxy
	@touch $@

$(VENV)/browser: $(VENV)/requirements-dev.txt tests/browser/chromium.py
	@$(PY) -m tests.browser.chromium
	@touch $@
