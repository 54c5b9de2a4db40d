# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# What each column of list says, where it is described, and how columns are chosen.
man=$here/../../helper/dax-kmem.8.scd

new_tree
two_buses
new=device,label,region,bus,boot,boot_file,boot_line,tier,latency
reads 0 "list: what surrounds an instance" list --raw -o $new --sysroot "$root"
golden "list: what surrounds an instance" list.surroundings
reads 0 "list: the same in JSON" list --json -o $new --sysroot "$root"
golden "list: the same in JSON" list.surroundings.json
put etc/dax-kmem.conf "[by uuid]
colour = red"
reads 0 "list: errors in the configuration" list --sysroot "$root"
equal "list: errors in the configuration: nobody asks for it" 0 "$(wc -l < "$work/err")"
reads 0 "list: errors in the configuration, and BOOT" list -o device,boot,boot_file --sysroot "$root"
equal "list: errors in the configuration, and BOOT: it is not known" "dax0.0 - -" \
	"$(awk 'NR == 2 { print $1, $2, $3 }' "$work/out")"
equal "list: errors in the configuration, and BOOT: what no error concerns" yes \
	"$(awk '$1 == "dax3.0" { print $2 }' "$work/out")"
says "list: errors in the configuration, and BOOT: it says so" "hide whether some instances become RAM at boot"
equal "list: errors in the configuration, and BOOT: it says so once" 1 "$(grep -c "hide whether" "$work/err")"
put etc/dax-kmem.conf "[early]
uuid = $(uuid_of 0)
early = yes
zone = red"
reads 0 "list: an error in a section" list -nr -o boot,boot_file,boot_line --sysroot "$root" dax0.0 dax4.0
equal "list: an error in a section: what it lists is not attached" \
	"no $root/etc/dax-kmem.conf 1/no - -" "$(paste -sd / "$work/out")"
says "list: an error in a section: it is named" "zone = red"

# the same words in the table, the help and the manual page
reads 0 "list: the names of columns" list -o help
names=$(cat "$work/out")
equal "list: 25 columns" 25 "$(echo "$names" | wc -l)"
reads 0 "list --help" list --help
sed '1,/^Columns/d; s/^  \([A-Z_]*\) */\1: /' "$work/out" > "$work/help"
equal "list --help: every column" "$names" "$(sed 's/:.*//' "$work/help")"
equal "list --help: a description of each" 0 "$(grep -c ': *$' "$work/help")"
equal "the manual page: the same descriptions" "$(cat "$work/help")" \
	"$(sed -n '/^# COLUMNS/,/^# JSON/p' "$man" |
		sed -n '/^|/ { s/^|. \*\([A-Z_]*\)\*/\1/; N; s/\n:./:/; p; }')"
keys=$(echo "$names" | tr '[:upper:]' '[:lower:]')
reads 0 "list --json" list --json --sysroot "$root"
equal "list --json: a key for each column" "$keys" \
	"$(sed -n 's/^      "\(.*\)":.*/\1/p' "$work/out" | awk '!seen[$0]++')"
equal "the manual page: every key" "$keys" \
	"$(sed -n '/^# JSON/,/^# BOOT/p' "$man" | sed -n '/^The keys of an instance/,/^$/p' | tr '\n' ' ' |
		sed 's/Only.*//' | grep -o '\*[a-z_]*\*' | tr -d '*')"

# how they are chosen
headings() {	# DESCRIPTION HEADINGS COLUMNS
	reads 0 "$1" list -o "$3" --sysroot "$root"
	equal "$1: the headings" "$2" "$(head -n 1 "$work/out" | xargs)"
}
usual="IDENTITY DEVICE STATE SIZE NODE ZONE BLOCKS"
headings "list -o +: behind the usual ones" "$usual BOOT LABEL" +boot,Label
headings "list -o +: none of them twice" "$usual LABEL" +node,identity,label
headings "list -o: twice when it is asked for twice" "NODE NODE" node,node
reads 0 "list --json -o +" list --json -o +label --sysroot "$root"
equal "list --json -o +: a key for each column" 25 "$(grep -o '^      "[a-z_]*":' "$work/out" | sort -u | wc -l)"
for names in + "+," uuid,+node colour +colour ""; do
	reads 2 "list -o '$names'" list -o "$names" --sysroot "$root"
	says "list -o '$names': which there are" "there is no such column; choose from UUID, KIND, IDENTITY, DEVICE, NAMESPACE,"
done
