"""
SQLite's own file access, overheard: every write, sync, cut and deletion, in order.

A VFS that does what the system's does and notes it first. It is put into the very library that
Python's ``sqlite3`` uses, as the default, so the store runs on it unchanged. Nothing can be taken
back: do this in a process of its own.
"""

import ctypes
import ctypes.util
import os
import sqlite3
from collections.abc import Callable
from typing import Any, Final, NamedTuple

_POINTER: Final = ctypes.c_void_p
_INT, _INT64, _TEXT = ctypes.c_int, ctypes.c_int64, ctypes.c_char_p

_OPEN: Final = ctypes.CFUNCTYPE(_INT, _POINTER, _TEXT, _POINTER, _INT, ctypes.POINTER(_INT))
_DELETE: Final = ctypes.CFUNCTYPE(_INT, _POINTER, _TEXT, _INT)
_WRITE: Final = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _INT64)
_TRUNCATE: Final = ctypes.CFUNCTYPE(_INT, _POINTER, _INT64)
_SYNC: Final = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs`` of sqlite3.h; what is not overheard is only copied."""

    _fields_ = (
        ("version", _INT),
        ("size_of_file", _INT),
        ("longest_path", _INT),
        ("next", _POINTER),
        ("name", _TEXT),
        ("data", _POINTER),
        ("open", _POINTER),
        ("delete", _POINTER),
        ("others", _POINTER * 14),
    )


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods`` of sqlite3.h."""

    _fields_ = (
        ("version", _INT),
        ("close", _POINTER),
        ("read", _POINTER),
        ("write", _POINTER),
        ("truncate", _POINTER),
        ("sync", _POINTER),
        ("others", _POINTER * 13),
    )


class _File(ctypes.Structure):
    """``sqlite3_file`` of sqlite3.h: its methods, then whatever the system's VFS keeps."""

    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


def can_overhear() -> bool:
    """Whether Python's ``sqlite3`` uses the shared library of this system, and no copy inside."""
    name = ctypes.util.find_library("sqlite3") if os.name == "posix" else None
    if name is None:
        return False
    version = ctypes.CDLL(name).sqlite3_libversion
    version.restype = _TEXT
    return bool(version().decode() == sqlite3.sqlite_version)


class Step(NamedTuple):
    """
    One thing done to a file, or ``acknowledged`` by the store.

    Attributes:
        what: ``write``, ``truncate``, ``sync``, ``delete`` or ``acknowledged``.
        path: The file; for ``acknowledged``, what was saved.
        at: Offset of a write, or size after a truncation, in bytes.
        data: What was written.
    """

    what: str
    path: str
    at: int = 0
    data: bytes = b""


class Recorder:
    """
    Notes what SQLite does to its files from now on, in this process.

    Attributes:
        steps: What was done so far.
    """

    def __init__(self) -> None:
        """Register the overhearing VFS as the default."""
        self.steps: list[Step] = []
        self._paths: dict[int, str] = {}
        self._methods: dict[int, tuple[_Methods, _Methods]] = {}
        self._library = ctypes.CDLL(ctypes.util.find_library("sqlite3"))
        self._library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self._system: _Vfs = self._library.sqlite3_vfs_find(None).contents
        self._kept: list[Any] = []
        own = _copy(self._system)
        own.name = b"overheard"
        own.open = self._address(_OPEN, self._open)
        own.delete = self._address(_DELETE, self._delete)
        self._own = own
        if self._library.sqlite3_vfs_register(ctypes.byref(own), 1):
            raise OSError("SQLite does not take another VFS")

    def acknowledge(self, what: str) -> None:
        """Note that the store said it has kept ``what``."""
        self.steps.append(Step("acknowledged", what))

    def _address(self, kind: Any, do: Callable[..., int]) -> int | None:
        callback = kind(do)
        self._kept.append(callback)  # SQLite holds only its address
        return ctypes.cast(callback, _POINTER).value

    def _open(self, vfs: int, name: bytes | None, file: int, flags: int, out: Any) -> int:
        code = int(_OPEN(self._system.open)(vfs, name, file, flags, out))
        opened = _File.from_address(file)
        if code == 0 and name and opened.methods:
            self._paths[file] = name.decode()
            opened.methods = ctypes.pointer(self._overheard(opened.methods.contents))
        return code

    def _overheard(self, system: _Methods) -> _Methods:
        """The methods of a file, three of them ours; made once for each set of the system's."""
        key = ctypes.addressof(system)
        if key not in self._methods:
            own = _copy(system)
            own.write = self._address(_WRITE, self._writer(_WRITE(system.write)))
            own.truncate = self._address(_TRUNCATE, self._truncater(_TRUNCATE(system.truncate)))
            own.sync = self._address(_SYNC, self._syncer(_SYNC(system.sync)))
            self._methods[key] = (own, system)
        return self._methods[key][0]

    def _writer(self, system: Callable[..., int]) -> Callable[..., int]:
        def write(file: int, data: int, size: int, at: int) -> int:
            self.steps.append(Step("write", self._paths[file], at, ctypes.string_at(data, size)))
            return system(file, data, size, at)

        return write

    def _truncater(self, system: Callable[..., int]) -> Callable[..., int]:
        def truncate(file: int, size: int) -> int:
            self.steps.append(Step("truncate", self._paths[file], size))
            return system(file, size)

        return truncate

    def _syncer(self, system: Callable[..., int]) -> Callable[..., int]:
        def sync(file: int, flags: int) -> int:
            code = system(file, flags)
            self.steps.append(Step("sync", self._paths[file]))
            return code

        return sync

    def _delete(self, vfs: int, name: bytes, sync: int) -> int:
        self.steps.append(Step("delete", name.decode()))
        return int(_DELETE(self._system.delete)(vfs, name, sync))


def _copy(of: Any) -> Any:
    """A structure with the same content."""
    return type(of).from_buffer_copy(of)
