"""A change that a reviewer has to see first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from review.changes import ResourceChange, StackChange
from review.values import ABSENT, rendered


class Category(IntEnum):
    """What is at stake; the report has them in this order."""

    DATA = 1
    PERMISSIONS = 2
    EXPOSURE = 3
    PROTECTION = 4
    CONSENT = 5
    SPENDING = 6
    RETIRED = 7


HEADINGS = {
    Category.DATA: "Data and what cannot be made again",
    Category.PERMISSIONS: "Permissions",
    Category.EXPOSURE: "Exposure",
    Category.PROTECTION: "Protection",
    Category.CONSENT: "What people read and agree to",
    Category.SPENDING: "Whom it texts, how fast, for how much",
    Category.RETIRED: "Retired services",
}


@dataclass(frozen=True, kw_only=True)
class Danger:
    """One dangerous change, in words.

    :param where: path of the construct without its environment, so that environments can be told together.
    :param property: path of the property; empty for the resource as a whole.
    :param before: value as text, "none" when there was none; with ``after`` it says which change is meant.
    :param sentence: what it means, for a person; names neither environment nor stack.
    """

    category: Category
    environment: str
    stack: str
    logical_id: str
    where: str
    property: str
    before: str
    after: str
    sentence: str


def danger(
    category: Category,
    stack: StackChange,
    change: ResourceChange,
    sentence: str,
    *,
    property: str = "",  # noqa: A002 - the field's own term
    before: Any = None,
    after: Any = None,
) -> Danger:
    """A danger of a resource's change."""
    return Danger(
        category=category,
        environment=stack.environment,
        stack=stack.name,
        logical_id=change.logical_id,
        where=change.path.removeprefix(f"{stack.environment}/"),
        property=property,
        before=text_of(before),
        after=text_of(after),
        sentence=neutral(sentence, stack),
    )


def stack_danger(
    category: Category,
    stack: StackChange,
    sentence: str,
    *,
    property: str,  # noqa: A002 - the field's own term
    before: str,
    after: str,
) -> Danger:
    """A danger of a stack as a whole."""
    return Danger(
        category=category,
        environment=stack.environment,
        stack=stack.name,
        logical_id="",
        where=stack.name,
        property=property,
        before=before,
        after=after,
        sentence=sentence,
    )


def neutral(text: str, stack: StackChange) -> str:
    """A sentence without the names of its environment and Region, so that equal changes read the same."""
    if stack.environment:
        text = text.replace(f"{stack.environment}-", "").replace(f"{stack.environment}/", "")
    return text.replace(stack.stack.region, "REGION") if stack.stack.region else text


def text_of(value: Any) -> str:
    """A value as acknowledgements name it."""
    return "none" if value is None or value is ABSENT else rendered(value)
