"""Deletion and replacement of what cannot be made again, and rules that would allow it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from review.changes import ResourceChange, StackChange
from review.danger import Category, Danger, danger, stack_danger
from review.schemas import create_only, known, may_replace
from review.stateful import lost_with
from review.values import ABSENT, at

_KEPT = ("Retain", "RetainExceptOnCreate")
_NO_TYPES = ("Custom::", "AWS::CDK::", "AWS::CloudFormation::CustomResource")
"""What is no type of the registry: a function of the app's own does the work, or nobody."""

_STRENGTH = {"Delete": 0, "Snapshot": 1, "RetainExceptOnCreate": 2, "Retain": 2}


def dangers(stack: StackChange) -> Iterator[Danger]:
    """Dangers for data in a stack."""
    successors = {(change.type, change.path): change for change in stack.resources if change.added}
    for change in stack.resources:
        lost = lost_with(change.type)
        if lost is None:
            yield from _unknown(stack, change)
        elif change.before is not None and change.after is None:
            yield _removed(stack, change, change.before, lost, successors.get((change.type, change.path)))
        elif change.before is not None and change.after is not None:
            yield from _replaced(stack, change, change.before, change.after, lost)
            yield from _weakened(stack, change, change.before, change.after, lost)
            yield from _conditional(stack, change, change.before, change.after, lost)


def moved(stack: StackChange) -> Iterator[Danger]:
    """A stack with another name, account or Region is another stack: what the old one holds stays behind."""
    if stack.before is None or stack.after is None:
        return
    was, becomes = stack.before.place, stack.after.place
    if stack.moves and any(lost_with(each["Type"]) for each in stack.before.resources.values()):
        yield stack_danger(
            Category.DATA,
            stack,
            f"The stack moves from {_place(was)} to {_place(becomes)}: a new one is made there with nothing in it. "
            "The old one stays with all that it holds, and nothing manages it any more.",
            property="Stack",
            before=_place(was),
            after=_place(becomes),
        )


def _place(place: tuple[str, str, str]) -> str:
    return " ".join(filter(None, place))


def _unknown(stack: StackChange, change: ResourceChange) -> Iterator[Danger]:
    """Types that nobody has a schema of may hold something, and may be replaced by any change."""
    if change.added or change.type.startswith(_NO_TYPES) or known(change.type):
        return
    if change.removed:
        yield danger(
            Category.DATA,
            stack,
            change,
            f"{change.type} goes. It is not in the registry's schemas: nobody can say here what is lost with it.",
            before=change.type,
        )
    elif change.properties:
        yield _not_judged(stack, change)


def _not_judged(stack: StackChange, change: ResourceChange) -> Danger:
    name = change.properties[0]
    old, new = ((each or {}).get("Properties", {}) for each in (change.before, change.after))
    return danger(
        Category.DATA,
        stack,
        change,
        f"{change.type} is not in the registry's schemas: nobody can say here whether it is replaced.",
        property=name,
        before=old.get(name),
        after=new.get(name),
    )


def _removed(
    stack: StackChange,
    change: ResourceChange,
    before: Mapping[str, Any],
    lost: str,
    successor: ResourceChange | None,
) -> Danger:
    policy = before.get("DeletionPolicy", "Delete")
    if stack.after is None and not stack.stack.nested:
        fate = "is in a stack that leaves the app; nothing manages it any more"
        if policy not in _KEPT:
            fate += f", and with the stack goes {lost}"
    elif policy in _KEPT:
        fate = "leaves the stack; it stays in the account, where nothing manages it any more"
    else:
        fate = f"is deleted, and with it {lost}"
        if policy == "Snapshot":
            fate += "; a snapshot stays"
    renamed = ""
    if successor is not None:
        renamed = f" A new, empty one takes its place, because its logical id changed to {successor.logical_id}."
    return danger(Category.DATA, stack, change, f"{change.type} {fate}.{renamed}", before=policy)


def _replaced(
    stack: StackChange, change: ResourceChange, before: Mapping[str, Any], after: Mapping[str, Any], lost: str
) -> Iterator[Danger]:
    policy = before.get("UpdateReplacePolicy", "Delete")
    fate = f"the old one stays in the account, unmanaged ({lost})" if policy in _KEPT else f"lost is {lost}"
    if before["Type"] != after["Type"]:
        yield danger(
            Category.DATA,
            stack,
            change,
            f"{before['Type']} becomes a resource of another type, {after['Type']}; {fate}.",
            property="Type",
            before=before["Type"],
            after=after["Type"],
        )
        return
    old, new = before.get("Properties", {}), after.get("Properties", {})
    for path, was, becomes in _parts(old, new, create_only(change.type)):
        yield danger(
            Category.DATA,
            stack,
            change,
            f"{change.type} is replaced, because {path} cannot be changed in place; {fate}.",
            property=path,
            before=was,
            after=becomes,
        )
    for path in _referring(change, create_only(change.type)):
        yield danger(
            Category.DATA,
            stack,
            change,
            f"{change.type} is replaced, because {path} refers to something that is replaced; {fate}.",
            property=path,
            before=at(old, path),
            after="the same of another",
        )
    for path, was, becomes in _parts(old, new, may_replace(change.type)):
        yield danger(
            Category.DATA,
            stack,
            change,
            f"{change.type} may be replaced, because some changes of {path} cannot be made in place; then {fate}.",
            property=path,
            before=was,
            after=becomes,
        )
    if change.properties and not known(change.type):
        yield _not_judged(stack, change)


def _referring(change: ResourceChange, paths: tuple[str, ...]) -> Iterator[str]:
    """Those of the listed properties that read the same and mean something else: what they refer to is replaced."""
    old, new = ((each or {}).get("Properties", {}) for each in (change.before, change.after))
    for path in paths:
        name = path.partition("/")[0]
        if name in change.properties and old.get(name) == new.get(name):
            yield path


def _parts(old: Mapping[str, Any], new: Mapping[str, Any], paths: tuple[str, ...]) -> Iterator[tuple[str, Any, Any]]:
    """The listed properties that differ. A path with ``*`` stands for the entries of a list."""
    for path in paths:
        root = path.partition("/*")[0]
        was, becomes = at(old, root), at(new, root)
        if was != becomes and not (was is ABSENT and becomes is ABSENT):
            yield root, was, becomes


def _weakened(
    stack: StackChange, change: ResourceChange, before: Mapping[str, Any], after: Mapping[str, Any], lost: str
) -> Iterator[Danger]:
    for name, event in (("DeletionPolicy", "its removal"), ("UpdateReplacePolicy", "its replacement")):
        was, becomes = before.get(name, "Delete"), after.get(name, "Delete")
        if _STRENGTH.get(becomes, 0) < _STRENGTH.get(was, 0):
            yield danger(
                Category.DATA,
                stack,
                change,
                f"{change.type} no longer outlives {event}: from then on {lost} can be lost with it.",
                property=name,
                before=was,
                after=becomes,
            )


def _conditional(
    stack: StackChange, change: ResourceChange, before: Mapping[str, Any], after: Mapping[str, Any], lost: str
) -> Iterator[Danger]:
    was, becomes = before.get("Condition"), after.get("Condition")
    if becomes is not None and was != becomes:
        yield danger(
            Category.DATA,
            stack,
            change,
            f"{change.type} exists only where {becomes} holds; elsewhere it is deleted, and with it {lost}.",
            property="Condition",
            before=was,
            after=becomes,
        )
