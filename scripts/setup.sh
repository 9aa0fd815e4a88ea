#!/bin/sh
# Makes the environment in .venv with the locked dependencies; with the word "dev", those of the tests too.
# Ends with 2, and one plain line, when the machine lacks something.
set -eu
cd "$(dirname "$0")/.."
set_of="${1:-run}"

if [ "$(uname)" = Darwin ]; then
  get="brew install python@3.12"
else
  get="sudo apt-get install -y python3 python3-venv"
fi
if ! command -v git >/dev/null 2>&1; then
  echo "git is missing. Install it with: ${get%% python*} git" >&2
  exit 2
fi
if ! command -v python3 >/dev/null 2>&1; then
  echo "Python 3 is missing. Install it with: $get" >&2
  exit 2
fi
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or later is missing (this is $(python3 --version)). Install it with: $get" >&2
  exit 2
fi
if ! python3 -c 'import venv, ensurepip' >/dev/null 2>&1; then
  echo "python3-venv is missing. Install it with: $get" >&2
  exit 2
fi

lock=requirements.txt
[ "$set_of" = dev ] && lock=requirements-dev.txt
stamp=".venv/set-up-$set_of"
want="$(cat requirements-setup.txt "$lock" pyproject.toml scripts/setup.sh | cksum)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ]; then
  exit 0
fi
# The larger set holds the smaller one.
if [ "$set_of" = run ] && [ -f .venv/set-up-dev ] && \
   [ "$(cat .venv/set-up-dev)" = "$(cat requirements-setup.txt requirements-dev.txt pyproject.toml scripts/setup.sh | cksum)" ]; then
  exit 0
fi
echo "Setting up in .venv (about half a minute, once) ..."
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-setup.txt
.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
echo "$want" > "$stamp"
