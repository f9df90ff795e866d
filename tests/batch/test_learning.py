"""What answers say about items: true difficulties found again, and silence where there are few."""

import csv
import io
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from assessment.batch.item_reports import largest_of
from assessment.batch.learned import summary, write_difficulties, write_items
from assessment.batch.learning import Programme, Report, gather, keyed_items, learn
from assessment.batch.outcomes import earned
from assessment.batch.people import Portion
from assessment.batch.simulating import Simulation
from assessment.measurement.functioning import CANNOT_TELL
from assessment.measurement.grid import FloatArray
from tests.examples import miniature, shipped


def portions_of(simulation: Simulation) -> list[Portion]:
    """Simulated people, as a file would give them."""
    return [
        Portion(
            tuple(f"p{crowd.first + at}" for at in range(len(crowd.answers))),
            ("",) * len(crowd.answers),
            crowd.answers,
            crowd.ratings,
        )
        for crowd in simulation.crowds()
    ]


BIG = Simulation(shipped(), 900, 48, seed=11)


@cache
def programme() -> Programme:
    """The answers of a large programme."""
    return gather(shipped(), portions_of(BIG))


@cache
def report() -> Report:
    """What the large programme says, with every third person in a group of their own."""
    ids = programme().ids
    groups = {name: ("few", "east", "east")[at % 3] for at, name in enumerate(ids) if at % 7}
    return learn(shipped(), programme(), groups)


def levels(found: Report) -> FloatArray:
    """Difficulty of each item."""
    return np.array([each.level for each in found.items])


def test_answers_are_gathered_person_by_person() -> None:
    """Portion after portion, each answer keeps its person, item and outcome."""
    simulation = Simulation(miniature(), 1100, 2, seed=12)
    found = gather(miniature(), portions_of(simulation))
    table = np.full((1100, 3), -1)
    table[found.answers.person, found.answers.item] = found.answers.outcome
    np.testing.assert_array_equal(
        table, np.concatenate([crowd.answers for crowd in simulation.crowds()])
    )
    assert found.ids[1050] == "p1051"
    assert found.estimates.shape == (1100, 3 + 2)


@pytest.mark.slow
def test_a_programme_puts_its_authors_right() -> None:
    """With some 200 answers an item, difficulties err by less than half of what authors do."""
    truth = BIG.difficulties()
    authors = np.array([each.author for each in report().items])
    before = ((authors - truth) ** 2).mean() ** 0.5
    after = ((levels(report()) - truth) ** 2).mean() ** 0.5
    assert after < before / 2
    claimed = np.array([each.error for each in report().items])
    assert 0.7 < (np.abs(levels(report()) - truth) < 1.2816 * claimed).mean() < 0.9


@pytest.mark.slow
def test_an_item_is_described_by_its_own_answers() -> None:
    """Number, facility and use of options are those of whoever answered it."""
    answers = programme().answers
    for at in (0, 57, 199):
        each = report().items[at]
        item = shipped().content.items[each.item][1]
        mine = answers.outcome[answers.item == at]
        assert each.answers == mine.size
        assert each.facility == pytest.approx(earned(item)[mine].mean())
        assert sum(share for name, share in each.use.items() if "worst" not in name) == (
            pytest.approx(1)
        )
        assert each.discrimination is not None
        assert -0.2 < each.discrimination < 0.7
    found = [each.discrimination for each in report().items if each.discrimination is not None]
    assert np.mean(found) > 0.15


@pytest.mark.slow
def test_groups_are_compared_with_the_largest() -> None:
    """Where people do not differ but by name few are flagged; small groups are not judged."""
    compared = [each.functioning["few"] for each in report().items]
    assert all(set(each.functioning) == {"few"} for each in report().items)
    told = [each.verdict for each in compared if each.verdict != CANNOT_TELL]
    assert len(told) > 100
    assert np.mean([verdict != "A" for verdict in told]) < 0.25
    assert all(min(f.focal, f.reference) < 50 for f in compared if f.verdict == CANNOT_TELL)


@pytest.mark.slow
def test_scores_are_judged_by_their_answers() -> None:
    """All, each skill and each sub-skill have a line; longer scores are more reliable."""
    content = shipped().content
    names = [each.name for each in report().qualities]
    skills = [skill.name for skill in content.skills]
    assert names == ["All", *skills, *(sub.name for sub in content.sub_skills)]
    whole, *parts = report().qualities
    assert whole.questions == pytest.approx(48)
    assert whole.alpha is not None
    assert all(each.alpha is not None and each.alpha < whole.alpha for each in parts[:5])
    reliable = [each.reliability for each in parts if each.reliability is not None]
    assert len(reliable) == len(parts)
    assert np.mean(reliable[:5]) > np.mean(reliable[5:])


def test_few_answers_change_nothing_that_is_used() -> None:
    """Under 50 answers an item stays its author's, nobody may act, and no file is written."""
    found = learn(
        miniature(), gather(miniature(), portions_of(Simulation(miniature(), 49, 3, 13))), {}
    )
    assert {each.standing for each in found.items} == {"author-set"}
    assert not any(each.may_act for each in found.items)
    file = io.BytesIO()
    assert write_difficulties(found, miniature().content, file) == 0
    assert file.getvalue() == b""
    assert "Do not act on the figures of 3 items: fewer than 50 answers." in summary(found)
    assert all(each.discrimination is None for each in found.items)


def test_a_search_that_did_not_come_to_rest_is_told() -> None:
    """Whoever reads the summary is warned, and only then."""
    found = learn(miniature(), gather(miniature(), []), {})
    warning = "did not come to rest"
    assert warning not in summary(found)
    assert warning in summary(replace(found, settled=False))


def test_nobody_says_nothing() -> None:
    """Without people every item stays where its author sees it, and no figure is made up."""
    found = learn(miniature(), gather(miniature(), []), {})
    assert [each.level for each in found.items] == [each.author for each in found.items]
    assert {(each.facility, each.answers) for each in found.items} == {(None, 0)}
    assert {each.alpha for each in found.qualities} == {None}
    assert "-" in summary(found)


def test_what_was_learned_before_is_no_prior() -> None:
    """Calibration starts from the authors' levels, so learning twice does not count twice."""
    authors = [item.level for _, item in miniature().content.items.values()]
    assert [each.level for each in keyed_items(miniature())] == authors


def test_the_table_of_items_has_a_line_for_each() -> None:
    """Numbers are numbers, also below 0, and groups have columns of their own."""
    simulation = Simulation(miniature(), 240, 3, seed=14)
    found = gather(miniature(), portions_of(simulation))
    groups = {name: "east" if at % 3 else "=west" for at, name in enumerate(found.ids)}
    file = io.BytesIO()
    write_items(learn(miniature(), found, groups), miniature().content, file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
    assert [row["item"] for row in rows] == list(miniature().ids)
    assert {row["difficulty_is"] for row in rows} == {"calibrated"}
    assert {row["act"] for row in rows} == {"may act"}
    for row in rows:
        assert set(row) >= {"delta.=west", "dif.=west"}
        assert not any(name.endswith(".east") for name in row)
        assert -3 < float(row["delta.=west"]) < 3
        assert 0 < float(row["facility"]) < 1
        assert float(row["error"]) < 0.7


def test_the_largest_group_is_compared_with() -> None:
    """People without a group are none; of equals the first by name."""
    assert largest_of(np.array(["a", "b", "b", "", "", ""], dtype=object)) == "b"
    assert largest_of(np.array(["b", "a", ""], dtype=object)) == "a"
    assert largest_of(np.array([""], dtype=object)) == ""
