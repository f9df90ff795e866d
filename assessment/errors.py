"""What can go wrong, said so that a person can act on it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """
    One fault in something a person wrote, with its place and its remedy.

    Attributes:
        file: The file as the person knows it, for example ``data/roles/analyst.yaml``.
        line: First line of the faulty value, from 1; 0 where the whole file is meant.
        where: Path inside the file in words, for example ``items.3 (experimentation-04)``.
        message: What is wrong, with the value that is wrong.
        fix: What to do about it.
    """

    file: str
    line: int
    where: str
    message: str
    fix: str

    def __str__(self) -> str:
        """Three lines: place, fault, fix."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        head = f"{place}  {self.where}".rstrip()
        return f"{head}\n  {self.message}\n  Fix: {self.fix}"


class AssessmentError(Exception):
    """Base of everything Headway raises on purpose; its text may be shown to a person."""


class ContentError(AssessmentError):
    """
    A folder or file that a person wrote cannot be used; carries every fault, not only the first.

    Attributes:
        problems: The faults, sorted by file and line.
        where: What was read, for example ``data/``.
    """

    def __init__(self, problems: tuple[Problem, ...], where: str) -> None:
        """Keep ``problems`` in order of file and line."""
        self.problems = tuple(sorted(problems))
        self.where = where
        super().__init__(str(self))

    def __str__(self) -> str:
        """All faults, counted, separated by blank lines."""
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        body = "\n\n".join(str(problem) for problem in self.problems)
        return f"{count} {noun} in {self.where}\n\n{body}"


class MeasurementError(AssessmentError):
    """A number given to the measurement model is outside what the model is defined for."""


class StoreError(AssessmentError):
    """The database cannot do what was asked; the text says why and what to do."""


class NotFoundError(StoreError):
    """No such record, or not yours: the two are told apart by nobody outside."""
