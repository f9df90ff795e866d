"""One control per item family: draws it with what is stored, returns what it now holds."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from assessment.content.items import (
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

DONT_KNOW: Final = "I don't know"


def control(item: Item, stored: Answer | None, key: str) -> Answer | None:
    """Draw ``item``'s control, filled with ``stored``, and return the answer it holds."""
    unknown = st.checkbox(
        f"{DONT_KNOW} (never costs more than a wrong guess)",
        value=isinstance(stored, DontKnow),
        key=f"{key}-unknown",
    )
    if unknown:
        return DontKnow()
    return _CONTROLS[item.control](item, stored, key)


def _choose_one(item: SingleBest, stored: Answer | None, key: str) -> Answer | None:
    ids = [option.id for option in item.options]
    words = {option.id: label(option.text) for option in item.options}
    held = stored.option if isinstance(stored, ChosenOption) and stored.option in ids else None
    at = ids.index(held) if held else None
    chosen = st.radio(label(item.question), ids, index=at, format_func=words.__getitem__, key=key)
    return ChosenOption(option=chosen) if chosen else None


def _best_and_worst(item: Judgement, stored: Answer | None, key: str) -> Answer | None:
    ids = [option.id for option in item.options]
    words = {option.id: label(option.text) for option in item.options}
    held = stored if isinstance(stored, BestAndWorst) else None
    picks = []
    for end, name in (("best", "Best"), ("worst", "Worst")):
        chosen = getattr(held, end, None)
        at = ids.index(chosen) if chosen in ids else None
        title = f"{label(item.question)} {name} of these:"
        picks.append(
            st.radio(title, ids, index=at, format_func=words.__getitem__, key=f"{key}-{end}")
        )
    best, worst = picks
    if not best or not worst:
        return None
    if best == worst:
        st.warning("One action cannot be both best and worst. Choose two.")
        return None
    return BestAndWorst(best=best, worst=worst)


def _number(item: Numeric, stored: Answer | None, key: str) -> Answer | None:
    held = stored.value if isinstance(stored, TypedNumber) else None
    title = f"{label(item.question)} ({label(item.unit)})"
    typed = st.number_input(title, value=held, key=key, step=None, format="%g")
    return TypedNumber(value=float(typed)) if typed is not None else None


_CONTROLS: Final[Mapping[str, Callable[[Any, Answer | None, str], Answer | None]]] = {
    "choose-one": _choose_one,
    "best-and-worst": _best_and_worst,
    "number": _number,
}
