"""Take over the endpoints that Amazon Pinpoint exported: opt-outs, opt-ins with their times, attributes.

It is an import like that of another vendor's file, by the same rules and the same writes (:mod:`.two_passes`); only
what a row says is read from an endpoint (:mod:`.endpoint_rows`). The command is called as
``python -m cdk_messaging.pinpoint migrate``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ...pinpoint.operations.exports import ExportFile, ExportProblem, content_of, endpoints, find_files
from ..runtime import clock
from ..runtime.programmes import ConsentKind
from . import output
from .account import MOST_AT_ONCE, Account
from .checkpoint import Checkpoint
from .endpoint_rows import OPT_IN_TIMES, EndpointReading, row_of
from .opt_out_list import OptOutList
from .problems import DONE, NOTHING, PARTLY, WrongCall
from .programmes import check_programme
from .resources import CONSENT_CHECK, TABLE
from .taking_over import Taking
from .two_passes import Tally, TwoPasses, checkpoint_of
from .vendor_rows import COLUMNS, Reading, Refused, Row

NAME, HELP = "migrate", "take the endpoints of an export over into the consent table"
NEEDS, WANTS = (TABLE,), (CONSENT_CHECK,)
_VENDOR = "Amazon Pinpoint"
_PARALLEL = 8


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("source", nargs="+", help="a file or a folder of an export, or s3://bucket/prefix")
    parser.add_argument("--programme", required=True, help="id of the programme that the opt-ins are for")
    parser.add_argument("--report", type=Path, required=True, metavar="FILE", help="what became of each, as CSV")
    parser.add_argument("--dry-run", action="store_true", help="write nothing but the report")
    parser.add_argument("--checkpoint", type=Path, metavar="FILE", help="the same command goes on where it ended")
    parser.add_argument("--vendor", default=_VENDOR, help="whose records these are (default: %(default)s)")
    parser.add_argument(
        "--parallel", type=int, default=_PARALLEL, metavar="N", help="numbers written at once (default: %(default)s)"
    )
    parser.add_argument("--opt-out-list", metavar="NAME", help="put the opt-outs on this list of AWS as well")
    _of_endpoints(parser.add_argument_group("endpoints", "a PATH is as in Pinpoint's files: Attributes.FirstName"))


def _of_endpoints(parser: Any) -> None:
    parser.add_argument("--text", metavar="TEXT", help="consent text of opt-ins that have none of their own")
    parser.add_argument("--text-path", metavar="PATH", help="where the consent text is, if endpoints have it")
    parser.add_argument(
        "--opt-in-time",
        action="append",
        metavar="PATH",
        help=f"where the time of the opt-in is; the first that is there counts (default: {', '.join(OPT_IN_TIMES)})",
    )
    parser.add_argument(
        "--kind",
        action="append",
        choices=[kind.value for kind in ConsentKind],
        help="kind of texts that was agreed to (default: transactional)",
    )
    fields = parser.add_mutually_exclusive_group()
    fields.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="FIELD=PATH",
        help="what to take over into the profile (default: every attribute of endpoint and user, and the user's id)",
    )
    fields.add_argument("--no-fields", action="store_true", help="take over no profile")
    parser.add_argument(
        "--skip-never-opted-in",
        action="store_true",
        help="leave out endpoints with OptOut ALL and no time of an opt-in: sign-ups that were never confirmed "
        "(default: they are opt-outs)",
    )


def run(given: argparse.Namespace, account: Account) -> int:
    """Take over what the export holds."""
    if not 1 <= given.parallel <= MOST_AT_ONCE:
        raise WrongCall(f"--parallel {given.parallel}: say a number from 1 to {MOST_AT_ONCE}")
    how = _reading(given)
    try:
        files = find_files(given.source, s3=lambda: account.client("s3"))
        if str(given.report.resolve()) in {str(Path(file.name).resolve()) for file in files}:
            raise WrongCall("the report would replace a file of the export; name another one")
        checkpoint = checkpoint_of(given, _work(given, account, files))
        check_programme(account, given.programme)
        tally = _take_over(given, account, files, how, checkpoint)
    except ExportProblem as problem:
        raise WrongCall(str(problem)) from problem
    checkpoint.done()
    output.answer(_summary(given, tally), form=given.format)
    if not tally.rows:
        return NOTHING
    return PARTLY if tally.results["refused"] else DONE


def _reading(given: argparse.Namespace) -> EndpointReading:
    fields = {}
    for assignment in given.field:
        name, equals, path = assignment.partition("=")
        if not (name and equals and path):
            raise WrongCall(f"--field {assignment!r}: say FIELD=PATH, for example first_name=Attributes.FirstName")
        fields[name] = path
    reading = Reading(columns={name: name for name in COLUMNS}, action=None, text=given.text, zone=ZoneInfo("UTC"))
    return EndpointReading(
        reading=reading,
        opt_in_times=given.opt_in_time or OPT_IN_TIMES,
        text=given.text_path,
        kinds=" ".join(given.kind or ()),
        fields=fields,
        without_fields=given.no_fields,
        skip_never_opted_in=given.skip_never_opted_in,
    )


def _work(given: argparse.Namespace, account: Account, files: list[ExportFile]) -> dict[str, Any]:
    names = (
        "source", "vendor", "programme", "dry_run", "text", "text_path", "opt_in_time", "kind", "field", "no_fields",
        "skip_never_opted_in", "opt_out_list",
    )  # fmt: skip
    work = {"command": NAME, "table": account.table, "content": content_of(files), "report": str(given.report)}
    return work | {name: getattr(given, name) for name in names}


def _take_over(
    given: argparse.Namespace,
    account: Account,
    files: list[ExportFile],
    how: EndpointReading,
    checkpoint: Checkpoint,
) -> Tally:
    now = clock.now()

    def rows(after: int) -> Iterator[Row | Refused]:
        return (row_of(position, endpoint, how, now) for position, endpoint in endpoints(files, after=after))

    listed = OptOutList(account, given.opt_out_list, dry_run=given.dry_run)
    taking = Taking(account, vendor=given.vendor, programme=given.programme, dry_run=given.dry_run)
    with closing(taking):
        passes = TwoPasses(rows, taking, listed, verb="migrated", things="endpoints", parallel=given.parallel)
        return passes.run(given.report, checkpoint)


def _summary(given: argparse.Namespace, tally: Tally) -> dict[str, Any]:
    return {
        "source": given.source,
        "vendor": given.vendor,
        "programme": given.programme,
        "dry_run": given.dry_run,
        "endpoints": tally.rows,
        **{result.replace("-", "_"): number for result, number in sorted(tally.results.items())},
        "left_out": dict(sorted(tally.reasons.items())),
        "report": str(given.report),
    }
