#!/bin/sh
# Find or install tesseract with Thai, which reads the text of scans. Only where this is root and there is apt; quietly, for a limited time.
# Always ends well: without it scans stay unclear and the tests that need it are skipped. OIT_OCR_SECONDS (180) limits each try.
set -u
cd "$(dirname "$0")/.."
log=.venv/ocr.log
limit=${OIT_OCR_SECONDS:-180}

found() {
    .venv/bin/python -c 'import sys; from reading.tesseract import find_tesseract; sys.exit(find_tesseract() is None)' >>"$log" 2>&1
}

attempt() {
    timeout "$limit" "$@" >>"$log" 2>&1 </dev/null
}

install() {
    attempt env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-tha
}

: >"$log"
[ -z "${OIT_TESSERACT:-}" ] || exit 0 # one was named: `oit doctor` says whether it runs
found && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "setup: getting tesseract, which reads scans (at most some minutes)"
    install || { attempt apt-get update && install; } # a fresh machine has no list of packages
fi
found || echo "setup: no tesseract with Thai could be had (see $log): scans stay unclear; try again with: sh scripts/ocr.sh"
exit 0
