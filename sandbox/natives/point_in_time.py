"""Tables are restored to a point in time; the emulator restores what is there now, whatever time is asked for.

As AWS does: between the moment that recovery was switched on and now (35 days at most), to the second, into a new table
with the source's indexes, and without its stream, time to live, tags and recovery.
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html
"""

from __future__ import annotations

import copy
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from sandbox import seam
from sandbox.natives import handlers

Json = dict[str, Any]

KEPT_SECONDS = 35 * 24 * 3600


@dataclass
class Backup:
    """What has to be undone to come back to a time."""

    since: float
    changes: list[tuple[float, seam.Key, Json | None]] = field(default_factory=list)


_backups: dict[str, Backup] = {}
_lock = threading.Lock()


def install() -> None:
    """Applies it."""
    seam.watch_item_changes(_note)
    seam.watch_table_properties(_switch)
    seam.answer_table_operation("update_continuous_backups", _update)
    seam.answer_table_operation("describe_continuous_backups", _describe)
    seam.answer_table_operation("restore_table_to_point_in_time", _restore)


def _note(table_id: str, key: seam.Key, before: Json | None) -> None:
    backup = _backups.get(table_id)
    if backup is not None:
        backup.changes.append((time.time(), key, copy.deepcopy(before)))


def _switch(name: str, properties: Json) -> None:
    """The emulator's CloudFormation leaves the property out."""
    wanted = properties.get("PointInTimeRecoverySpecification") or {}
    enabled = handlers.flag(wanted.get("PointInTimeRecoveryEnabled", False))
    if enabled != seam.continuously_backed_up(name):
        specification = {"PointInTimeRecoveryEnabled": enabled}
        seam.update_continuous_backups({"TableName": name, "PointInTimeRecoverySpecification": specification})


def _update(request: Json, original: seam.Original) -> seam.Response:
    answer = original(request)
    table_id = seam.table_id(request["TableName"])
    if answer[0] != 200 or table_id is None:
        return answer
    with _lock:
        if seam.continuously_backed_up(request["TableName"]):
            _backups.setdefault(table_id, Backup(time.time()))
        else:
            _backups.pop(table_id, None)
    return answer


def _describe(request: Json, original: seam.Original) -> seam.Response:
    answer = original(request)
    backup = _backups.get(seam.table_id(request["TableName"]) or "")
    if answer[0] != 200 or backup is None:
        return answer
    document = seam.document_of(answer)
    description = document["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    earliest, latest = _limits(backup)
    description |= {"EarliestRestorableDateTime": earliest, "LatestRestorableDateTime": latest}
    return seam.table_answer(document)


def _limits(backup: Backup) -> tuple[float, float]:
    now = time.time()
    return max(backup.since, now - KEPT_SECONDS), now


def _restore(request: Json, original: seam.Original) -> seam.Response:
    source = request.get("SourceTableName") or request.get("SourceTableArn", "")
    table_id = seam.table_id(source)
    if table_id is None:
        return original(request)  # which refuses it
    backup = _backups.get(table_id)
    if backup is None:
        return seam.table_error(
            "PointInTimeRecoveryUnavailableException",
            f"Point in time recovery has not yet been enabled for the table {source}",
        )
    earliest, latest = _limits(backup)
    moment = latest if request.get("UseLatestRestorableTime") else request.get("RestoreDateTime")
    if moment is None:
        return seam.table_error("ValidationException", "Give RestoreDateTime or UseLatestRestorableTime")
    if not int(earliest) <= moment <= latest:
        return seam.table_error(
            "InvalidRestoreTimeException",
            "An invalid restore time was specified. RestoreDateTime must be between EarliestRestorableDateTime and "
            "LatestRestorableDateTime.",
        )
    items = _contents(source, backup, moment)
    answer = original(request)
    if answer[0] != 200:
        return answer
    seam.replace_table_items(request["TargetTableName"], items)
    document = seam.document_of(answer)
    document["TableDescription"]["RestoreSummary"] = {
        "SourceTableArn": f"arn:aws:dynamodb:{seam.region()}:{seam.account_id()}:table/{source.rsplit('/', 1)[-1]}",
        "RestoreDateTime": moment,
        "RestoreInProgress": True,
    }
    return seam.table_answer(document)


def _contents(source: str, backup: Backup, moment: float) -> dict[seam.Key, Json]:
    items = copy.deepcopy(seam.table_items(source))
    for changed_at, key, before in reversed(backup.changes):
        if changed_at <= moment:
            break
        if before is None:
            items.pop(key, None)
        else:
            items[key] = copy.deepcopy(before)
    return items
