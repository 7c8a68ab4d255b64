"""``python -m cdk_messaging.opt_in``: what an operator asks of the consents on record."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from .proof import NothingKnown, SeveralProgrammes, as_table, proof_of_consent

USAGE, NOTHING = 2, 3
_OUTPUT = "ConsentTableName"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    :returns: 0 when there is an answer, 1 when AWS refused, 2 when the call is wrong, 3 when nothing is known.
    """
    given = _parser().parse_args(arguments)
    try:
        session = boto3.Session(profile_name=given.profile, region_name=given.region)
        table = given.table or _table_of(session, given.stack)
        proof = proof_of_consent(session.client("dynamodb"), table, given.number, programme=given.programme)
    except NothingKnown as nothing:
        return _say(str(nothing), NOTHING)
    except (ValueError, SeveralProgrammes) as problem:
        return _say(str(problem), USAGE)
    except (BotoCoreError, ClientError) as problem:
        return _say(str(problem), 1)
    text = as_table(proof) if given.format == "table" else json.dumps(proof, indent=2, ensure_ascii=False)
    sys.stdout.write(text + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cdk_messaging.opt_in", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    proof = commands.add_parser("proof", help="print the proof of consent of a number")
    proof.add_argument("number", help="in E.164: +12065550142")
    where = proof.add_mutually_exclusive_group(required=True)
    where.add_argument("--table", help="name of the consent table")
    where.add_argument("--stack", help=f"the stack whose output {_OUTPUT} names the table")
    proof.add_argument("--programme", help="id of the programme (default: the only one that knows the number)")
    proof.add_argument("--profile", help="AWS profile (default: that of the environment)")
    proof.add_argument("--region", help="AWS Region (default: that of profile or environment)")
    proof.add_argument("--format", choices=("json", "table"), default="json", help="default: %(default)s")
    return parser


def _table_of(session: Any, stack: str) -> str:
    described = session.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}
    if _OUTPUT not in outputs:
        raise ValueError(f"stack {stack!r} has no output {_OUTPUT}; name the table itself with --table")
    return str(outputs[_OUTPUT])


def _say(text: str, code: int) -> int:
    sys.stderr.write(text + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
