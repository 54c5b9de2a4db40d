# SPDX-License-Identifier: GPL-2.0-only
"""What tests/bench/run has measured, and what follows from it without a goal in mind."""
import os
import subprocess
import time
from collections import defaultdict
from statistics import median


def said_by(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def first_value(name, key):
    with open(name, encoding="utf-8") as file:
        for line in file:
            if line.startswith(key):
                return line.split(":", 1)[1].strip()
    return ""


class Measured:
    """Values by kernel, scenario, figure and contender; each is {round: value}."""

    def __init__(self, name):
        self.values = defaultdict(dict)
        rounds = 0
        with open(name, encoding="utf-8") as file:
            for line in file:
                *key, number, value = line.rstrip("\n").split(" ", 5)
                self.values[tuple(key)][int(number)] = int(value) if value.lstrip("-").isdigit() else value
                if key[2] == "attach":
                    rounds = max(rounds, int(number))
        self.about = {
            "commit": self.one("host", "host", "commit", "dax-kmem"),
            "date": time.strftime("%Y-%m-%d", time.gmtime()),
            "cpus": os.cpu_count(),
            "cpu": first_value("/proc/cpuinfo", "model name"),
            "memory": round(int(first_value("/proc/meminfo", "MemTotal").split()[0]) / (1 << 20)),
            "qemu": said_by("qemu-system-x86_64", "--version").splitlines()[0],
            "rounds": rounds,
            "clock": self.one("host", "host", "clock", "dax-kmem"),
        }

    def as_json(self):
        return {"about": self.about,
                "measured": [{"kernel": key[0], "scenario": key[1], "figure": key[2], "contender": key[3],
                              "values": [values[number] for number in sorted(values)]}
                             for key, values in self.values.items()]}

    def is_counted(self):
        """The guests' clock counts instructions, so that times do not depend on how busy the machine is."""
        return self.about["clock"] == "instructions"

    def kernels(self):
        return list(dict.fromkeys(key[0] for key in self.values if key[1] not in ("host", "boots")))

    def suites(self):
        return list(dict.fromkeys(key[0] for key in self.values if key[1] == "boots"))

    def scenarios(self, kernel, prefix):
        """The numbers behind such names, in order: 4, 16 for attach-4, attach-16."""
        names = dict.fromkeys(key[1] for key in self.values if key[0] == kernel)
        return sorted(int(name[len(prefix):]) for name in names if name.startswith(prefix))

    def sizes(self, kernel):
        return self.scenarios(kernel, "attach-")

    def all(self, kernel, scenario, figure, contender):
        return self.values.get((kernel, scenario, figure, contender), {})

    def one(self, kernel, scenario, figure, contender, number=0):
        return self.all(kernel, scenario, figure, contender).get(number)

    def typical(self, kernel, scenario, figure, contender):
        """The median of the rounds that count, which begin with 1."""
        counted = [value for number, value in self.all(kernel, scenario, figure, contender).items() if number]
        return median(counted) if counted else None

    def attach(self, kernel, size, figure, contender, cold=False):
        if cold:
            return self.one(kernel, f"attach-{size}", figure, contender)
        return self.typical(kernel, f"attach-{size}", figure, contender)

    def least(self, kernel, scenario, figure, contender):
        return min(self.all(kernel, scenario, figure, contender).values(), default=None)

    def per_block(self, kernel, figure, contender):
        """How much the figure grows with a block, from the smallest to the largest scenario of work."""
        sizes = self.scenarios(kernel, "work-")
        ends = [(self.one(kernel, f"work-{size}", "blocks", "all"),
                 self.least(kernel, f"work-{size}", figure, contender)) for size in (sizes[0], sizes[-1])]
        if len(sizes) < 2 or any(value is None for end in ends for value in end):
            return None
        return (ends[1][1] - ends[0][1]) / (ends[1][0] - ends[0][0])

    def eighths(self, kernel, figure, contender):
        """Medians of what a block takes, in each eighth of the order."""
        count = self.one(kernel, "blocks", "blocks", "all")
        times = self.all(kernel, "blocks", figure, contender)
        if not count or not times:
            return None
        return [median(times[i] for i in range(count * part // 8, count * (part + 1) // 8)) for part in range(8)]

    def extrapolate(self, kernel, contender, gib, block_mib):
        """Seconds: a line through the measured sizes, and a square in it where the order is ascending."""
        points = [(size, self.attach(kernel, size, "attach", contender)) for size in self.sizes(kernel)
                  if size >= 16]
        points = [(size, value / 1e6) for size, value in points if value is not None]
        if len(points) < 3:
            return None
        square = contender in ("kernel", "policy")
        (x0, y0), (x1, y1), (x2, y2) = points[0], points[len(points) // 2], points[-1]
        slope = (y2 - y0) / (x2 - x0)
        if not square:
            return y0 + slope * (gib - x0)
        bend = ((y2 - y1) / (x2 - x1) - (y1 - y0) / (x1 - x0)) / (x2 - x0)
        line = (y1 - y0) / (x1 - x0) - bend * (x0 + x1)
        start = y0 - line * x0 - bend * x0 * x0
        return start + line * gib + bend * gib * gib * 128 / block_mib
