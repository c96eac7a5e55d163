# shellcheck shell=bash
# What every script of the project uses. Sourced by them.

FAILURE=1 # exit status of die

say() { printf '== %s\n' "$*" >&2; }
die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit "$FAILURE"
}
# at_least WANTED VERSION: compares dotted numbers
at_least() { [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]; }
