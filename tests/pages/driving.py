"""Widgets by the start of their key: its end changes with the revision they were drawn from."""

from typing import Any

from streamlit.testing.v1 import AppTest

from assessment.attempts import personal_text
from assessment.content.items import Item, Judgement, Numeric
from assessment.errors import AssessmentError
from assessment.pages.text import label


def widget(app: AppTest, kind: str, start: str, end: str = "") -> Any:
    """The one widget of a kind whose key begins with ``start`` and ends with ``end``."""
    (found,) = (
        each
        for each in app.get(kind)
        if str(each.key).startswith(f"{start}:") and str(each.key).endswith(end)
    )
    return found


def keys(app: AppTest, kind: str) -> list[str]:
    """Start of the key of each widget of a kind."""
    return [str(each.key).partition(":")[0] for each in app.get(kind)]


def answer(app: AppTest, item: Item) -> None:
    """Answer an item as the key has it."""
    start = f"item-{item.id}"
    if isinstance(item, Numeric):
        widget(app, "number_input", start).set_value(item.answer).run()
    elif isinstance(item, Judgement):
        widget(app, "radio", start, ":best").set_value(item.key[0]).run()
        widget(app, "radio", start, ":worst").set_value(item.key[1]).run()
    else:
        widget(app, "radio", start).set_value(item.key[0]).run()


def do_not_know(app: AppTest, item: Item) -> None:
    """Say "I don't know", wherever the item's control has it."""
    start = f"item-{item.id}"
    if start in keys(app, "checkbox"):
        widget(app, "checkbox", start, ":unknown").check().run()
    else:
        widget(app, "radio", start).set_value("dont-know").run()


def kept(text: str, limit: int, what: str) -> tuple[str, list[str]]:
    """What is kept of a pasted text, which the box cuts to its limit; or why it is refused."""
    try:
        return personal_text(text[:limit], limit, what), []
    except AssessmentError as refusal:
        return "", [label(str(refusal))]


def faults(app: AppTest) -> list[str]:
    """What went wrong on the page, and must not."""
    return [each.message for each in app.exception] + [each.value for each in app.error]
