# shellcheck shell=bash
# A kernel's source tree and its types, in the cache. Sourced by build.

# The parts of Debian's linux-source package, with the headers that libbpf's build generates.
unpack_tree() { # KERNEL
	local package part=$dir/part
	find_kernel "$1"
	[[ $release =~ ^[0-9]+\.[0-9]+ ]] || die "not a kernel's release: $release"
	package=linux-source-${BASH_REMATCH[0]}
	rm -rf -- "$part"
	unpack_packages "$part" "$package"
	say "unpacking $package"
	# bpftool's own sources make up a part; a part that this kernel has not is none.
	tar -xJf "$part/usr/src/$package.tar.xz" -C "$part" --strip-components=1 \
		"${PARTS[@]/#/$package/}" 2>"$part/tar.log" ||
		! grep -vE 'Not found in archive|Exiting with failure' "$part/tar.log" >&2 ||
		die "cannot unpack $package"
	rm -rf -- "$part/usr"
	mkdir -p "$part/libbpf"
	ln -s ../tools/lib/bpf "$part/libbpf/bpf"
	python3 "$part/scripts/bpf_doc.py" --header --file "$part/tools/include/uapi/linux/bpf.h" \
		>"$part/libbpf/bpf_helper_defs.h"
	echo "$package $version" >"$dir/package"
	mv -- "$part" "$tree"
}

# vmlinux.h of a kernel of the laboratory, and of the running one.
dump_types() { # KERNEL
	local to=$CACHE/conformance/$1 image=$LAB_CACHE/$1/kernel
	mkdir -p "$to" "$CACHE/conformance/running"
	if [[ ! -e $LAB_CACHE/$1/ready ]]; then
		image=$to/kernel
		find_kernel "$1"
		unpack_packages "$to/image" "${packages[0]}"
		[[ -e $to/image/$vmlinuz ]] || unpack_packages "$to/image" "${packages[@]:1}"
		vmlinux "$to/image/$vmlinuz" "$image" || die "no kernel in $to/image/$vmlinuz"
		rm -rf -- "$to/image"
	fi
	"$BPFSKEL_BPFTOOL" btf dump file "$image" format c >"$to/vmlinux.part"
	mv -- "$to/vmlinux.part" "$to/vmlinux.h"
	rm -f -- "$to/kernel"
	if [[ -r /sys/kernel/btf/vmlinux ]]; then
		"$BPFSKEL_BPFTOOL" btf dump file /sys/kernel/btf/vmlinux format c \
			>"$CACHE/conformance/running/vmlinux.h"
	fi
}
