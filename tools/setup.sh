#!/bin/sh
# Makes the environment from the lock file. Called by make; safe to run again after an interruption.
set -eu
venv=$1

python=
for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "causelist: Python 3.11 or newer is needed and was not found. Install it, or say where it is: make PYTHON=/path/to/python3" >&2
    exit 2
fi

echo "Setting up $venv with $("$python" --version) (about half a minute) …"
if ! "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    rm -rf "$venv"
    if ! "$python" -m venv "$venv"; then
        rm -rf "$venv"
        echo "causelist: $python cannot make a virtual environment. On Debian and Ubuntu install the package python3-venv, then try again." >&2
        exit 2
    fi
fi
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
touch "$venv/.ready"
