"""Who may see and write what, once a mentee shares with a mentor; and what a review keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import Engine

from assessment.agreements import Action, AgreedLevel
from assessment.attempts import Kind
from assessment.content.items import DontKnow
from assessment.errors import AssessmentError, NotFoundError, StoreError
from assessment.packs import Agreement, Contents, agreement, mark_of
from assessment.reviews import Review, ReviewHead
from assessment.store.policy import Actor
from assessment.store.reviewing import Reviews
from assessment.store.saving import ClosedError, Conflict, Saved
from assessment.store.sharing import Shares
from assessment.store.store import Store
from tests.examples import miniature

from .examples import LOCAL, MISSING_ID, NOW, begun, save
from .test_policy import MALFORMED, denied, operations

ALL = Contents(evidence=True, answers=True, experience=True)
NOTHING = Contents(evidence=False, answers=False, experience=False)


@dataclass(frozen=True)
class Scene:
    """A mentee who shares with one mentor, withdrew from another, and never met a third."""

    store: Store
    shares: Shares
    reviews: Reviews
    attempt: str
    foreign: str
    review: str
    closed: str
    mentor: str
    actors: Mapping[str, Actor]


@pytest.fixture
def scene(engine: Engine) -> Scene:
    """The scene, in a new database."""
    store, shares, reviews = Store(engine), Shares(engine), Reviews(engine)
    mine, theirs = begun(store), begun(store)
    save(store, mine.head.id, "seo", 3)
    save(store, mine.head.id, "seo", "Led it", kind="evidence")
    save(store, mine.head.id, "seo-01", DontKnow(), kind="answer")
    mentor, former, other = (shares.add_mentor(LOCAL, name).id for name in ("M", "F", "O"))
    for each in (mentor, former):
        shares.share(LOCAL, mine.head.id, each, ALL)
    review, closed = (
        reviews.begin_review(Actor("person", each), mine.head.id).head.id
        for each in (mentor, former)
    )
    shares.withdraw(LOCAL, mine.head.id, former)
    return Scene(
        store=store,
        shares=shares,
        reviews=reviews,
        attempt=mine.head.id,
        foreign=theirs.head.id,
        review=review,
        closed=closed,
        mentor=mentor,
        actors={
            "local": LOCAL,
            "owner": Actor("person", mine.head.person_id),
            "mentor": Actor("person", mentor),
            "withdrawn": Actor("person", former),
            "other mentor": Actor("person", other),
            "stranger": Actor("person", theirs.head.person_id),
            "missing": Actor("person", MISSING_ID),
            "nameless": Actor("person"),
            "malformed": Actor("person", "' OR '1'='1"),
        },
    )


def write(
    scene: Scene,
    kind: Kind,
    subject: str,
    value: object,
    *,
    who: str = "mentor",
    rev: int = 99,
    writer: str = "page-1",
    idem: str = "",
) -> Saved | Conflict:
    """Save one line of the review."""
    return scene.reviews.remark(
        scene.actors[who],
        scene.review,
        kind,
        subject,
        value,
        writer=writer,
        loaded_rev=rev,
        idem=idem or f"{kind}-{subject}-{value!r}"[:100].replace(" ", "_"),
    )


def opened(scene: Scene) -> Review:
    """The review after the mentor rated one sub-skill and was done."""
    write(scene, "seen", "seo", 4)
    write(scene, "seen", "cro", None)
    write(scene, "opened", "", True)  # noqa: FBT003  # the value that is stored
    return scene.reviews.review(scene.actors["mentor"], scene.review)


ON_ATTEMPT: dict[str, Callable[[Scene, Actor, str], object]] = {
    "share": lambda s, actor, which: s.shares.share(actor, which, s.mentor, NOTHING),
    "withdraw": lambda s, actor, which: s.shares.withdraw(actor, which, s.mentor),
    "shares": lambda s, actor, which: s.shares.shares(actor, which),
    "handed_reviews": lambda s, actor, which: s.reviews.handed_reviews(actor, which),
    "import_agreement": lambda s, actor, which: s.reviews.import_agreement(
        actor, which, given(s.attempt)
    ),
    "begin_review": lambda s, actor, which: s.reviews.begin_review(actor, which),
}
ON_REVIEW: dict[str, Callable[[Scene, Actor, str], object]] = {
    "review": lambda s, actor, which: s.reviews.review(actor, which),
    "reviewed": lambda s, actor, which: s.reviews.reviewed(actor, which),
    "review_revision": lambda s, actor, which: s.reviews.review_revision(actor, which),
    "remark": lambda s, actor, which: s.reviews.remark(
        actor, which, "seen", "seo", 5, writer="page-9", loaded_rev=99, idem="eve"
    ),
}
ON_NOBODY = {"add_mentor", "guests", "import_pack", "shared_with"}
ALLOWED: dict[str, set[str]] = {
    **{operation: {"local", "owner"} for operation in ON_ATTEMPT},
    "begin_review": {"mentor"},
    **{operation: {"mentor"} for operation in ON_REVIEW},
}
WHO = (
    *("local", "owner", "mentor", "withdrawn", "other mentor", "stranger"),
    *("missing", "nameless", "malformed"),
)


def given(attempt_id: str) -> Agreement:
    """An agreement about an attempt, from a review elsewhere."""
    head = ReviewHead("r" * 22, "x", "m" * 22, NOW)
    review = Review(head, "Mira", 3, NOW, seen={"seo": 4}, opened_at=NOW)
    return agreement(miniature().content, review, mark_of("attempt", attempt_id))


def everything(scene: Scene) -> object:
    """All that is stored about the attempt, as those who may see it."""
    mentor = scene.actors["mentor"]
    return (
        scene.store.attempt(LOCAL, scene.attempt),
        scene.shares.shares(LOCAL, scene.attempt),
        scene.shares.shared_with(mentor),
        scene.reviews.handed_reviews(LOCAL, scene.attempt),
    )


def test_every_operation_is_in_this_matrix() -> None:
    """S1: no operation of shares and reviews without a line here."""
    ours = {*operations(Shares), *operations(Reviews)}
    assert ours == {*ON_ATTEMPT, *ON_REVIEW, *ON_NOBODY}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("operation", [*ON_ATTEMPT, *ON_REVIEW])
def test_who_may_do_what(scene: Scene, operation: str, who: str) -> None:
    """S1: owner, mentor with a share, after withdrawal, strangers: every cell, denied or done."""
    on_review = operation in ON_REVIEW
    do = ON_REVIEW[operation] if on_review else ON_ATTEMPT[operation]
    target = scene.review if on_review else scene.attempt
    actor = scene.actors[who]
    foreign = {MISSING_ID, *MALFORMED, scene.attempt if on_review else scene.review}
    if who != "local":
        foreign |= {scene.closed} if on_review else {scene.foreign}
    if who == "stranger":
        foreign -= {scene.foreign}
    before = everything(scene)

    refused = foreign if who in ALLOWED[operation] else {*foreign, target}
    said = {denied(lambda each=each: do(scene, actor, each)) for each in refused}

    assert said == {"There is no such record, or it is not yours."}
    assert everything(scene) == before
    if who in ALLOWED[operation]:
        do(scene, actor, target)


@pytest.mark.parametrize("who", WHO)
def test_what_is_shared_is_seen_only_by_the_mentor(scene: Scene, who: str) -> None:
    """S1: the list of mentees holds what is shared with whom asks, and nothing else."""
    found = [each.attempt_id for each in scene.shares.shared_with(scene.actors[who])]
    assert found == ([scene.attempt] if who == "mentor" else [])


@pytest.mark.parametrize("who", WHO)
def test_mentors_and_packs_come_in_by_the_local_user_alone(scene: Scene, who: str) -> None:
    """S1: nobody who signs in makes a mentor or takes in a pack; each sees at most themselves."""
    actor = scene.actors[who]
    names = {person.name for people in scene.shares.guests(actor).values() for person in people}
    own = {"mentor": {"M"}, "withdrawn": {"F"}, "other mentor": {"O"}, "local": {"M", "F", "O"}}
    assert names == own.get(who, set())
    if who == "local":
        assert scene.shares.add_mentor(actor, "New").name == "New"
    else:
        denied(lambda: scene.shares.add_mentor(actor, "New"))


def test_mentors_and_mentees_elsewhere_are_not_among_those_who_assess_themselves(
    scene: Scene,
) -> None:
    """The list of people to go on with holds no mentor."""
    assert {person.name for person in scene.store.people(LOCAL)} == {"Ada"}


def test_withdrawing_works_at_once(scene: Scene) -> None:
    """A mentor in the middle of a review sees nothing from the next call on, and it is kept."""
    write(scene, "seen", "seo", 4)
    scene.shares.withdraw(LOCAL, scene.attempt, scene.mentor)

    with pytest.raises(NotFoundError):
        write(scene, "seen", "seo", 5)
    with pytest.raises(NotFoundError):
        scene.reviews.reviewed(scene.actors["mentor"], scene.review)

    scene.shares.share(LOCAL, scene.attempt, scene.mentor, ALL)
    assert scene.reviews.review(scene.actors["mentor"], scene.review).seen == {"seo": 4}


def test_nobody_can_be_shared_with_who_is_no_mentor(scene: Scene) -> None:
    """Sharing names a mentor; another candidate is none."""
    other = scene.store.attempt(LOCAL, scene.foreign).head.person_id
    with pytest.raises(NotFoundError, match="no such mentor"):
        scene.shares.share(LOCAL, scene.attempt, other, ALL)


def test_a_blind_mentor_sees_evidence_and_no_result(scene: Scene) -> None:
    """Until the ratings are done, the store itself keeps self-ratings and answers back."""
    seen = scene.reviews.reviewed(scene.actors["mentor"], scene.review)

    assert (seen.ratings, seen.answers, seen.evidence) == ({}, {}, {"seo": "Led it"})

    opened(scene)
    seen = scene.reviews.reviewed(scene.actors["mentor"], scene.review)
    assert seen.ratings == {"seo": 3}
    assert seen.answers == {"seo-01": DontKnow()}


def test_what_is_not_shared_stays_closed(scene: Scene) -> None:
    """Evidence and answers that the mentee left out are not seen after the ratings either."""
    scene.shares.share(LOCAL, scene.attempt, scene.mentor, NOTHING)
    opened(scene)
    seen = scene.reviews.reviewed(scene.actors["mentor"], scene.review)

    assert (seen.ratings, seen.answers, seen.evidence) == ({"seo": 3}, {}, {})
    assert [each.contents for each in scene.shares.shares(LOCAL, scene.attempt)] == [NOTHING]


def test_ratings_stay_as_they_were_before_the_results_were_seen(scene: Scene) -> None:
    """After opening, no rating and no note changes; what follows from the talk is taken."""
    opened(scene)
    with pytest.raises(ClosedError, match="stay as you gave them"):
        write(scene, "seen", "seo", 1, idem="later")
    with pytest.raises(ClosedError, match="stay as you gave them"):
        write(scene, "note", "seo", "Saw more", idem="later")
    write(scene, "agreed", "seo", AgreedLevel(level=3, note="Met twice"))

    review = scene.reviews.review(scene.actors["mentor"], scene.review)
    assert review.seen == {"seo": 4, "cro": None}
    assert review.rated == 1
    assert review.agreed["seo"].level == 3


@pytest.mark.parametrize("kind", ["agreed", "action", "meeting", "handed"])
def test_nothing_is_agreed_on_before_the_ratings_are_done(scene: Scene, kind: Kind) -> None:
    """What follows from the talk waits for the mentor's own view."""
    values: dict[str, object] = {
        "agreed": AgreedLevel(level=3),
        "action": Action(what="Ask", by=date(2026, 12, 1)),
        "meeting": date(2026, 12, 1),
        "handed": True,
    }
    subject = {"agreed": "seo", "action": "1"}.get(kind, "")
    with pytest.raises(ClosedError, match="own ratings first"):
        write(scene, kind, subject, values[kind])


