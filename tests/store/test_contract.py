"""Every line of the contract that exists so far has a test that says so."""

import ast
import re
from collections import defaultdict
from pathlib import Path

from assessment.content.loading import DATA

CONTRACT = {
    "R1": "what is marked as saved survives the end of the program and of the computer",
    "R2": "the same with PostgreSQL",
    "R3": "what a page shows as given is stored, whenever the server dies",
    "R4": "two pages never destroy each other's answers",
    "R5": "submitted is final until reopened",
    "R6": "a result file comes in whole or not at all",
    "R7": "a bad file gets sentences and changes nothing",
    "R9": "older databases open, newer ones are refused",
    "R10": "an interrupted upgrade leaves old or new",
    "R11": "a copy made in use comes back completely",
    "R13": "without a database or room: a clear message, and then it goes on",
    "S1": "nobody reads or changes what is not theirs",
    "S3": "words of people are only ever text",
    "S5": "unsafe settings are refused or named",
    "S6": "nothing personal in the log",
    "S7": "erasing erases, also from what is put back",
    "S9": "no part with a known hole",
}
"""What is promised, by the number that the docstring of its tests begins with."""


def promises(folder: Path) -> dict[str, list[str]]:
    """Names of the tests of a folder, by the number that their docstrings begin with."""
    found = defaultdict(list)
    for path in folder.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) else None
            if number := re.match(r"([RS]\d+): ", said or ""):
                found[number[1]].append(f"{path.name}::{node.name}")
    return dict(found)


def test_every_line_has_a_test() -> None:
    """No promise without a test, and no test that names a promise that is not made."""
    assert promises(DATA.parent / "tests").keys() == CONTRACT.keys()
