"""Share and Mentor: what a mentee lets a mentor see, and the review that follows."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assessment.agreements import Action, AgreedLevel
from assessment.attempts import Attempt
from assessment.content.model import Content
from assessment.decisions import StepDecision
from assessment.packs import Contents, agreement, pack, read_agreement, read_pack, write_file
from assessment.store.database import database_url, open_database
from assessment.store.policy import Actor
from assessment.store.reviewing import Reviews
from assessment.store.sharing import Shares
from assessment.store.store import Store
from tests.browser import examples

from .conftest import Visit
from .driving import faults

ALL = Contents(evidence=True, answers=True, experience=True)


class Desk:
    """The database from a mentor's side."""

    def __init__(self, folder: Path) -> None:
        """Open it beside the app."""
        engine = open_database(database_url({"HEADWAY_DATA_DIR": str(folder)}))
        self.shares, self.reviews = Shares(engine), Reviews(engine)
        self.mentor = self.shares.add_mentor(examples.LOCAL, "Mira *Mentor*")
        self.actor = Actor("person", self.mentor.id)

    def shared(self, attempt: Attempt, contents: Contents = ALL) -> str:
        """Share an attempt and begin the review; its id."""
        self.shares.share(examples.LOCAL, attempt.head.id, self.mentor.id, contents)
        return self.reviews.begin_review(self.actor, attempt.head.id).head.id

    def write(self, review: str, kind: object, subject: str, value: object) -> None:
        """Save one line of a review."""
        self.reviews.remark(
            self.actor,
            review,
            kind,  # type: ignore[arg-type]
            subject,
            value,
            writer="test",
            loaded_rev=99,
            idem=f"{kind}-{subject}",
        )

    def opened(self, attempt: Attempt, rated: dict[str, int]) -> str:
        """A review after the ratings are done."""
        review = self.shared(attempt)
        for sub, level in rated.items():
            self.write(review, "seen", sub, level)
        self.write(review, "opened", "", value=True)
        return review


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The mentor's side of the app's database."""
    return Desk(tmp_path)


def sat_down(visit: Visit, desk: Desk, review: str = "") -> AppTest:
    """The Mentor page with the mentor at it, and a review open."""
    app = visit()
    app.session_state["mentor"] = desk.mentor.id
    if review:
        app.session_state["review"] = review
    return visit("Mentor", app=app)


def said(app: AppTest) -> str:
    """Everything a page says."""
    parts = (app.markdown, app.caption, app.info, app.success, app.warning, app.error, app.title)
    more = (app.header, app.subheader)
    return "\n".join(str(each.value) for part in (*parts, *more) for each in part)


def test_a_first_mentor_introduces_themselves(visit: Visit, tmp_path: Path) -> None:
    """Without anybody there, a name is asked for; with it, the list of mentees stands empty."""
    app = visit("Mentor")
    assert not app.selectbox
    app.text_input(key="mentor-name").set_value("Mira").run()
    app.button(key="sit-down").click().run()

    assert not faults(app)
    assert "Nobody shares a result with you yet" in said(app)
    shares = Shares(open_database(database_url({"HEADWAY_DATA_DIR": str(tmp_path)})))
    assert [each.name for each in shares.guests(examples.LOCAL)["mentor"]] == ["Mira"]


def test_a_mentor_without_a_name_is_asked_for_one(visit: Visit) -> None:
    """Mentees must know who sees what."""
    app = visit("Mentor")
    app.button(key="sit-down").click().run()

    assert any("needs a name" in each.value for each in app.error)


def test_a_mentee_shares_and_withdraws(
    visit: Visit, store: Store, content: Content, desk: Desk
) -> None:
    """Shared with what is ticked, named on the page, and gone once withdrawn."""
    attempt = examples.full(store, content, "Ada")
    app = visit("Share", attempt)
    app.checkbox(key="share-answers").uncheck().run()
    app.button(key="share").click().run()

    assert not faults(app)
    (share,) = desk.shares.shares(examples.LOCAL, attempt.head.id)
    assert share.contents == Contents(evidence=True, answers=False, experience=False)
    assert "Without answers they see your own view alone" in said(app)
    app.button(key=f"withdraw-{desk.mentor.id}").click().run()
    assert desk.shares.shares(examples.LOCAL, attempt.head.id) == ()


def test_nothing_is_shared_of_nothing(visit: Visit, store: Store, content: Content) -> None:
    """Before the first self-rating there is nothing to share, and the page says what to do."""
    app = visit("Share", examples.begun(store, content))

    assert not faults(app)
    assert any("there is something to share" in each.value for each in app.info)


def test_a_blind_mentor_is_shown_no_result(
    visit: Visit, store: Store, content: Content, desk: Desk
) -> None:
    """The rating page holds the evidence line and the anchors, and no level or rating of theirs."""
    attempt = examples.full(store, content, "Ada")
    app = sat_down(visit, desk, desk.shared(attempt))

    assert not faults(app)
    first = content.skills[0].sub_skills[0]
    radio = next(each for each in app.radio if f"seen-{first.id}" in str(each.key))
    assert radio.value is None
    assert len(radio.options) == 7
    assert not app.metric
    assert "ready" not in said(app).lower()


def test_ratings_are_kept_and_open_the_view(
    visit: Visit, store: Store, content: Content, desk: Desk
) -> None:
    """A rating is saved at once; at the end both views open, and the ratings stay."""
    attempt = examples.full(store, content, "Ada")
    review = desk.shared(attempt)
    app = sat_down(visit, desk, review)
    first = content.skills[0].sub_skills[0]
    next(each for each in app.radio if f"seen-{first.id}" in str(each.key)).set_value(4).run()
    assert desk.reviews.review(desk.actor, review).seen == {first.id: 4}
    for _ in content.skills:
        app.button(key="review-next").click().run()
    assert "You rated 1 of" in said(app)
    app.button(key="open-review").click().run()

    assert not faults(app)
    assert not desk.reviews.review(desk.actor, review).blind
    assert any("Ada" in each.value for each in app.title)
    assert not any("seen-" in str(each.key) for each in app.radio)


def test_nothing_rated_opens_nothing(
    visit: Visit, store: Store, content: Content, desk: Desk
) -> None:
    """The button waits for a first rating."""
    app = sat_down(visit, desk, desk.shared(examples.full(store, content, "Ada")))
    for _ in content.skills:
        app.button(key="review-next").click().run()

    assert app.button(key="open-review").disabled


def test_a_withdrawn_review_closes(
    visit: Visit, store: Store, content: Content, desk: Desk
) -> None:
    """With the next click the mentee's words are gone from the page, and why is said."""
    attempt = examples.full(store, content, "Ada")
    app = sat_down(visit, desk, desk.shared(attempt))
    desk.shares.withdraw(examples.LOCAL, attempt.head.id, desk.mentor.id)
    app.button(key="review-next").click().run()

    assert not faults(app)
    assert any("withdrawn" in each.value for each in app.warning)
    assert "Nobody shares a result with you yet" in said(app)


