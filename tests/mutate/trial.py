# SPDX-License-Identifier: GPL-2.0-only
"""A copy of the tree in which one mutant after the other is built and tried."""
import os
import shutil
import subprocess
from pathlib import Path

from points import mutated
from sandbox import first_red

# A mutant may leave a function or a variable unused: no warning makes it one that does not compile. Without -g the
# object code has no places of the source in it, and can be compared.
CC = "CC=gcc -w"
SANITIZED = ["SANITIZE=1", "CFLAGS=-O1", CC]
UNIT = ["-C", "tests/unit", CC]
PURE = ["gcc", "-w", "-std=gnu11", "-D_GNU_SOURCE", "-O2", "-Itests/unit/include", "-Imodule", "-c"]
# seconds; what takes so much longer than it should hangs
PATIENCE_UNIT = 60
PATIENCE_CASE = 60


class Tree:
    """A scratch copy of the tree, with everything built. After each trial it is again as it was."""

    def __init__(self, path, helper):
        self.path = Path(path).resolve()
        # there while the tree has no mutant: what an earlier run has built is then good
        self.clean = self.path / "clean"
        if not self.clean.exists():
            shutil.rmtree(self.path, ignore_errors=True)
            self.path.mkdir(parents=True)
        self._copy()
        self._make([*UNIT, "tests"])
        red = first_red(["make", "-s", *UNIT, "check"], self.path, PATIENCE_UNIT)
        if red:
            raise RuntimeError(f"the unit tests are red without a mutant: {red}")
        if helper:
            self._make(["build/tests/fake_kernel.so"])
            self._make(["-C", "helper", "OUT=../build/helper-asan", *SANITIZED])
            self._make(["-C", "helper", "OUT=../build/plain", "sonames"])
        (self.path / "build/plain").mkdir(exist_ok=True)
        self.clean.touch()
        self.built = {file: file.stat().st_mtime_ns for file in (self.path / "build").rglob("*") if file.is_file()}
        shutil.rmtree(self.path / "built", ignore_errors=True)
        shutil.copytree(self.path / "build", self.path / "built")

    def _copy(self):
        files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], check=True,
                               stdout=subprocess.PIPE).stdout
        subprocess.run(["xargs", "-0", "cp", "-p", "--parents", "-t", self.path], input=files, check=True)

    def _make(self, words):
        subprocess.run(["make", "-s", *words], cwd=self.path, check=True, stdout=subprocess.DEVNULL)

    def _object(self, file):
        """The object code of a file as it now is, or None."""
        made = self.path / "build/plain/mutant.o"
        made.unlink(missing_ok=True)
        if file.startswith("module/"):
            words = [*PURE, "-o", "build/plain/mutant.o", file]
        else:
            target = "../build/plain/" + str(Path(file).relative_to("helper").with_suffix(".o"))
            made = self.path / "helper" / target
            made.unlink(missing_ok=True)
            words = ["make", "-s", "-C", "helper", "OUT=../build/plain", "CFLAGS=-O2", CC, target]
        subprocess.run(words, cwd=self.path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return made.read_bytes() if made.exists() else None

    def _is_of_unit(self, file):
        steps = subprocess.run(["make", "-n", *UNIT, "tests"], cwd=self.path, check=True, text=True,
                               stdout=subprocess.PIPE).stdout
        return f"../../{file}" in steps

    def _first_red(self, file, cases):
        if self._is_of_unit(file):
            self._make([*UNIT, "tests"])
            red = first_red(["make", "-s", *UNIT, "check"], self.path, PATIENCE_UNIT)
            if red:
                return f"unit: {red}"
        if file.startswith("module/"):
            return None
        self._make(["-C", "helper", "OUT=../build/helper-asan", *SANITIZED])
        for name, seconds in cases:
            red = first_red(["tests/cli/case.sh", "build/helper-asan/dax-kmem", "build/tests/fake_kernel.so", name],
                            self.path, PATIENCE_CASE + 5 * seconds)
            if red:
                return f"cli/{name}: {red}"
        return None

    def _restore(self, source, text, times):
        source.write_text(text)
        os.utime(source, ns=times)
        for file, time in self.built.items():
            if not file.exists() or file.stat().st_mtime_ns != time:
                kept = self.path / "built" / file.relative_to(self.path / "build")
                shutil.copy2(kept, self.path / "again")
                os.replace(self.path / "again", file)
        self.clean.touch()

    def try_out(self, point, cases):
        """("does not count" | "seen" | "survives", what saw it)"""
        source = self.path / point.file
        text, status = source.read_text(), source.stat()
        original = self._object(point.file)
        self.clean.unlink()
        try:
            source.write_text(mutated(text, point))
            changed = self._object(point.file)
            if changed is None:
                return "does not count", "it does not compile"
            if changed == original:
                return "does not count", "it is the same object code"
            red = self._first_red(point.file, cases)
            return ("seen", red) if red else ("survives", "")
        finally:
            self._restore(source, text, (status.st_atime_ns, status.st_mtime_ns))
