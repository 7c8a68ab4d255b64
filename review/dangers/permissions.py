"""Permissions that become wider: who can now do what on what, and which condition fell away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from review.changes import StackChange
from review.danger import Category, Danger, danger, neutral
from review.holders import Holder, managed_policies, permissions_of
from review.policies import Statement
from review.values import ABSENT, at
from review.widening import Widening, widenings

_SENDS_NO_SOURCE = frozenset({"apigateway", "ec2", "edgelambda", "firehose", "lambda"})
"""Services that assume roles without saying for which resource, so that no condition can ask for it."""

_SOURCES = frozenset(
    """
    aws:sourceaccount aws:sourcearn aws:sourceorgid aws:sourceorgpaths aws:principalorgid
    sts:externalid lambda:eventsourcetoken
    """.split()
)
_OF_SERVICES = ":policy/service-role/"  # what AWS made for a role of a service; no news on a new one
_ACCOUNT = re.compile(r"(?<!\d)\d{12}(?!\d)")
_NOT_ALLOWED = "not allowed"


def dangers(stack: StackChange) -> Iterator[Danger]:
    """What becomes possible in a stack."""
    before, after = permissions_of(stack.before), permissions_of(stack.after)
    for holder, statements in after.items():
        former = before.get(holder, () if _elsewhere(stack, holder) else None)
        if former is None:
            yield from _reckless(stack, holder, statements)
            yield from _strangers(stack, holder, statements)  # of a trust or a resource
        else:
            for widening in widenings(former, statements):
                yield _widened(stack, holder, widening)
            yield from _unclear(stack, holder, former, statements)
            yield from _denials(stack, holder, former, statements)
        if holder.kind != "identity":
            yield from _unconditional(stack, holder, former or (), statements)
    yield from _managed(stack)
    yield from _boundaries(stack)


def _elsewhere(stack: StackChange, holder: Holder) -> bool:
    """Whether something that the stack does not make, and which was there before it, gets statements from it."""
    return stack.before is not None and holder.logical_id not in stack.stack.resources


def _widened(stack: StackChange, holder: Holder, widening: Widening) -> Danger:
    actions, resources = _listed(widening.actions), _listed(widening.resources)
    under = _under(widening.statement)
    if holder.kind == "trust":
        sentence = f"{_who(widening.principal)} may now assume the role{under}"
    elif holder.kind == "resource":
        sentence = f"{_who(widening.principal)} may now do {actions} on it{under}"
    else:
        sentence = f"It may now do {actions} on {resources}{under}"
    if widening.former is not None:
        sentence += f" Until now only if {_conditions(widening.former)}."
    what = f"{widening.principal or 'it'}: {actions} on {resources or 'it'}{under}"
    return _danger(stack, holder, sentence, after=what)


def _unclear(
    stack: StackChange, holder: Holder, before: Sequence[Statement], after: Sequence[Statement]
) -> Iterator[Danger]:
    known = {statement.text for statement in before}
    for statement in after:
        if statement.effect == "Allow" and not statement.exact and statement.text not in known:
            sentence = "A statement allows all but what it names (NotAction, NotResource or NotPrincipal). Read it."
            yield _danger(stack, holder, sentence, after=statement.text)


def _denials(
    stack: StackChange, holder: Holder, before: Sequence[Statement], after: Sequence[Statement]
) -> Iterator[Danger]:
    left = {statement.text for statement in after if statement.effect == "Deny"}
    for statement in before:
        if statement.effect == "Deny" and statement.text not in left:
            what = _listed(statement.actions) if statement.exact else "all but what a statement named"
            condition = f" if {_conditions(statement)}" if statement.conditions else ""
            sentence = f"A denial falls away: {what}{condition}."
            yield _danger(stack, holder, sentence, before=statement.text, after="no longer denied")


def _reckless(stack: StackChange, holder: Holder, statements: Sequence[Statement]) -> Iterator[Danger]:
    """A new identity is told under what is added; only what no review should wave through is a danger."""
    if holder.kind != "identity":
        return
    for statement in statements:
        wide = [action for action in statement.actions if action == "*" or action.endswith(":*")]
        passes = [action for action in statement.actions if action == "iam:PassRole" and "*" in statement.resources]
        if statement.effect == "Allow" and (wide or passes or not statement.exact):
            what = _listed((*wide, *passes)) or "all but what a statement names"
            resources = _listed(statement.resources) or "all but what it names"
            yield _danger(
                stack, holder, f"It is new and may do {what} on {resources}{_under(statement)}", after=statement.text
            )


def _unconditional(
    stack: StackChange, holder: Holder, before: Sequence[Statement], after: Sequence[Statement]
) -> Iterator[Danger]:
    """Services that are trusted on behalf of anybody: the confused deputy."""
    known = {statement.text for statement in before}
    for statement in after:
        if statement.effect != "Allow" or statement.text in known or _names_source(statement):
            continue
        for principal in statement.principals:
            kind, _, name = principal.partition(":")
            sends = holder.kind != "trust" or name.partition(".")[0] not in _SENDS_NO_SOURCE
            if kind == "Service" and sends:
                sentence = (
                    f"{name} is trusted on behalf of every account: it is asked for neither aws:SourceAccount nor "
                    "aws:SourceArn."
                )
                yield _danger(stack, holder, sentence, after=f"{principal} without source", property="Condition")


def _names_source(statement: Statement) -> bool:
    """Whether a condition binds the request to an account; a service's own context may do so, too."""
    return any(
        (key.lower() in _SOURCES or key.lower().startswith("kms:encryptioncontext:"))
        and "Not" not in operator
        and operator != "Null"
        and "*" not in values
        for operator, key, values in statement.conditions
    )