def test_nothing_rated_opens_nothing(scene: Scene) -> None:
    """A mentor who rated nothing has no view of their own to compare."""
    write(scene, "seen", "seo", None)
    with pytest.raises(ClosedError, match="at least one"):
        write(scene, "opened", "", True)  # noqa: FBT003  # the value that is stored


def test_two_pages_of_a_mentor_do_not_replace_each_other(scene: Scene) -> None:
    """R4: a rating from a page that is behind is refused with what stands."""
    write(scene, "seen", "seo", 4, rev=0, writer="page-1")
    behind = write(scene, "seen", "seo", 2, rev=0, writer="page-2")

    assert isinstance(behind, Conflict)
    assert behind.stored.value == "4"
    assert write(scene, "seen", "seo", 2, rev=1, writer="page-2") == Saved(2)


@pytest.mark.parametrize(
    ("kind", "subject", "value"),
    [("rating", "seo", 3), ("seen", "", 3), ("opened", "seo", True), ("seen", "seo", 6)],
)
def test_lines_of_another_kind_are_refused(
    scene: Scene, kind: Kind, subject: str, value: object
) -> None:
    """A review takes no answer of the mentee, and nothing off the scale."""
    with pytest.raises(AssessmentError):
        write(scene, kind, subject, value)


def test_an_attempt_takes_no_line_of_a_review(scene: Scene) -> None:
    """The mentee's log holds what the mentee did."""
    with pytest.raises(StoreError, match="nothing that can be stored"):
        save(scene.store, scene.attempt, "seo", 3, kind="seen")


