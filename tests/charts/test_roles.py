"""Roles side by side: the sentence counts what the table shows, and doubt is said."""

from assessment.charts import roles
from assessment.content.base import Fact
from tests.examples import asks, miniature, role_that_asks

CONTENT = miniature().content


def test_the_sentence_counts_higher_and_lower() -> None:
    """Where nothing is asked, any level is higher; a count of nothing is said in a word."""
    one = role_that_asks(asks("pricing", 4), asks("coaching", 2))
    other = role_that_asks(asks("pricing", 3), asks("coaching", 2))

    assert "a higher level than Head on 1 and a lower one on none." in roles.sentence(
        CONTENT, one, other
    )
    assert "a higher level than Head on none and a lower one on 1." in roles.sentence(
        CONTENT, other, one
    )


def test_only_what_was_read_in_its_source_goes_without_a_word() -> None:
    """A fact that is ours, recalled or told by another says so."""
    said = {
        certainty: roles.doubt(Fact(text="So.", source="a", certainty=certainty))
        for certainty in ("verified", "second-hand", "memory", "judgement")
    }

    assert not said.pop("verified")
    assert all(said.values())
