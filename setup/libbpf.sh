# shellcheck shell=bash
# libbpf and bpftool new enough for struct_ops images: the system's, or ones in the cache
# that replace nothing. Sourced by dev.

WANT_LIBBPF=1.4 WANT_BPFTOOL=7.5

# --- libbpf: found by the system's own search, or by BPFSKEL_LIBBPF ----------------------
describe_libbpf() { echo "libbpf >= $WANT_LIBBPF (libbpf.so.1, or BPFSKEL_LIBBPF)"; }
packages_of_libbpf() { unless_older libbpf1 "$WANT_LIBBPF"; }
fetch_libbpf() { unpack_backport libbpf1; }

find_libbpf() {
	local lib
	if [[ -n ${BPFSKEL_LIBBPF-} ]]; then
		[[ -e $BPFSKEL_LIBBPF ]] || die "BPFSKEL_LIBBPF names no file: $BPFSKEL_LIBBPF"
		return
	fi
	! is_system_libbpf_new || return 0
	lib=$(compgen -G "$CACHE/libbpf1/usr/lib/*/libbpf.so.1") || return
	export BPFSKEL_LIBBPF=${lib%%$'\n'*}
}

# (libc6,x86-64), (libc6,AArch64): not one of another word size
system_libbpf() {
	ldconfig -p 2>/dev/null | awk '$1 == "libbpf.so.1" && $2 ~ /64/ { print $NF; exit }'
}

# The version of a libbpf.so.1 is in the name of the file it links to.
is_system_libbpf_new() {
	local lib
	lib=$(system_libbpf)
	[[ -n $lib ]] || return
	lib=$(realpath -- "$lib")
	at_least "$WANT_LIBBPF" "${lib##*/libbpf.so.}"
}

# --- bpftool: in BPFSKEL_BPFTOOL ----------------------------------------------------------
describe_bpftool() { echo "bpftool >= $WANT_BPFTOOL (on PATH, or BPFSKEL_BPFTOOL)"; }
packages_of_bpftool() { unless_older bpftool "$WANT_BPFTOOL"; }
fetch_bpftool() { unpack_backport bpftool; }

find_bpftool() {
	local tool
	if [[ -n ${BPFSKEL_BPFTOOL-} ]]; then
		[[ -x $BPFSKEL_BPFTOOL ]] || die "BPFSKEL_BPFTOOL names no program: $BPFSKEL_BPFTOOL"
		return
	fi
	for tool in "$(command -v bpftool)" "$CACHE/bpftool/usr/sbin/bpftool"; do
		[[ -x $tool ]] || continue
		at_least "$WANT_BPFTOOL" "$("$tool" version 2>/dev/null | sed -n 's/^bpftool v//p')" ||
			continue
		export BPFSKEL_BPFTOOL=$tool
		return
	done
	return 1
}

# --- what compiles C against libbpf: LIBBPF_INCLUDE, LIBBPF_SO ------------------------------
describe_libbpf_dev() { echo "<bpf/libbpf.h> of libbpf >= $WANT_LIBBPF"; }
packages_of_libbpf_dev() { printf '%s\n' libc6-dev && unless_older libbpf-dev "$WANT_LIBBPF"; }
fetch_libbpf_dev() { unpack_backport libbpf-dev; }

find_libbpf_dev() {
	local include
	[[ -e /usr/include/stdio.h ]] || return
	for include in /usr/include "$CACHE/libbpf-dev/usr/include"; do
		at_least "$WANT_LIBBPF" "$(version_in "$include/bpf/libbpf_version.h")" || continue
		export LIBBPF_INCLUDE=$include
		export LIBBPF_SO=${BPFSKEL_LIBBPF:-$(system_libbpf)}
		return
	done
	return 1
}

# --- what compiles libbpf so that it watches its memory: LIBBPF_SOURCE, gcc ----------------
describe_asan_tools() { echo "gcc with AddressSanitizer, <libelf.h>, <zlib.h>"; }
packages_of_asan_tools() { printf '%s\n' gcc libc6-dev libelf-dev zlib1g-dev; }
find_asan_tools() {
	[[ -e /usr/include/libelf.h && -e /usr/include/zlib.h ]] &&
		[[ -e $(gcc -print-file-name=libasan.so 2>/dev/null) ]]
}

describe_libbpf_source() { echo "the source of libbpf >= $WANT_LIBBPF (LIBBPF_SOURCE)"; }
packages_of_libbpf_source() { :; }

find_libbpf_source() {
	local tree
	for tree in "${LIBBPF_SOURCE-}" "$CACHE/libbpf-source"; do
		at_least "$WANT_LIBBPF" "$(version_in "$tree/src/libbpf_version.h")" || continue
		export LIBBPF_SOURCE=$tree
		return
	done
	return 1
}

# Of this release of Debian where it is new enough, else of its backports.
fetch_libbpf_source() {
	local ID='' VERSION_CODENAME='' suite offered
	# shellcheck source=/dev/null
	source /etc/os-release
	[[ $ID == debian && -n $VERSION_CODENAME ]] || return
	offered=$(candidate libbpf1)
	suite=$VERSION_CODENAME
	at_least "$WANT_LIBBPF" "${offered#*:}" || suite+=-backports
	unpack_source "$suite" libbpf
}

version_in() { # libbpf_version.h
	sed -nE 's/^#define LIBBPF_(MAJOR|MINOR)_VERSION //p' "$1" 2>/dev/null | paste -sd.
}

# --- both -----------------------------------------------------------------------------------
# PACKAGE, if apt has it new enough and installing it replaces none that is there.
unless_older() { # PACKAGE VERSION
	local offered
	[[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) != installed ]] || return 0
	offered=$(candidate "$1")
	! at_least "$2" "${offered#*:}" || printf '%s\n' "$1"
}

# Debian's backports have what a Debian release has too old.
unpack_backport() { # PACKAGE
	local ID='' VERSION_CODENAME=''
	# shellcheck source=/dev/null
	source /etc/os-release
	[[ $ID == debian && -n $VERSION_CODENAME ]] || return
	unpack_from "$VERSION_CODENAME-backports" "$1" || return
	# What these link to and the machine has not.
	[[ $(ldd "$CACHE/$1"/usr/lib/*/*.so.1 "$CACHE/$1"/usr/sbin/* 2>/dev/null) != *"not found"* ]] ||
		apt_install libelf1 zlib1g libcap2
}
