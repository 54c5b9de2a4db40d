#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Whether a kernel exports each symbol that the module wants, to any module: an early warning, as newer kernels
# take exports away, put them in a namespace, or keep them for modules of their own.
# Usage: tests/kernels/symbols.sh MODULE.ko Module.symvers
# The module must have been built for that kernel: for another one it may want other symbols. Exit code 1 if
# there is such a symbol, and each is named.
set -eu

module=${1:?usage: symbols.sh MODULE.ko Module.symvers}
symvers=${2:?usage: symbols.sh MODULE.ko Module.symvers}

# A line there is: checksum, symbol, who exports it, how, and the namespace if there is one. A namespace of the
# form "module:NAME,..." is the list of the modules that may use it.
nm -u "$module" | awk '{ print $NF }' | awk -F '\t' -v symvers="$symvers" '
	BEGIN {
		while ((getline < symvers) > 0) {
			exported[$2] = 1
			if ($5 != "")
				space[$2] = $5
		}
	}
	{ wanted++ }
	!($1 in exported) {
		print $1 " is not exported"
		bad = 1
		next
	}
	!($1 in space) { next }
	space[$1] ~ /^module:/ {
		print $1 " is exported to these modules only: " substr(space[$1], length("module:") + 1)
		bad = 1
		next
	}
	{
		print $1 " is exported in the namespace " space[$1]
		bad = 1
	}
	END {
		if (!wanted) {
			print "the module wants no symbol: is it one?"
			bad = 1
		}
		exit bad
	}'
