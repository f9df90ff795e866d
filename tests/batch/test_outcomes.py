"""Each outcome of an item is written as it is read, and earns what its options do."""

import numpy as np
import pytest

from assessment.bank import Bank
from assessment.batch.cells import Form
from assessment.batch.outcomes import best, earned, texts, use
from tests.examples import miniature, shipped


@pytest.mark.parametrize("bank", [miniature(), shipped()], ids=["miniature", "shipped"])
def test_what_is_written_is_read_as_the_same_outcome(bank: Bank) -> None:
    """Every row of every item has a text, and that text leads back to the row."""
    columns = Form(bank).columns
    for at, name in enumerate(bank.ids):
        written = texts(bank.content.items[name][1])
        assert len(written) == len(bank.log_rows[at])
        assert [columns[name].code(text) for text in written] == list(range(len(written)))


@pytest.mark.parametrize("name", shipped().ids)
def test_credit_is_a_share_and_the_key_earns_it_whole(name: str) -> None:
    """Shares run from 0 to 1, one outcome earns all, and it names the best."""
    item = shipped().content.items[name][1]
    share, named = earned(item), best(item)
    assert share.min() >= 0
    assert (share == 1).sum() == 1
    assert named[share == 1].all()
    assert share[-1] == 0
    assert not named[-1]


def test_a_judgement_by_hand() -> None:
    """Credits 1, .5, .3 and 0: best "ask" and worst "wait" earn (1 + .7) / 2."""
    item = miniature().content.items["coaching-01"][1]
    share = dict(zip(texts(item), earned(item), strict=True))
    assert share["ask>decide"] == 1
    assert share["ask>wait"] == pytest.approx(0.85)
    assert share["decide>ask"] == 0
    assert share["dont-know"] == 0
    named = dict(zip(texts(item), best(item), strict=True))
    assert named["ask>wait"]
    assert not named["show>decide"]


def test_use_of_options_by_hand() -> None:
    """Ten answers to a choice; eight to a judgement; four numbers."""
    items = {name: miniature().content.items[name][1] for name in miniature().ids}
    assert use(items["pricing-01"], [5, 3, 0, 2]) == pytest.approx(
        {"high": 0.5, "low": 0.3, "lower": 0.0, "dont-know": 0.2}
    )
    assert use(items["returns-01"], [1, 2, 1]) == {"right": 0.25, "wrong": 0.5, "dont-know": 0.25}
    counts = np.zeros(13, dtype=int)
    rows = {text: at for at, text in enumerate(texts(items["coaching-01"]))}
    counts[rows["ask>decide"]], counts[rows["ask>wait"]], counts[rows["dont-know"]] = 4, 2, 2
    found = use(items["coaching-01"], counts.tolist())
    assert found["ask best"] == 0.75
    assert found["decide worst"] == 0.5
    assert found["wait worst"] == 0.25
    assert found["dont-know"] == 0.25
    assert found["show best"] == 0
