"""Pay, places and demand: dated, sourced, marked, and never more certain than they are."""

import pytest

from assessment.content.market import Place
from tests.content.references import ROLES, market

PLACES = ["san-francisco", "new-york-city", "seattle", "los-angeles", "chicago"]


def place(name: str) -> Place:
    """A place by its id."""
    return next(place for place in market().places if place.id == name)


def test_the_stated_range_is_shown_as_what_it_is() -> None:
    """A range without a year, from a source that names none, is second-hand and says so."""
    fact = market().pay_by_id["stated-head"]

    assert (fact.amount("low"), fact.amount("high")) == (100_000, 150_000)
    assert (fact.kind, fact.dated, fact.certainty) == ("stated", None, "second-hand")
    assert "undated" in fact.label


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_an_official_anchor(role: str) -> None:
    """Beside each role stands at least one official figure with quartiles, a date and a region."""
    official = [
        fact
        for fact in market().pay_beside(role)
        if fact.kind == "official" and fact.amount("p25") and fact.amount("p75")
    ]

    assert official
    assert all(fact.dated and fact.region for fact in official)


def test_what_no_sample_backs_is_never_called_official() -> None:
    """Official figures come from the statistics office; those by title are only seen somewhere."""
    official = {fact.id for fact in market().pay if fact.kind == "official"}

    assert official == {f.id for f in market().pay if "Bureau of Labor Statistics" in f.source}


def test_the_stated_range_lies_where_its_note_says() -> None:
    """From about the lower quartile of sales managers to just above their median."""
    stated, sales = market().pay_by_id["stated-head"], market().pay_by_id["bls-sales-managers"]
    marketing = market().pay_by_id["bls-marketing-managers"]

    assert stated.note
    for fact, measure in ((sales, "p25"), (sales, "median"), (marketing, "median")):
        amount = next(f.amount for f in fact.figures if f.measure == measure)
        assert f"{amount:,}" in stated.note
    assert stated.amount("low") == pytest.approx(sales.amount("p25"), rel=0.01)


@pytest.mark.parametrize(
    ("name", "dated", "all_jobs", "management"),
    [
        ("san-francisco", "2023-05", 0.49, 0.38),
        ("new-york-city", "2021-05", 0.27, 0.35),
        ("los-angeles", "2016-05", 0.12, 0.08),
        ("chicago", "2023-05", 0.06, 0.03),
    ],
)
def test_wages_beside_the_country(
    name: str, dated: str, all_jobs: float, management: float
) -> None:
    """How far wages lie above the country's is computed from the two, for the same month."""
    wages = place(name).wages

    assert wages.dated == dated
    assert wages.all_jobs_above_us == pytest.approx(all_jobs, abs=0.005)
    assert wages.management_above_us == pytest.approx(management, abs=0.005)


def test_what_is_not_known_is_not_computed() -> None:
    """Without the country's figure there is no comparison, rather than a comparison with 0."""
    assert place("seattle").wages.management_above_us is None


def test_old_wages_are_marked() -> None:
    """Years that nobody should read as today's carry the mark."""
    assert [p.id for p in market().places if not p.wages.historic] == ["san-francisco", "chicago"]


def test_places_can_be_drawn_without_a_network() -> None:
    """Each of the five lies in the contiguous states, at a position marked as recalled."""
    assert [place.id for place in market().places] == PLACES
    for found in market().places:
        assert 24 < found.position.latitude < 50
        assert -125 < found.position.longitude < -66
        assert found.position.certainty == "memory"


@pytest.mark.parametrize("employer", ["Amazon", "eBay", "Shopify", "Microsoft"])
def test_no_employer_is_said_to_be_at_home_somewhere(employer: str) -> None:
    """Places are described by their trades; head offices move, and were named wrongly before."""
    assert not [place.id for place in market().places if employer in place.model_dump_json()]


def test_verified_is_not_said_of_what_has_no_date() -> None:
    """An official figure or a projection that was read in its source has the date it is of."""
    facts = [f for f in market().pay if f.kind == "official"]

    assert all(fact.dated for fact in facts)
    assert all(n.dated for n in market().notes if n.certainty == "verified")
