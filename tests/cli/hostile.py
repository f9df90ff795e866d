"""Content files as no author would write them: damaged at random, or made to do harm."""

import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Final

from assessment.content.loading import load
from assessment.content.reading import read_sheet
from assessment.errors import ContentError
from tests.examples import SOUND

_SEED: Final = 20261125
_WHOLE: Final = 25
"""Of how many damaged files one is read as part of the whole content, which takes longer."""

_PIECES: Final = (
    *(b"&a ", b"*a", b"<<: ", b"!!python/object:os.system ", b"? ", b"- ", b": ", b"\t", b"|\n"),
    *(b'"', b"'", b"[", b"{", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\r", b"%"),
    *(b"1e999", b".nan", b"0" * 5000, b"[" * 500, b"---\n", b"...\n", b"No", b"2026-99-99", b"~"),
)
"""What breaks parsers."""

_LAUGHS: Final = "\n".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" if n else "a0: &a0 [lol]" for n in range(9)
)
_MERGES: Final = "\n".join(
    f"b{n}: &b{n} {{<<: [{', '.join([f'*b{n - 1}'] * 10)}], k{n}: 1}}" if n else "b0: &b0 {k: 1}"
    for n in range(8)
)

BOMBS: Final[Mapping[str, bytes]] = {
    "aliases that multiply": _LAUGHS.encode(),
    "merges that multiply": _MERGES.encode(),
    "lists in lists": b"[" * 100_000,
    "mappings in mappings": b"".join(b" " * n + b"a:\n" for n in range(600)),
    "quotes never closed": b'"' * 200_000,
    "one long number": b"level: " + b"9" * 200_000,
    "a key a thousand times": b"order: 1\n" * 20_000,
    "keys without end": b"".join(b"k%d: 1\n" % n for n in range(20_000)),
    "a tag that runs": b"version: !!python/object/apply:os.system ['touch harm']",
    "a file too large": b"#" * (2 * 2**20),
}


def damaged(raw: bytes, chance: Random) -> bytes:
    """A file after a few blows: pieces gone, doubled, moved, or put in."""
    body = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(body) + 1)
        end = min(len(body), at + chance.choice((1, 1, 4, 40)))
        match chance.randrange(4):
            case 0:
                del body[at:end]
            case 1:
                body[at:at] = body[at:end] * chance.randint(1, 3)
            case 2:
                body[at:at] = chance.choice(_PIECES)
            case _:
                body[at:end] = chance.randbytes(end - at)
    return bytes(body)


def damaged_files(folder: Path, runs: int) -> tuple[list[str], float]:
    """
    Read files that were damaged at random.

    Returns:
        What went wrong, and the longest time that one file took, in seconds.
    """
    chance = Random(_SEED)
    content = Path(shutil.copytree(SOUND, folder / "content"))
    files = sorted(content.rglob("*.yaml"))
    wrong, longest = [], 0.0
    for number in range(runs):
        file = chance.choice(files)
        sound = file.read_bytes()
        raw = damaged(sound, chance)
        begun = time.perf_counter()
        try:
            read_sheet(raw, file.name)
            if number % _WHOLE == 0:
                file.write_bytes(raw)
                load(content)
        except ContentError:
            pass
        except Exception as fault:  # that there is none is what is tried
            wrong.append(f"{type(fault).__name__} for {file.name}: {raw!r}")
        finally:
            file.write_bytes(sound)
        longest = max(longest, time.perf_counter() - begun)
    return wrong, longest
