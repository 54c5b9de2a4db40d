#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Static checks, as KTAP: checkpatch, W=1, sparse, gcc -fanalyzer, shellcheck, licence lines.
# shellcheck disable=SC1091
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top" || exit 1
cache=${DAX_KMEM_CACHE:-$top/build/cache}/checkpatch
kver=$(tests/kver.sh)
. tests/lib/results.sh

# checkpatch is in the kernel's source package only, 140 MB for two files
fetch_checkpatch() {
	[ -e "$cache/checkpatch.pl" ] && return 0
	rm -rf "$cache.new"
	mkdir -p "$cache.new"
	(
		cd "$cache.new" || exit 1
		# the one of this Debian's own kernel
		source=$(apt-cache depends linux-source | sed -n 's/.*Depends: //p')
		apt-get -q download "${source:?has no linux-source}" || exit 1
		dpkg-deb --fsys-tarfile "$source"_*.deb |
			tar x --to-stdout "./usr/src/$source.tar.xz" |
			tar xJ --strip-components=2 "$source/scripts/checkpatch.pl" \
				"$source/scripts/spelling.txt" "$source/scripts/const_structs.checkpatch"
		rm "$source"_*.deb
	) || return 1
	mv "$cache.new" "$cache"
}

checkpatch() {
	perl "$cache/checkpatch.pl" --no-tree --no-summary --terse --show-types --strict \
		--max-line-length=100 "$@"
	rc=$?
	rm -f .checkpatch-camelcase.git.
	return $rc
}

# What the kernel asks of its own sources and user space has otherwise:
#   PREFER_KERNEL_TYPES, PREFER_DEFINED_ATTRIBUTE_MACRO  uint64_t and __attribute__ are C's here
#   SPLIT_STRING        messages with their cure are longer than a line
#   VOLATILE            sig_atomic_t, which a signal handler sets
#   CAMELCASE           PRIu64, CMUnitTest
#   MACRO_ARG_REUSE     a va_list cannot be passed through an inline function
#   BIT_MACRO           MIB and GIB are sizes
#   STRCPY              the C library has no strscpy()
userspace="PREFER_KERNEL_TYPES,PREFER_DEFINED_ATTRIBUTE_MACRO,SPLIT_STRING,VOLATILE,CAMELCASE"
userspace="$userspace,MACRO_ARG_REUSE,BIT_MACRO,STRCPY"

sparse() {
	rm -rf build/sparse
	mkdir -p build/sparse
	cp -r Kbuild dkms.conf module build/sparse/
	make -s -C "/lib/modules/$kver/build" M="$top/build/sparse" W=1 C=2 CF=-D__CHECK_ENDIAN__ \
		KCFLAGS=-Werror modules > build/sparse/log 2>&1
	rc=$?
	# the one line that is no complaint of ours: the header packages carry no vmlinux
	! grep -v 'BTF generation' build/sparse/log && [ $rc = 0 ]
}

