"""The table that holds consents, their ledger and the messages still to be sent."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kms as kms
from constructs import Construct

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.errors import InvalidArgument

STATUS_INDEX = "by_status"
TIME_TO_LIVE_ATTRIBUTE = "expires_at"


class IConsentTable(Construct):
    """A consent table, created or existing."""

    _table: dynamodb.ITable

    @property
    def table(self) -> dynamodb.ITable:
        """The DynamoDB table."""
        return self._table

    @property
    def encryption_key(self) -> kms.IKey | None:
        """The key that encrypts it, as far as it is known."""
        return self._table.encryption_key


class ConsentTable(IConsentTable):
    """Consents by phone number with their append-only ledger, and the outbox.

    One table, because an event and the message that it causes are written in one transaction. Point-in-time
    recovery is on, it cannot be deleted by accident, and a customer managed key encrypts it.

    :param encryption_key: Default: - a new key is created
    :param removal_policy: Default: RETAIN; anything else also switches deletion protection off, because the two
        contradict each other
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        encryption_key: kms.IKey | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        if encryption_key is None:
            encryption_key = DataKey(self, "Key", removal_policy=removal_policy)
        table = dynamodb.Table(
            self,
            "Resource",
            partition_key=_string("pk"),
            sort_key=_string("sk"),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=removal_policy == cdk.RemovalPolicy.RETAIN,
            encryption=dynamodb.TableEncryption.CUSTOMER_MANAGED,
            encryption_key=encryption_key,
            removal_policy=removal_policy,
            stream=dynamodb.StreamViewType.NEW_IMAGE,
            time_to_live_attribute=TIME_TO_LIVE_ATTRIBUTE,
        )
        table.add_global_secondary_index(
            index_name=STATUS_INDEX,
            partition_key=_string("status_key"),
            sort_key=_string("status_at"),
            projection_type=dynamodb.ProjectionType.KEYS_ONLY,
        )
        acknowledge(
            table,
            {
                "NIST.800.53.R5-DynamoDBInBackupPlan": "Each second of the last 35 days can be restored. Plans of an "
                "organization select tables by tag; a second one here would copy the same data twice."
            },
        )
        self._table = self._made = table
        self._encryption_key = encryption_key

    @property
    def table(self) -> dynamodb.Table:
        """The DynamoDB table."""
        return self._made

    @property
    def encryption_key(self) -> kms.IKey:
        """The key that encrypts it."""
        return self._encryption_key

    @classmethod
    def from_table(cls, scope: Construct, construct_id: str, table: dynamodb.ITable) -> IConsentTable:
        """Use a table that exists, such as one that an earlier deployment retained.

        CloudFormation changes nothing of it. It has to have the keys ``pk`` and ``sk``, the index ``by_status`` on
        ``status_key`` and ``status_at``, the time to live ``expires_at`` and a stream with new images, as this class
        makes them.

        :param table: imported by ``Table.from_table_attributes`` with its stream, and with its key if it has one of
            its own; that key must let the functions of this account use it.
        :raises InvalidArgument: for a table without a stream.
        """
        if table.table_stream_arn is None:
            raise InvalidArgument(
                f"table {table.node.path!r} has no stream; import it by Table.from_table_attributes with its "
                "table_stream_arn, of a stream that holds new images (NEW_IMAGE)"
            )
        return _ExistingTable(scope, construct_id, table)


class _ExistingTable(IConsentTable):
    def __init__(self, scope: Construct, construct_id: str, table: dynamodb.ITable) -> None:
        super().__init__(scope, construct_id)
        self._table = table


def _string(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
