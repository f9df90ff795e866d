"""The map of three views: figure, sentence, rule and table tell what the differences are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from assessment.attempts import Attempt, Rating
from assessment.bank import View
from assessment.charts import differences as shown
from assessment.charts.differences import WITNESSES
from assessment.charts.rows import inside
from assessment.charts.words import tenths
from assessment.content.items import DontKnow
from assessment.content.model import Policy
from assessment.differences import SURE, Difference, Sight, Zone, differences
from tests.charts.examples import LEVEL_NAMES, MARKUP, as_read, traces, written
from tests.examples import SEEN, asks, attempt, attempts, miniature, numbers, sub_skill

few = settings(max_examples=25, deadline=None)
POLICY = miniature().content.framework.policy
CASES = (
    attempt({"pricing": 5, "returns": 0, "coaching": 3}, {"returns-01": DontKnow()}),
    {"pricing": 1, "returns": 5, "coaching": 3},
)
"""A blind spot, a hidden strength and an agreement."""


def found_in(done: Attempt, seen: dict[str, Rating]) -> tuple[Difference, ...]:
    """The differences of an attempt at the miniature."""
    return differences(miniature(), done, miniature().content.roles[0], seen)


def difference(zone: Zone, name: str = "Pricing") -> Difference:
    """A difference of a zone, whatever its views."""
    sights: dict[View, Sight] = {"self": Sight(4, 3, 5), "mentor": Sight(2, 1, 3)}
    sub = sub_skill("pricing").model_copy(update={"name": name})
    return Difference(sub, asks("pricing", 3), sights, Sight(3, 2, 4), 4, 2, zone, 0.9)


@few
@given(attempts(), SEEN)
def test_figure_and_table_tell_the_same(done: Attempt, seen: dict[str, Rating]) -> None:
    """Every view's mark and range stand in its lane as in the table; the asked level is marked."""
    found = found_in(done, seen)
    chart = shown.figure(found, LEVEL_NAMES)
    marks = dict(zip(WITNESSES, traces(chart, "markers"), strict=True))
    *bands, asked = traces(chart, "lines")
    ranges = dict(zip(WITNESSES, bands, strict=True))
    rows = shown.table(found)

    for view, witness in WITNESSES.items():
        there = [each.sights[view] for each in found if view in each.sights]
        cells = [row[witness.name.capitalize()] for row in rows]
        told = [cell for cell in cells if cell != witness.missing]
        assert list(marks[view].x) == [inside(sight.estimate) for sight in there]
        assert list(ranges[view].x[0::3]) == [inside(sight.low) for sight in there]
        assert list(ranges[view].x[1::3]) == [inside(sight.high) for sight in there]
        for cell, sight in zip(told, there, strict=True):
            ends = f"{tenths(sight.estimate)} ({tenths(sight.low)} to {tenths(sight.high)})"
            assert cell.endswith(ends)
    levels = [each.requirement.level for each in found if each.requirement]
    assert list(asked.x[0::3]) == list(asked.x[1::3]) == levels
    assert [int(numbers(row["Asked"])[0]) for row in rows if numbers(row["Asked"])] == levels


@few
@given(attempts(), SEEN)
def test_every_row_names_its_zone(done: Attempt, seen: dict[str, Rating]) -> None:
    """In words, in the figure, in the table and for who cannot see the figure."""
    found = found_in(done, seen)
    names = traces(shown.figure(found, LEVEL_NAMES), "text")[-1].text

    for each, name, row, alt in zip(
        found, names, shown.table(found), shown.alt(found).split("; "), strict=True
    ):
        assert as_read(name) == f"{each.sub_skill.name} · {each.zone}"
        assert ("<b>" in name) == (each.zone in SURE)
        assert row["Zone"] == each.zone
        assert alt == f"{each.sub_skill.name}: {each.zone}"


@few
@given(attempts(), SEEN)
def test_the_map_is_parted_and_the_sentence_counts(done: Attempt, seen: dict[str, Rating]) -> None:
    """Sure ones, the others compared, and the untested make up all; each number is said."""
    found = found_in(done, seen)
    sure, rest = shown.parted(found)
    said = shown.sentence(found)
    zones = [each.zone for each in found]

    assert {each.zone for each in sure} <= SURE
    assert len(sure) + len(rest) + zones.count("untested") == len(found)
    for each in sure:
        assert each.sub_skill.name in said
        assert f"({each.zone})" in said
    if sure or rest:
        assert f"Agree: {zones.count('agree')}." in said
        assert f"Within noise: {zones.count('within noise')}." in said
        assert f"Untested: {zones.count('untested')}." in said
    else:
        assert numbers(said) == []