# What modpost, too, says of this kernel; and that it would be seen, which modpost's word does not show.
symbols() {
	symvers=/lib/modules/$kver/build/Module.symvers
	for module in dax_kmem dax_zone_guard; do
		tests/kernels/symbols.sh build/sparse/module/$module.ko "$symvers" || return 1
	done
	awk -F '\t' -v OFS='\t' '
		$2 == "register_memory_notifier" { next }
		$2 == "add_memory_driver_managed" { $5 = "module:kmem" }
		$2 == "remove_memory" { $5 = "MEMORY" }
		{ print }' "$symvers" > build/sparse/symvers
	said=$(tests/kernels/symbols.sh build/sparse/module/dax_kmem.ko build/sparse/symvers) && return 1
	echo "$said"
	[ "$said" = "add_memory_driver_managed is exported to these modules only: kmem
register_memory_notifier is not exported
remove_memory is exported in the namespace MEMORY" ]
}

compat_in_one_place() {
	! grep -nE 'LINUX_VERSION_CODE|KERNEL_VERSION' module/* | grep -v '^module/compat' | grep .
}

# as for a kernel without the option: make's command line has the last word
names_missing_option() {
	for option in CONFIG_NVDIMM_DAX CONFIG_MEMORY_HOTREMOVE CONFIG_NUMA_KEEP_MEMINFO; do
		out=$(make -s -C "/lib/modules/$kver/build" M="$top/build/sparse" $option= modules 2>&1) && return 1
		echo "$out" | grep "this kernel was built without $option" || return 1
	done
}

licence_lines() {
	# the golden files are what the helper prints, the corpus what it is fed, doc/bench what has been measured;
	# Debian's have no comments
	! git ls-files | grep -Ev '^tests/cli/golden/|^tests/fuzz/corpus/|^doc/bench/|^LICENSE$|\.md$|^\.gitignore$' |
		grep -Ev '^debian/(changelog|copyright|source/format|dax-kmem-dkms.dkms)$' |
		xargs grep -L 'SPDX-License-Identifier: GPL-2.0-only' | grep .
}

scripts() {
	git ls-files | grep -v '\.md$' | xargs grep -l '^#!/bin/sh' | xargs shellcheck -x
}

cases() {
	# a case is sourced behind lib.sh, where its variables come from
	git ls-files tests/guest/lib.sh tests/guest/head.sh tests/lib 'tests/guest/cases/*.sh' 'tests/guest/demo/*.sh' \
		tests/system/guest/lib.sh 'tests/system/stages/*.sh' tests/bench/common.sh 'tests/bench/scenarios/*.sh' |
		xargs shellcheck -s dash -e SC1090,SC1091,SC2034,SC2154,SC3043,SC2086,SC2012
}

# A mistyped setting would do nothing: the case fails for it, and this says so before any guest is booted.
heads() {
	(
		. tests/guest/head.sh
		rc=0
		for file in tests/guest/cases/*.sh; do
			wrong=$(head_errors "$file")
			[ -z "$wrong" ] || { echo "$file: $wrong"; rc=1; }
		done
		exit $rc
	)
}

# Each message of the module is explained: the longest of its pieces between two conversions is there.
messages_documented() {
	grep -hoE '(pr|dev)_(err|warn|info|crit)(_ratelimited)?\(.*' module/*.c |
		sed -n 's/^[^"]*"\([^"]*\)".*/\1/p' |
		awk '{
			gsub(/\\n/, "")
			n = split($0, pieces, /%[#0-9.*]*[a-z]+/)
			longest = ""
			for (i = 1; i <= n; i++) {
				gsub(/^[ :,-]+|[ :,-]+$/, "", pieces[i])
				if (length(pieces[i]) > length(longest))
					longest = pieces[i]
			}
			if (length(longest) > 4)
				print longest
		}' | (
		rc=0
		while IFS= read -r piece; do
			grep -qF -- "$piece" doc/troubleshooting.md || {
				echo "not in doc/troubleshooting.md: $piece"
				rc=1
			}
		done
		exit $rc
	)
}

# A planted bug that no longer applies tests nothing; found here, not an hour later.
mutants_apply() {
	rc=0
	for patch in tests/mutants/*.patch; do
		patch --dry-run -s -f -p1 < "$patch" || { echo "$patch"; rc=1; }
	done
	return $rc
}

# The version stands in dkms.conf; the packages' changelogs cannot read it.
one_version() {
	version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"$/\1/p' dkms.conf)
	head -n 1 debian/changelog | grep -qF "dax-kmem ($version)" &&
		grep -q "^Version: *$version$" packaging/dax-kmem.spec &&
		! grep -rnoE 'dax-kmem/[0-9][0-9.]*' README.md doc | grep -v "/$version$"
}

# The module's makefile and dkms.conf ask for the same options of the kernel.
options_agree() {
	mkdir -p build/style
	sed -n 's/^BUILD_EXCLUSIVE_CONFIG=//p' dkms.conf | grep -o 'CONFIG_[A-Z_]*' | sort > build/style/dkms
	sed -n '/^needed :=/,/^missing/p' module/Kbuild | grep -o 'CONFIG_[A-Z_]*' | sort |
		diff build/style/dkms -
}

# Every attribute and parameter of the module is in its ABI file, and nothing else is.
abi_is_complete() {
	mkdir -p build/style
	sed -n 's/^What:.*\///p' module/ABI | sort > build/style/abi
	grep -hoE '\<(DRIVER_ATTR|DEVICE_ATTR|__ATTR|module_param)[A-Z_a-z]*\([a-z_]+' module/*.c |
		sed 's/.*(//' | sort | diff build/style/abi - && [ -s build/style/abi ]
}

# A folder of the helper includes only itself and what stands before it here, and nothing in a circle.
includes_downwards() {
	rc=0
	known=
	for folder in base devices settings plan change commands; do
		known="$known $folder"
		for file in helper/"$folder"/*.[ch]; do
			above=$(sed -n 's,^#include "\([^/"]*\)/.*,\1,p' "$file" |
				grep -vxF "$(echo "$known" | tr ' ' '\n')")
			[ -z "$above" ] || { echo "$file includes of what is above it: $above"; rc=1; }
		done
	done
	for file in helper/*.c helper/*/; do
		# scripts for shells, and nothing in C
		[ "$file" != helper/completion/ ] || continue
		case " helper/main.c $(echo "$known" | sed 's, , helper/,g;s,$, ,;s,\([a-z]\) ,\1/ ,g') " in
		*" $file "*) ;;
		*)	echo "$file is in no folder that has a place"
			rc=1 ;;
		esac
	done
	! grep -l '#include "devices/nd-' helper/[!d]*/*.[ch] | sed 's/$/ knows the nd bus/' | grep . || rc=1
	grep -o '^#include "[^"]*"' helper/*/*.[ch] |
		sed 's,^helper/\(.*\)\.[ch]:#include "\(.*\)\.h"$,\1 \2,' | tsort > /dev/null || rc=1
	return $rc
}

