# Sourced: find_python prints a Python that is new enough and can make a virtual environment; else one line says what is missing.
# PYTHON in the environment names the only one to be tried.

find_python() {
    lacks_venv=
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
        if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            echo "$candidate"
            return 0
        fi
        lacks_venv=$candidate
    done
    if [ -n "$lacks_venv" ]; then
        echo "setup: $lacks_venv cannot make virtual environments: apt-get install python3-venv" >&2
    else
        echo "setup: no Python 3.11 or newer found: apt-get install python3 python3-venv, or name one with PYTHON=/path/to/python3" >&2
    fi
    return 4
}
