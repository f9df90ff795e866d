"""A mentor's side, written straight into the database of a running app."""

import secrets
from datetime import date

from assessment.agreements import Action, AgreedLevel
from assessment.attempts import Attempt, Kind
from assessment.content.model import Content
from assessment.packs import Contents
from assessment.reviews import Review
from assessment.store.database import database_url, open_database
from assessment.store.policy import Actor
from assessment.store.reviewing import Reviews
from assessment.store.sharing import Mentee, Shares

from .examples import LOCAL
from .server import Server

ALL = Contents(evidence=True, answers=True, experience=True)


class Mentor:
    """Somebody who reviews on the machine of a server."""

    def __init__(self, server: Server, name: str = "Mira Mentor") -> None:
        """Introduce them."""
        engine = open_database(database_url({"HEADWAY_DATA_DIR": str(server.folder)}))
        self.shares, self.reviews = Shares(engine), Reviews(engine)
        self.id = self.shares.add_mentor(LOCAL, name).id
        self.actor = Actor("person", self.id)

    def begin(self, attempt: Attempt) -> str:
        """Let them see an attempt, and begin its review; the id."""
        self.shares.share(LOCAL, attempt.head.id, self.id, ALL)
        return self.reviews.begin_review(self.actor, attempt.head.id).head.id

    def write(self, review: str, kind: Kind, subject: str, value: object) -> None:
        """Save one line of a review."""
        self.reviews.remark(
            self.actor,
            review,
            kind,
            subject,
            value,
            writer="another-window",
            loaded_rev=self.reviews.review_revision(self.actor, review),
            idem=secrets.token_urlsafe(8),
        )

    def open(self, review: str, content: Content, note: str = "Saw one launch.") -> None:
        """Rate two of three sub-skills, one of them with a note, and be done."""
        for at, sub in enumerate(content.sub_skills):
            self.write(review, "seen", sub.id, (5, 1, None)[at % 3])
        self.write(review, "note", content.sub_skills[0].id, note)
        self.write(review, "opened", "", value=True)

    def agree(self, review: str, content: Content, text: str = "Ask two buyers") -> None:
        """Agree on a level, an action and a meeting, and give them to the mentee."""
        sub = content.sub_skills[0].id
        self.write(review, "agreed", sub, AgreedLevel(level=3, note=text))
        action = Action(what=text, by=date(2026, 12, 18), proof=text)
        self.write(review, "action", "1", action)
        self.write(review, "meeting", "", date(2027, 1, 8))
        self.write(review, "handed", "", value=True)

    def review(self, review: str) -> Review:
        """A review as it stands."""
        return self.reviews.review(self.actor, review)

    def address(self, review: str) -> str:
        """The address of a review."""
        return f"/mentor?mentor={self.id}&review={review}"


def sharing_with_the_only_mentor(server: Server) -> tuple[Mentee, ...]:
    """Who shares with the only mentor of a machine."""
    engine = open_database(database_url({"HEADWAY_DATA_DIR": str(server.folder)}))
    shares = Shares(engine)
    (mentor,) = shares.guests(LOCAL)["mentor"]
    return shares.shared_with(Actor("person", mentor.id))
