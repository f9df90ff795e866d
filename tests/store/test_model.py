"""Any sequence of saves from two pages, compared with a dictionary."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine

from assessment.attempts import Kind
from assessment.content.items import ChosenOption, DontKnow
from assessment.store.saving import LAST_WINS, ClosedError, Conflict, Saved
from assessment.store.store import Store

from .examples import LOCAL, begun, save

MISSING = object()
PAGES = ("page-1", "page-2")

changes = st.one_of(
    st.tuples(st.just("rating"), st.sampled_from("ab"), st.none() | st.integers(0, 5)),
    st.tuples(st.just("evidence"), st.sampled_from("ab"), st.sampled_from([None, "x", "y"])),
    st.tuples(
        st.just("answer"),
        st.sampled_from("ab"),
        st.sampled_from([None, DontKnow(), ChosenOption(option="a")]),
    ),
    st.tuples(st.just("confidence"), st.just("a"), st.none() | st.integers(0, 2)),
    st.tuples(st.just("place"), st.just(""), st.sampled_from(["here", "there"])),
    st.tuples(st.just("target"), st.just(""), st.sampled_from(["lead", "head-of-ecommerce"])),
)


class TwoPages(RuleBasedStateMachine):
    """Two pages on one attempt, and what the database should hold by now."""

    def __init__(self, store: Store) -> None:
        """Begin an attempt; both pages are drawn from its start."""
        super().__init__()
        self.store = store
        self.attempt_id = begun(store).head.id
        self.values: dict[tuple[str, str], Any] = {("target", ""): "head-of-ecommerce"}
        self.newest: dict[tuple[str, str], tuple[int, str]] = {}
        self.loaded = dict.fromkeys(PAGES, 0)
        self.landed: list[tuple[tuple[Any, ...], dict[str, Any], int]] = []
        self.rev, self.saves, self.open = 0, 0, True

    @rule(change=changes, page=st.sampled_from(PAGES))
    def give(self, change: tuple[Kind, str, Any], page: str) -> None:
        """A page saves, having seen what was there when it was drawn."""
        kind, subject, value = change
        about = (kind, subject)
        self.saves += 1
        given = (self.store, self.attempt_id, subject, value)
        how = {
            "kind": kind,
            "writer": page,
            "loaded_rev": self.loaded[page],
            "idem": f"k{self.saves}",
        }
        newest_rev, newest_page = self.newest.get(about, (0, page))
        gone = MISSING if kind == "rating" else None
        if not self.open:
            try:
                save(*given, **how)
            except ClosedError:
                return
            raise AssertionError
        outcome = save(*given, **how)
        if self.values.get(about, gone) == value:
            assert outcome == Saved(self.rev)
        elif kind not in LAST_WINS and newest_rev > self.loaded[page] and newest_page != page:
            assert isinstance(outcome, Conflict)
            assert (outcome.rev, outcome.stored.rev) == (self.rev, newest_rev)
        else:
            self.rev += 1
            assert outcome == Saved(self.rev)
            self.newest[about] = (self.rev, page)
            self.values[about] = value
            self.landed.append((given, how, self.rev))

    @rule(chosen=st.integers(0, 99))
    def give_again(self, chosen: int) -> None:
        """A save that landed is sent once more."""
        if self.landed:
            given, how, rev = self.landed[chosen % len(self.landed)]
            assert save(*given, **how) == Saved(rev)

    @rule(page=st.sampled_from(PAGES))
    def draw_anew(self, page: str) -> None:
        """A page is drawn from what is stored."""
        self.loaded[page] = self.store.revision(LOCAL, self.attempt_id)

    @rule()
    def submit(self) -> None:
        """The attempt is closed."""
        self.store.submit(LOCAL, self.attempt_id)
        self.open = False

    @rule()
    def reopen(self) -> None:
        """The attempt takes answers again."""
        self.store.reopen(LOCAL, self.attempt_id)
        self.open = True

    @invariant()
    def the_attempt_is_what_was_given(self) -> None:
        """What is stored is the dictionary, no more and no less."""
        attempt = self.store.attempt(LOCAL, self.attempt_id)
        assert (attempt.rev, attempt.open) == (self.rev, self.open)
        stored = {("target", ""): attempt.target, ("place", ""): attempt.place or None}
        for kind, values in (
            ("rating", attempt.ratings),
            ("evidence", attempt.evidence),
            ("answer", attempt.answers),
            ("confidence", attempt.confidence),
        ):
            stored |= {(kind, subject): value for subject, value in values.items()}
        expected = {
            about: value
            for about, value in self.values.items()
            if value is not None or about[0] == "rating"
        }
        assert {about: value for about, value in stored.items() if about in expected} == expected
        assert stored.keys() - expected.keys() <= {("place", "")}


def test_any_sequence_of_saves_equals_a_dictionary(engine: Engine) -> None:
    """Saves, repeats, conflicts, closing and reopening from two pages: nothing surprising."""
    store = Store(engine)
    steps = settings(max_examples=25, stateful_step_count=40, deadline=None)
    run_state_machine_as_test(lambda: TwoPages(store), settings=steps)
