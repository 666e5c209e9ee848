#!/bin/sh
# Find or install a browser for pages that scripts fill in: one that is there, else Playwright's own, else the system's packages.
# Always ends well: without a browser the program says of such pages that they were not checked.
# OIT_BROWSER_SECONDS (300) limits each try.
set -u
cd "$(dirname "$0")/.."
log=.venv/browser.log
limit=${OIT_BROWSER_SECONDS:-300}

found() {
    .venv/bin/python scripts/browser_found.py 2>>"$log"
}

# Quietly, for a limited time.
attempt() {
    timeout "$limit" "$@" >>"$log" 2>&1 </dev/null
}

can_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

apt() {
    attempt env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

from_packages() {
    apt chromium-headless-shell && return
    attempt apt-get update # a fresh machine has no list of packages
    apt chromium-headless-shell || apt chromium
}

# Without a Thai font screenshots show boxes; the texts are read all the same.
thai_font() {
    can_apt || return
    [ -z "$(fc-list :lang=th 2>/dev/null)" ] || return
    apt fonts-thai-tlwg || { attempt apt-get update && apt fonts-thai-tlwg; }
}

: >"$log"
found
state=$?
[ "$state" != 4 ] || exit 0 # a browser was named and does not run: a wish to correct, not a reason to install another
if [ "$state" != 0 ]; then
    echo "setup: getting a browser for pages that need one (at most some minutes)"
    attempt .venv/bin/playwright install --only-shell chromium
    if ! found && can_apt; then
        from_packages
        found
    fi
fi
if found; then
    thai_font
else
    echo "setup: no browser could be had (see $log): pages that need one become not_checked, browser tests are skipped; try again with: make browser"
fi
exit 0