def test_an_agreement_is_kept_and_given(
    visit: Visit, store: Store, content: Content, desk: Desk
) -> None:
    """An action with its day is kept; given, the mentee has it on Next steps and on Share."""
    attempt = examples.full(store, content, "Ada")
    sub = content.skills[0].sub_skills[0]
    review = desk.opened(attempt, {sub.id: 2})
    app = sat_down(visit, desk, review)
    app.session_state[f"review-part-{review}"] = "Agree"
    app.run()
    what = next(each for each in app.text_input if each.label.startswith("What to do"))
    what.set_value("Talk to *two* buyers")
    next(each for each in app.button if each.label == "Keep this action").click().run()
    app.button(key="hand-over").click().run()

    assert not faults(app)
    (action,) = desk.reviews.review(desk.actor, review).actions.values()
    assert action.what == "Talk to *two* buyers"
    steps = visit("Next steps", attempt)
    assert "Talk to \\*two\\* buyers" in said(steps)
    share = visit("Share", attempt)
    assert "Mira \\*Mentor\\*" in said(share)


def test_a_mentor_is_a_view_on_results(
    visit: Visit, store: Store, content: Content, desk: Desk
) -> None:
    """Results offers all evidence with each mentor, and shows what it says."""
    attempt = examples.full(store, content, "Ada")
    rated = {sub.id: 5 for sub in content.sub_skills}
    review = desk.opened(attempt, rated)
    assert len(visit("Results", attempt).radio(key="view").options) == 3
    desk.write(review, "handed", "", value=True)

    app = visit("Results", attempt)
    before = app.metric[0].value
    app.radio(key="view").set_value(review).run()

    assert not faults(app)
    assert app.metric[0].value != before


