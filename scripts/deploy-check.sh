#!/bin/sh
# Django's own deployment check, with the settings of a production server; any warning fails it.
set -eu
cd "$(dirname "$0")/.."
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
THROUGHLINE_MODE=production THROUGHLINE_HOME="$home" THROUGHLINE_HTTPS=1 \
THROUGHLINE_ALLOWED_HOSTS=throughline.example.org \
THROUGHLINE_SECRET_KEY="$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
  .venv/bin/python manage.py check --deploy --fail-level WARNING
