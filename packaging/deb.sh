#!/usr/bin/env bash
# Makes a Debian package of an unpacked archive: packaging/deb.sh FOLDER ARCHITECTURE OUT
#
# FOLDER is what packaging/archive.sh left; ARCHITECTURE is Debian's name (amd64, arm64). The oldest libc that the program
# runs with is read off its symbols. COMPRESSION is that of the package: xz, gzip, none.
set -euo pipefail
[ $# -eq 3 ] || { echo "usage: packaging/deb.sh FOLDER ARCHITECTURE OUT" >&2; exit 64; }
folder=$1 architecture=$2 out=$3

version=$("$folder/teardown" --version | cut -d' ' -f2)
libc=$(objdump -T "$folder/teardown" | grep -o 'GLIBC_[0-9.]*' | cut -d_ -f2 | sort -Vu | tail -1)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
share=$tree/usr/share doc=$tree/usr/share/doc/teardown

install -D -m 755 "$folder/teardown" "$tree/usr/bin/teardown"
install -D -m 644 -t "$doc" "$folder"/{README.md,CHANGELOG.md,THIRD-PARTY.md}
install -D -m 644 -t "$share/man/man1" "$folder"/man/*.1
gzip -9n "$share"/man/man1/*.1
install -D -m 644 "$folder/completions/teardown.bash" "$share/bash-completion/completions/teardown"
install -D -m 644 "$folder/completions/_teardown" "$share/zsh/vendor-completions/_teardown"
install -D -m 644 "$folder/completions/teardown.fish" "$share/fish/vendor_completions.d/teardown.fish"
{
    echo "teardown may be used under either of two licences, whichever you like better."
    echo
    cat "$folder/LICENSE-MIT"
    echo
    echo "The Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0."
} > "$doc/copyright"
chmod 644 "$doc/copyright"

mkdir "$tree/DEBIAN"
cat > "$tree/DEBIAN/control" <<END
Package: teardown
Version: $version
Architecture: $architecture
Maintainer: ${MAINTAINER:-the teardown developers <nobody@localhost>}
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Depends: libc6 (>= $libc), libgcc-s1
Section: devel
Priority: optional
Description: debugger for the shutdown of a MAPI message store provider
 A terminal program that teaches how a MAPI message store provider shuts down:
 every step animated, with the code that runs and the page that says so.
 Lessons ask before they tell, and a search tries every order.
END
dpkg-deb --root-owner-group -Z"${COMPRESSION:-xz}" --build "$tree" "$out/teardown_${version}_$architecture.deb" > /dev/null
