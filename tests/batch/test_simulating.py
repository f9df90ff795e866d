"""Simulated people: the same for a seed, asked as promised, and read as they were written."""

import csv
import io
from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.bank import MISSING, Bank
from assessment.batch.cells import Form
from assessment.batch.lines import csv_rows, json_rows
from assessment.batch.people import Portion, portions
from assessment.batch.simulating import WRITERS, Simulation, behind, write_behind
from tests.examples import miniature, shipped

from .examples import nobody, refused


def bytes_of(simulation: Simulation, ending: str) -> bytes:
    """A simulation as a file."""
    file = io.BytesIO()
    WRITERS[ending](simulation, file)
    return file.getvalue()


def read_back(bank: Bank, file: Path) -> list[Portion]:
    """The people of a file."""
    versions = frozenset([bank.content.framework.version])
    read = {".csv": csv_rows, ".jsonl": json_rows}[file.suffix]
    return list(portions(read(file, Form(bank), versions, nobody), refused))


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_people_come_back_as_they_were_simulated(tmp_path: Path, ending: str) -> None:
    """The file holds every rating and answer, in the form that scoring reads, and nothing else."""
    simulation = Simulation(shipped(), 60, 30, seed=3)
    file = tmp_path / f"people{ending}"
    file.write_bytes(bytes_of(simulation, ending))
    (portion,) = read_back(shipped(), file)
    (crowd,) = simulation.crowds()
    np.testing.assert_array_equal(portion.answers, crowd.answers)
    np.testing.assert_array_equal(portion.ratings, crowd.ratings)
    assert portion.ids == tuple(f"simulated-{at}" for at in range(1, 61))


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 3), st.integers(0, 1000), st.sampled_from(sorted(WRITERS)))
def test_the_same_seed_gives_the_same_bytes(questions: int, seed: int, ending: str) -> None:
    """Simulation can be repeated to the byte; another seed gives other people."""
    one = bytes_of(Simulation(miniature(), 20, questions, seed), ending)
    assert one == bytes_of(Simulation(miniature(), 20, questions, seed), ending)
    assert one != bytes_of(Simulation(miniature(), 20, questions, seed + 1), ending)


@pytest.mark.parametrize("questions", [0, 1, 25, 48, 200])
def test_items_are_spread_over_the_sub_skills(questions: int) -> None:
    """Each is asked just as many as wanted, no sub-skill a second time before all were once."""
    (crowd,) = Simulation(shipped(), 40, questions, seed=4).crowds()
    asked = crowd.answers != MISSING
    assert (asked.sum(axis=1) == questions).all()
    for row in asked:
        counts = Counter(shipped().sub_skill_of[row].tolist())
        times = [counts[at] for at in range(len(shipped().content.sub_skills))]
        assert max(times) - min(times) <= 1
    if questions == 48:
        assert len({row.tobytes() for row in asked}) == 40


def test_more_people_are_the_same_people_and_more() -> None:
    """The first thousand do not depend on how many follow."""
    (few,) = Simulation(miniature(), 1000, 2, seed=5).crowds()
    first, second = Simulation(miniature(), 1500, 2, seed=5).crowds()
    np.testing.assert_array_equal(first.answers, few.answers)
    assert (second.first, len(second.answers)) == (1001, 500)
    # With the same chances the second crowd would be as able, one by one, as the first.
    able = first.levels[:500].mean(axis=1), second.levels.mean(axis=1)
    assert abs(np.corrcoef(*able)[0, 1]) < 0.2


def test_what_lies_behind_is_told_apart() -> None:
    """Long rows hold difficulties, levels, leniencies and confidences, of the same people."""
    simulation = Simulation(miniature(), 2, 2, seed=6)
    (crowd,) = simulation.crowds()
    rows = list(behind(simulation))
    assert Counter(kind for _, kind, _, _ in rows) == {
        "difficulty": 3,
        "level": 6,
        "leniency": 2,
        "confidence": 4,
    }
    assert [row[0] for row in islice(rows, 3)] == ["", "", ""]
    assert ("simulated-2", "level", "coaching", crowd.levels[1, 2]) in rows
    said = [value for _, kind, _, value in rows if kind == "confidence"]
    assert all(0 <= value <= 100 for value in said)
    file = io.BytesIO()
    write_behind(simulation, file)
    table = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
    assert table[0] == ["person", "kind", "subject", "value"]
    assert len(table) == 1 + len(rows)


def test_people_who_know_their_chances_are_right_as_often_as_they_say() -> None:
    """Of answers given with a confidence, as many name the best as it says."""
    (crowd,) = Simulation(miniature(), 1000, 3, seed=7).crowds()
    at = miniature().index["returns-01"]
    right = crowd.answers[:, at] == 0
    assert crowd.confidence[:, at].mean() / 100 == pytest.approx(right.mean(), abs=0.04)


def test_abler_people_are_right_more_often() -> None:
    """The average that is asked for is the average that answers."""
    shares = []
    for mean in (1.0, 3.0, 5.0):
        (crowd,) = Simulation(miniature(), 600, 3, 8, mean).crowds()
        assert crowd.levels.mean() == pytest.approx(mean, abs=0.1)
        shares.append((crowd.answers[:, miniature().index["returns-01"]] == 0).mean())
    assert shares == sorted(shares)
    assert shares[2] - shares[0] > 0.3
