# SPDX-License-Identifier: GPL-2.0-only
"""The goals that the figures are held against."""
from collections import namedtuple

# reached is None where there is no goal, or no figure. What is steady can be checked on a busy machine, too: it
# is counted, or a goal of CPU time with much room.
Row = namedtuple("Row", "figure goal measured reached steady", defaults=[False])
# reached, where the floor itself misses the goal
KERNELS_COST = "the kernel's cost"
# and dax-kmem is so near to the floor
NEAR_FLOOR = 1.05


def at_most(figure, value, limit, text=None, unit="", steady=False):
    goal = f"≤ {limit:g}{unit}"
    if value is None:
        return Row(figure, goal, "-", None, steady)
    return Row(figure, goal, text or f"{value:.2f}{unit}", value <= limit, steady)


def quotient(value, base):
    return None if value is None or not base else value / base


def to_other(figure, times, other, limit, steady=False):
    """Held against another contender. What the floor cannot reach is the kernel's own cost."""
    value, floor = (quotient(times[name], times[other]) for name in ("dax-kmem", "floor"))
    row = at_most(figure, value, limit, steady=steady)
    if value is None or floor is None:
        return row
    row = row._replace(measured=f"{value:.2f} (floor: {floor:.2f})")
    if not row.reached and floor > limit and value <= floor * NEAR_FLOOR:
        row = row._replace(reached=KERNELS_COST)
    return row


def time_goals(data, kernel):
    counted = data.is_counted()
    for size in data.sizes(kernel):
        times = {name: data.attach(kernel, size, "attach", name)
                 for name in ("floor", "dax-kmem", "daxctl", "kernel", "policy")}
        cpu = {name: data.attach(kernel, size, "attach-cpu", name) for name in ("floor", "dax-kmem")}
        if None not in cpu.values():
            above = (cpu["dax-kmem"] - cpu["floor"]) / 1000
            yield at_most(f"attach, {size} GiB: CPU above the floor's", above, 20 if counted else 100, unit=" ms",
                          steady=counted)
        if counted or size >= 64:
            yield at_most(f"attach, {size} GiB, to the floor", quotient(times["dax-kmem"], times["floor"]), 1.05,
                          steady=counted)
            yield at_most(f"attach, {size} GiB, to the floor, with the kernel's policy at online_movable",
                          quotient(times["policy"], times["floor"]), 1.05, steady=counted)
        # what can be had from 48 GiB on is 0.9; before that, being faster
        if counted or size >= 48:
            limit = 0.9 if size >= 48 else 1
            yield to_other(f"attach, {size} GiB, to daxctl", times, "daxctl", limit, counted)
            back = {name: data.attach(kernel, size, "detach", name) for name in times}
            yield to_other(f"detach, {size} GiB, to daxctl", back, "daxctl", limit, counted)
        if size >= 48:
            yield to_other(f"attach, {size} GiB, to the kernel's own onlining", times, "kernel",
                           0.5 if size < 256 else 0.2)


def block_goals(data, kernel):
    for figure, what in (("block-online", "online"), ("block-offline", "offline")):
        for contender in ("dax-kmem", "daxctl"):
            eighths = data.eighths(kernel, figure, contender)
            value = eighths and quotient(eighths[7], eighths[1])
            row = at_most(f"a block {what}, last eighth to second, {contender}", value, 1.1)
            yield row if contender == "dax-kmem" else row._replace(goal="", reached=None)


def work_goals(data, kernel):
    for what in ("attach", "detach"):
        ours, theirs = (data.per_block(kernel, f"{what}-instructions", name) for name in ("dax-kmem", "daxctl"))
        value = quotient(ours, theirs)
        yield at_most(f"{what}: instructions a block, to daxctl's", value, 0.1,
                      value and f"{value:.3f} ({ours:.0f} : {theirs:.0f})", steady=True)
        value = data.per_block(kernel, f"{what}-calls", "dax-kmem")
        theirs = data.per_block(kernel, f"{what}-calls", "daxctl")
        yield at_most(f"{what}: system calls a block", value and round(value, 1), 3,
                      value is not None and f"{value:.2f} (daxctl: {theirs:.1f})", steady=True)
    nothing, start = (data.one("host", "host", "start-instructions", name) for name in ("nothing", "dax-kmem"))
    yield at_most("start of the command, instructions, to a program that does nothing",
                  quotient(start, nothing), 1.2, start and f"{start / nothing:.2f} ({start} : {nothing})", steady=True)
    cpu = data.typical("host", "host", "list-cpu", "dax-kmem")
    yield at_most("list of 64 instances, 8,192 blocks: CPU", cpu and cpu / 1000, 50, unit=" ms", steady=True)


def memory_goals(data, kernel):
    value = data.one(kernel, "memmap", "dram", "dax-kmem")
    yield at_most("DRAM for each GiB with memmap=pmem", value and max(value, 0) / 1024 / 16, 0.5, unit=" MiB",
                  steady=True)
    ours, theirs = (data.one(kernel, "map-dev", "ram", name) for name in ("dax-kmem", "daxctl"))
    if ours is not None and theirs is not None:
        yield Row("16 GiB namespace of --map=dev: bytes that become RAM", "> daxctl's",
                  f"{ours >> 20} MiB (daxctl: {theirs >> 20} MiB)", ours > theirs, True)


def many_goals(data, kernel):
    floor = data.typical(kernel, "many", "many", "floor")
    for name, what in (("one-command", "one command"), ("at-once", "8 units at once")):
        yield at_most(f"8 NVDIMMs, {what}, to the sum of the floors",
                      quotient(data.typical(kernel, "many", "many", name), floor), 1.1)


def scale_goals(data, kernel):
    for size in data.scenarios(kernel, "scale-"):
        name = f"scale-{size}"
        attach, detach = (data.one(kernel, name, what, "dax-kmem", 1) for what in ("attach", "detach"))
        dram = data.one(kernel, name, "dram", "dax-kmem", 1)
        used = data.one(kernel, name, "use", "dax-kmem", 1)
        yield Row(f"{size} GiB in a guest of 2 GiB: attached, 1 GiB used, detached", "it works",
                  f"{attach / 1e6:.0f} s, {detach / 1e6:.0f} s, {max(dram, 0) >> 10} MiB of DRAM", used == 0)
        code = data.one(kernel, name, "exit", "daxctl", 1)
        yield Row(f"{size} GiB in a guest of 2 GiB: daxctl", "",
                  f"ends with {code}" if code is not None else "the guest does not survive it", None)


def boot_rows(data):
    for suite in data.suites():
        times = {way: data.typical(suite, "boots", "power-on", way) for way in ("udev", "early", "daxctl")}
        for way, limit in (("udev", 1.0), ("early", 0.8)):
            value = quotient(times[way], times["daxctl"])
            yield at_most(f"{suite}: power-on to memory, {way} to daxctl", value, limit,
                          value and f"{value:.2f} ({times[way] / 1000:.1f} : {times['daxctl'] / 1000:.1f} s)")


def goal_rows(data, kernel):
    for rows in (time_goals, block_goals, work_goals, memory_goals, many_goals, scale_goals):
        yield from rows(data, kernel)
