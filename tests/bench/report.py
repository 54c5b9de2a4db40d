#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Makes tables, plots and results.json of what tests/bench/run has measured, and prints the tables.

Usage: report.py [--keep RESULTS] MEASURED OUT [README]
       report.py --check MEASURED      as KTAP: are the goals reached that do not depend on how busy the machine is
MEASURED has lines of "KERNEL SCENARIO FIGURE CONTENDER ROUND VALUE". OUT is a folder. In README, the lines
between the two marks are replaced by the first table. RESULTS is a results.json, from which comes what has not been
measured now.
"""
import argparse
import json
import os
import re
import sys

from goals import KERNELS_COST, boot_rows, goal_rows
from measured import Measured
from plots import draw, version_of

CONTENDERS = ["floor", "dax-kmem", "daxctl", "kernel", "policy"]
TITLES = {"floor": "floor", "dax-kmem": "dax-kmem", "daxctl": "daxctl", "kernel": "kernel's own onlining",
          "policy": "dax-kmem, policy online"}
# GiB that must have been measured before anything is said of terabytes
EXTRAPOLATE_FROM = 256
REACHED = {True: "yes", False: "**no**", None: "-", KERNELS_COST: KERNELS_COST}
MARKS = "<!-- make bench -->\n", "<!-- end of make bench -->\n"
CLOCKS = {
    True: """The guest's clock counts: a
nanosecond passes for each instruction, whatever the host is busy with, and what the kernel waits for (the end of a
grace period, say) takes its time as well. So the figures are the same on every machine, to about one in a hundred. A
real processor does several instructions in a nanosecond, or waits for memory for the time of hundreds: the ratios of
what has run in the same guest mean something, the seconds mean less. `CLOCK=host` gives the guests the host's clock.
""",
    False: """What takes time is the
emulated kernel: the ratios of what has run in the same guest mean something, the seconds do not.
"""}


def table(head, rows):
    """A table in Markdown; all columns but the first are numbers."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1)] + rows
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def seconds(microseconds):
    return "-" if microseconds is None else f"{microseconds / 1e6:.2f}"


def ratio(value, base):
    return "-" if value is None or not base else f"{value / base:.2f}"


def time_rows(data, kernel, figure, cold=False):
    rows = []
    for size in data.sizes(kernel):
        times = {name: data.attach(kernel, size, figure, name, cold) for name in CONTENDERS}
        rows.append([f"{size} GiB"] + [seconds(times[name]) for name in CONTENDERS] +
                    [ratio(times["dax-kmem"], times[base]) for base in ("floor", "daxctl", "kernel")])
    return rows


def time_table(data, kernel, figure, cold=False):
    head = [figure if not cold else f"{figure}, first"] + [f"{TITLES[name]}" for name in CONTENDERS]
    head += ["to the floor", "to daxctl", "to the kernel's own"]
    return table(head, time_rows(data, kernel, figure, cold))


def headline(data, kernel):
    about = data.about
    clock = "a guest in which each instruction takes a nanosecond" if data.is_counted() else "emulated"
    return (f"Seconds until all of it is RAM, medians of {about['rounds']}; kernel {kernel}, {clock}; "
            f"commit {data.said_commits(kernel, 'attach-')}:\n\n" + time_table(data, kernel, "attach"))


def goals_table(rows):
    rows = [[row.figure, row.goal, row.measured, REACHED[row.reached]]
            for row in rows]
    return table(["figure", "goal", "measured", "reached"], rows)


def hardware_table(data, kernel):
    """What the measured slopes come to for sizes that are sold, in this emulator's time."""
    rows = []
    for block in (128, 2048):
        for terabytes in (1.5, 3, 6, 12):
            gib = terabytes * 1e12 / (1 << 30)
            times = {name: data.extrapolate(kernel, name, gib, block) for name in CONTENDERS[:4]}
            rows.append([f"{terabytes:g} TB in blocks of {block} MiB"] +
                        [f"{times[name]:.0f}" if times[name] else "-" for name in CONTENDERS[:4]] +
                        [ratio(times["dax-kmem"], times[base]) for base in ("daxctl", "kernel")])
    return table(["attach"] + [TITLES[name] for name in CONTENDERS[:4]] +
                 ["to daxctl", "to the kernel's own"], rows)


def kernel_part(data, kernel):
    """What of it was measured: the goals are all there for one kernel, and few for another."""
    rows = [row for row in goal_rows(data, kernel) if row.measured != "-"]
    attach = f"\n![attach](attach-{version_of(kernel)}.svg)\n" if len(data.sizes(kernel)) > 1 else ""
    blocks = data.eighths(kernel, "block-online", "dax-kmem") and f"""### What each memory block costs

![blocks](blocks-{version_of(kernel)}.svg)
"""
    return f"""## Kernel {kernel}

### The goals

{goals_table(rows)}
### Attach: seconds until all of it is RAM

{time_table(data, kernel, "attach")}{attach}
### The first attach of each contender in its guest, in the order of the columns

{time_table(data, kernel, "attach", cold=True)}
### Detach: seconds until it is device-dax again

The kernel's own way is undone by daxctl.

{time_table(data, kernel, "detach")}
{blocks or ""}"""


