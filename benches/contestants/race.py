"""Runs commands one after another, in rounds, and says what each took: CPU seconds and peak memory.

race.py RUNS NAME=COMMAND...   prints a line a command: name, best and worst CPU seconds, peak MiB.
Each command is a fresh process, pinned to one processor ($CPU, else the last one) unless its name ends in "*".
"""

import os
import shlex
import sys


def run(command, pinned):
    pid = os.fork()
    if pid == 0:
        if pinned:
            os.sched_setaffinity(0, {int(os.environ.get("CPU", max(os.sched_getaffinity(0))))})
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"failed: {shlex.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    runs = int(sys.argv[1])
    contestants = [argument.split("=", 1) for argument in sys.argv[2:]]
    seconds = {name: [] for name, _ in contestants}
    peaks = {name: 0.0 for name, _ in contestants}
    for _ in range(runs):
        for name, command in contestants:
            time, peak = run(shlex.split(command), not name.endswith("*"))
            seconds[name].append(time)
            peaks[name] = max(peaks[name], peak)
    for name, _ in contestants:
        print(f"{name}\t{min(seconds[name]):.3f}\t{max(seconds[name]):.3f}\t{peaks[name]:.1f}")


main()
