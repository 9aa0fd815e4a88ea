#!/bin/sh
# Every test. Says in one line what it left out and why; the last line is the whole suite's own.
set -eu
cd "$(dirname "$0")/.."
left=""

postgres="${TEST_POSTGRES_URL:-}"
if [ -n "$postgres" ]; then
  echo "Database tests on PostgreSQL."
  DATABASE_URL="$postgres" .venv/bin/python -m pytest -q -n 2 --dist worksteal -m "database and not journey"
else
  left="database tests on PostgreSQL (TEST_POSTGRES_URL names no server)"
fi

journeys=""
# `command -v` fails for a name that is not there, and then the next is tried: an empty answer, no error.
chromium="${CHROMIUM:-}"
for name in chromium chromium-browser google-chrome; do
  [ -n "$chromium" ] || chromium="$(command -v "$name" || echo)"
done
if [ -z "$chromium" ]; then
  journeys="not journey"
  left="${left:+$left; }browser journeys (no Chromium found; CHROMIUM may name one)"
else
  export CHROMIUM="$chromium"
fi

# The five real documents lie beside the project and only there; tests on invented ones of the same shape always run.
[ -d ../shared/documents ] || echo "Skipped, for ../shared is not beside this checkout: the tests that read the five real documents."
if [ -n "$left" ]; then
  echo "Left out: $left."
else
  echo "Left out: nothing."
fi
unset DATABASE_URL
exec .venv/bin/python -m pytest -q -n 2 --dist worksteal -m "$journeys"
