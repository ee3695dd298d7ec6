#!/usr/bin/env bash
# Prints what the change log says of a version: packaging/notes.sh VERSION
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: packaging/notes.sh VERSION" >&2; exit 64; }
root=$(cd "$(dirname "$0")/.." && pwd)
awk -v head="## [$1]" '
    /^## / { on = index($0, head) == 1; next }
    on { print; said = 1 }
    END { exit said ? 0 : 65 }
' "$root/CHANGELOG.md"
