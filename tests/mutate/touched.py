# SPDX-License-Identifier: GPL-2.0-only
"""Which cases of tests/cli run which lines of helper/, as gcov counts them, and how long each case takes.

It is kept in build/mutate/touched, a file for each case, until the case or what it runs changes.
"""
import hashlib
import json
import os
import subprocess
import time
from pathlib import Path

from sandbox import first_red

COVERED = Path("build/helper-coverage")
KEPT = Path("build/mutate/touched")
CASE = ["tests/cli/case.sh"]
FAKE_KERNEL = "build/tests/fake_kernel.so"
PATIENCE = 300
SHARED = ["tests/cli/case.sh", "tests/cli/tree.sh", "tests/cli/fake_kernel.c"]


def digest(files):
    total = hashlib.sha256()
    for file in files:
        total.update(Path(file).read_bytes())
    return total.hexdigest()


def places_for_counts(directory):
    """Each object's notes, and a file for its counts that every user may write: cases run as nobody, too."""
    for notes in COVERED.rglob("*.gcno"):
        beside = directory / str(notes.resolve().parent).lstrip("/")
        beside.mkdir(parents=True, exist_ok=True)
        (beside / notes.name).symlink_to(notes.resolve())
        counts = beside / (notes.stem + ".gcda")
        counts.touch()
        counts.chmod(0o666)


def lines_run(directory):
    """File by file, the lines that hold code, and how often each was run."""
    counts = [str(file.resolve()) for file in directory.rglob("*.gcda") if file.stat().st_size]
    # there are cases that do not run the helper
    if not counts:
        return {}
    said = subprocess.run(["gcov", "--json-format", "--stdout", *counts], cwd=directory, check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    lines = {}
    for document in said.splitlines():
        for file in json.loads(document)["files"]:
            # the helper is compiled within helper/
            if file["file"].startswith("/"):
                continue
            name = os.path.normpath(os.path.join("helper", file["file"]))
            seen = lines.setdefault(name, {})
            for line in file["lines"]:
                number = line["line_number"]
                seen[number] = seen.get(number, 0) + line["count"]
    return lines


def record(case, key, directory):
    directory.mkdir(parents=True)
    places_for_counts(directory)
    begun = time.monotonic()
    red = first_red([*CASE, "build/helper-asan/dax-kmem", FAKE_KERNEL, case], Path.cwd(), PATIENCE)
    seconds = time.monotonic() - begun
    # this build says more than that of the tests, so that nothing is asked of what it says
    first_red([*CASE, str(COVERED / "dax-kmem"), FAKE_KERNEL, case], Path.cwd(), PATIENCE,
              {"GCOV_PREFIX": str(directory.resolve())}, stop=False)
    return {"key": key, "green": red is None, "seconds": seconds, "lines": lines_run(directory)}


def load(say):
    """{case: {"green", "seconds", "lines"}}; what has changed since it was recorded is recorded anew."""
    subprocess.run(["make", "-s", "build/helper-coverage/dax-kmem", "build/helper-asan/dax-kmem",
                    "build/tests/fake_kernel.so"], check=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    sources = sorted(str(file) for file in Path("helper").rglob("*.[ch]")) + SHARED
    of_all = digest(sources)
    cases = {}
    for script in sorted(Path("tests/cli/cases").glob("*.sh")):
        case, kept = script.stem, KEPT / (script.stem + ".json")
        key = of_all + digest([script])
        known = json.loads(kept.read_text()) if kept.exists() else {}
        if known.get("key") != key:
            say(f"recording which lines {case} runs")
            directory = KEPT / (case + ".counts")
            subprocess.run(["rm", "-rf", directory], check=True)
            # by way of JSON, as if it had been kept: JSON makes a string of each key
            text = json.dumps(record(case, key, directory))
            subprocess.run(["rm", "-rf", directory], check=True)
            known = json.loads(text)
            # a case may have failed only because of the user, or because the machine was busy: record it anew then
            if known["green"]:
                kept.write_text(text)
        cases[case] = known
    return cases


def cases_for(point, cases):
    """The green cases that run the point's line, the quickest first.

    Where gcov knows no code in that line, it is the line before it that has code, as for the rest of a statement;
    and where there is none, as in a table at the top, it is all the cases that run anything of the file.
    """
    touching = []
    for name, case in cases.items():
        lines = {int(line): count for line, count in case["lines"].get(point.file, {}).items()}
        before = [line for line in lines if line <= point.line]
        runs = lines[max(before)] if before else sum(lines.values())
        if case["green"] and runs:
            touching.append((case["seconds"], name))
    return [name for _, name in sorted(touching)]
