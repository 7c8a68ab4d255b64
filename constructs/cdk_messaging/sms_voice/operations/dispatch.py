"""Finds the command that is called, and tells what came of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from . import sending_code, verifying
from .problems import DONE, INTERRUPTED, REFUSED, Problem

SERVICE = "pinpoint-sms-voice-v2"

_COMMANDS: tuple[ModuleType, ...] = (verifying, sending_code)
_EPILOG = (
    "Exit codes: 0 done, 1 AWS refused, 2 the call is wrong, 3 nothing was found, 130 interrupted. "
    "docs/sms-voice.md says what each is for."
)
# A throttled call is worth waiting for: these take one request a second.
_CONFIG: Any = Config(retries={"mode": "standard", "total_max_attempts": 10}, connect_timeout=5, read_timeout=30)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    :param arguments: Default: - those of the process
    :returns: the exit code; see :mod:`.problems`.
    """
    given = _parsed(arguments)
    try:
        session: Any = boto3.Session(profile_name=given.profile, region_name=given.region)
        answer = given.module.run(given, session.client(SERVICE, config=_CONFIG))
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED
    except Problem as problem:
        _say(str(problem))
        return problem.code
    except (BotoCoreError, ClientError) as problem:
        _say(str(problem))
        return REFUSED
    sys.stdout.write(json.dumps(answer, indent=2) + "\n")
    return DONE


def names() -> list[str]:
    """The commands, in the order of the help."""
    return [str(command.NAME) for command in _COMMANDS]


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m cdk_messaging.sms_voice",
        description="What an operator does by hand with AWS End User Messaging.",
        epilog=_EPILOG,
    )
    of_command = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _COMMANDS:
        own = of_command.add_parser(command.NAME, help=command.HELP, description=command.HELP, epilog=_EPILOG)
        command.arguments(own)
        aws = own.add_argument_group("AWS")
        aws.add_argument("--profile", help="AWS profile (default: that of the environment)")
        aws.add_argument("--region", help="AWS Region (default: that of profile or environment)")
        own.set_defaults(module=command)
    return parser.parse_args(arguments)


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