def document(data):
    about = data.about
    parts = [f"""# Measured

Written by `make bench`, from [results.json](results.json), {about['date']}: commit
{data.said_commits()};
{about['cpus']} CPUs ({about['cpu']}), {about['memory']} GiB, {about['qemu']}. `tests/bench/run` says what can be
chosen.

Every guest is emulated, without KVM, so that anybody can repeat it. {CLOCKS[data.is_counted()]}
The contenders take turns in each round. Before {about['rounds']} rounds that are counted there is one that is not, as
each contender runs for the first time in it; it has a table of its own. Figures are medians.

A goal that the floor itself misses is out of reach for anybody: where dax-kmem is within 5 % of the floor then, the
last column says that it is the kernel's cost.

| contender | what it is |
| --- | --- |
| floor | a program that only writes what nobody can do without, in the best order, everything known beforehand: new_id, unbind, bind, and `online_movable` to each memory block ([floor.c](../../tests/bench/floor.c)) |
| dax-kmem | `dax-kmem attach`, with the kernel's policy at `offline` |
| daxctl | `daxctl reconfigure-device -m system-ram` and the in-tree driver kmem, with the kernel's policy at `offline`: with another one it refuses |
| kernel's own onlining | the in-tree driver kmem gets the device by bare writes, with the kernel's policy at `online_movable` |
| dax-kmem, policy online | `dax-kmem attach` on a machine whose policy is `online_movable`, as it is in Debian 13 |
"""]
    for kernel in data.kernels():
        parts.append(kernel_part(data, kernel))
        if max(data.sizes(kernel), default=0) >= EXTRAPOLATE_FROM:
            parts.append(f"""### Larger than what was measured

Lines through the sizes from 16 GiB on: so many seconds for each GiB, in this emulator's time. What onlines blocks
in ascending order pays for each block in proportion to all that is online already (the kernel scans the zone), so
there is a square in it, which is 16 times smaller with blocks of 2 GiB. This is assumed: page arrays in DRAM that
is there; one zone; nothing else that grows with the number of blocks. Not measured: real hardware.

{hardware_table(data, kernel)}""")
    if data.suites():
        parts.append(f"""## From power-on

Real Debian systems, one emulated CPU, 2 GiB of DRAM and an NVDIMM of 2 GiB: seconds from power-on (where the clock
counts, from the start of the kernel) until its memory is online; medians, of boots by each way: {data.boots()}. `udev`
is what `dax-kmem enable` sets up, `early` what `enable --early` does. daxctl gets a rule and a unit from the test, for
those of the distribution do not work; they have none of the restrictions that our unit has. What the disk takes passes
on the host's clock, even where the guest's counts: a busy host adds some tenths of a second.

{goals_table(boot_rows(data))}""")
    parts.append("""## A part of it again

`make bench` measures what is asked for, and can keep the rest of this page, with the commit that it is of:

    PARTS=boots SYSTEMS=trixie KEEP=doc/bench/results.json make bench
    PARTS=attach KERNELS=trixie SIZES=16 KEEP=doc/bench/results.json make bench

A large namespace takes 1/32 of its size on the host's disk, for two page arrays: device-dax's and the memory's. A
file system that compresses needs little of that, as most of a page array is the same (7 GB for 4 TiB):

    truncate -s 60G pmem.btrfs && mkfs.btrfs pmem.btrfs
    mount -o loop,compress-force=zstd:1 pmem.btrfs /mnt
    PARTS=scale SCALE=4096 IMAGES=/mnt KEEP=doc/bench/results.json make bench
""")
    return "\n".join(parts)


def replace_marked(name, text):
    with open(name, encoding="utf-8") as file:
        old = file.read()
    first, last = MARKS
    new, count = re.subn(re.escape(first) + ".*?" + re.escape(last), lambda _: first + text + last, old,
                         flags=re.S)
    if count != 1:
        sys.exit(f"report.py: {name} does not have the two marks {first.strip()} {last.strip()} once")
    with open(name, "w", encoding="utf-8") as file:
        file.write(new)


def check(data):
    """A goal without a figure is a failure: something was not measured."""
    rows = [row for kernel in data.kernels() for row in goal_rows(data, kernel) if row.steady]
    print("KTAP version 1")
    for number, row in enumerate(rows, 1):
        print(f"{'ok' if row.reached else 'not ok'} {number} - {row.figure}: {row.goal}, measured {row.measured}")
    print(f"1..{len(rows)}")
    return 0 if rows and all(row.reached for row in rows) else 1


def main():
    options = argparse.ArgumentParser(usage=argparse.SUPPRESS)
    options.add_argument("--check", action="store_true")
    options.add_argument("--keep")
    options.add_argument("measured")
    options.add_argument("out", nargs="?")
    options.add_argument("readme", nargs="?")
    asked = options.parse_args()
    data = Measured(asked.measured, asked.keep)
    if asked.check:
        sys.exit(check(data))
    out = asked.out
    with open(os.path.join(out, "results.json"), "w", encoding="utf-8") as file:
        json.dump(data.as_json(), file, indent=1)
        file.write("\n")
    for kernel in data.kernels():
        draw(data, kernel, out)
    with open(os.path.join(out, "README.md"), "w", encoding="utf-8") as file:
        file.write(document(data))
    for kernel in data.kernels():
        print(headline(data, kernel))
        print(goals_table(goal_rows(data, kernel)))
    if data.suites():
        print(goals_table(boot_rows(data)))
    if asked.readme:
        replace_marked(asked.readme, headline(data, data.kernels()[0]))


main()
