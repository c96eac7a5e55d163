# shellcheck shell=bash
# libbpf and bpftool new enough for struct_ops images: the system's, or ones in the cache
# that replace nothing. Sourced by dev.

WANT_LIBBPF=1.4 WANT_BPFTOOL=7.5

# What starts from here finds libbpf.so.1: by the system's search, or by BPFSKEL_LIBBPF.
provide_libbpf() {
	local lib
	if [[ -n ${BPFSKEL_LIBBPF-} ]]; then
		[[ -e $BPFSKEL_LIBBPF ]] || die "BPFSKEL_LIBBPF names no file: $BPFSKEL_LIBBPF"
		return
	fi
	! system_libbpf || return 0
	lib=$(cached_libbpf) || {
		obtain libbpf1 "$WANT_LIBBPF" || return
		! system_libbpf || return 0
		lib=$(cached_libbpf) || return
	}
	export BPFSKEL_LIBBPF=$lib
}

# What starts from here finds bpftool in BPFSKEL_BPFTOOL.
provide_bpftool() {
	local tool
	if [[ -n ${BPFSKEL_BPFTOOL-} ]]; then
		[[ -x $BPFSKEL_BPFTOOL ]] || die "BPFSKEL_BPFTOOL names no program: $BPFSKEL_BPFTOOL"
		return
	fi
	tool=$(system_bpftool || cached_bpftool) || {
		obtain bpftool "$WANT_BPFTOOL" || return
		tool=$(system_bpftool || cached_bpftool) || return
	}
	export BPFSKEL_BPFTOOL=$tool
}

# The version of a libbpf.so.1 is in the name of the file it links to.
system_libbpf() {
	local lib
	# (libc6,x86-64), (libc6,AArch64): not one of another word size
	lib=$(ldconfig -p 2>/dev/null | awk '$1 == "libbpf.so.1" && $2 ~ /64/ { print $NF; exit }')
	[[ -n $lib ]] || return
	lib=$(realpath -- "$lib")
	at_least "$WANT_LIBBPF" "${lib##*/libbpf.so.}"
}
cached_libbpf() { compgen -G "$CACHE/libbpf1/usr/lib/*/libbpf.so.1" | sed -n 1p | grep .; }

system_bpftool() {
	local tool version
	tool=$(command -v bpftool) || return
	version=$("$tool" version 2>/dev/null | sed -n 's/^bpftool v//p')
	at_least "$WANT_BPFTOOL" "${version:-0}" || return
	printf '%s\n' "$tool"
}
cached_bpftool() { compgen -G "$CACHE/bpftool/usr/sbin/bpftool"; }

# Install PACKAGE if the machine's suites have it new enough and none is installed that
# this would replace; else unpack the one of Debian's backports in the cache.
obtain() { # PACKAGE VERSION
	local offered installed ID='' VERSION_CODENAME=''
	has_apt || {
		say "missing: $1 >= $2"
		return 1
	}
	read_lists
	offered=$(candidate "$1")
	installed=$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)
	if [[ $installed != installed && -n $offered ]] && at_least "$2" "${offered#*:}"; then
		apt_install "$1"
		return
	fi
	# shellcheck source=/dev/null
	source /etc/os-release
	if [[ $ID != debian || -z $VERSION_CODENAME ]]; then
		say "missing: $1 >= $2 (apt offers ${offered:-none})"
		return 1
	fi
	unpack_from "$VERSION_CODENAME-backports" "$1" || return
	# What both of them link to, where the machine has it not.
	[[ $(ldd "$CACHE/$1"/usr/lib/*/*.so.1 "$CACHE/$1"/usr/sbin/* 2>/dev/null) != *"not found"* ]] ||
		apt_install libelf1 zlib1g libcap2
}
