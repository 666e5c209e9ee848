#!/bin/sh
# Write requirements.lock: the newest versions that pyproject.toml allows, resolved in a fresh environment with every extra.
set -eu
cd "$(dirname "$0")/.."
. scripts/python.sh

base=$(find_python)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$base" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check -e '.[dev,postgresql]'
{
    echo "# Versions that were tested together. Used as constraints: pip install -c requirements.lock -e '.[dev]'. Written by: make lock"
    "$work/venv/bin/python" -m pip freeze --all --exclude-editable | grep -E '^[A-Za-z0-9._-]+==' | grep -v '^pip==' | LC_ALL=C sort -f
} >"$work/lock"
mv "$work/lock" requirements.lock
echo "requirements.lock: $(grep -c == requirements.lock) versions"
