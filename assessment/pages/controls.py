"""One control per item family: draws it with what is stored, returns what it now holds."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from assessment.content.items import (
    DONT_KNOW,
    Answer,
    BestAndWorst,
    ChosenOption,
    DontKnow,
    Item,
    Judgement,
    Numeric,
    SingleBest,
    TypedNumber,
)
from assessment.pages.text import label

UNKNOWN: Final = "I don't know"


def control(item: Item, stored: Answer | None, key: str) -> Answer | None:
    """Draw ``item``'s control, filled with ``stored``, and return the answer it holds."""
    return _CONTROLS[item.control](item, stored, key)


def _choose_one(item: SingleBest, stored: Answer | None, key: str) -> Answer | None:
    words = {option.id: label(option.text) for option in item.options} | {DONT_KNOW: UNKNOWN}
    held = stored.option if isinstance(stored, ChosenOption) else None
    held = DONT_KNOW if isinstance(stored, DontKnow) else held
    chosen = st.radio(
        label(item.question),
        list(words),
        index=list(words).index(held) if held in words else None,
        format_func=words.__getitem__,
        key=key,
    )
    if chosen is None:
        return None
    return DontKnow() if chosen == DONT_KNOW else ChosenOption(option=chosen)


def _best_and_worst(item: Judgement, stored: Answer | None, key: str) -> Answer | None:
    st.write(label(item.question))
    picks = st.container()  # the way out stands below, but decides whether they are asked for
    if _unknown(stored, key):
        return DontKnow()
    ids = [option.id for option in item.options]
    words = {option.id: label(option.text) for option in item.options}
    held = stored if isinstance(stored, BestAndWorst) else None
    chosen = []
    for column, end in zip(picks.columns(2, gap="medium"), ("best", "worst"), strict=True):
        before = getattr(held, end, None)
        chosen.append(
            column.radio(
                f"The {end} of these",
                ids,
                index=ids.index(before) if before in ids else None,
                format_func=words.__getitem__,
                key=f"{key}:{end}",
            )
        )
    best, worst = chosen
    if best is None or worst is None:
        if best != worst:
            st.caption("Saved once you have chosen both.")
        return None
    if best == worst:
        st.warning(
            "One action cannot be both best and worst. Nothing is saved until you choose two."
        )
        return None
    return BestAndWorst(best=best, worst=worst)


def _number(item: Numeric, stored: Answer | None, key: str) -> Answer | None:
    st.write(label(item.question))
    box = st.container()
    if _unknown(stored, key):
        return DontKnow()
    held = stored.value if isinstance(stored, TypedNumber) else None
    typed = box.number_input(
        f"Your answer, in {label(item.unit)}", value=held, key=key, format="%g", width=260
    )
    return TypedNumber(value=float(typed)) if typed is not None else None


def _unknown(stored: Answer | None, key: str) -> bool:
    return st.checkbox(UNKNOWN, value=isinstance(stored, DontKnow), key=f"{key}:unknown")


_CONTROLS: Final[Mapping[str, Callable[[Any, Answer | None, str], Answer | None]]] = {
    "choose-one": _choose_one,
    "best-and-worst": _best_and_worst,
    "number": _number,
}
