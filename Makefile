# make run: set up and open the program.  make test: set up and run every check and test.
# make promises: try every promise about safety as often as it says, and print the table (takes minutes).
# make check: style, layers and types.  make demo, make screens: write the forms, draw every page into OUT.
# make bench: measure speed.  make format: put style right.  make pictures: draw the README's pictures anew.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= out
THEME ?= light
TEXT ?= 100

.PHONY: run ready test promises check demo screens pictures bench format

run:
	@$(PYTHON) installers/prepare.py run

ready:
	@$(PYTHON) installers/prepare.py

test: check
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal

promises: ready
	PROMISES=full QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n 2 --dist worksteal tests/promises

check: ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

demo: ready
	$(BIN)/safeguard-desktop demo --out $(OUT)

screens: ready
	QT_QPA_PLATFORM=offscreen $(BIN)/safeguard-desktop screens --out $(OUT) --theme $(THEME) --text $(TEXT)

pictures: ready
	QT_QPA_PLATFORM=offscreen $(BIN)/safeguard-desktop screens --out out/screens
	mkdir -p resources/pictures
	cp out/screens/0*-today.png resources/pictures/today.png
	cp out/screens/*-consent-conversation-explain-the-concern.png resources/pictures/conversation.png
	cp out/screens/*-sharing-decision-your-decision.png resources/pictures/decision.png
	cp out/screens/*-risk-acceptance-level-of-risk-agreed.png resources/pictures/risk.png
	cp out/screens/*-pack-marac-referral.png resources/pictures/pack.png

bench: ready
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

format: ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
