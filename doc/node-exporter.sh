#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Metrics of dax-kmem for the textfile collector of Prometheus' node_exporter. Needs jq, and root.
# Usage: node-exporter.sh DIRECTORY      the one that node_exporter's --collector.textfile.directory= names
# Run it every minute, from a systemd timer or from cron. The file is replaced at once, so that a half of
# it is never read. A rule that tells when something is not attached, or this script no longer runs:
#
#   - alert: PmemIsNotRam
#     expr: dax_kmem_attached == 0 or time() - node_textfile_mtime_seconds{file=~".*/dax_kmem.prom"} > 600
#     for: 5m
set -eu
# cron has no sbin
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

directory=${1:?usage: node-exporter.sh DIRECTORY}
new=$(mktemp "$directory/.dax_kmem.XXXXXX")
trap 'rm -f "$new"' EXIT

# its exit code is in the JSON, too; without any JSON the old file stays, and grows old
status=$(dax-kmem status --json) || [ -n "$status" ]
printf '%s\n' "$status" | jq -r '
	def metric($name; $help): "# HELP \($name) \($help)", "# TYPE \($name) gauge";
	def quoted: tostring | gsub("\\\\"; "\\\\") | gsub("\""; "\\\"") | gsub("\n"; "\\n");
	.status |
	metric("dax_kmem_attached"; "Whether all that is listed is RAM."),
	"dax_kmem_attached \(if .attached then 1 else 0 end)",
	metric("dax_kmem_status_exit_code"; "Exit code of dax-kmem status."),
	"dax_kmem_status_exit_code \(.exit_code)",
	metric("dax_kmem_listed"; "Instances and sections that are to be RAM."),
	"dax_kmem_listed \(.listed_total)",
	metric("dax_kmem_listed_attached"; "How many of them are."),
	"dax_kmem_listed_attached \(.listed_attached)",
	metric("dax_kmem_warnings"; "What is set up wrongly."),
	"dax_kmem_warnings \(.warnings | length)",
	metric("dax_kmem_ram_bytes"; "Bytes of an instance that are RAM."),
	(.devices[] |
	 "dax_kmem_ram_bytes{uuid=\"\(.uuid | quoted)\",state=\"\(.state | quoted)\",boot=\"\(.boot | quoted)\"} \(.ram_bytes // 0)"),
	metric("dax_kmem_memory_bytes"; "Memory by node, zone and use."),
	(.memory[] | . as $zone | ("used", "cache", "free") |
	 "dax_kmem_memory_bytes{node=\"\($zone.node)\",memory=\"\($zone.memory)\",zone=\"\($zone.zone)\",use=\"\(.)\"} \($zone[.])")
' > "$new"
chmod 644 "$new"
mv "$new" "$directory/dax_kmem.prom"
trap - EXIT
