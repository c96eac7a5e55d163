# shellcheck shell=bash
# What is in the libraries, as an SBOM of CycloneDX. Sourced by build.

# The oldest glibc that has every function that the library calls: x86_64 calls it 2.2.5 and up.
oldest_glibc() { # LIBRARY
	LC_ALL=C readelf -VW "$1" | grep -oE 'GLIBC_[0-9.]+' | cut -d_ -f2 | sort -uV | tail -n 1
}

libbpf_version() {
	sed -nE 's/^#define LIBBPF_(MAJOR|MINOR)_VERSION //p' \
		"$folder/source/linux/tools/lib/bpf/libbpf_version.h" | paste -sd.
}

# The version of upstream in one of Debian: 1:1.3.dfsg+really1.3.1-1 is 1.3.1.
upstream() { # VERSION
	local version=${1#*:}
	version=${version%-*}
	version=${version##*really}
	printf '%s\n' "${version%.dfsg*}"
}

# component NAME VERSION LICENCE: of the line of packages
component() {
	local name=$1 version=$2 licence=$3 source debian file sum
	read -r source debian file sum
	cat <<-JSON
	    {
	      "type": "library",
	      "name": "$name",
	      "version": "$version",
	      "licenses": [{ "expression": "$licence" }],
	      "purl": "pkg:deb/debian/$source@${debian//+/%2B}?arch=source",
	      "hashes": [{ "alg": "SHA-256", "content": "$sum" }],
	      "properties": [{ "name": "org.bpfskel:file", "value": "$file" }]
	    }
	JSON
}

line_of() { grep "^$1 " "$folder/source/packages"; }

properties() {
	local arch end=,
	for arch in "${ARCHITECTURES[@]}"; do
		[[ $arch != "${ARCHITECTURES[-1]}" ]] || end=
		cat <<-JSON
		      { "name": "org.bpfskel:linux-$arch:glibc", "value": "$(oldest_glibc "$jar/org/bpfskel/native/linux-$arch/libbpf.so.1")" },
		      { "name": "org.bpfskel:linux-$arch:compiler", "value": "$("$arch-linux-gnu-gcc" --version | sed -n 1p)" }$end
		JSON
	done
}

describe() {
	cat <<-JSON
	{
	  "bomFormat": "CycloneDX",
	  "specVersion": "1.6",
	  "version": 1,
	  "metadata": {
	    "component": { "type": "library", "group": "org.bpfskel", "name": "libbpf.so.1" },
	    "properties": [
	$(properties)
	    ]
	  },
	  "components": [
	$(line_of linux | component libbpf "$(libbpf_version).0" 'LGPL-2.1-only OR BSD-2-Clause'),
	$(line_of elfutils | component elfutils-libelf "$(upstream "$(line_of elfutils | cut -d' ' -f2)")" 'LGPL-3.0-or-later OR GPL-2.0-or-later'),
	$(line_of zlib | component zlib "$(upstream "$(line_of zlib | cut -d' ' -f2)")" Zlib)
	  ]
	}
	JSON
}
