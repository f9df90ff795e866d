"""
A program of its own: a template, fonts and data in, a PDF out; knows nothing else of us.

It runs in a process that can be stopped and whose memory is limited, because what is set here
holds what people typed. Data reaches the template as one string of JSON, never as markup.
"""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

MOST_MEMORY: Final = 1024**3
"""Most memory that it may ask for, in bytes; measured need: under a quarter."""

FAULT: Final = 3
"""Exit code where the document cannot be set; the reason stands on the error output."""

_NO_GLYPH: Final = "could not be displayed"


def main() -> int:
    """Read a job from the input, write the PDF to the output."""
    _limit_memory()
    job = json.load(sys.stdin.buffer)
    import typst  # noqa: PLC0415  # after the limit, so that loading it counts too

    try:
        pdf = _set(job)
    except typst.TypstError as fault:
        sys.stderr.write(str(fault))
        return FAULT
    sys.stdout.buffer.write(pdf)
    return 0


def _set(job: dict[str, Any]) -> bytes:
    """PDF/UA-1; where a character has no glyph, a plain PDF that says so."""
    import typst  # noqa: PLC0415

    template = Path(job["template"]).read_bytes()
    compiler = typst.Compiler(
        root=job["fonts"],
        font_paths=[job["fonts"]],
        ignore_system_fonts=True,
        package_path=job["fonts"],
        package_cache_path=job["fonts"],
    )

    def compiled(missing: str, standards: list[Any]) -> bytes:
        pdf = compiler.compile(
            template,
            format="pdf",
            sys_inputs={"data": job["data"], "missing": missing},
            pdf_standards=standards,
            timestamp=job["timestamp"],
        )
        return pdf if isinstance(pdf, bytes) else b""

    try:
        return compiled("", ["ua-1"])
    except typst.TypstError as fault:
        if _NO_GLYPH not in str(fault):
            raise
    return compiled("yes", [])


def _limit_memory() -> None:
    """Not every system can; there the time limit stands alone."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main())
