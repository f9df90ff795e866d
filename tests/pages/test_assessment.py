"""Assessment: every rating and every answer is stored, comes back, and can be taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from assessment.attempts import DOES_NOT_APPLY, EVIDENCE_LIMIT, Attempt
from assessment.content.items import DontKnow, Item
from assessment.content.model import Content
from assessment.progress import ITEMS
from assessment.store.store import Store
from tests.browser import examples

from .conftest import Visit
from .driving import answer, do_not_know, faults, kept, keys, widget
from .test_start import HOSTILE


def stored(store: Store, attempt: Attempt) -> Attempt:
    """The attempt as it stands now."""
    return store.attempt(examples.LOCAL, attempt.head.id)


def marks(app: AppTest) -> int:
    """How often the page says that something is saved."""
    return sum(each.value.endswith("Saved") for each in app.caption)


def test_every_rating(visit: Visit, store: Store, content: Content) -> None:
    """Each option of a sub-skill is stored as what it says, and chosen when one comes back."""
    attempt = examples.begun(store, content)
    app = visit("Assessment", attempt)
    sub = content.sub_skills[0]
    offered = widget(app, "radio", f"rate-{sub.id}").options
    for at in range(len(offered)):
        radio = widget(app, "radio", f"rate-{sub.id}")
        radio.set_value(at if at < len(offered) - 1 else "Doesn't apply to my work").run()
        given = stored(store, attempt).ratings[sub.id]
        assert given == (at if at < len(offered) - 1 else DOES_NOT_APPLY)
        again = widget(visit("Assessment", attempt), "radio", f"rate-{sub.id}")
        assert again.index == at

    assert marks(app) == 1
    assert not faults(app)


def test_through_all_parts_and_back(visit: Visit, store: Store, content: Content) -> None:
    """Next and Back pass every part in order; the count follows what is rated."""
    app = visit("Assessment", examples.begun(store, content))
    for skill in content.skills:
        assert app.title[0].value == skill.name
        assert keys(app, "radio") == [f"rate-{sub.id}" for sub in skill.sub_skills]
        app.button(key="next").click().run()
    assert app.title[0].value == "Question 1"
    for skill in reversed(content.skills):
        app.button(key="back").click().run()
        assert app.title[0].value == skill.name

    assert "back" not in keys(app, "button")


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_evidence_line(visit: Visit, store: Store, content: Content, line: str) -> None:
    """An evidence line is kept as text, or refused in a sentence; what was rated stays."""
    attempt = examples.begun(store, content)
    sub = content.sub_skills[0]
    examples.save(store, attempt, "rating", sub.id, 5)
    app = visit("Assessment", attempt)
    widget(app, "text_input", f"evidence-{sub.id}").set_value(line).run()

    line, refusals = kept(line, EVIDENCE_LIMIT, "The evidence")

    assert not app.exception
    assert [each.value for each in app.error] == refusals
    assert stored(store, attempt).ratings == {sub.id: 5}
    assert stored(store, attempt).evidence == ({} if refusals else {sub.id: line})
    assert widget(visit("Assessment", attempt), "text_input", f"evidence-{sub.id}").value == line


def test_an_evidence_line_can_be_emptied(visit: Visit, store: Store, content: Content) -> None:
    """An emptied line is no evidence."""
    attempt = examples.full(store, content)
    sub = content.sub_skills[0]
    app = visit("Assessment", attempt)
    widget(app, "text_input", f"evidence-{sub.id}").set_value("").run()

    assert sub.id not in stored(store, attempt).evidence


def test_each_family(visit: Visit, store: Store, content: Content) -> None:
    """An answer, "I don't know", how sure: stored at once, and there in a new window."""
    for family in examples.families(content):
        item = examples.first_of(content, family)
        attempt = examples.at_item(store, content, item.id)
        app = visit("Assessment", attempt)
        assert app.button(key="next").disabled
        answer(app, item)
        assert stored(store, attempt).answers == {item.id: examples.answer(item)}
        widget(app, "radio", f"sure-{item.id}").set_value(75).run()
        assert stored(store, attempt).confidence == {item.id: 75}
        again = visit("Assessment", attempt)
        assert (marks(again), again.button(key="next").disabled) == (1, False)
        assert widget(again, "radio", f"sure-{item.id}").value == 75
        do_not_know(again, item)
        assert stored(store, attempt).answers == {item.id: DontKnow()}
        assert f"sure-{item.id}" not in keys(again, "radio")  # of what one does not know
        assert not faults(again)


def test_answers_are_taken_back(visit: Visit, store: Store, content: Content) -> None:
    """A box ticked off, a number emptied: then nothing is answered, and nothing marked saved."""
    for family in ("judgement", "numeric"):
        item = examples.first_of(content, family)
        attempt = examples.at_item(store, content, item.id)
        app = visit("Assessment", attempt)
        do_not_know(app, item)
        assert item.id in stored(store, attempt).answers
        widget(app, "checkbox", f"item-{item.id}", ":unknown").uncheck().run()
        nothing_answered(app, stored(store, attempt))
    answer(app, item)
    assert item.id in stored(store, attempt).answers
    widget(app, "number_input", f"item-{item.id}").set_value(None).run()
    nothing_answered(app, stored(store, attempt))


def nothing_answered(app: AppTest, attempt: Attempt) -> None:
    """Neither the store nor the page holds an answer."""
    assert attempt.answers == {}
    assert marks(app) == 0
    assert app.button(key="next").disabled


def test_best_and_worst_differ(visit: Visit, store: Store, content: Content) -> None:
    """Until two different actions are chosen nothing is saved, and the page says why."""
    item = examples.first_of(content, "judgement")
    attempt = examples.at_item(store, content, item.id)
    app = visit("Assessment", attempt)
    widget(app, "radio", f"item-{item.id}", ":best").set_value(item.options[0].id).run()
    assert stored(store, attempt).answers == {}
    widget(app, "radio", f"item-{item.id}", ":worst").set_value(item.options[0].id).run()

    assert stored(store, attempt).answers == {}
    assert len(app.warning) == 1


def test_questions_forth_and_back(visit: Visit, store: Store, content: Content) -> None:
    """Back leads through the answers in the order given, to the ratings; Next the same way on."""
    attempt = examples.at_item(store, content)
    app = visit("Assessment", attempt)
    asked: list[Item] = []
    for number in (1, 2, 3):
        assert app.title[0].value == f"Question {number}"
        asked.append(content.items[stored(store, attempt).place.partition(":")[2]][1])
        do_not_know(app, asked[-1])
        app.button(key="next").click().run()
    for number in (3, 2, 1):
        app.button(key="back").click().run()
        assert app.title[0].value == f"Question {number}"
        assert stored(store, attempt).place == f"{ITEMS}:{asked[number - 1].id}"
    app.button(key="back").click().run()

    assert app.title[0].value == content.skills[-1].name
    assert list(stored(store, attempt).answers) == [item.id for item in asked]


def test_self_ratings_only(visit: Visit, store: Store, content: Content) -> None:
    """After the last part the page says so and leads to the result, or on to questions."""
    attempt = examples.begun(store, content)
    examples.save(store, attempt, "length", "", "ratings")
    app = visit("Assessment", attempt)
    for _ in content.skills:
        assert app.button(key="next").label == "Next"
        app.button(key="next").click().run()
    assert app.title[0].value == "Self-ratings only"
    for sub in content.sub_skills:
        examples.save(store, attempt, "rating", sub.id, 2)
    app.run()

    assert app.title[0].value == "Your own view is complete"
    assert [each for each in keys(app, "button") if each.startswith("go-on")] == [
        "go-on-short",
        "go-on-full",
    ]
    app.button(key="back").click().run()
    assert app.title[0].value == content.skills[-1].name
    app.button(key="next").click().run()
    app.button(key="go-on-short").click().run()
    assert app.title[0].value == "Question 1"
    assert stored(store, attempt).length == "short"
    assert not faults(app)


def test_from_a_short_run_to_a_full_one(visit: Visit, store: Store, content: Content) -> None:
    """At the last of a short run asking pauses; gone on, the next question is another one."""
    attempt = examples.at_item(store, content)
    examples.save(store, attempt, "length", "", "short")
    run = int(content.framework.policy.items_short.value)
    given = [examples.items(content)[at * 8] for at in range(run - 1)]
    for item in given:
        examples.save(store, attempt, "answer", item.id, DontKnow())
    app = visit("Assessment", attempt)
    last = content.items[stored(store, attempt).place.partition(":")[2]][1]
    do_not_know(app, last)
    app.button(key="next").click().run()

    assert app.title[0].value == f"{run} questions answered"
    app.button(key="go-on-full").click().run()
    assert app.title[0].value == f"Question {run + 1}"
    assert stored(store, attempt).place.partition(":")[2] not in stored(store, attempt).answers
    assert not faults(app)


def test_a_decision_stop_is_passed_by_once(visit: Visit, store: Store, content: Content) -> None:
    """Where everything is settled the page says by which rule; going on is kept, and asks on."""
    attempt = examples.soon_settled(store, content)
    app = visit("Assessment", attempt)
    for _ in range(2):
        do_not_know(app, content.items[stored(store, attempt).place.partition(":")[2]][1])
        app.button(key="next").click().run()
    assert app.title[0].value == "Everything this role needs is settled"
    assert "Apprentice" in app.markdown[0].value
    app.button(key="go-on").click().run()
    assert stored(store, attempt).went_on == {"settled": "apprentice"}

    # Of a level that everybody meets no answer changes anything, which is the other rule.
    assert app.title[0].value == "The next question would change little"
    app.button(key="go-on").click().run()
    assert app.title[0].value == "Question 3"
    assert visit("Assessment", attempt).title[0].value == "Question 3"
    assert not faults(app)


def test_a_pause_leads_to_the_result(visit: Visit, store: Store, content: Content) -> None:
    """One click from the end of a run to what it says."""
    attempt = examples.at_item(store, content)
    examples.save(store, attempt, "length", "", "ratings")
    app = visit("Assessment", attempt)
    app.button(key="result").click().run()

    assert not faults(app)
    assert content.roles[0].name in app.title[0].value


def test_an_item_met_before_is_said_to_be(visit: Visit, store: Store, content: Content) -> None:
    """On a retake only a question of another attempt is announced as met, and why it came."""
    first = examples.exhausted(store, content)
    again = store.begin_attempt(
        examples.LOCAL,
        first.head.person_id,
        target=first.target,
        seed=8,
        content_version=content.framework.version,
        content_digest=content.digest,
    )
    examples.save(store, again, "place", "", f"{ITEMS}:")
    fresh = examples.at_item(store, content)

    assert any("no unseen one is left" in c.value for c in visit("Assessment", again).caption)
    assert not any("no unseen one" in c.value for c in visit("Assessment", fresh).caption)


def test_when_no_question_is_left(visit: Visit, store: Store, content: Content) -> None:
    """The page says so, and Back leads to the last answer."""
    app = visit("Assessment", examples.exhausted(store, content))
    assert app.title[0].value == "No question is left"
    app.button(key="back").click().run()

    assert app.title[0].value == f"Question {len(content.items)}"


def test_two_windows(visit: Visit, store: Store, content: Content) -> None:
    """The window that was drawn earlier does not overwrite the newer answer, and says so."""
    attempt = examples.begun(store, content)
    sub = content.sub_skills[0]
    old, new = visit("Assessment", attempt), visit("Assessment", attempt)
    widget(new, "radio", f"rate-{sub.id}").set_value(4).run()
    widget(old, "radio", f"rate-{sub.id}").set_value(1).run()

    assert stored(store, attempt).ratings == {sub.id: 4}
    assert widget(old, "radio", f"rate-{sub.id}").value == 4
    assert "Another window" in old.warning[0].value
