"""A copy of a table as it was at a moment: made by DynamoDB's point-in-time recovery, deleted afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from ..runtime import clock
from .problems import Problem, WrongCall
from .progress import say

_POLL_SECONDS = 10.0
_DELETION_POLLS = 60


class NotRestored(Problem):
    """DynamoDB did not make the copy."""


def check_moment(client: Any, table: str, moment: datetime) -> None:
    """Refuse a moment that the table cannot be restored to.

    :param client: of DynamoDB.
    :raises WrongCall: it is out of the window of the recovery, or that is off.
    """
    found = client.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    recovery = found.get("PointInTimeRecoveryDescription", {})
    if recovery.get("PointInTimeRecoveryStatus") != "ENABLED":
        raise WrongCall(f"point-in-time recovery of table {table!r} is off, so there is nothing to restore from")
    earliest, latest = recovery.get("EarliestRestorableDateTime"), recovery.get("LatestRestorableDateTime")
    if earliest is not None and latest is not None and not earliest <= moment <= latest:
        raise WrongCall(
            f"table {table!r} can be restored to moments from {clock.iso(earliest)} to {clock.iso(latest)}, "
            f"not to {clock.iso(moment)}"
        )


def copy_table(client: Any, table: str, copy: str, moment: datetime) -> None:
    """Ask for the copy, unless it was asked for before. It has no index, because nobody looks for anything in it.

    :param copy: name of the new table.
    """
    try:
        client.restore_table_to_point_in_time(
            SourceTableName=table, TargetTableName=copy, RestoreDateTime=moment, GlobalSecondaryIndexOverride=[]
        )
    except client.exceptions.TableAlreadyExistsException:
        return


def wait_for_copy(client: Any, copy: str) -> None:
    """Wait until the copy is there: DynamoDB takes from minutes to hours.

    :raises NotRestored: it will never be.
    """
    while True:
        try:
            found = client.describe_table(TableName=copy)["Table"]
        except client.exceptions.ResourceNotFoundException as problem:
            raise NotRestored(f"the table {copy} is gone: DynamoDB gave up the restore") from problem
        status = found["TableStatus"]
        if status == "ACTIVE":
            return
        if status != "CREATING":
            raise NotRestored(f"the table {copy} is {status}; DynamoDB gave up the restore")
        say(f"waiting for DynamoDB to restore {copy} ...")
        clock.sleep(_POLL_SECONDS)


def delete_copy(client: Any, copy: str) -> None:
    """Delete the copy; nothing to do when it is gone. A copy that is protected from deletion loses its protection.

    :raises NotRestored: it cannot be deleted.
    """
    for _ in range(_DELETION_POLLS):
        try:
            protected = client.describe_table(TableName=copy)["Table"].get("DeletionProtectionEnabled", False)
            if protected:
                client.update_table(TableName=copy, DeletionProtectionEnabled=False)
            client.delete_table(TableName=copy)
        except client.exceptions.ResourceNotFoundException:
            return
        except ClientError as problem:
            if problem.response["Error"]["Code"] != "ResourceInUseException":  # it is changing at this moment
                raise
            clock.sleep(_POLL_SECONDS)
        else:
            return
    raise NotRestored(f"the table {copy} could not be deleted; delete it yourself")
