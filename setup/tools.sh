# shellcheck shell=bash
# The JDK, Maven, clang, libbpf's BPF headers, and what kernels need: found here or installed.
# Sourced by dev.

WANT_JDK=17 WANT_MAVEN=3.8 WANT_CLANG=16

# need TOOL... [-- TOOL...]: find or install each of them, and stop if one before the -- is
# still missing. For each TOOL there are find_, describe_ and packages_of_TOOL, and for what
# can also be had without installing, fetch_TOOL. Sets CLANG and BPF_HEADERS; exports the rest.
need() {
	local tool indispensable='' missing=() stop=''
	for tool; do
		[[ $tool != -- ]] || break
		indispensable+=" $tool "
	done
	for tool; do
		[[ $tool == -- ]] || "find_$tool" || missing+=("$tool")
	done
	((${#missing[@]})) || return 0
	! has_apt || get "${missing[@]}"
	for tool in "${missing[@]}"; do
		"find_$tool" && continue
		say "missing: $("describe_$tool")"
		[[ $indispensable != *" $tool "* ]] || stop=1
	done
	[[ -z $stop ]] || die "cannot go on without these"
}

get() { # TOOL...
	local tool packages=()
	read_lists
	for tool; do
		mapfile -t -O "${#packages[@]}" packages < <("packages_of_$tool")
	done
	((!${#packages[@]})) || apt_install "${packages[@]}"
	for tool; do
		"find_$tool" || ! declare -F "fetch_$tool" >/dev/null || "fetch_$tool" || true
	done
}

# --- JDK ----------------------------------------------------------------------------
describe_jdk() { echo "a JDK >= $WANT_JDK (javac on PATH, or JAVA_HOME)"; }
packages_of_jdk() {
	first_candidate openjdk-17-jdk-headless openjdk-21-jdk-headless default-jdk-headless
}

jdk_version() { # JDK
	sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/release"
}

# Every JDK new enough, the preferred first, each once.
jdks() {
	local javac jdk
	javac=$(command -v javac || true)
	[[ -z $javac ]] || javac=$(dirname -- "$(dirname -- "$(realpath -- "$javac")")")
	for jdk in "${JAVA_HOME-}" "$javac" /usr/lib/jvm/*; do
		[[ -x $jdk/bin/javac && -r $jdk/release ]] || continue
		at_least "$WANT_JDK" "$(jdk_version "$jdk")" || continue
		realpath -- "$jdk"
	done | awk '!seen[$0]++'
}

find_jdk() {
	local jdk
	jdk=$(jdks | sed -n 1p)
	[[ -n $jdk ]] && export JAVA_HOME=$jdk
}

# The JDK that the bytecode is for, if it is here, and the newest.
test_jdks() {
	local jdk
	jdks | while read -r jdk; do
		printf '%s %s\n' "$(jdk_version "$jdk")" "$jdk"
	done | sort -V | awk '
		!($1 in seen) { seen[$1]; n++; jdk[n] = substr($0, index($0, " ") + 1) }
		END { print jdk[1]; if (n > 1) print jdk[n] }'
}

# --- Maven --------------------------------------------------------------------------
describe_maven() { echo "Maven >= $WANT_MAVEN (mvn)"; }
packages_of_maven() { first_candidate maven; }
find_maven() {
	local version
	command -v mvn >/dev/null || return
	[[ -x ${JAVA_HOME-}/bin/java ]] || return 0 # cannot be asked yet
	version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
	at_least "$WANT_MAVEN" "${version:-0}"
}

# --- clang --------------------------------------------------------------------------
describe_clang() { echo "clang >= $WANT_CLANG with the bpf target"; }
packages_of_clang() {
	local names
	names=$(apt-cache "${apt[@]}" pkgnames clang- | grep -Ex 'clang-[0-9]+' | sort -Vr)
	# shellcheck disable=SC2086 # one word a name
	first_candidate $names
}

# The newest of those on PATH.
find_clang() {
	local name version newest=$WANT_CLANG
	CLANG=
	for name in clang $(compgen -c clang- | grep -Ex 'clang-[0-9]+' | sort -u); do
		version=$("$name" -dumpversion 2>/dev/null) || continue
		at_least "$newest" "$version" || continue
		[[ $("$name" --print-targets) == *" bpf "* ]] || continue
		CLANG=$name newest=$version
	done
	[[ -n $CLANG ]]
}

# --- the headers that BPF sources include ---------------------------------------------
describe_headers() { echo "<bpf/bpf_helpers.h> of libbpf, <linux/bpf.h> of the kernel"; }
packages_of_headers() { printf '%s\n' libbpf-dev linux-libc-dev; }
find_headers() {
	local dir
	for dir in /usr/include /usr/local/include; do
		[[ ! -e $dir/bpf/bpf_helpers.h ]] || break
	done
	[[ -e $dir/bpf/bpf_helpers.h && -e /usr/include/linux/bpf.h ]] && BPF_HEADERS=$dir/bpf
}

# --- what unpacks a kernel, and writes a header from its source ---------------------------
describe_node() { echo "node >= 18 and npm"; }
packages_of_node() { printf '%s\n' nodejs npm; }
find_node() {
	command -v npm >/dev/null && at_least 18 "$(node --version 2>/dev/null | tr -d v)"
}

describe_kernel_tools() { echo "python3, xz, zstd"; }
packages_of_kernel_tools() { printf '%s\n' python3 xz-utils zstd; }
find_kernel_tools() {
	local tool
	for tool in python3 xz zstd; do
		command -v "$tool" >/dev/null || return
	done
}
