"""Guessing by style is measured as it is done, and the report says what the measures say."""

import pytest

from assessment.cli import main
from assessment.content import report
from assessment.content.cues import STRATEGIES, choices, hits, key_position, length_ratio, words
from assessment.content.items import Item, SingleBest
from assessment.content.loading import load
from assessment.content.parts import Option

CONTENT = load()
ITEM = choices(item for _, item in CONTENT.items.values())[0]


def item(*texts: str, key: int = 0, stem: str = "A shop sells mugs.") -> SingleBest:
    """An item with these options, of which one is best."""
    options = tuple(
        Option(id=f"o{at}", text=text, credit=float(at == key), rationale="So.")
        for at, text in enumerate(texts)
    )
    found = ITEM.model_dump()
    kept = {name: found[name] for name in SingleBest.model_fields if name in found}
    return SingleBest(
        **{**kept, "family": "single-best", "stem": stem, "question": "Which?"}
        | {"options": options, "table": None, "review": None}
    )


@pytest.mark.parametrize(
    ("strategy", "texts", "share"),
    [
        ("longest", ("a longer one", "short", "tiny"), 1),
        ("longest", ("short", "a longer one", "tiny"), 0),
        ("shortest", ("abc", "abcd", "abcde"), 1),
        ("longest", ("abc", "xyz", "uvw"), 1 / 3),
        ("middle", ("b", "a", "c"), 0),
        ("most hedged", ("wait until it may rain", "go now", "go later"), 1),
        ("data, test, customer, both", ("test with customers", "go now", "go later"), 1),
        ("most words of the stem", ("sell the mugs", "leave", "wait"), 1),
        ("most words of the others", ("red mug", "red cup", "green mug"), 1),
    ],
)
def test_a_guess_by_hand(strategy: str, texts: tuple[str, ...], share: float) -> None:
    """The strategy picks what it should, and shares its pick among options that tie."""
    found = hits([item(*texts)], STRATEGIES[strategy])

    assert found.share == pytest.approx(share)
    assert found.chance == pytest.approx(1 / 3)
    assert found.excess == pytest.approx(share - 1 / 3)


def test_alike_options_are_chance() -> None:
    """Where no option stands out, every strategy is chance, whatever the key."""
    for key in range(4):
        alike = item("same", "same", "same", "same", key=key)
        for name, strategy in STRATEGIES.items():
            if name != "middle":
                assert hits([alike], strategy).excess == pytest.approx(0)


def test_no_item_is_no_guess() -> None:
    """Nothing can be said of no items."""
    with pytest.raises(ValueError, match="no item"):
        hits([], STRATEGIES["longest"])


def test_small_measures() -> None:
    """Key, lengths and words are read off as a person would."""
    found = item("abcd", "abcdefgh", "abcde", key=1)

    assert (key_position(found), length_ratio(found)) == (1, 2)
    assert words("The shop's mugs, and the cups") == {"shop's", "mugs", "cups"}


def test_a_blind_reading_is_counted() -> None:
    """Field readers' choices that are the key, and a cue reader's against chance."""
    items: list[Item] = [each for _, each in CONTENT.items.values() if each.review is not None]
    agreed = report.agreement(items)
    excess = report.cue_excess(items)

    assert report.agreement([]) is None
    assert report.cue_excess([]) is None
    assert agreed is None or agreed >= 0.95
    assert excess is None or excess <= 0.10


def test_reading_grade_by_hand() -> None:
    """Four words of four letters in one sentence: 4.71 x 4 + 0.5 x 4 - 21.43."""
    assert report.reading_grade("This item asks much.") == pytest.approx(4.71 * 4 + 2 - 21.43)


def test_the_report_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """``check --report`` prints the table with a column for each skill and one for all."""
    assert main(["check", "--report"]) == 0
    lines = capsys.readouterr().out.splitlines()
    head = next(line for line in lines if line.startswith("|"))

    assert [cell.strip() for cell in head.strip("|").split("|")][1:] == [
        *(skill.name for skill in CONTENT.skills),
        "All",
    ]
    items = next(line for line in lines if line.startswith("| Items |"))
    assert items.rstrip(" |").endswith(str(len(CONTENT.items)))
