"""The consent texts as they are published with a deployment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from cdk_messaging.observability import LogOptions
from cdk_messaging.opt_in.forms import Form, programmes_of
from cdk_messaging.opt_in.grants import grant_table
from cdk_messaging.opt_in.programme import LocaleTexts, Programme
from cdk_messaging.provider import Provider


class PublishedConsentText(Construct):
    """Writes the consent texts of programmes, in each of their locales, under their versions into the consent table.

    Texts stay there for good, because consents refer to them; one that is replaced is marked as retired.

    :param table: the consent table.
    :param forms: where the texts of their programmes are shown.
    :param log_options: of the provider's log, when this makes the stack's provider.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        table: dynamodb.ITable,
        forms: Sequence[Form],
        log_options: LogOptions,
    ) -> None:
        super().__init__(scope, construct_id)
        self._provider = Provider.of(self, log_options=log_options)
        grants = (grant_table(self._provider.role, table, ["dynamodb:UpdateItem"]),)
        self._resources = {
            (programme.id, locale): self._provider.define(
                self,
                # By programme and locale, so that a text that goes elsewhere in the list isn't taken for another one,
                # which would be retired.
                f"{programme.id}.{locale}",
                resource_type="Custom::ConsentText",
                properties=_properties(table, programme, texts),
                grants=grants,
            )
            for programme in programmes_of(forms)
            for locale, texts in programme.locales.items()
        }

    @property
    def provider(self) -> Provider:
        """What writes them: the stack's provider of custom resources."""
        return self._provider

    @property
    def resources(self) -> Mapping[tuple[str, str], cdk.CustomResource]:
        """The custom resources, by programme and locale."""
        return self._resources


def _properties(table: dynamodb.ITable, programme: Programme, texts: LocaleTexts) -> dict[str, Any]:
    return {
        "TableName": table.table_name,
        "Version": texts.consent_version,
        "Boxes": {box.kind.value: box.text for box in texts.boxes},
        "Locale": texts.locale,
        "Programme": programme.id,
    }
