# shellcheck shell=bash
# A release: built twice from copies of the tree, compared, tried, and left in a folder as a Maven
# repository. Sourced by dev, after tools.sh, libbpf.sh and natives.sh.

# The bytes of a release are those that this JDK's javac writes.
RELEASE_JDK=17

release() { # [--stage DIR] [--version VERSION] [--key KEY] [--baseline DIR]
	local stage='' version='' key='' baseline='' began=$SECONDS
	while (($#)); do
		(($# > 1)) || die "$1 has no value: see ./dev help"
		case $1 in
		--stage) stage=$(realpath -m -- "$2") ;;
		--version) version=$2 ;;
		--key) key=$2 ;;
		--baseline) baseline=$(realpath -e -- "$2") || die "no folder $2" ;;
		*) die "release has no option $1: see ./dev help" ;;
		esac
		shift 2
	done
	need jdk maven clang headers libbpf natives
	choose_release_jdk
	[[ -z $key ]] || gpg --list-secret-keys "$key" >/dev/null 2>&1 ||
		die "gpg has no secret key $key: gpg --list-secret-keys shows those that are there"
	[[ -n $version ]] || version=$(current_version)
	[[ -z $stage || ! -e $stage/org/bpfskel/bpfskel-parent/$version ]] ||
		die "$stage has version $version already: what is released never changes"
	RELEASE=$(mktemp -d "${TMPDIR:-/tmp}/bpfskel-release.XXXXXX")
	trap 'rm -rf -- "$RELEASE"' EXIT

	# Once, for the tree may be at work.
	copy_tree . "$RELEASE/source"
	natives_are_reproducible
	build_release first "$version" "$key" "$baseline"
	TZ=Pacific/Apia LC_ALL=C build_release another/second "$version" '' ''
	compare_releases "$RELEASE/first/repository" "$RELEASE/another/second/repository"
	CLANG=$CLANG integration-tests/release/test "$RELEASE/first/repository" "$version" "$RELEASE/first/tree"
	[[ -z $stage ]] || {
		mkdir -p "$stage"
		cp -R -- "$RELEASE/first/repository/." "$stage"
		say "version $version is in $stage${key:+, signed with $key}"
	}
	say "released $version in $((SECONDS - began)) s"
}

choose_release_jdk() {
	local jdk
	while read -r jdk; do
		[[ $(jdk_version "$jdk") != "$RELEASE_JDK"[.+]* ]] || {
			export JAVA_HOME=$jdk
			return
		}
	done < <(jdks)
	die "a release is built with JDK $RELEASE_JDK, for another one's compiler writes other bytes: install it, or set JAVA_HOME"
}

# What the poms say, without -SNAPSHOT.
current_version() {
	sed -n 's#^  <version>\(.*\)</version>$#\1#p; /<version>/q' pom.xml | sed 's/-SNAPSHOT$//'
}

copy_tree() { # FROM TO
	mkdir -p "$2"
	tar -c -C "$1" --exclude=./.git --exclude=target . | tar -x -C "$2"
}

# A copy of the tree, with that version, deployed into a repository beside it. Nothing of it gets
# into the user's own local repository.
build_release() { # FOLDER VERSION KEY BASELINE
	local folder=$RELEASE/$1 options=(-Dgpg.skip=true)
	[[ -z $3 ]] || options=("-Dgpg.keyname=$3")
	[[ -z $4 ]] || options+=(-gs "$(settings_for "$4")" -Djapicmp.skip=false
		"-Dapi.baseline=$(last_version "$4")")
	copy_tree "$RELEASE/source" "$folder/tree"
	say "building $2 in $folder (JDK $(jdk_version "$JAVA_HOME"), $CLANG)"
	(
		cd -- "$folder/tree"
		set_version "$2"
		maven -q deploy -Prelease -pl '!integration-tests,!integration-tests/fuzz,!integration-tests/gradle' -DskipTests \
			-Dspotless.check.skip=true -Dmaven.install.skip=true \
			"-DaltDeploymentRepository=stage::file://$folder/repository" "${options[@]}"
	)
}

set_version() { # VERSION
	local pom old
	old=$(sed -n 's#^  <version>\(.*\)</version>$#\1#p; /<version>/q' pom.xml)
	while read -r pom; do
		sed -i "s#<version>$old</version>#<version>$1</version>#" "$pom"
	done < <(find . -name pom.xml -not -path '*/examples/*')
}

# From the same sources in another folder.
natives_are_reproducible() {
	local at=$RELEASE/natives folder arch
	copy_tree natives "$at/natives"
	cp -R -- "$NATIVES/source" "$at/source"
	for arch in x86_64 aarch64; do
		folder=org/bpfskel/native/linux-$arch
		TZ=Pacific/Apia "$at/natives/compile" "$at/source" "$arch" "$at/$folder"
		diff -r -- "$NATIVES/jar/$folder" "$at/$folder" ||
			die "the libraries for $arch are not the same twice"
	done
	say "the libraries of bpfskel-natives are the same, compiled twice"
}

# Signatures and times of deployment differ by nature.
compare_releases() { # REPOSITORY REPOSITORY
	local each
	for each; do
		(
			cd -- "$each"
			find . -type f ! -name 'maven-metadata*' ! -name '*.asc*' -print0 | sort -z |
				xargs -0 sha256sum >"$RELEASE/sums-of-${each//\//-}"
		)
	done
	diff "$RELEASE/sums-of-${1//\//-}" "$RELEASE/sums-of-${2//\//-}" >&2 ||
		die "two builds of the same tree differ in these files"
	say "two builds have the same bytes: $(grep -Ecv '[.](sha1|md5)$' "$RELEASE/sums-of-${1//\//-}") files"
}

# Maven's settings for a repository in a folder, beside Maven Central.
settings_for() { # REPOSITORY
	local settings=$RELEASE/settings-of-${1//\//-}.xml
	sed "s#@REPOSITORY@#file://$1#" integration-tests/release/settings.xml >"$settings"
	echo "$settings"
}

last_version() { # REPOSITORY
	find "$1/org/bpfskel/bpfskel-runtime" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' |
		sort -V | tail -n 1
}
