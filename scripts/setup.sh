#!/bin/sh
# Prepare .venv: `setup.sh run` with what the program needs, `setup.sh dev` with the tools for tests and lint too.
# Quick when nothing has changed since the last time. Exit code 4 when Python or a package cannot be had; a missing browser or
# tesseract is no failure (OIT_SKIP_BROWSER=1, OIT_SKIP_OCR=1: not looked for).
set -eu
cd "$(dirname "$0")/.."
. scripts/python.sh

kind=${1:-run}
case $kind in
    run) target=. ;;
    dev) target='.[dev]' ;;
    *) echo "setup: $kind is neither run nor dev" >&2; exit 2 ;;
esac
python=.venv/bin/python
log=.venv/setup.log

# What was installed for: place (an editable install points to it), Python, dependencies. Another sum means: install again.
sum_now() {
    { pwd; "$python" -c 'import sys; print(sys.version)'; cat pyproject.toml requirements.lock; } | cksum
}

installed() {
    [ -f ".venv/$1.done" ] && [ "$(cat ".venv/$1.done")" = "$(sum_now)" ]
}

make_venv() {
    "$python" -c '' 2>/dev/null && return
    base=$(find_python)
    echo "setup: making .venv with $base"
    "$base" -m venv --clear .venv
}

pip_install() {
    "$python" -m pip install --quiet --disable-pip-version-check "$@" >"$log" 2>&1
}

# The lock gives everyone the same versions. An index that lacks one of them must not stop us: pyproject.toml says what is good enough.
install() {
    echo "setup: installing the packages (a minute or two the first time)"
    rm -f .venv/run.done .venv/dev.done
    if ! pip_install -c requirements.lock -e "$target"; then
        echo "setup: the versions of requirements.lock cannot all be had, trying others that pyproject.toml allows" >&2
        if ! pip_install -e "$target"; then
            tail -n 5 "$log" >&2
            echo "setup: the packages cannot be installed, see $log; check the network or the PIP_* settings" >&2
            exit 4
        fi
    fi
    sum_now >.venv/run.done
    [ "$kind" = run ] || sum_now >.venv/dev.done
}

make_venv
installed "$kind" || install
if [ -z "${OIT_SKIP_BROWSER:-}" ] && [ ! -f .venv/browser.done ]; then
    sh scripts/browser.sh
    : >.venv/browser.done
fi
if [ -z "${OIT_SKIP_OCR:-}" ] && [ ! -f .venv/ocr.done ]; then
    sh scripts/ocr.sh
    : >.venv/ocr.done
fi
