"""``python -m cdk_messaging.pinpoint``: what of a template has ended, exports taken over, files, erasure, tags.

``migrate`` writes consents, so it is a command of the opt-in; only its name is here, because the library's parts import
in one direction.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module

__all__ = ["main"]

_PROGRAM = "python -m cdk_messaging.pinpoint"
_DESCRIPTION = "For those who come from Amazon Pinpoint."
_COMMANDS = {
    "endpoint-ids": "endpoint_ids",
    "erase": "erasing",
    "inspect": "inspecting",
    "lint": "linting",
    "retag": "retagging",
    "write": "writing",
}
"""Modules of the commands; only that of the one that runs is loaded."""
_INTERRUPTED = 130
_MIGRATE, _MIGRATE_HELP = "migrate", "take the endpoints of an export over into the consent table"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    :param arguments: Default: - those of the process
    :returns: the exit code.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == [_MIGRATE]:
        dispatch = import_module("cdk_messaging.opt_in.operations.dispatch")
        program = dispatch.Program(name=_PROGRAM, description=_DESCRIPTION, modules=("migrating",))
        code: int = dispatch.main(words, program=program)
        return code
    parser = argparse.ArgumentParser(prog=_PROGRAM, description=_DESCRIPTION)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in words[:1] if words[:1] and words[0] in _COMMANDS else _COMMANDS:
        module = import_module(f"{__package__}.operations.{_COMMANDS[name]}")
        command = commands.add_parser(name, help=module.HELP, description=module.HELP, epilog=module.EPILOG)
        module.arguments(command)
        command.set_defaults(run=module.run)
    commands.add_parser(_MIGRATE, help=_MIGRATE_HELP)
    given = parser.parse_args(words)
    try:
        done: int = given.run(given)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the answer has read enough
        with contextlib.suppress(OSError):  # or Python complains once more when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return _INTERRUPTED
    return done


if __name__ == "__main__":
    sys.exit(main())
