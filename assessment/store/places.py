"""Where an SQLite database lies: who may read it, how much room there is, on what kind of disk."""

import glob
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_MOUNTS: Final = Path("/proc/self/mounts")
_NETWORK: Final = frozenset(
    {
        *("9p", "afs", "beegfs", "ceph", "cifs", "davfs", "glusterfs", "gpfs", "lustre", "ncpfs"),
        *("nfs", "nfs4", "smb3", "smbfs", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs"),
    }
)
"""File systems over a network, on which SQLite's locks do not hold."""

_LEAST_ROOM: Final = 100 * 2**20
"""Least room on the disk, in bytes: ten thousand answers take about 2 MB."""

_COPIES_THAT_FIT: Final = 3
"""A new copy, a safety copy and the log must fit beside the database."""


def unsafe_places(file: Path, mounts: Path = _MOUNTS) -> Iterator[str]:
    """What is wrong with the place of a database, each in one sentence with what to do."""
    if os.name == "posix":
        yield from _open_to_others(file)
    kind = file_system(file, mounts)
    if kind in _NETWORK or str(file).startswith("\\\\"):
        yield (
            f"The database {file} lies on a network ({kind}), where SQLite may damage it; move it "
            "to a disk of this computer, or use PostgreSQL."
        )
    free = shutil.disk_usage(file.parent).free
    if free < max(_LEAST_ROOM, _COPIES_THAT_FIT * file.stat().st_size):
        yield f"The disk that holds {file} has only {free // 2**20} MB free; make room."


def file_system(file: Path, mounts: Path = _MOUNTS) -> str:
    """Kind of the file system that ``file`` lies on; empty where the system does not say."""
    try:
        lines = mounts.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    here = str(file.absolute().parent.resolve())
    found = [line.split()[1:3] for line in lines]
    over = [
        (_unescaped(point), kind) for point, kind in found if _is_under(here, _unescaped(point))
    ]
    return max(over, key=lambda mount: len(mount[0]), default=("", ""))[1]


def _is_under(path: str, folder: str) -> bool:
    """Whether ``path`` is ``folder`` or lies in it."""
    return f"{path}/".startswith(f"{folder.rstrip('/')}/")


def _unescaped(point: str) -> str:
    """A mount point as the system writes it, with its spaces and backslashes back."""
    return point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")


def _open_to_others(file: Path) -> Iterator[str]:
    for path in sorted(file.parent.glob(f"{glob.escape(file.name)}*")):
        if mode := _mode_for_others(path):
            yield f"Others may open {path} (mode {mode:o}); close it with: chmod 600 {path}"
    if mode := _mode_for_others(file.parent):
        yield (
            f"Others may look into {file.parent} (mode {mode:o}); close it with: chmod 700 "
            f"{file.parent}"
        )


def _mode_for_others(path: Path) -> int:
    """The access rights of ``path`` where others have any, else 0."""
    mode = stat.S_IMODE(path.stat().st_mode)
    return mode if mode & (stat.S_IRWXG | stat.S_IRWXO) else 0