def test_a_decision_against_an_agreement_shows_both(
    visit: Visit, store: Store, content: Content, desk: Desk
) -> None:
    """A step that the mentee declined and the mentor agreed on stands with both, to be taken."""
    attempt = examples.full(store, content, "Ada")
    step = content.sub_skills[0].steps[0]
    store.record(
        examples.LOCAL,
        attempt.head.id,
        "step",
        step.id,
        StepDecision(state="declined", on=date(2026, 11, 1), note="No shop"),
        writer="t",
        loaded_rev=attempt.rev,
        idem="t",
    )
    review = desk.opened(attempt, {content.sub_skills[0].id: 3})
    action = Action(what="Run it", step=step.id, by=date(2026, 12, 18))
    desk.write(review, "action", "1", action)
    desk.write(review, "handed", "", value=True)

    app = visit("Next steps", attempt)
    assert any("Two versions" in each.value and "No shop" in each.value for each in app.warning)
    next(each for each in app.button if each.label == "Take what was agreed").click().run()

    assert not faults(app)
    assert store.attempt(examples.LOCAL, attempt.head.id).steps[step.id].state == "accepted"


def test_a_pack_is_opened_and_an_agreement_comes_back(
    visit: Visit, store: Store, content: Content, desk: Desk
) -> None:
    """The mentor's copy lists the mentee; what is given back lands on the mentee's pages."""
    attempt = examples.full(store, content, "Ada")
    app = sat_down(visit, desk)
    raw = write_file(pack(content, attempt, ALL, "Ada elsewhere"))
    app.file_uploader(key="packs-0").upload("mine.json", raw).run()
    assert not faults(app)
    assert "Ada elsewhere" in said(app)

    (mentee,) = desk.shares.shared_with(desk.actor)
    review = desk.reviews.begin_review(desk.actor, mentee.attempt_id).head.id
    desk.write(review, "seen", content.sub_skills[0].id, 4)
    desk.write(review, "opened", "", value=True)
    desk.write(review, "agreed", content.sub_skills[0].id, AgreedLevel(level=3, note="As seen"))
    made = agreement(content, desk.reviews.review(desk.actor, review), mentee.subject)
    share = visit("Share", attempt)
    share.file_uploader(key="agreement-0").upload("back.json", write_file(made)).run()

    assert not faults(share)
    assert read_agreement(content, write_file(made)) == made
    assert any("Mira" in each.value for each in share.subheader)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda raw: raw[: len(raw) // 2], "cannot be opened"),
        (lambda raw: raw.replace(b'"name": "Ada"', b'"name": "Eve"'), "was changed after"),
        (lambda _: b"{}", "cannot be opened"),
        (lambda _: b"\xff\xfe\x00", "cannot be opened"),
    ],
)
def test_a_bad_pack_is_told_and_changes_nothing(
    visit: Visit, store: Store, content: Content, desk: Desk, spoil: object, told: str
) -> None:
    """Cut, edited or no pack at all: a sentence, and nobody is taken in."""
    raw = write_file(pack(content, examples.full(store, content, "Ada"), ALL, "Ada"))
    app = sat_down(visit, desk)
    app.file_uploader(key="packs-0").upload("bad.json", spoil(raw)).run()  # type: ignore[operator]

    assert not app.exception
    assert any(told in each.value for each in app.error)
    assert desk.shares.shared_with(desk.actor) == ()


def test_the_agreement_of_another_is_refused(
    visit: Visit, store: Store, content: Content, desk: Desk
) -> None:
    """An agreement about somebody else's result is told so, and changes nothing."""
    mine, theirs = (examples.full(store, content, name) for name in ("Ada", "Grace"))
    review = desk.opened(theirs, {content.sub_skills[0].id: 3})
    subject = pack(content, theirs, ALL, "").subject
    made = agreement(content, desk.reviews.review(desk.actor, review), subject)
    app = visit("Share", mine)
    app.file_uploader(key="agreement-0").upload("back.json", write_file(made)).run()

    assert not app.exception
    assert any("about another result" in each.value for each in app.error)
    assert desk.reviews.handed_reviews(examples.LOCAL, mine.head.id) == ()
    assert read_pack(content, write_file(pack(content, mine, ALL, ""))).subject != subject
