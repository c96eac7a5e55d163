# shellcheck shell=bash
# Installing with apt, and reading one more suite without telling the machine. Sourced by dev
# and by the kernel laboratory, after basics.sh.

CACHE=$(realpath -m -- "${BPFSKEL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/bpfskel}")

apt_options=(-o Acquire::Retries=3 -o Acquire::http::Timeout=60 -o Acquire::https::Timeout=60
	-o DPkg::Lock::Timeout=300 -o APT::Update::Error-Mode=any)
apt=("${apt_options[@]}") # for the machine's own suites
lists_are_read=
private=() # for another suite, once private_apt has been called

has_apt() { command -v apt-get >/dev/null; }

# Once more after a failure: mirrors and networks hiccup.
twice() { "$@" || { say "failed, trying once more"; "$@"; }; }

can_be_root() { ((EUID == 0)) || sudo -n true 2>/dev/null; }
as_root() {
	if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

# The package lists may be old, or empty as on a fresh machine. Who may not write the
# machine's lists reads the same suites into the cache, to learn the packages' names.
read_lists() {
	[[ -z $lists_are_read ]] || return 0
	lists_are_read=1
	say "reading the package lists (apt-get update)"
	if can_be_root; then
		twice as_root timeout 600 apt-get "${apt[@]}" update -qq >&2 ||
			say "not all were read: using what is there"
	else
		mkdir -p "$CACHE/lists/partial"
		apt+=(-o "Dir::State::Lists=$CACHE/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
		twice timeout 600 apt-get "${apt[@]}" update -qq >&2 ||
			say "not all were read: using what is there"
	fi
}

# The version that apt would install, empty if none.
candidate() { # PACKAGE
	LC_ALL=C apt-cache "${apt[@]}" policy "$1" 2>/dev/null |
		sed -n 's/^  Candidate: \([^(]\)/\1/p'
}

# The first of the packages that apt can install.
first_candidate() { # PACKAGE...
	local p
	for p; do
		if [[ -n $(candidate "$p") ]]; then
			printf '%s\n' "$p"
			return
		fi
	done
}

apt_install() { # PACKAGE...
	can_be_root || die "as root: apt-get update && apt-get install --no-install-recommends $*"
	say "installing $*"
	mkdir -p "$CACHE"
	twice as_root env DEBIAN_FRONTEND=noninteractive timeout 1800 apt-get "${apt[@]}" \
		install -y -qq --no-install-recommends "$@" >"$CACHE/apt.log" 2>&1 || {
		tail -n 20 "$CACHE/apt.log" >&2
		die "apt-get cannot install $*"
	}
}

# Unpack PACKAGE of a Debian suite that this machine's apt does not read at CACHE/PACKAGE,
# where it appears whole or not at all. Nothing under /etc or /var changes.
unpack_from() { # SUITE PACKAGE
	local part=$CACHE/$2.part
	((${#private[@]})) || private_apt "$1" || return
	say "unpacking $2 of $1 in $CACHE"
	rm -rf -- "$part" "${CACHE:?}/$2"
	unpack "$part" "$2/$1" "${private[@]}" || return
	mv -- "$part" "$CACHE/$2"
}

# Unpack the source of PACKAGE, as its authors released it, at CACHE/PACKAGE-source: of the suite
# SUITE, which this machine's apt need not read. Needs none of Debian's tools for sources.
unpack_source() { # SUITE PACKAGE
	local part=$CACHE/$2-source.part archive private=()
	private_apt "$1" deb-src || return
	say "fetching the source of $2 of $1 into $CACHE"
	rm -rf -- "$part" "${CACHE:?}/$2-source"
	mkdir -p "$part/download"
	(cd "$part/download" && twice timeout 900 apt-get "${private[@]}" source --download-only \
		--tar-only -qq "$2" >&2) || return
	archive=$(compgen -G "$part/download/*.orig.tar.*") || return
	tar -xf "$archive" -C "$part" --strip-components=1 || return
	rm -rf -- "$part/download"
	mv -- "$part" "$CACHE/$2-source"
}

# Fetch a package and unpack it in DIRECTORY, over what is there; nothing is installed.
unpack() { # DIRECTORY PACKAGE=VERSION|PACKAGE/SUITE APT-OPTION...
	local to=$1 package=$2 debs status=0
	shift 2
	mkdir -p "$CACHE"
	debs=$(mktemp -d "$CACHE/debs.XXXXXX")
	{
		(cd "$debs" && twice timeout 900 apt-get "$@" -o APT::Sandbox::User=root \
			download -qq "$package" >&2) && dpkg -x "$debs"/*.deb "$to"
	} || status=$?
	rm -rf -- "$debs"
	return "$status"
}

# Set the array private to options for an apt that reads SUITE and nothing else, at the
# mirror the machine itself uses, with lists and cache of its own: of packages, or of sources.
private_apt() { # SUITE [deb-src]
	local kind=${2:-deb} at mirror
	at=$CACHE/apt${2:+-source}
	# shellcheck disable=SC2016 # apt expands this one
	mirror=$(apt-get "${apt[@]}" indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
		'Origin: Debian' 'Label: Debian' 'Component: main' | sed -n 1p)
	if [[ -z $mirror ]]; then
		say "apt knows no Debian mirror"
		return 1
	fi
	mkdir -p "$at/lists/partial" "$at/archives/partial"
	printf '%s [signed-by=%s] %s %s main\n' "$kind" \
		/usr/share/keyrings/debian-archive-keyring.gpg "$mirror" "$1" >"$at/sources.list"
	# "#clear" is no comment: it drops hooks that work on the machine's own cache.
	cat >"$at/conf" <<-CONF
	Dir::Etc::SourceList "$at/sources.list";
	Dir::Etc::SourceParts "/dev/null";
	Dir::State::Lists "$at/lists";
	Dir::Cache "$at";
	Acquire::Languages "none";
	APT::Sandbox::User "root";
	#clear APT::Update;
	CONF
	private=("${apt_options[@]}" -c "$at/conf")
	say "reading the package list of $1, for the cache alone"
	twice timeout 600 apt-get "${private[@]}" update -qq >&2
}
