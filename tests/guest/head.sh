# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# What a guest case says of itself in its head, which is the comment that it begins with; tests/README.md
# has the list of settings. What looks like a setting there has to be one: a mistyped one would do nothing,
# and nobody would see it.

settings="runs not-on only-on not-on-arch boots nvdimm device memory cmdline seconds qemu monitor capture firmware expects"
settings="$settings files packages"
tags="every-kernel oldest-kernel newest-kernel dkms"

head_of() {	# FILE
	sed -n '/^#/!q; p' "$1"
}

setting() {	# FILE NAME [DEFAULT]
	value=$(head_of "$1" | sed -n "s/^# $2: //p" | head -n 1)
	echo "${value:-${3-}}"
}

# head_errors FILE: one a line, and none is as it should be
head_errors() {
	awk -v settings="$settings" -v tags="$tags" '
		function list(text, set,    n, i, words) {
			n = split(text, words, " ")
			for (i = 1; i <= n; i++)
				set[words[i]] = 1
		}
		function is_bad(name, value,    n, i, words) {
			if (name ~ /^(boots|memory|seconds)$/)
				return value !~ /^[0-9]+$/
			if (name ~ /^(monitor|capture)$/)
				return value != "yes"
			if (name == "firmware")
				return value != "secureboot"
			if (name == "nvdimm")
				return value !~ /^(none|[0-9]+[MG]( [0-9]+[MG])*)$/
			if (name ~ /^(not|only)-on$/)
				return value !~ /^[^ ]+ [^ ]/
			if (name == "not-on-arch")
				return value !~ /^(amd64|arm64) [^ ]/
			if (name != "runs" || value == "once")
				return 0
			n = split(value, words, " ")
			for (i = 1; i <= n; i++)
				if (!(words[i] in is_tag))
					return 1
			return 0
		}
		BEGIN {
			list(settings, is_setting)
			list(tags, is_tag)
		}
		!/^#/ { is_below = 1 }
		/^# SPDX-License-Identifier: / || !/^#[ \t]*[A-Za-z][A-Za-z_-]*[ \t]*:/ { next }
		is_below {
			name = substr($0, 3)
			sub(/:.*/, "", name)
			if (name in is_setting)
				print name " is set below the head"
			next
		}
		!/^# [a-z-]+: [^ ]/ {
			print "not of the form \"# setting: value\": " $0
			next
		}
		{
			name = substr($0, 3)
			sub(/:.*/, "", name)
			value = substr($0, length(name) + 5)
			if (!(name in is_setting))
				print "there is no setting \"" name "\""
			else if (name in seen)
				print name " is set twice"
			else if (is_bad(name, value))
				print name " cannot be \"" value "\""
			seen[name] = 1
		}
		END {
			if (!("runs" in seen))
				print "runs is not set: is it for every kernel, or once?"
		}' "$1"
}

# has_tag FILE TAG...: any of them
has_tag() {
	tagged=" $(setting "$1" runs) "
	shift
	for tag; do
		case $tagged in
		*" $tag "*) return 0 ;;
		esac
	done
	return 1
}

# why_not FILE KVER: prints why the case is not for this kernel; fails when it is. Needs arch.sh.
why_not() {
	not_on=$(setting "$1" not-on)
	only_on=$(setting "$1" only-on)
	not_on_arch=$(setting "$1" not-on-arch)
	[ "${not_on_arch%% *}" != "$(arch_of "$2")" ] || { echo "${not_on_arch#* }"; return 0; }
	# shellcheck disable=SC2254 # patterns
	case $2 in
	${not_on%% *}) echo "${not_on#* }"; return 0 ;;
	esac
	# shellcheck disable=SC2254
	case $2 in
	${only_on%% *}) return 1 ;;
	esac
	[ -n "$only_on" ] && echo "${only_on#* }"
}