# Who looks for a function by its name, or sees it in a backtrace, finds one: no two files of the helper
# have static ones of the same name.
static_names_are_unique() {
	for file in helper/*.c helper/*/*.c; do
		sed -nE 's/^static [^=;(]*[ *]([a-z_0-9]+)\(.*/\1/p' "$file" | sort -u | sed "s,$, $file,"
	done | awk '
		{ files[$1] = files[$1] " " $2; count[$1]++ }
		END {
			for (name in count) {
				if (count[name] > 1) {
					print name ":" files[name]
					bad = 1
				}
			}
			exit bad
		}'
}

# The units may start nothing, and the command needs nothing to be started.
starts_nothing() {
	! grep -nE '\<(exec[lv]p?e?|fexecve|execveat|posix_spawnp?|system|popen|wordexp)[[:space:]]*\(' helper/*.c helper/*/*.[ch]
}

echo "KTAP version 1"
check "fetch checkpatch" fetch_checkpatch
check "checkpatch --strict: module/" checkpatch -f module/*.c module/*.h
check "checkpatch: helper/ and tests/" checkpatch --ignore "$userspace" \
	-f helper/*.c helper/*/*.[ch] tests/unit/*.c tests/unit/*.h tests/guest/*.c
check "module/: W=1 and sparse" sparse
check "module/: what it wants of the kernel is exported to any module" symbols
check "module/: no version test outside compat" compat_in_one_place
check "module/: a kernel without an option is refused by its name" names_missing_option
check "helper/: gcc -fanalyzer -Werror" make -s -C helper OUT=../build/helper-analyze ANALYZE=1
check "shellcheck: scripts" scripts
check "shellcheck: guest cases" cases
check "the heads of guest cases have settings only that there are" heads
check "every message of the module is explained" messages_documented
check "one version" one_version
check "the options of the kernel are asked for alike" options_agree
check "module/ABI has every attribute and parameter" abi_is_complete
check "helper/: a folder includes only what is below it" includes_downwards
check "helper/: no two static functions have one name" static_names_are_unique
check "helper/: it starts no other program" starts_nothing
check "every planted bug applies" mutants_apply
check "test results mean what they say, in each shell" tests/lib/selftest.sh
check "every file names its licence" licence_lines
end_results
