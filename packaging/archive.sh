#!/usr/bin/env bash
# Makes the archive of a release: packaging/archive.sh BINARY TARGET OUT
#
# BINARY is the program built for TARGET (a Rust target triple); it is run here, so that completions and manual pages are
# its own. OUT gets teardown-VERSION-TARGET/ and the same as .tar.gz, or .zip for Windows.
set -euo pipefail
[ $# -eq 3 ] || { echo "usage: packaging/archive.sh BINARY TARGET OUT" >&2; exit 64; }
binary=$1 target=$2 out=$3
root=$(cd "$(dirname "$0")/.." && pwd)

version=$("$binary" --version | cut -d' ' -f2)
name=teardown-$version-$target
folder=$out/$name
rm -rf "$folder"
mkdir -p "$folder/man" "$folder/completions"

cp "$binary" "$folder/"
cp "$root"/{README.md,CHANGELOG.md,LICENSE-APACHE,LICENSE-MIT} "$folder/"
# Made by `cargo about` before (packaging/about.hbs); without it nothing may be given away.
{
    cat "${THIRD_PARTY:-$root/THIRD-PARTY.md}"
    printf '\n## DejaVu Sans Mono, the font of pictures\n\n```text\n'
    cat "$root/assets/fonts/LICENSE"
    printf '```\n'
} > "$folder/THIRD-PARTY.md"

export LC_ALL=C
"$binary" man --lang en > "$folder/man/teardown.1"
"$binary" --help --lang en | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' | while read -r command; do
    "$binary" man "$command" --lang en > "$folder/man/teardown-$command.1"
done
"$binary" completions bash > "$folder/completions/teardown.bash"
"$binary" completions zsh > "$folder/completions/_teardown"
"$binary" completions fish > "$folder/completions/teardown.fish"
"$binary" completions powershell > "$folder/completions/teardown.ps1"
"$binary" completions elvish > "$folder/completions/teardown.elv"

cd "$out"
case $target in
    *windows*) rm -f "$name.zip"; 7z a -bd -tzip "$name.zip" "$name" > /dev/null ;;
    *) tar --owner=0 --group=0 -czf "$name.tar.gz" "$name" ;;
esac
