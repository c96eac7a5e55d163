# shellcheck shell=bash
# What qemu boots: a kernel and an initramfs, both uncompressed, for the machine that would
# uncompress them is emulated. Sourced by setup.

# The ELF file inside a bzImage: qemu enters it directly, by PVH. The header of the x86 boot
# protocol has setup_sects at 0x1f1, payload_offset and payload_length at 0x248.
vmlinux() { # BZIMAGE ELF
	local sectors offset length magic unpack
	sectors=$(od -An -tu1 -j 0x1f1 -N1 "$1")
	read -r offset length < <(od -An -tu4 -j 0x248 -N8 "$1")
	offset=$(((sectors + 1) * 512 + offset))
	magic=$(od -An -tx1 -j "$offset" -N4 "$1" | tr -d ' ')
	case $magic in
	28b52ffd) unpack=(zstd -qdc) ;;
	fd377a58) unpack=(xz -qdc) ;;
	1f8b*) unpack=(gzip -qdc) ;;
	*) return 1 ;;
	esac
	# The last four bytes are the unpacked size, of which no packer knows.
	tail -c "+$((offset + 1))" "$1" | head -c "$((length - 4))" | "${unpack[@]}" >"$2"
	[[ $(head -c 4 "$2" | tail -c 3) == ELF ]]
}

# Modules that the kernel needs to reach its root and to speak; what is built in has no file.
BOOT_MODULES=(9p 9pnet_virtio overlay virtio_pci virtio_console)

# Busybox, init and the modules, with modules/order naming those in the order they load.
initrd() { # MODULE-ROOT RELEASE DIRECTORY CPIO
	local module file
	rm -rf -- "$3"
	mkdir -p "$3"/{bin,modules,proc,sys,dev,host,rw,new}
	cp -- "$(command -v busybox)" "$3/bin/busybox"
	install -m 755 "$LAB/init" "$3/init"
	for module in "${BOOT_MODULES[@]}"; do
		modprobe -d "$1" -S "$2" --show-depends "$module"
	done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' | while read -r file; do
		module=${file##*/}
		module=${module%%.ko*}.ko
		case $file in
		*.xz) xz -dc "$file" ;;
		*.zst) zstd -qdc "$file" ;;
		*) cat "$file" ;;
		esac >"$3/modules/$module"
		echo "$module" >>"$3/modules/order"
	done
	(cd "$3" && find . | cpio -o -H newc --quiet) >"$4"
}