def _strangers(stack: StackChange, holder: Holder, statements: Sequence[Statement]) -> Iterator[Danger]:
    """Another account, or whoever an identity provider vouches for, let in by something new without a condition."""
    if holder.kind == "identity":
        return
    for statement in statements:
        if statement.effect != "Allow" or statement.conditions:
            continue
        for principal in statement.principals:
            kind, _, name = principal.partition(":")
            account = _ACCOUNT.search(name)
            foreign = kind == "AWS" and account is not None and account.group() != stack.stack.account
            if foreign or kind == "Federated":
                what = "assume it" if holder.kind == "trust" else f"do {_listed(statement.actions)} on it"
                sentence = f"It is new and {name}, from outside the account, may {what}, without a condition."
                yield _danger(stack, holder, sentence, after=f"{principal}: {_listed(statement.actions)}")


def _managed(stack: StackChange) -> Iterator[Danger]:
    for change in stack.resources:
        for arn in sorted(managed_policies(change.after) - managed_policies(change.before)):
            if change.added and _OF_SERVICES in arn:
                continue
            holder = Holder(
                kind="identity", path=change.path.removeprefix(f"{stack.environment}/"), logical_id=change.logical_id
            )
            sentence = f"It gets the managed policy {arn}; read what that allows, now and after AWS changes it."
            yield _danger(stack, holder, sentence, after=arn, property="ManagedPolicyArns")


def _boundaries(stack: StackChange) -> Iterator[Danger]:
    for change in stack.resources:
        was, becomes = _boundary(change.before), _boundary(change.after)
        if change.after is not None and was is not ABSENT and was != becomes:
            yield danger(
                Category.PERMISSIONS,
                stack,
                change,
                "The boundary of what it may be allowed is another one, or gone.",
                property="PermissionsBoundary",
                before=was,
                after=becomes,
            )


def _boundary(resource: Mapping[str, Any] | None) -> Any:
    return at(resource or {}, "Properties/PermissionsBoundary")


def _under(statement: Statement) -> str:
    conditions = _conditions(statement)
    return f", if {conditions}." if conditions else ", without a condition."


def _conditions(statement: Statement) -> str:
    return " and ".join(f"{key} {operator} {_listed(values)}" for operator, key, values in statement.conditions)


def _who(principal: str | None) -> str:
    return "Anybody" if principal in (None, "*") else str(principal).partition(":")[2]


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values)


def _danger(
    stack: StackChange,
    holder: Holder,
    sentence: str,
    *,
    before: str = _NOT_ALLOWED,
    after: str,
    property: str = "Policy",  # noqa: A002 - the field's own term
) -> Danger:
    return Danger(
        category=Category.PERMISSIONS,
        environment=stack.environment,
        stack=stack.name,
        logical_id=holder.logical_id,
        where=holder.path,
        property=property,
        before=before,
        after=after,
        sentence=neutral(sentence, stack),
    )
