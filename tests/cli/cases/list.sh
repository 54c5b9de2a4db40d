# SPDX-License-Identifier: GPL-2.0-only
new_tree
all_states
reads 0 "list" list --sysroot "$root"
golden "list: the table" list
equal "list: 80 columns are enough" 0 "$(grep -cE '.{81}' "$work/out")"
reads 0 "list --json" list --json --sysroot "$root"
golden "list: JSON" list.json
if command -v jq > /dev/null; then
	filter=$(sed -n "s/^ *jq -r '\(.*\)')$/\1/p" "$here/../../doc/comparison.md")
	equal "list: JSON: the nodes, as memkind is told them" 1 "$(jq -r "$filter" < "$work/out")"
else
	skip "list: JSON: the nodes, as memkind is told them" "there is no jq"
fi
reads 0 "list --raw" list --raw --sysroot "$root"
golden "list: raw" list.raw
reads 0 "list --output" list -o node,uuid,LABEL,lost_bytes --sysroot "$root"
golden "list: chosen columns" list.columns
reads 0 "list --output --json" list --json -o uuid,state --sysroot "$root"
equal "list: chosen keys" 16 "$(grep -cE '"(uuid|state)":' "$work/out")"
reads 2 "list: no such column" list -o uuid,colour --sysroot "$root"
says "list: no such column: which there are" "--output colour: there is no such column; choose from UUID, KIND, IDENTITY, DEVICE,"
reads 2 "list: a column without a name" list -o uuid,, --sysroot "$root"
reads 2 "list: too many columns" list -o "$(printf 'uuid,%.0s' $(seq 40))uuid" --sysroot "$root"
reads 0 "list --blocks" list --blocks --sysroot "$root"
golden "list: every namespace, drawn" list.blocks
equal "list --blocks: 80 columns are enough" 0 "$(grep -cE '.{81}' "$work/out")"
reads 0 "list --blocks --json" list --blocks --json --sysroot "$root"
golden "list: the parts of every namespace" list.blocks.json
# where nobody has named a node, and where CPUs are: what plan and the module have said
put $nd/dax0.0/target_node -1
put $nd/dax1.0/target_node -1
put $nd/dax1.0/dax_kmem/node 0
put sys/devices/system/node/has_cpu 0
reads 0 "list: no node" list -o uuid,node --sysroot "$root"
equal "list: no node: the one that it would be, or is" "0 0" "$(awk 'NR == 2 || NR == 3 { print $2 }' "$work/out" | xargs)"
says "list: no node" "$(uuid_of 1): the platform names no NUMA node for it: it is on node 0"
says "list: a node with CPUs" "$(uuid_of 1): node 0 has CPUs: this pmem is not on a node of its own"
equal "list: a node: of what is RAM only" 2 "$(wc -l < "$work/err")"
rm "$root/$memory/block_size_bytes"
for n in 1 2 3 6 7; do
	rm -r "${root:?}/$nd/dax$n.0"
done
reads 7 "list --blocks without memory hot-plug" list --blocks --sysroot "$root"
says "list --blocks without memory hot-plug: it says so" "this kernel has no memory hot-plug"
prints "list --blocks without memory hot-plug: what there is, is drawn" "d device-dax 3.9G"
reads 7 "list --blocks --json without memory hot-plug" list --blocks --json --sysroot "$root"
equal "list --blocks --json without memory hot-plug: every part" 6 "$(grep -c '"use":' "$work/out")"
reads 7 "plan --json without memory hot-plug" plan --json --sysroot "$root" dax0.0
prints "plan --json without memory hot-plug: no plan" '"plans": ['
put $nd/namespace4.0/resource 0x700000000
put $nd/namespace4.0/size 1073741824
put $memory/block_size_bytes 8000000
reads 0 "list --blocks without a driver" list --blocks --sysroot "$root"
prints "list --blocks without a driver: its size" "namespace4.0  1G"
prints "list --blocks without a driver: what is not known" \
	"i info block 8K, ? not known without a driver 1.0G"
new_tree
reads 2 "list without an nd bus: no such column" list -o nosuch --sysroot "$root"
equal "list without an nd bus: no such column is all it says" 1 "$(wc -l < "$work/err")"
reads 0 "list without an nd bus" list --sysroot "$root"
says "list without an nd bus: what makes one" "'ndctl create-namespace --mode=devdax' makes one"
machine
instance 0 dax_pmem 0x100200000 671088640
put $nd/dax0.0/mode pmem
put $nd/namespace0.0/resource 0xf8000000
put $nd/namespace0.0/size 807403520
reads 0 "list --blocks: a reserve" list --blocks --sysroot "$root"
prints "list --blocks: a reserve is drawn" "i info block 8K, r reserve 130M, d device-dax 640M"

# without root: what is root's to know is missing, and said to be so
as_nobody() {
	new_tree
	machine
	instance 1 dax_kmem 0x300200000 4158652416
	ram 1 97 30 Movable
	chmod -R go+rX "$root"
	chmod 400 "$root/$nd/dax1.0/dax_kmem/range" "$root/$nd/dax1.0/dax_kmem/blocks" \
		"$root/$nd/namespace1.0/resource"
	nobody 0 "list as nobody" list
	golden "list as nobody" list.nobody
	says "list as nobody: it says what is missing" "only root can see memory blocks"
	nobody 0 "list --blocks as nobody" list --blocks
	prints "list --blocks as nobody" "its place is not known: run as root"
}
as_root "list as nobody" as_nobody

# the machine's own /sys, whatever it has
"$helper" list --json > "$work/out" 2> "$work/err"
equal "list of this machine" 0 $?
