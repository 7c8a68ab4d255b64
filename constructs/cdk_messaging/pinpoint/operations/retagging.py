"""Change tags of many resources at once: what has them already is left alone, so the same command goes on."""

from __future__ import annotations

import argparse
import fnmatch
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from ..request_rates import OTHER_OPERATIONS
from ..tag_rules import MOST_TAGS, problem_of
from .calling import DONE, EXIT_CODES, NOTHING, PARTLY, Pace, Problem, add_account, client, code_of, concluded
from .progress import say
from .tagged import KINDS, Account, TaggedResource

HELP = "change tags of projects, campaigns, segments and templates"
EPILOG = f"{EXIT_CODES} A resource that has the tags already is left alone: after an interruption repeat the command."
_USUAL_RATE = 10
_PAUSE = 100
_RESERVED = "aws:"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="add or change a tag")
    parser.add_argument("--remove", action="append", default=[], metavar="KEY", help="take a tag away")
    parser.add_argument("--rename", action="append", default=[], metavar="OLD=NEW", help="change a key, keep its value")
    where = parser.add_argument_group("which resources; without any of these, all")
    where.add_argument("--kind", action="append", choices=KINDS, help="only this kind")
    where.add_argument("--where", action="append", default=[], metavar="KEY[=VALUE]", help="only with this tag")
    where.add_argument("--name", metavar="PATTERN", help="only with such a name, as in 'news-*'")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
    parser.add_argument(
        "--rate", type=float, default=_USUAL_RATE, help="calls a second, at most 300 (default: %(default)s)"
    )
    add_account(parser)


def run(given: argparse.Namespace) -> int:
    """Change them."""
    return concluded(lambda: _retag(given))


@dataclass(frozen=True)
class Change:
    """What becomes of tags."""

    to_set: dict[str, str]
    to_remove: frozenset[str]
    to_rename: dict[str, str]

    def applied(self, tags: dict[str, str]) -> dict[str, str]:
        """The tags as they ought to be."""
        kept = {key: value for key, value in tags.items() if key not in self.to_rename}
        renamed = kept | {self.to_rename[key]: value for key, value in tags.items() if key in self.to_rename}
        return {key: value for key, value in (renamed | self.to_set).items() if key not in self.to_remove}


def _retag(given: argparse.Namespace) -> int:
    change = _change(given)
    if not 0 < given.rate <= OTHER_OPERATIONS:
        raise Problem(f"--rate is {given.rate:g}: use more than 0, at most {OTHER_OPERATIONS}")
    pinpoint, pace = client(given), Pace(given.rate)
    account, wanted = Account(pinpoint, pace), _Wanted(given.where, given.name)
    kinds = frozenset(given.kind or KINDS)
    fitting = changed = failed = 0
    for resource in account.resources(kinds):
        if not wanted.has(resource):
            continue
        fitting += 1
        after = change.applied(dict(resource.tags))
        if after == resource.tags:
            continue
        problem = problem_of(_own(after)) or (None if given.dry_run else _apply(pinpoint, pace, resource, after))
        changed, failed = changed + (problem is None), failed + (problem is not None)
        sys.stdout.write(f"{_told(resource, after) if problem is None else f'{resource.arn}: {problem}'}\n")
        if (changed + failed) % _PAUSE == 0:
            say(f"changed: {changed:,} ...")
    would = "would change" if given.dry_run else "changed"
    say(f"{would}: {changed:,} of {fitting:,} that fit; {failed:,} failed")
    if failed or account.missed:
        return PARTLY
    return DONE if fitting else NOTHING


def _apply(pinpoint: Any, pace: Pace, resource: TaggedResource, after: dict[str, str]) -> str | None:
    """What went wrong, if anything.

    Adds first, so that the value of a renamed tag is never nowhere; but removes first where there is no room for more.
    """
    gone = sorted(set(resource.tags) - set(after))
    new = {key: value for key, value in after.items() if resource.tags.get(key) != value}

    def add() -> None:
        if new:
            pace.wait()
            pinpoint.tag_resource(ResourceArn=resource.arn, TagsModel={"tags": new})

    def remove() -> None:
        if gone:
            pace.wait()
            pinpoint.untag_resource(ResourceArn=resource.arn, TagKeys=gone)

    room = len(_own(dict(resource.tags) | new)) <= MOST_TAGS
    try:
        for step in (add, remove) if room else (remove, add):
            step()
    except ClientError as problem:
        return code_of(problem)
    return None


def _own(tags: dict[str, str]) -> dict[str, str]:
    """Without those that AWS gave."""
    return {key: value for key, value in tags.items() if not key.startswith(_RESERVED)}


def _told(resource: TaggedResource, after: dict[str, str]) -> str:
    gone = [f"-{key}" for key in resource.tags if key not in after]
    new = [f"+{key}={value}" for key, value in after.items() if resource.tags.get(key) != value]
    return f"{resource.kind} {resource.name} {' '.join([*gone, *new])} ({resource.arn})"


@dataclass(frozen=True)
class _Wanted:
    where: Sequence[str]
    name: str | None

    def has(self, resource: TaggedResource) -> bool:
        if self.name is not None and not fnmatch.fnmatchcase(resource.name, self.name):
            return False
        return all(_fits(each, resource) for each in self.where)


def _fits(condition: str, resource: TaggedResource) -> bool:
    key, given, value = condition.partition("=")
    return key in resource.tags and (not given or resource.tags[key] == value)


def _change(given: argparse.Namespace) -> Change:
    change = Change(_pairs("--set", given.set), frozenset(given.remove), _pairs("--rename", given.rename))
    if not (change.to_set or change.to_remove or change.to_rename):
        raise Problem("say what to change: --set, --remove or --rename")
    twice = change.to_remove & {*change.to_set, *change.to_rename, *change.to_rename.values()}
    if twice:
        raise Problem(f"tag {min(twice)!r} is both kept and removed: say one of them")
    keys = (*change.to_remove, *change.to_rename, *change.to_rename.values())
    problem = problem_of({**dict.fromkeys(keys, ""), **change.to_set})
    if problem is not None:
        raise Problem(problem)
    return change


def _pairs(option: str, words: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for word in words:
        key, given, value = word.partition("=")
        if not key or not given or (option == "--rename" and not value):
            raise Problem(f"{option} {word!r} is not valid: use two words with = between them")
        pairs[key] = value
    return pairs
