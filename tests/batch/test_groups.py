"""A table of groups is read whole, or every fault is named with its line."""

from pathlib import Path

import pytest

from assessment.batch.groups import read_groups
from assessment.errors import ContentError


def written(folder: Path, raw: bytes) -> Path:
    """A file that holds ``raw``."""
    file = folder / "groups.csv"
    file.write_bytes(raw)
    return file


def test_groups_are_read(tmp_path: Path) -> None:
    """In either order of columns, with a byte order mark, spaces and empty lines."""
    raw = b"\xef\xbb\xbfgroup, person\r\neast,Ann\r\n\r\nwest, Bo \r\n"
    assert read_groups(written(tmp_path, raw)) == {"Ann": "east", "Bo": "west"}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", [(1, "The headings are ''.")]),
        (b"person,team\nAnn,east\n", [(1, "The headings are 'person, team'.")]),
        (b"person,group\nAnn,east\nAnn,west\n", [(3, "'Ann' is there already.")]),
        (
            b"person,group\nAnn\nBo,\n,west\nCy,east,x\n",
            [(line, "The line does not hold one person and one group.") for line in (2, 3, 4, 5)],
        ),
        (b"person,group\n\xff,east\n", [(0, "The file is not UTF-8 text.")]),
        (b'person,group\n"Ann,east\n', [(2, "The file is not valid CSV")]),
    ],
)
def test_every_fault_is_named(tmp_path: Path, raw: bytes, told: list[tuple[int, str]]) -> None:
    """With its line, all at once, and a way to mend it."""
    with pytest.raises(ContentError) as caught:
        read_groups(written(tmp_path, raw))
    found = [(problem.line, problem.message) for problem in caught.value.problems]
    assert len(found) == len(told)
    for (line, message), (expected_line, expected) in zip(found, told, strict=True):
        assert line == expected_line
        assert message.startswith(expected)
    assert all(problem.fix for problem in caught.value.problems)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """It is named."""
    with pytest.raises(ContentError, match="no such file"):
        read_groups(tmp_path / "groups.csv")