@pytest.mark.parametrize("zone", sorted(SURE))
def test_a_zone_is_told_in_the_sentence(zone: Zone) -> None:
    """A sure zone is named with its sub-skill, and no other is."""
    said = shown.sentence((difference(zone),))

    assert [each for each in SURE if f"({each})" in said] == [zone]
    assert "not a verdict" in said


def test_many_sub_skills_of_a_zone_are_counted() -> None:
    """The sentence names three, and says how many more there are."""
    said = shown.sentence([difference("blind spot", f"Name {letter}") for letter in "ABCDE"])

    assert [letter for letter in "ABCDE" if f"Name {letter}" in said] == ["A", "B", "C"]
    assert "2 more" in said


def test_by_hand() -> None:
    """Rated 5 and seen as 1; rated 0, not known and seen as 5; rated and seen as 3."""
    zones = {each.sub_skill.id: each.zone for each in found_in(*CASES)}

    assert zones["pricing"] == "blind spot"
    assert zones["returns"] == "hidden strength"
    assert zones["coaching"] == "agree"


def test_a_rating_is_shown_as_it_was_given_beside_its_estimate() -> None:
    """A rating of 5 is one witness: its estimate lies lower, and the table shows both."""
    (row,) = (r for r in shown.table(found_in(*CASES)) if r["Sub-skill"] == "Pricing")

    assert row["Self"].startswith("rated 5: ")
    assert row["Mentor"].startswith("rated 1: ")
    assert row["Shown"] == "not answered"
    assert numbers(row["Self"])[1] < 5


@few
@given(attempts(), SEEN)
def test_the_rule_says_the_thresholds_of_the_policy(done: Attempt, seen: dict[str, Rating]) -> None:
    """Zones are found by the number that the rule tells."""
    assert f"{POLICY.meets.value:.0%}" in shown.rule(POLICY)
    for each in found_in(done, seen):
        assert (each.surely >= POLICY.meets.value) == (each.zone in SURE)


def test_the_rule_follows_the_policy() -> None:
    """With other thresholds it says those."""
    other = Policy.model_validate(
        {
            name: {**threshold, "value": 0.91 if name == "meets" else threshold["value"]}
            for name, threshold in POLICY.model_dump().items()
        }
    )

    assert "91%" in shown.rule(other)
    assert "91%" not in shown.rule(POLICY)


def test_the_rule_explains_every_zone() -> None:
    """Whatever stands in a row is explained."""
    for zone in Zone.__args__:  # type: ignore[attr-defined]
        assert zone in shown.rule(POLICY).lower()


def test_views_differ_in_more_than_colour() -> None:
    """Shape, place in the row and name of no two views are alike."""
    chart = shown.figure(found_in(*CASES), LEVEL_NAMES)
    marks = traces(chart, "markers")
    named = [set(trace.text) for trace in traces(chart, "text")[:-1]]

    assert len({mark.marker.symbol for mark in marks}) == 3
    assert len({mark.marker.color for mark in marks}) == 3
    assert named == [{"self"}, {"shown"}, {"mentor"}]
    heights = [height for mark in marks for height in mark.y]
    assert len(set(heights)) == len(heights)


def test_nothing_to_compare_is_said() -> None:
    """Without two views of anything there is a sentence, no row in the figure, and a table."""
    found = found_in(attempt(), {})

    assert "Nothing can be compared yet" in shown.sentence(found)
    assert shown.parted(found) == ((), ())
    assert {row["Zone"] for row in shown.table(found)} == {"untested"}
    assert {row["How sure that two differ"] for row in shown.table(found)} == {""}


def test_a_name_that_looks_like_markup_is_text() -> None:
    """A sub-skill's name is read as written, and no tag of it reaches the figure."""
    each = found_in(*CASES)[0]
    named = replace(each, sub_skill=each.sub_skill.model_copy(update={"name": MARKUP}))
    texts = written(shown.figure((named,), LEVEL_NAMES))

    assert any(as_read(text).startswith(MARKUP) for text in texts)
    assert not [text for text in texts if "<a" in text]
