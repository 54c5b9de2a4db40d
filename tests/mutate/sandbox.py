# SPDX-License-Identifier: GPL-2.0-only
"""Runs a test in tests/mutate/sandbox.sh, until it is red."""
import os
import signal
import subprocess
import threading
from pathlib import Path

SANDBOX = Path(__file__).resolve().parent / "sandbox.sh"


def kill(process):
    """With all that it has started: unshare ends when its child has, and that is the last of its processes."""
    if process.poll() is not None:
        return
    children = subprocess.run(["pgrep", "-P", str(process.pid)], text=True, stdout=subprocess.PIPE).stdout.split()
    for pid in children or [process.pid]:
        try:
            os.kill(int(pid), signal.SIGKILL)
        except ProcessLookupError:
            pass


def first_red(words, tree, patience, environment=None, stop=True):
    """What is wrong with a run, or None. At the first "not ok" it is stopped, and nothing of it is left."""
    process = subprocess.Popen([SANDBOX, tree, *words], cwd=tree, text=True, errors="replace",
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               env={**os.environ, **(environment or {})})
    expired = threading.Event()
    timer = threading.Timer(patience, lambda: (expired.set(), kill(process)))
    timer.start()
    last = ""
    try:
        for line in process.stdout:
            if stop and line.startswith("not ok"):
                return line.strip()
            last = line.strip() or last
        code = process.wait()
    finally:
        timer.cancel()
        kill(process)
        process.wait()
        process.stdout.close()
    if expired.is_set():
        return "it hangs"
    return f"ends with {code}: {last}" if code else None
