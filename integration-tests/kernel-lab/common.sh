# shellcheck shell=bash
# What the laboratory's scripts agree on. Sourced by them.

LAB=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=setup/basics.sh
source "$LAB/../../setup/basics.sh"
# shellcheck source=setup/apt.sh
source "$LAB/../../setup/apt.sh"

KERNELS=(oldest debian newest)

# Everything downloaded or built is in here, a folder a kernel:
#   kernel   what qemu boots             initrd.cpio  busybox, init, modules
#   release  `uname -r`                  config       the kernel's .config
#   root/    its packages, unpacked      bpf_testmod.ko, for debian
#   accel    kvm or tcg: what works      ready        there when the rest is whole
LAB_CACHE=$(realpath -m -- "${KERNEL_LAB_CACHE:-$CACHE/kernel-lab}")

is_kernel() { [[ " ${KERNELS[*]} " == *" $1 "* ]]; }
