# SPDX-License-Identifier: GPL-2.0-only
"""The survivors that no test has to see, from the file "survivors": why each is no fault."""
from collections import namedtuple
from pathlib import Path

from points import change

FILE = Path("tests/mutate/survivors")
FIELDS = ("file", "line", "change", "why")
Entry = namedtuple("Entry", FIELDS)


def read():
    """Paragraphs of "field: text", where a line that begins with a tab goes on."""
    entries = []
    text = "\n".join(line for line in FILE.read_text().splitlines() if not line.startswith("#"))
    for paragraph in filter(None, (part.strip("\n") for part in text.split("\n\n"))):
        fields = dict(line.split(": ", 1) for line in paragraph.replace("\n\t", " ").splitlines())
        if set(fields) != set(FIELDS):
            raise ValueError(f"{FILE}: an entry has {', '.join(FIELDS)}, and this has not: {fields}")
        entries.append(Entry(**fields))
    return entries


def why(entries, point, source):
    """The explanation of a survivor, or None."""
    line = source.splitlines()[point.line - 1]
    for entry in entries:
        if entry.file == point.file and entry.line in line and entry.change == change(point):
            return entry.why
    return None


def stale(entries):
    """The entries whose line is no longer there."""
    return [entry for entry in entries
            if not Path(entry.file).exists() or entry.line not in Path(entry.file).read_text()]
