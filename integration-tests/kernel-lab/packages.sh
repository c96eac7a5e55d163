# shellcheck shell=bash
# Which Debian packages make up a kernel, and how they are fetched. Sourced by setup.

options=() # for the apt that knows the kernel

# Sets release, version, packages, and where vmlinuz and config are in them.
find_kernel() { # KERNEL
	local image
	has_apt || die "the kernels are Debian's: this needs apt"
	options=("${apt[@]}")
	case $1 in
	oldest) known 'linux-image-(6\.1\.[0-9]+-[0-9]+-amd64)-unsigned' || of_suite bookworm "$name" ;;
	debian) known 'linux-image-(6\.12\.[^-]+-amd64)-unsigned' ;;
	newest) of_suite trixie-backports 'linux-binary-unsigned-([^-]+-amd64)' ;;
	esac || die "apt knows no package $name"
	version=$(apt-cache "${options[@]}" show --no-all-versions "$image" |
		sed -n 's/^Version: //p')
	packages=("$image") vmlinuz=boot/vmlinuz-$release config=boot/config-$release
	if [[ $1 == newest ]]; then # image and modules come apart
		packages+=("linux-base-$release" "linux-modules-$release")
		vmlinuz=usr/lib/modules/$release/vmlinuz.unsigned
		config=usr/lib/modules/$release/config
	fi
}

# Find the kernel among the packages of the machine's own suites.
known() { # NAME
	newest_named "$1" && return
	read_lists
	options=("${apt[@]}")
	newest_named "$1"
}

# Find it in a suite that the machine need not read.
of_suite() { # SUITE NAME
	private_apt "$1" || say "not read: using the list of last time"
	options=("${private[@]}")
	newest_named "$2"
}

# The generic image, for the one made for clouds has no 9p; unsigned, for that is of the
# same build as headers and modules.
newest_named() { # NAME
	name=$1 release='' image=''
	read -r release image < <(apt-cache "${options[@]}" pkgnames linux- |
		sed -nE "s/^$name\$/\1 &/p" | sort -V | tail -n 1)
}

unpack_packages() { # DIRECTORY PACKAGE...
	local to=$1 package
	shift
	for package; do
		say "fetching $package"
		unpack "$to" "$package=$version" "${options[@]}" || die "cannot fetch $package $version"
	done
}
