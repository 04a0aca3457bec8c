"""Processor time of a running ward by part: on a machine that is shared, wall time says little about a program."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of(folder: Path) -> dict[str, float]:
    """Seconds of processor time that the programs of a ward (its state folder) have used so far: web, worker,
    database. Children that have ended are counted with their parents."""
    found = {"web": 0.0, "worker": 0.0, "database": 0.0}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if part := _part(process, folder):
                found[part] += _seconds(process)
        except (OSError, IndexError, ValueError):  # it has ended
            continue
    return found


def used(before: dict[str, float], after: dict[str, float]) -> str:
    """ "web 1.2 s, worker 0.1 s, database 0.8 s" between two readings."""
    return ", ".join(f"{part} {max(after[part] - before[part], 0):.2f} s" for part in after) + " CPU"


def _part(process: Path, folder: Path) -> str:
    command = process.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    if command.startswith("postgres") or "/postgres " in command:
        return "database" if folder in (process / "cwd").readlink().parents else ""
    if f"LANTOA_VAR={folder}\0".encode() not in process.joinpath("environ").read_bytes():
        return ""
    if "granian" in command:
        return "web"
    return "worker" if "lantoa.cli worker" in command or "multiprocessing" in command else ""


def _seconds(process: Path) -> float:
    fields = process.joinpath("stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS
