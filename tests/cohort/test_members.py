"""Everybody at once gets what each would get alone, and nobody is mistaken for another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Respondent
from assessment.cohort.members import against, compare, measure
from assessment.content.items import ChosenOption, DontKnow
from assessment.content.model import Role
from assessment.evaluation import evaluate
from assessment.own_roles import OwnRole
from tests.cohort.examples import HEAD, respondents
from tests.examples import asks, attempt, miniature, role_that_asks, roles, shipped

BANK = miniature()
few = settings(max_examples=30, deadline=None)


@few
@given(respondents(), roles())
def test_each_stands_where_their_own_result_has_them(people: list[Respondent], role: Role) -> None:
    """Levels, ranges, chances, verdicts and readiness are those of the person's own Results."""
    for member, (_, done) in zip(compare(BANK, people, role).members, people, strict=True):
        alone = evaluate(BANK, done, role)
        for gap in alone.gaps:
            at = BANK.content.sub_skill_index[gap.sub_skill.id]
            stands = member.person.standings[at]
            assert member.verdicts[at] == gap.verdict
            assert (stands is None) == (gap.verdict == "not assessed")
            if stands:
                found = (stands.estimate, stands.low, stands.high, member.chances[at])
                assert found == pytest.approx((gap.estimate, gap.low, gap.high, gap.chance))
        known = alone.readiness[1] if alone.has_evidence else None
        assert member.readiness == (pytest.approx(known) if known is not None else None)
        assert (member.person.rated, member.person.answered) == (alone.rated, alone.answered)


@few
@given(respondents(), roles())
def test_company_changes_nobody(people: list[Respondent], role: Role) -> None:
    """Whoever else is there, and in whatever order, a person's numbers stay."""
    forward = compare(BANK, people, role).members
    backward = compare(BANK, people[::-1], role).members[::-1]

    for one, other in zip(forward, backward, strict=True):
        assert one.verdicts == other.verdicts
        for mine, same in zip(one.person.standings, other.person.standings, strict=True):
            assert (mine is None) == (same is None)
            if mine and same:
                assert mine.estimate == pytest.approx(same.estimate)


@few
@given(respondents())
def test_labels_tell_people_apart(people: list[Respondent]) -> None:
    """No two people have one label, each begins with the name, and a name of its own stays."""
    members = compare(BANK, people, HEAD).members
    labels = [member.person.label for member in members]
    names = [name or "No name" for name, _ in people]

    assert len(set(labels)) == len(labels)
    for name, label in zip(names, labels, strict=True):
        assert label.startswith(name)
        assert names.count(name) > 1 or label == name


def test_labels_by_hand() -> None:
    """Alike names are numbered past a name that looks numbered already."""
    names = ["Ada", "Grace", "Ada", "Ada (1)", ""]
    members = compare(BANK, [(name, attempt()) for name in names], HEAD).members

    assert [member.person.label for member in members] == [
        *("Ada (2)", "Grace", "Ada (3)", "Ada (1)", "No name"),
    ]


def test_nothing_answered_is_no_level() -> None:
    """Who did nothing has no level, no chance and no readiness, and every requirement says so."""
    role = role_that_asks(asks("pricing", 4), asks("coaching", 2))
    (member,) = compare(BANK, [("Ada", attempt())], role).members

    assert member.person.standings == (None, None, None)
    assert member.chances == (None, None, None)
    assert member.verdicts == ("not assessed", None, "not assessed")
    assert member.readiness is None
    assert member.count("not assessed") == 2


def test_by_hand_who_answers_right_stands_higher() -> None:
    """Of two alike but for one answer, the right one is higher on it and no lower elsewhere."""
    right = attempt({}, {"pricing-01": ChosenOption(option="high")})
    wrong = attempt({}, {"pricing-01": DontKnow()})
    role = role_that_asks(asks("pricing", 3))
    better, worse = compare(BANK, [("A", right), ("B", wrong)], role).members

    assert better.person.standings[0] is not None
    assert worse.person.standings[0] is not None
    assert better.person.standings[0].estimate > worse.person.standings[0].estimate
    assert better.readiness is not None
    assert worse.readiness is not None
    assert better.readiness > worse.readiness


@few
@given(respondents(), st.data())
def test_another_role_needs_no_new_measurement(
    people: list[Respondent], data: st.DataObject
) -> None:
    """What the evidence says does not depend on the role: measured once, it serves them all."""
    measured = measure(BANK, people)
    for role in (data.draw(roles()), HEAD):
        assert against(BANK, measured, role) == compare(BANK, people, role)


def test_whose_aim_is_whose() -> None:
    """The role that somebody compares with goes by its name, their own by what they called it."""
    bank = shipped()
    ours = bank.content.roles[1]
    own = OwnRole(name="Growth\x00 *lead*", based_on=ours.id, requirements=ours.requirements)
    made = attempt()
    people = [
        ("A", made.__class__(**{**vars(made), "target": ours.id})),
        ("B", made.__class__(**{**vars(made), "target": "own", "own_roles": {"own": own}})),
        ("C", made.__class__(**{**vars(made), "target": "gone"})),
    ]
    aims = [member.person.aim for member in compare(bank, people, ours).members]

    assert aims == [ours.name, "Growth *lead*", "a role that is not known here"]
