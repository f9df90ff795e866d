"""What is known about pay, places and demand: each figure with its date, source and certainty."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from assessment.content.base import Certainty, ContentModel, Fact, Slug, Text

Month = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")]
"""A year, or a year and a month, such as ``2025-05``."""

Measure = Literal["low", "p10", "p25", "median", "about", "mean", "p75", "p90", "high"]
"""What a figure is: end of a range, percentile, average, or a number given as approximate."""

Hourly = Annotated[float, Field(gt=0)]
"""A mean wage per hour, in US dollars."""


class Figure(ContentModel):
    """One amount, and what it measures."""

    measure: Measure
    amount: Annotated[int, Field(gt=0)]


class Beside(ContentModel):
    """
    A role that a pay fact may stand beside.

    Attributes:
        role: Which one.
        fit: How well the fact speaks for the role; our judgement.
        why: The reason, as shown.
    """

    role: Slug
    fit: Literal["low", "medium"]
    why: Text


class PayFact(ContentModel):
    """
    What somebody says that some people earn.

    Attributes:
        id: Unique over the market's facts.
        label: Whose pay it is: an occupation or a title.
        kind: ``official`` statistics, ``stated`` in the document the product was built from, or
            ``seen-in`` a page that does not show its sample.
        figures: The amounts.
        currency: In which currency.
        per: For which time.
        dated: What time the figures describe; None where the source does not say.
        region: Where.
        source: Who says so.
        certainty: How far it was checked.
        beside: The roles it may stand beside.
        note: What to know before using it, or None.
    """

    id: Slug
    label: Text
    kind: Literal["official", "stated", "seen-in"]
    figures: tuple[Figure, ...] = Field(min_length=1)
    currency: Literal["USD", "GBP"]
    per: Literal["year", "hour"]
    dated: Month | None
    region: Text
    source: Text
    certainty: Certainty
    beside: tuple[Beside, ...] = ()
    note: Text | None = None

    def amount(self, measure: Measure) -> int | None:
        """The amount of one measure, or None where the source does not give it."""
        return next((f.amount for f in self.figures if f.measure == measure), None)


class MarketNote(ContentModel):
    """A general fact about pay or demand; ``dated`` is None where the source does not say."""

    id: Slug
    topic: Literal["pay", "demand"]
    text: Text
    dated: Month | None
    region: Text
    source: Text
    certainty: Certainty


class Wages(ContentModel):
    """
    Mean hourly wages of an area beside those of the whole country, of one month.

    Attributes:
        dated: The month they describe.
        area: The area as the source draws it.
        all_jobs: Of all occupations.
        management: Of management occupations.
        us_all_jobs: Of all occupations in the whole country.
        us_management: Of management occupations in the whole country, or None where not seen.
        historic: True where too old to be shown as today's.
        source: Who says so.
        certainty: How far it was checked.
    """

    dated: Month
    area: Text
    all_jobs: Hourly
    management: Hourly
    us_all_jobs: Hourly
    us_management: Hourly | None = None
    historic: bool
    source: Text
    certainty: Certainty

    @property
    def all_jobs_above_us(self) -> float:
        """How far all occupations lie above the country, as a share: 0.1 is a tenth."""
        return self.all_jobs / self.us_all_jobs - 1

    @property
    def management_above_us(self) -> float | None:
        """The same for management occupations, or None where the country's is not known."""
        return self.management / self.us_management - 1 if self.us_management else None


class AreaCode(ContentModel):
    """The code of a metropolitan area in official statistics (CBSA), for looking up newer data."""

    code: Annotated[str, Field(pattern=r"^\d{5}$")]
    certainty: Certainty


class Position(ContentModel):
    """Roughly where a metropolitan area lies, in degrees: enough for a dot on a map."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    certainty: Certainty


class Place(ContentModel):
    """
    A place where such jobs are said to be common.

    Attributes:
        id: Unique over the places.
        name: The city.
        state: The state.
        metro: Its metropolitan area in official statistics.
        position: Where it lies.
        why: Why it is named, in our words.
        wages: What is known about wages there.
    """

    id: Slug
    name: Text
    state: Text
    metro: AreaCode
    position: Position
    why: Fact
    wages: Wages


class Market(ContentModel):
    """
    All of ``market.yaml``.

    Attributes:
        caution: What to know before reading any of it, as shown.
        refresh: How and when the figures are renewed.
        pay: Pay facts.
        notes: General facts about pay and demand.
        places: In the order in which they are listed.
    """

    caution: Text
    refresh: Text
    pay: tuple[PayFact, ...]
    notes: tuple[MarketNote, ...] = ()
    places: tuple[Place, ...] = ()

    @cached_property
    def pay_by_id(self) -> Mapping[str, PayFact]:
        """Each pay fact by its id."""
        return {fact.id: fact for fact in self.pay}

    def pay_beside(self, role: str) -> tuple[PayFact, ...]:
        """The pay facts that may stand beside ``role``, in order."""
        return tuple(fact for fact in self.pay if any(b.role == role for b in fact.beside))
