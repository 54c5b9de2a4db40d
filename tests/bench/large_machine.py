#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Makes a fake /sys of many instances that are RAM, as dax_kmem shows them.

Usage: large_machine.py ROOT INSTANCES BLOCKS     BLOCKS of 128 MiB for each instance
What the files are is explained in tests/cli/tree.sh, whose functions would take minutes for this many.
"""
import os
import sys

BLOCK = 128 << 20
MEMORY = "sys/devices/system/memory"
ND = "sys/bus/nd/devices"


def put(name, text):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w", encoding="ascii") as file:
        file.write(f"{text}\n")


def instance(root, number, first, count):
    device = f"{root}/{ND}/dax{number}.0"
    start = first * BLOCK
    # the namespace begins in the block before, with what comes before the data
    namespace = {"resource": hex(start - BLOCK), "size": (count + 1) * BLOCK,
                 "uuid": f"{number:08d}-aaaa-4bbb-8ccc-dddddddddddd"}
    for name, value in namespace.items():
        put(f"{root}/{ND}/namespace{number}.0/{name}", value)
    values = {"uuid": f"{number:08d}-1111-4222-8333-444444444444", "namespace": f"namespace{number}.0",
              "mode": "ram", "target_node": 1, "resource": hex(start - BLOCK + (2 << 20)),
              "size": (count + 1) * BLOCK - (2 << 20)}
    for name, value in values.items():
        put(f"{device}/{name}", value)
    os.symlink("../../drivers/dax_kmem", f"{device}/driver")
    ours = {"range": f"{start:#x}-{start + count * BLOCK - 1:#x}", "size": count * BLOCK,
            "lost": BLOCK - (2 << 20), "node": 1, "memmap": "dram", "zone": "movable",
            "blocks": f"{first}-{first + count - 1} movable"}
    for name, value in ours.items():
        put(f"{device}/dax_kmem/{name}", value)
    for number in range(first, first + count):
        put(f"{root}/{MEMORY}/memory{number}/state", "online")
        put(f"{root}/{MEMORY}/memory{number}/valid_zones", "Movable")


def main():
    root, instances, blocks = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    put(f"{root}/{MEMORY}/block_size_bytes", f"{BLOCK:x}")
    put(f"{root}/sys/devices/system/node/possible", "0-3")
    put(f"{root}/proc/cmdline", "ro")
    for number in range(instances):
        instance(root, number, 64 + number * (blocks + 1), blocks)


main()
