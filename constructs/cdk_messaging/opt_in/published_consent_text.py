"""The consent text as it is published with a deployment."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from cdk_messaging.observability import LogOptions
from cdk_messaging.opt_in.grants import grant_table
from cdk_messaging.opt_in.programme import Programme
from cdk_messaging.provider import Provider


class PublishedConsentText(Construct):
    """Writes the programme's consent text, under its version, into the consent table.

    Texts stay there for good, because consents refer to them; one that is replaced is marked as retired.

    :param table: the consent table.
    :param programme: whose text.
    :param log_options: of the provider's log, when this makes the stack's provider.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        table: dynamodb.ITable,
        programme: Programme,
        log_options: LogOptions,
    ) -> None:
        super().__init__(scope, construct_id)
        provider = Provider.of(self, log_options=log_options)
        self._resource = provider.define(
            self,
            "Resource",
            resource_type="Custom::ConsentText",
            properties={
                "TableName": table.table_name,
                "Version": programme.consent_version,
                "Text": programme.consent,
                "Locale": programme.locale,
                "Programme": programme.id,
            },
            grants=(grant_table(provider.role, table, ["dynamodb:UpdateItem"]),),
        )

    @property
    def resource(self) -> cdk.CustomResource:
        """The custom resource."""
        return self._resource
