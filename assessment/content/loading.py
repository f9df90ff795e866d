"""The whole of ``data/`` into one linked, checked ``Content``, or every fault at once."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from assessment.content import calibration, checks, reference_checks
from assessment.content.base import ContentModel
from assessment.content.calibration import Calibration
from assessment.content.explaining import explained, follows, place_of
from assessment.content.glossary import Glossary
from assessment.content.market import Market
from assessment.content.model import Content, Framework, Role, Skill, SubSkill
from assessment.content.path import CareerPath
from assessment.content.reading import Sheet, read_sheet
from assessment.content.tools import Tools
from assessment.errors import ContentError, Problem

DATA: Final = Path(__file__).resolve().parents[2] / "data"
"""The content that comes with the product."""

_READ: Final = ("skills/<skill>/skill.yaml", "skills/<skill>/<sub-skill>.yaml", "roles/<role>.yaml")
_Model = TypeVar("_Model", bound=ContentModel)


def load(folder: Path = DATA) -> Content:
    """
    Read, check and link all content.

    Args:
        folder: Holds ``framework.yaml``, ``skills/``, ``roles/``, and the path, the tools, the
            market and the glossary.

    Raises:
        ContentError: With every fault found, each with file, line, value and fix.
    """
    return _Loader(folder.resolve()).content()


class _Loader:
    """Reads one folder of content, collecting faults instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._problems: list[Problem] = []
        self._seen: set[Path] = set()
        self._digest = hashlib.sha256()

    def content(self) -> Content:
        """The content, if there is no fault in it."""
        if not self._folder.is_dir():
            self._fault(str(self._folder), "There is no such folder.", "Check how it is spelt.")
            self._refuse()
        framework = self._read(self._folder / "framework.yaml", Framework)
        skills = list(self._skills())
        roles = [self._read(path, Role, id=path.stem) for path in self._roles()]
        references = self._references()
        learned = self._calibration(framework[1], [sub for _, subs in skills for _, sub in subs])
        self._unread()
        self._problems += checks.problems(
            checks.Parts(framework, [sub for _, subs in skills for sub in subs], roles)
        )
        names = [Path(sheet.file).stem for sheet, _ in roles]
        self._problems += reference_checks.problems(references, names)
        self._refuse()
        return Content(
            framework=_there(framework[1]),
            skills=tuple(sorted((_there(skill) for skill, _ in skills), key=lambda s: s.order)),
            roles=tuple(sorted((_there(role) for _, role in roles), key=lambda r: r.order)),
            path=_there(references.path[1]),
            tools=_there(references.tools[1]),
            market=_there(references.market[1]),
            glossary=_there(references.glossary[1]),
            digest=self._digest.hexdigest(),
            calibration=learned,
        )

    def _skills(self) -> Iterator[tuple[Skill | None, list[tuple[Sheet, SubSkill | None]]]]:
        folders = sorted({path.parent for path in self._folder.glob("skills/*/*.yaml")})
        if not folders:
            text, fix = "There is no skill.", "Write one, or restore the folder from a release."
            self._fault(f"{self._folder.name}/skills", text, fix)
        for folder in folders:
            yield self._skill(folder)

    def _skill(self, folder: Path) -> tuple[Skill | None, list[tuple[Sheet, SubSkill | None]]]:
        head = self._sheet(folder / "skill.yaml")
        paths = sorted(set(folder.glob("*.yaml")) - {folder / "skill.yaml"})
        subs = [self._read(path, SubSkill, id=path.stem) for path in paths]
        if not subs:
            fix = "Write one beside this file, or delete the folder."
            self._problems.append(head.problem((), "The skill has no sub-skill.", fix))
        found = sorted((sub for _, sub in subs if sub), key=lambda sub: sub.order)
        given = {"id": folder.name, "sub_skills": tuple(found)}
        return self._validated(head, Skill.model_validate, given), subs

    def _roles(self) -> list[Path]:
        found = sorted(self._folder.glob("roles/*.yaml"))
        if not found:
            text, fix = "There is no role.", "Write one, or restore the folder from a release."
            self._fault(f"{self._folder.name}/roles", text, fix)
        return found

    def _references(self) -> reference_checks.References:
        return reference_checks.References(
            self._read(self._folder / "path.yaml", CareerPath),
            self._read(self._folder / "tools.yaml", Tools),
            self._read(self._folder / "market.yaml", Market),
            self._read(self._folder / "glossary.yaml", Glossary),
        )

    def _calibration(
        self, framework: Framework | None, sub_skills: list[SubSkill | None]
    ) -> Calibration | None:
        """Difficulties learned from answers, where the framework names a file of them."""
        if framework is None or framework.calibration is None:
            return None
        sheet, found = self._read(self._folder / framework.calibration, Calibration)
        read = [sub for sub in sub_skills if sub]
        if found and len(read) == len(sub_skills):  # else items that could not be read seem gone
            items = {item.id: item for sub in read for item in sub.items}
            self._problems += calibration.problems(found, sheet, framework.version, items)
        return found

    def _unread(self) -> None:
        for path in sorted(self._folder.rglob("*")):
            inside = path.relative_to(self._folder).parts[0] in {"skills", "roles"}
            if inside and path.suffix.lower() in {".yaml", ".yml"} and path not in self._seen:
                self._fault(
                    self._name(path), "Nothing reads this file.", f"Name it {' or '.join(_READ)}."
                )

    def _sheet(self, path: Path) -> Sheet:
        name = self._name(path)
        self._seen.add(path)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            self._fault(name, "There is no such file.", "Write it, or restore it from a release.")
            return Sheet(name)
        except OSError as fault:
            text = f"The file cannot be read: {fault.strerror}."
            self._fault(name, text, "Restore it, and let this user read it.")
            return Sheet(name)
        inside = path.relative_to(self._folder).as_posix()
        self._digest.update(f"{inside}\0{len(raw)}\0".encode() + raw)
        sheet = read_sheet(raw, name)
        self._problems += sheet.problems
        if not sheet.problems and not isinstance(sheet.value, dict):
            text = "The file does not consist of keys with values."
            self._problems.append(sheet.problem((), text, "Start with a key, such as `name:`."))
        return sheet

    def _read(self, path: Path, model: type[_Model], **given: str) -> tuple[Sheet, _Model | None]:
        def validate(value: dict[str, Any]) -> _Model:
            return model.model_validate_json(json.dumps(value))

        sheet = self._sheet(path)
        return sheet, self._validated(sheet, validate, given)

    def _validated(
        self, sheet: Sheet, validate: Callable[[dict[str, Any]], _Model], given: dict[str, Any]
    ) -> _Model | None:
        """The sheet's value as a model; ``given`` is what names of files and folders say."""
        if not isinstance(sheet.value, dict):
            return None
        for key in given.keys() & sheet.value.keys():
            text, fix = f"'{key}' is not a field here.", "Remove it; files and folders say it."
            self._problems.append(sheet.problem((key,), text, fix))
        try:
            return validate({**sheet.value, **given})
        except ValidationError as fault:
            for error in fault.errors():
                place = place_of(error)
                if place == ("id",) and "id" in given:
                    self._misnamed(sheet, str(given["id"]))
                elif given.keys().isdisjoint(place[:1]) and not follows(error, place, sheet):
                    self._problems.append(explained(sheet, place, error))
        return None

    def _misnamed(self, sheet: Sheet, name: str) -> None:
        text = f"The name '{name}' is not made of lower-case words and hyphens, at most 60 letters."
        self._fault(sheet.file, text, "Rename it, for example to search-content.")

    def _name(self, path: Path) -> str:
        return f"{self._folder.name}/{path.relative_to(self._folder).as_posix()}"

    def _fault(self, file: str, message: str, fix: str) -> None:
        self._problems.append(Problem(file, 0, "", message, fix))

    def _refuse(self) -> None:
        if self._problems:
            raise ContentError(tuple(self._problems), f"{self._folder.name}/")


def _there(value: _Model | None) -> _Model:
    if value is None:  # cannot be: a missing part has left a fault, and faults were raised
        raise TypeError
    return value
