# SPDX-License-Identifier: GPL-2.0-only
"""What tests/bench/run has measured, and what follows from it without a goal in mind."""
import json
import os
import re
import subprocess
import sys
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
    """Values by kernel, scenario, figure and contender; each is {round: value}.

    What another run has measured, and this one has not, is taken from its results.json (@kept), with the commit
    that it is of.
    """

    def __init__(self, name, kept=None):
        self.values = defaultdict(dict)
        self.commits = {}
        new = defaultdict(dict)
        with open(name, encoding="utf-8") as file:
            for line in file:
                *key, number, value = line.rstrip("\n").split(" ", 5)
                new[tuple(key)][int(number)] = int(value) if value.lstrip("-").isdigit() else value
        commit, clock = (new.pop(("host", "host", what, "dax-kmem"))[0] for what in ("commit", "clock"))
        self.cpus = [first_value("/proc/cpuinfo", "model name")]
        if kept:
            self.keep(kept, clock, {key[:2] for key in new})
        self.values.update(new)
        self.commits.update({key[:2]: commit for key in new})
        self.about = {
            "date": time.strftime("%Y-%m-%d", time.gmtime()),
            "cpus": os.cpu_count(),
            "cpu": ", ".join(dict.fromkeys(self.cpus)),
            "memory": round(int(first_value("/proc/meminfo", "MemTotal").split()[0]) / (1 << 20)),
            "qemu": said_by("qemu-system-x86_64", "--version").splitlines()[0],
            "rounds": max((max(values) for key, values in self.values.items() if key[2] == "attach"), default=0),
            "clock": clock,
        }

    def keep(self, name, clock, measured):
        with open(name, encoding="utf-8") as file:
            old = json.load(file)
        if old["about"]["clock"] != clock:
            sys.exit(f"{name}: its guests' clock was of another kind ({old['about']['clock']}): measure all of it again")
        # what is kept was measured where it was
        self.cpus = old["about"]["cpu"].split(", ") + self.cpus
        for row in old["measured"]:
            key = row["kernel"], row["scenario"], row["figure"], row["contender"]
            if key[:2] not in measured:
                self.values[key] = dict(enumerate(row["values"], row["first"]))
                self.commits[key[:2]] = row["commit"]

    def as_json(self):
        return {"about": self.about,
                "measured": [{"kernel": key[0], "scenario": key[1], "figure": key[2], "contender": key[3],
                              "commit": self.commits[key[:2]], "first": min(values),
                              "values": [values[number] for number in sorted(values)]}
                             for key, values in self.values.items()]}

    def said_commits(self, kernel=None, prefix=""):
        """Of which commit are they? Where there are several, with the scenarios of each."""
        names = defaultdict(list)
        for (one, scenario), commit in self.commits.items():
            if kernel in (None, one) and scenario.startswith(prefix) and scenario not in names[commit]:
                names[commit].append(scenario)
        if len(names) < 2:
            return next(iter(names), "-")
        return ", ".join(f"{commit} ({', '.join(scenarios)})" for commit, scenarios in names.items())

    def is_counted(self):
        """The guests' clock counts instructions, so that times do not depend on how busy the machine is."""
        return self.about["clock"] == "instructions"

    def kernels(self):
        """From the oldest to the newest."""
        return sorted({key[0] for key in self.values if key[1] not in ("host", "boots")},
                      key=lambda kernel: [int(number) for number in re.findall("[0-9]+", kernel)])

    def boots(self):
        """How many by each way, at least."""
        return min((len(values) for key, values in self.values.items() if key[1] == "boots"), default=0)

    def suites(self):
        return sorted({key[0] for key in self.values if key[1] == "boots"})

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
        if len(sizes) < 2:
            return None
        ends = [(self.one(kernel, f"work-{size}", "blocks", "all"),
                 self.least(kernel, f"work-{size}", figure, contender)) for size in (sizes[0], sizes[-1])]
        if any(value is None for end in ends for value in end):
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
