# SPDX-License-Identifier: GPL-2.0-only
"""Plots, by gnuplot, as SVG and as PNG."""
import os
import subprocess

NAMES = {"floor": "floor", "dax-kmem": "dax-kmem", "daxctl": "daxctl", "kernel": "kernel's own onlining"}
COLOURS = {"floor": "#888888", "dax-kmem": "#0060ad", "daxctl": "#dd181f", "kernel": "#e69f00"}


def version_of(kernel):
    """6.1 of 6.1.0-57-amd64: the names of files stay when the kernel gets an update."""
    return ".".join(kernel.split(".")[:2])


def gnuplot(name, commands):
    for terminal in ("svg size 800,480 font 'sans,13' background '#ffffff'", "pngcairo size 1000,600 font 'sans,12'"):
        end = terminal.split()[0][:3]
        text = f"set terminal {terminal}\nset output '{name}.{end}'\n{commands}"
        subprocess.run(["gnuplot"], input=text, text=True, check=True)


def block_of(title, points):
    return f"${title} << END\n" + "".join(f"{x} {y}\n" for x, y in points) + "END\n"


def attach_plot(data, kernel, out):
    blocks, plots = "", []
    for number, (name, title) in enumerate(NAMES.items()):
        points = [(size, data.attach(kernel, size, "attach", name)) for size in data.sizes(kernel)]
        points = [(size, value / 1e6) for size, value in points if value is not None]
        if points:
            blocks += block_of(f"d{number}", points)
            plots.append(f"$d{number} with linespoints lw 2 pt 7 lc rgb '{COLOURS[name]}' title \"{title}\"")
    gnuplot(os.path.join(out, f"attach-{version_of(kernel)}"), f"""{blocks}
set title "attach: seconds until all of it is RAM (emulated, {kernel})"
set xlabel "GiB"
set ylabel "seconds"
set logscale xy
set xrange [{data.sizes(kernel)[0] * 0.8}:{data.sizes(kernel)[-1] * 1.25}]
set xtics ({', '.join(str(size) for size in data.sizes(kernel))})
set grid
set key top left
plot {', '.join(plots)}
""")


def blocks_plot(data, kernel, out):
    blocks, plots = "", []
    for number, (figure, name, title, colour) in enumerate((
            ("block-online", "dax-kmem", "online, dax-kmem", "#0060ad"),
            ("block-offline", "dax-kmem", "offline, dax-kmem", "#73a9d8"),
            ("block-online", "daxctl", "online, daxctl", "#dd181f"),
            ("block-offline", "daxctl", "offline, daxctl", "#f0a0a3"))):
        count = data.one(kernel, "blocks", "blocks", "all")
        times = data.all(kernel, "blocks", figure, name)
        if count and times:
            blocks += block_of(f"d{number}", [(i, times[i] / 1000) for i in range(count)])
            plots.append(f"$d{number} with points pt 7 ps 0.4 lc rgb '{colour}' title '{title}'")
    if not plots:
        return
    gnuplot(os.path.join(out, f"blocks-{version_of(kernel)}"), f"""{blocks}
set title "what each memory block takes, first to last (emulated, {kernel})"
set xlabel "place in the order"
set ylabel "milliseconds"
set logscale y
set grid
set key outside right
plot {', '.join(plots)}
""")


def draw(data, kernel, out):
    if len(data.sizes(kernel)) > 1:
        attach_plot(data, kernel, out)
    blocks_plot(data, kernel, out)
