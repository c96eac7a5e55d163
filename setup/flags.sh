# shellcheck shell=bash
# Random flags of a Java machine, for a run of the tests that finds what the usual machine hides.
# Sourced by dev, after tools.sh.

# choose WORD...: one of them, by the seed
choose() {
	local words=("$@")
	CHOSEN=${words[RANDOM % ${#words[@]}]}
}

# takes FLAG...: whether the Java machine at JAVA_HOME starts with them
takes() { "$JAVA_HOME/bin/java" "$@" -version >/dev/null 2>&1; }

# Sets JAVA_HOME and FLAGS, the same ones for a seed on a machine. Each choice is made whether it
# is used or not, so that one JDK more or less changes no other. Left out are collectors that free
# nothing, -XX:+DisableExplicitGC, for tests ask for a collection, and locales whose files cannot
# have the names that tests give them.
random_machine() { # SEED
	local seed=$1 flag jdks unlock=(-XX:+UnlockExperimentalVMOptions -XX:+UnlockDiagnosticVMOptions)
	RANDOM=$seed
	mapfile -t jdks < <(test_jdks)
	choose "${jdks[@]}" && export JAVA_HOME=$CHOSEN
	FLAGS=("${unlock[@]}")
	choose Serial Parallel G1 Z Shenandoah && add_flag "-XX:+Use${CHOSEN}GC"
	choose -Xint -Xcomp -Xmixed -XX:-TieredCompilation -XX:TieredStopAtLevel=1 \
		-XX:TieredStopAtLevel=3 && add_flag "$CHOSEN"
	choose 512m 1g 2g && add_flag "-Xmx$CHOSEN"
	choose + - && add_flag "-XX:${CHOSEN}UseCompressedOops"
	for flag in StressLCM StressGCM StressIGVN StressCCP StressMacroExpansion \
		StressUnstableIfTraps DeoptimizeNMethodBarriersALot; do
		choose + - && add_flag "-XX:$CHOSEN$flag"
	done
	add_flag "-XX:StressSeed=$RANDOM"
	choose en-US de-DE tr-TR ja-JP fr-CH && add_flag "-Duser.language=${CHOSEN%-*}" &&
		add_flag "-Duser.country=${CHOSEN#*-}"
	choose UTC Asia/Kathmandu America/St_Johns Pacific/Apia && add_flag "-Duser.timezone=$CHOSEN"
	choose UTF-8 ISO-8859-1
	# Fixed from 18 on.
	if ! at_least 18 "$(jdk_version "$JAVA_HOME")"; then add_flag "-Dfile.encoding=$CHOSEN"; fi
}

# add_flag FLAG: if this Java machine takes it beside the others
add_flag() {
	takes "${FLAGS[@]}" "$1" || return 0
	FLAGS+=("$1")
}