def test_several_mentors_keep_apart(scene: Scene) -> None:
    """Each has a review of their own, and the mentee gets them one by one."""
    other = scene.actors["other mentor"]
    scene.shares.share(LOCAL, scene.attempt, str(other.person_id), ALL)
    theirs = scene.reviews.begin_review(other, scene.attempt)
    opened(scene)

    assert theirs.head.id != scene.review
    assert scene.reviews.review(other, theirs.head.id).seen == {}
    assert scene.reviews.handed_reviews(LOCAL, scene.attempt) == ()
    write(scene, "handed", "", True)  # noqa: FBT003  # the value that is stored
    (mine,) = scene.reviews.handed_reviews(LOCAL, scene.attempt)
    assert (mine.mentor, mine.seen["seo"]) == ("M", 4)


def test_a_review_begins_once(scene: Scene) -> None:
    """Opening the same mentee again goes on with the same review."""
    again = scene.reviews.begin_review(scene.actors["mentor"], scene.attempt)
    assert again.head.id == scene.review


def test_erasing_the_mentee_erases_what_was_written_of_them(scene: Scene) -> None:
    """S7: shares and reviews of an erased person go with them."""
    opened(scene)
    person_id = scene.store.attempt(LOCAL, scene.attempt).head.person_id
    scene.store.erase_person(LOCAL, person_id)

    assert scene.shares.shared_with(scene.actors["mentor"]) == ()
    denied(lambda: scene.reviews.review(scene.actors["mentor"], scene.review))


def test_erasing_the_mentor_erases_their_reviews_and_no_attempt(scene: Scene) -> None:
    """S7: what an erased mentor wrote goes; the mentee's answers stay."""
    opened(scene)
    write(scene, "handed", "", True)  # noqa: FBT003  # the value that is stored
    scene.store.erase_person(LOCAL, scene.mentor)

    assert scene.reviews.handed_reviews(LOCAL, scene.attempt) == ()
    assert scene.store.attempt(LOCAL, scene.attempt).ratings == {"seo": 3}
