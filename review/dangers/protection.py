"""Encryption, deletion protection, backups, logs and throttling that are turned off or made weaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from review.changes import ResourceChange, StackChange
from review.danger import Category, Danger, danger, stack_danger
from review.dangers.guards import GUARDS, REPLICA_GUARDS, WHOLE, Guard, raised_or_gone
from review.values import ABSENT, at, differing


def dangers(stack: StackChange) -> Iterator[Danger]:
    """Protection that a stack loses."""
    yield from _termination(stack)
    for change in stack.resources:
        if change.before is None:
            continue
        if change.after is None:
            if change.type in WHOLE and not _succeeded(stack, change):
                yield danger(Category.PROTECTION, stack, change, f"{WHOLE[change.type]}.", before=change.type)
            continue
        old, new = change.before.get("Properties", {}), change.after.get("Properties", {})
        yield from _guarded(stack, change, old, new, GUARDS.get(change.type, ()))
        yield from _special(stack, change, old, new)


def _guarded(
    stack: StackChange,
    change: ResourceChange,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    guards: Iterable[Guard],
    *,
    inside: str = "",
) -> Iterator[Danger]:
    for guard in guards:
        was, becomes = at(old, guard.path), at(new, guard.path)
        if guard.weaker(was, becomes):
            yield danger(
                Category.PROTECTION,
                stack,
                change,
                f"{guard.sentence}.",
                property=f"{inside}{guard.path}",
                before=was,
                after=becomes,
            )


def _succeeded(stack: StackChange, change: ResourceChange) -> bool:
    """Whether another resource of the type comes from the same construct."""
    return any(each.added and (each.type, each.path) == (change.type, change.path) for each in stack.resources)


def _termination(stack: StackChange) -> Iterator[Danger]:
    if stack.before is None or stack.after is None:
        return
    if stack.before.termination_protection and not stack.after.termination_protection:
        yield stack_danger(
            Category.PROTECTION,
            stack,
            "The whole stack can be deleted by one call: termination protection is off.",
            property=f"{stack.name}/TerminationProtection",
            before="true",
            after="false",
        )


def _special(
    stack: StackChange, change: ResourceChange, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Danger]:
    if change.type == "AWS::ApiGateway::Stage":
        yield from _stage_throttling(stack, change, old, new)
    elif change.type == "AWS::WAFv2::WebACL":
        yield from _default_action(stack, change, old, new)
        yield from _firewall_rules(stack, change, old, new)
    elif change.type == "AWS::DynamoDB::GlobalTable":
        after = {str(each.get("Region")): each for each in new.get("Replicas", ())}
        for replica in old.get("Replicas", ()):
            region = str(replica.get("Region"))
            if region in after:
                yield from _guarded(stack, change, replica, after[region], REPLICA_GUARDS, inside=f"Replicas/{region}/")


def _stage_throttling(
    stack: StackChange, change: ResourceChange, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Danger]:
    before, after = _by_method(old), _by_method(new)
    every: Mapping[str, Any] = before.get(_EVERY_METHOD, {})
    for method in sorted({*before, *after}):
        for name in ("ThrottlingRateLimit", "ThrottlingBurstLimit"):
            was = before.get(method, every).get(name, ABSENT)
            becomes = after.get(method, after.get(_EVERY_METHOD, {})).get(name, ABSENT)
            if raised_or_gone(was, becomes):
                yield danger(
                    Category.PROTECTION,
                    stack,
                    change,
                    "More requests reach the API than before: its throttling is weaker or gone.",
                    property=f"MethodSettings/{method}/{name}",
                    before=was,
                    after=becomes,
                )


_EVERY_METHOD = "* /*"


def _by_method(properties: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    return {
        f"{each.get('HttpMethod', '*')} {each.get('ResourcePath', '/*')}": each
        for each in properties.get("MethodSettings", ())
    }


def _default_action(
    stack: StackChange, change: ResourceChange, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Danger]:
    was, becomes = old.get("DefaultAction", {}), new.get("DefaultAction", {})
    if "Block" in was and "Block" not in becomes:
        yield danger(
            Category.PROTECTION,
            stack,
            change,
            "The web ACL lets through what no rule speaks of.",
            property="DefaultAction",
            before=was,
            after=becomes,
        )


def _firewall_rules(
    stack: StackChange, change: ResourceChange, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Danger]:
    before, after = ({rule["Name"]: rule for rule in each.get("Rules", ())} for each in (old, new))
    for name, rule in before.items():
        if name not in after:
            yield danger(
                Category.PROTECTION,
                stack,
                change,
                f"The web ACL loses its rule {name}.",
                property=f"Rules/{name}",
                before=rule,
            )
            continue
        path = "Statement/RateBasedStatement/Limit"
        was, becomes = at(rule, path), at(after[name], path)
        if raised_or_gone(was, becomes):
            yield danger(
                Category.PROTECTION,
                stack,
                change,
                f"The web ACL's rule {name} lets more requests of one address through.",
                property=f"Rules/{name}/{path}",
                before=was,
                after=becomes,
            )
        for path, blocking in (("Action", "Block"), ("OverrideAction", "None")):
            was, becomes = at(rule, path), at(after[name], path)
            if at(was, blocking) is not ABSENT and at(becomes, blocking) is ABSENT:
                yield danger(
                    Category.PROTECTION,
                    stack,
                    change,
                    f"The web ACL's rule {name} blocks nothing any more.",
                    property=f"Rules/{name}/{path}",
                    before=was,
                    after=becomes,
                )
        yield from _exceptions(stack, change, name, rule, after[name])


def _exceptions(
    stack: StackChange, change: ResourceChange, name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Danger]:
    """A rule that asks about other requests than before, or leaves out parts of what a vendor manages."""
    old, new = (at(each, "Statement") for each in (before, after))
    path = "RateBasedStatement/Limit"
    if any(part != path for part, _, _ in differing(old, new)):
        yield danger(
            Category.PROTECTION,
            stack,
            change,
            f"The web ACL's rule {name} looks at other requests than before.",
            property=f"Rules/{name}/Statement",
            before=old,
            after=new,
        )
