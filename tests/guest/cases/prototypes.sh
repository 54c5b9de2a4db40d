# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# module/libnvdimm.h declares by hand what no header package has: this kernel's BTF must agree.
check "libnvdimm is a module" load_pmem
btf=/sys/kernel/btf
if [ ! -e $btf/libnvdimm ]; then
	case $(uname -r) in
	5.10.*|*-dkm-debug) skip "the prototypes" "this kernel has no BTF of its modules" ;;
	*) result "not ok" "this kernel has BTF of its modules" ;;
	esac
	return 0
fi
bpftool btf dump -B $btf/vmlinux file $btf/libnvdimm > /tmp/module.btf &&
	bpftool btf dump file $btf/vmlinux > /tmp/vmlinux.btf
check "BTF can be read" test -s /tmp/module.btf -a -s /tmp/vmlinux.btf

# From raw BTF to lines of "function returned(parameter,parameter)", const left out.
awk -v functions="is_nd_dax to_nd_dax nvdimm_namespace_common_probe devm_namespace_enable \
devm_namespace_disable nvdimm_setup_pfn nvdimm_badblocks_populate nd_dev_to_uuid" '
	BEGIN { split(functions, list, " "); for (i in list) wanted[list[i]] = 1 }
	/^\[/ {
		id = substr($1, 2, length($1) - 2); kind[id] = $2; name[id] = $3
		gsub(/'"'"'/, "", name[id])
		if ($2 == "FUNC_PROTO") {
			match($0, /ret_type_id=[0-9]+/); ref[id] = substr($0, RSTART + 12, RLENGTH - 12)
		} else if (match($0, /type_id=[0-9]+/))
			ref[id] = substr($0, RSTART + 8, RLENGTH - 8)
		if ($2 == "FUNC" && name[id] in wanted) proto[name[id]] = ref[id]
		now = id; next
	}
	kind[now] == "FUNC_PROTO" && match($0, /type_id=[0-9]+/) {
		args[now] = args[now] " " substr($0, RSTART + 8, RLENGTH - 8)
	}
	function say(t) {
		if (t == 0) return "void"
		if (kind[t] == "PTR") return say(ref[t]) "*"
		if (kind[t] == "CONST" || kind[t] == "VOLATILE") return say(ref[t])
		return name[t]
	}
	END {
		for (f in proto) {
			n = split(args[proto[f]], list, " ")
			text = say(ref[proto[f]]) "("
			for (i = 1; i <= n; i++) text = text (i > 1 ? "," : "") say(list[i])
			print f " " text ")"
		}
	}' /tmp/vmlinux.btf /tmp/module.btf > /tmp/prototypes
agrees() {	# FUNCTION PROTOTYPE...: any of these
	local function=$1 found wanted
	found=$(sed -n "s/^$1 //p" /tmp/prototypes)
	shift
	for wanted; do
		[ "$found" = "$wanted" ] && { result ok "$function: $found"; return; }
	done
	equal "$function" "$1" "$found"
}
# module/namespace.c takes the one for the other
check "nd_dax begins with nd_pfn" sh -c "grep -A 1 \"STRUCT 'nd_dax' \" /tmp/module.btf |
	grep -q \"'nd_pfn'.*bits_offset=0\""
agrees is_nd_dax "bool(device*)" "_Bool(device*)"
agrees to_nd_dax "nd_dax*(device*)"
agrees nvdimm_namespace_common_probe "nd_namespace_common*(device*)"
agrees devm_namespace_enable "int(device*,nd_namespace_common*,resource_size_t)"
agrees devm_namespace_disable "void(device*,nd_namespace_common*)"
agrees nvdimm_setup_pfn "int(nd_pfn*,dev_pagemap*)"
agrees nvdimm_badblocks_populate "void(nd_region*,badblocks*,range*)"
# before 5.16 the same 16 bytes were u8 *
agrees nd_dev_to_uuid "uuid_t*(device*)" "u8*(device*)"
