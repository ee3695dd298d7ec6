#!/usr/bin/env bash
# Writes the manifests for Scoop, winget and Homebrew beside the archives of a release: packaging/manifests.sh FOLDER
#
# Version and address come from Cargo.toml, checksums from the archives in FOLDER. A manifest that names an archive which
# is not there is an error.
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: packaging/manifests.sh FOLDER" >&2; exit 64; }
folder=$1
root=$(cd "$(dirname "$0")/.." && pwd)
field() { sed -n "s/^$1 = \"\(.*\)\"$/\1/p" "$root/Cargo.toml" | head -1; }

rules=(-e "s|@VERSION@|$(field version)|g" -e "s|@REPOSITORY@|$(field repository)|g")
for archive in "$folder"/teardown-*.tar.gz "$folder"/teardown-*.zip; do
    [ -e "$archive" ] || continue
    target=$(basename "$archive" | sed -e "s/^teardown-$(field version)-//" -e 's/\.tar\.gz$//' -e 's/\.zip$//')
    rules+=(-e "s|@$target@|$(sha256sum "$archive" | cut -d' ' -f1)|g")
done
for template in "$root"/packaging/manifests/*.in; do
    manifest=$folder/$(basename "$template" .in)
    sed "${rules[@]}" "$template" > "$manifest"
    if grep -n '@[A-Za-z0-9_-]*@' "$manifest" >&2; then
        echo "packaging/manifests.sh: $manifest: the archives for these lines are not in $folder" >&2
        rm "$manifest"
        exit 65
    fi
done
