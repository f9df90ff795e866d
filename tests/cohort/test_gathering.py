"""A pile of files: each attempt counts once, a bad file hurts no other and is told why."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings

from assessment.attempts import Attempt, Respondent
from assessment.cohort.gathering import Gathered, SetAside, gathered, newest, opened, read_any
from assessment.errors import AssessmentError
from assessment.packs import Contents, pack, write_file
from tests.cohort.examples import done, raw, respondents
from tests.examples import miniature

few = settings(max_examples=30, deadline=None)


def pile(*files: tuple[str, bytes]) -> Gathered:
    """What some files hold."""
    return gathered([(name, opened(name, content)) for name, content in files])


def named(files: Sequence[SetAside]) -> list[str]:
    """Names of files."""
    return [each.file for each in files]


@few
@given(respondents())
def test_a_file_gives_back_who_it_is_of(people: list[Respondent]) -> None:
    """Name, ratings and answers come back from each file."""
    for name, made in people:
        back, again = read_any(raw(name, made))
        assert (back, again.ratings, again.answers) == (name, made.ratings, made.answers)


@few
@given(respondents())
def test_the_same_files_again_add_nobody(people: list[Respondent]) -> None:
    """A pile beside itself holds the same people, and says of each file too many that it is."""
    files = [(f"{at}.json", raw(*person)) for at, person in enumerate(people)]
    once, twice = pile(*files), pile(*files, *files)

    assert twice.respondents == once.respondents
    assert len(twice.set_aside) == len(once.set_aside) + len(files)


def test_two_people_of_one_name_stay_apart() -> None:
    """Different attempts are different people, whatever they are called; so is another answer."""
    ada, other = done(1, {"pricing": 3}), done(2, {"pricing": 3})
    found = pile(("a", raw("Ada", ada)), ("b", raw("Ada", other)), ("c", raw("Bo", ada)))
    twin = done(1, {"pricing": 4})

    assert [name for name, _ in found.respondents] == ["Ada", "Ada", "Bo"]
    assert len(pile(("a", raw("Ada", ada)), ("b", raw("Ada", twin))).respondents) == 2


def test_of_one_attempt_the_later_state_counts() -> None:
    """An earlier export of the same attempt is set aside, in whichever order they are given."""
    early, late = raw("Ada", done(1, {"pricing": 3})), raw("Ada", done(1, {"pricing": 4}, hours=2))
    for files in ((("e", early), ("l", late)), (("l", late), ("e", early))):
        found = pile(*files)

        assert [made.ratings["pricing"] for _, made in found.respondents] == [4]
        assert named(found.set_aside) == ["e"]
        assert "later state" in found.set_aside[0].reason


def test_words_do_not_make_another_person() -> None:
    """The same result with and without its evidence lines counts once."""
    plain = done(1, {"pricing": 3})
    told = replace(plain, evidence={"pricing": "Set all prices."})
    found = pile(("plain", raw("Ada", plain)), ("told", raw("Ada", told)))

    assert len(found.respondents) == 1
    assert named(found.set_aside) == ["told"]


BAD = {
    "empty": (b"", "not valid JSON"),
    "cut": (raw("Ada", done())[:-40], "not valid JSON"),
    "picture": (b"\x89PNG\r\n\xff", "not UTF-8"),
    "list": (b"[]", "no result"),
    "deep": (b"[" * 5000, "nested"),
    "huge": (b" " * (3 * 1024 * 1024), "limit"),
    "kind": (raw("Ada", done()).replace(b'"answers": []', b'"answers": 12'), "answers"),
    "name": (raw("A\x01", done()), "name"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_named_with_its_reason(kind: str) -> None:
    """The rest is shown, the file is set aside, and one line says what is wrong with it."""
    content, reason = BAD[kind]
    found = pile(("bad.json", content), ("good.json", raw("Ada", done())))

    assert [name for name, _ in found.respondents] == ["Ada"]
    assert named(found.set_aside) == ["bad.json"]
    assert reason in found.set_aside[0].reason
    assert "\n" not in found.set_aside[0].reason


def test_many_faults_are_counted() -> None:
    """Of a file with several faults the first is told, and how many there are besides."""
    value = json.loads(raw("Ada", done())) | {"answers": 1, "ratings": 2, "steps": 3}
    (aside,) = pile(("bad", json.dumps(value).encode())).set_aside

    assert "2 more" in aside.reason


def test_a_name_is_cleaned_as_where_it_is_typed() -> None:
    """Marks that only turn or hide characters are dropped, line ends become spaces."""
    assert read_any(raw("A\u202eda\nB", done()))[0] == "Ada B"
    with pytest.raises(AssessmentError):
        read_any(raw("A\x00", done()))


@pytest.mark.parametrize(
    ("attempts", "speaks"),
    [
        ([], None),
        ([done(1)], 1),
        ([done(2), done(1, {"pricing": 3})], 1),
        ([done(2, {"pricing": 3}), done(1, {"pricing": 3})], 2),
        ([done(2), done(1)], 2),
    ],
    ids=["none", "empty", "retake just begun", "retake", "two empty"],
)
def test_the_newest_with_an_answer_speaks(attempts: list[Attempt], speaks: int | None) -> None:
    """A retake that is only begun does not hide the attempt before it."""
    found = newest(attempts)

    assert (found.head.seed if found else None) == speaks


def test_packs_count_like_result_files() -> None:
    """A pack that a mentee gave is somebody in the pile; one edited by hand is set aside."""
    content = miniature().content
    contents = Contents(evidence=False, answers=True, experience=False)
    made = write_file(pack(content, done(1, {"pricing": 3}), contents, "Ada"))
    edited = made.replace(b'"name": "Ada"', b'"name": "Eve"')
    found = pile(("a", made), ("b", edited), ("c", raw("Bo", done(2, {"pricing": 4}))))

    assert [name for name, _ in found.respondents] == ["Ada", "Bo"]
    assert named(found.set_aside) == ["b"]
    assert "was changed after" in found.set_aside[0].reason
