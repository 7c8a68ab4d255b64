"""What commands work on, and how they find it: by name, or by the outputs of a stack."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .problems import WrongCall


@dataclass(frozen=True, slots=True)
class Resource:
    """A part of the deployment.

    :param option: names it on the command line, without hyphens in front.
    :param output: names it among the outputs of the stack.
    :param what: it is, for people.
    """

    option: str
    output: str
    what: str

    @property
    def attribute(self) -> str:
        """Of the parsed arguments."""
        return self.option.replace("-", "_")


TABLE = Resource("table", "ConsentTableName", "the consent table")
CONSENT_CHECK = Resource("function", "ConsentCheckFunctionName", "the function of the consent check")
OUTBOX_QUEUE = Resource("outbox-queue", "OutboxQueueUrl", "the URL of the outbox queue")
OUTBOX_DEAD_LETTERS = Resource(
    "outbox-dead-letters", "OutboxDeadLetterQueueUrl", "the URL of the outbox queue's dead-letter queue"
)
INBOUND_QUEUE = Resource("inbound-queue", "InboundQueueUrl", "the URL of the queue of replies")
INBOUND_DEAD_LETTERS = Resource(
    "inbound-dead-letters", "InboundDeadLetterQueueUrl", "the URL of the replies' dead-letter queue"
)
EVENTS_QUEUE = Resource("events-queue", "EventsQueueUrl", "the URL of the queue of delivery events")
EVENTS_DEAD_LETTERS = Resource(
    "events-dead-letters", "EventsDeadLetterQueueUrl", "the URL of the delivery events' dead-letter queue"
)


def add_options(parser: argparse.ArgumentParser, needs: Iterable[Resource]) -> None:
    """The options that name the resources of a command."""
    where = parser.add_argument_group("where", "either the stack, whose outputs name everything, or each part itself")
    where.add_argument("--stack", help="the stack of the opt-in pattern")
    for resource in needs:
        where.add_argument(f"--{resource.option}", help=f"{resource.what} (default: output {resource.output})")


def complaint(given: argparse.Namespace, needs: Iterable[Resource], wants: Iterable[Resource]) -> str | None:
    """Why the command line doesn't tell where things are; None when it does."""
    missing = [resource for resource in needs if getattr(given, resource.attribute) is None]
    unnamed = [resource for resource in wants if getattr(given, resource.attribute) is None]
    if given.stack is None and missing:
        named = ", ".join(f"{resource.what} with --{resource.option}" for resource in missing)
        return f"name the stack with --stack, or {named}"
    if given.stack is not None and not missing and not unnamed:
        return "--stack has nothing to name: everything is named itself"
    return None


def outputs(client: Any, stack: str) -> dict[str, str]:
    """The outputs of a stack.

    :param client: of CloudFormation.
    """
    described = client.describe_stacks(StackName=stack)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}


def output_of(found: dict[str, str], stack: str, resource: Resource) -> str:
    """The output that names a resource.

    :raises WrongCall: the stack has none.
    """
    if resource.output not in found:
        what = "the table itself" if resource is TABLE else resource.what
        raise WrongCall(f"stack {stack!r} has no output {resource.output}; name {what} with --{resource.option}")
    return found[resource.output]
