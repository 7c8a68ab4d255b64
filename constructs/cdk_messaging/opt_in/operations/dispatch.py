"""Finds the command that is called, and tells what came of it."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from botocore.exceptions import BotoCoreError, ClientError

from ..consent_check_client import CheckFailed
from .account import Account
from .problems import DONE, INTERRUPTED, REFUSED, Problem
from .progress import say
from .resources import Resource, add_options, complaint

_EPILOG = (
    "Exit codes: 0 done, 1 AWS refused, 2 the call is wrong, 3 nothing was found, 4 done but not for all, "
    "130 interrupted. docs/operations.md describes each command."
)


class Command(Protocol):
    """A module of this package that is a command."""

    NAME: str
    HELP: str
    NEEDS: tuple[Resource, ...]  # it cannot do without
    WANTS: tuple[Resource, ...]  # it uses where they are named

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add what the command takes."""

    def run(self, given: argparse.Namespace, account: Account) -> int:
        """Carry it out; returns the exit code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Commands that are called alike.

    :param name: how they are called: ``"python -m cdk_messaging.opt_in"``.
    :param description: what they are for.
    :param modules: of this package, in the order of the help.
    """

    name: str
    description: str
    modules: tuple[str, ...]


OPT_IN = Program(
    name="python -m cdk_messaging.opt_in",
    description="What an operator asks and does of the consents on record.",
    modules=(
        "proof", "listing", "exporting", "checking", "doubts", "settling", "redriving", "stopping", "resuming",
        "sending", "importing", "erasing", "restoring",
    ),
)  # fmt: skip


def main(arguments: Sequence[str] | None = None, *, program: Program = OPT_IN) -> int:
    """Run one command.

    :param arguments: Default: - those of the process
    :param program: which commands there are.
    :returns: the exit code; see :mod:`.problems`.
    """
    given = _parsed(arguments, program)
    command: Command = given.module
    try:
        return command.run(given, Account(given))
    except BrokenPipeError:  # whoever read the answer has read enough
        with contextlib.suppress(OSError):  # or Python complains once more when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    except Problem as problem:
        say(str(problem))
        return problem.code
    except (BotoCoreError, CheckFailed, ClientError) as problem:
        say(str(problem))
        return REFUSED


def commands(program: Program = OPT_IN) -> list[Command]:
    """All commands, in the order of the help."""
    package = __package__ or ""
    return [cast("Command", import_module(f"{package}.{name}")) for name in program.modules]


def _parsed(arguments: Sequence[str] | None, program: Program) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=program.name, description=program.description, epilog=_EPILOG)
    of_command = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    subparsers = {}
    for command in commands(program):
        own = of_command.add_parser(command.NAME, help=command.HELP, description=command.HELP, epilog=_EPILOG)
        command.arguments(own)
        add_options(own, (*command.NEEDS, *command.WANTS))
        aws = own.add_argument_group("AWS")
        aws.add_argument("--profile", help="AWS profile (default: that of the environment)")
        aws.add_argument("--region", help="AWS Region (default: that of profile or environment)")
        if command.NAME != "export":
            own.add_argument("--format", choices=("json", "table"), default="json", help="default: %(default)s")
        own.set_defaults(module=command)
        subparsers[command.NAME] = own
    given = parser.parse_args(arguments)
    wrong = complaint(given, given.module.NEEDS, given.module.WANTS)
    if wrong is not None:
        subparsers[given.command].error(wrong)
    return given
