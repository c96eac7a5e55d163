# shellcheck shell=bash
# The libraries of bpfskel-natives, which natives/build compiles into the cache. Sourced by dev,
# after apt.sh.

NATIVES= # the folder, once it is filled

describe_natives() {
	echo "the libraries of bpfskel-natives, which natives/build makes of Debian's sources by" \
		"x86_64-linux-gnu-gcc and aarch64-linux-gnu-gcc: without them that module is left out"
}

packages_of_natives() {
	local packages=(gcc libc6-dev dpkg-dev patch xz-utils bzip2)
	[[ $(uname -m) == x86_64 ]] || packages+=(gcc-x86-64-linux-gnu libc6-dev-amd64-cross)
	[[ $(uname -m) == aarch64 ]] || packages+=(gcc-aarch64-linux-gnu libc6-dev-arm64-cross)
	printf '%s\n' "${packages[@]}"
}

find_natives() {
	NATIVES=
	[[ $(cat "$CACHE/natives/made-by" 2>/dev/null) == "$(natives_made_by)" ]] || return
	NATIVES=$CACHE/natives
}

fetch_natives() {
	natives/build "$CACHE/natives" || return
	natives_made_by >"$CACHE/natives/made-by"
}

# What makes them: other compilers or other scripts make other bytes.
natives_made_by() {
	local arch
	for arch in x86_64 aarch64; do
		"$arch-linux-gnu-gcc" --version 2>/dev/null | sed -n 1p
	done
	find natives/build natives/compile natives/describe.sh natives/src/main/c -type f -print0 |
		LC_ALL=C sort -z | xargs -0 sha256sum
}
