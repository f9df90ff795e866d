"""The four reference files as shipped, whole or with a fault planted."""

import json
from functools import cache
from typing import TypeVar

from assessment.content.base import ContentModel
from assessment.content.glossary import Glossary
from assessment.content.loading import DATA
from assessment.content.market import Market
from assessment.content.path import CareerPath
from assessment.content.reading import Sheet, read_sheet
from assessment.content.reference_checks import References, problems
from assessment.content.tools import Tools
from assessment.errors import Problem

_Model = TypeVar("_Model", bound=ContentModel)

ROLES = tuple(sorted(file.stem for file in DATA.glob("roles/*.yaml")))


def _part(model: type[_Model], name: str, old: str, new: str) -> tuple[Sheet, _Model]:
    text = (DATA / name).read_text("utf-8")
    assert old in text, f"{name} no longer holds {old!r}"
    sheet = read_sheet(text.replace(old, new, 1).encode(), f"data/{name}")
    assert not sheet.problems
    return sheet, model.model_validate_json(json.dumps(sheet.value))


def references(file: str = "", old: str = "", new: str = "") -> References:
    """What the files hold, with the first ``old`` of one file made ``new``."""

    def planted(name: str) -> tuple[str, str, str]:
        return (name, old, new) if name == file else (name, "", "")

    return References(
        _part(CareerPath, *planted("path.yaml")),
        _part(Tools, *planted("tools.yaml")),
        _part(Market, *planted("market.yaml")),
        _part(Glossary, *planted("glossary.yaml")),
    )


def found(file: str, old: str, new: str) -> list[Problem]:
    """The faults after planting one."""
    return list(problems(references(file, old, new), ROLES))


def assert_named(file: str, old: str, new: str, said: str, where: str) -> None:
    """A fault that is planted is told with its file, its line and what to do."""
    problem = next(p for p in found(file, old, new) if said in p.message and p.where == where)

    assert problem.file == f"data/{file}"
    assert problem.line > 1
    assert problem.fix


@cache
def path() -> CareerPath:
    """The path as shipped."""
    value = references().path[1]
    assert value
    return value


@cache
def tools() -> Tools:
    """The tools as shipped."""
    value = references().tools[1]
    assert value
    return value


@cache
def market() -> Market:
    """The market as shipped."""
    value = references().market[1]
    assert value
    return value


@cache
def glossary() -> Glossary:
    """The glossary as shipped."""
    value = references().glossary[1]
    assert value
    return value
