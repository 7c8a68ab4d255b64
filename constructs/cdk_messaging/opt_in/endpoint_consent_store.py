"""Consents that systems read in the endpoints of an Amazon Pinpoint project."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from constructs import Construct

from cdk_messaging import pinpoint
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.consent_table import ConsentTable, IConsentTable
from cdk_messaging.opt_in.forms import Form, programmes_of
from cdk_messaging.opt_in.partitions import is_govcloud
from cdk_messaging.pinpoint.retirement import CONSENT_TABLE, warn_retired


class EndpointConsentStore(IConsentTable):
    """A consent table whose consents are in the endpoints of a Pinpoint project as well.

    Each number has an endpoint: ``OptOut`` is ``ALL`` while a sign-up is pending, ``NONE`` once it is confirmed, and
    ``ALL`` after an opt-out. Attributes tell the state, the kinds of texts and the times; nothing else of the person is
    there. Who opts a person out in the endpoint opts them out of everything; nobody is opted in there.

    The table still decides, because an endpoint has no transactions and no room for proof. An endpoint follows within
    seconds. An opt-out made there is heard of with the number's next change, or when the hourly comparison, which has
    five minutes a run, comes to it.

    :param project: whose endpoints they are.
    :param consent_table: the table. Default: - a new one
    :param encryption_key: of a new table. Default: - a new key is created
    :param removal_policy: of a new table. Default: RETAIN
    :raises InvalidArgument: for arguments that contradict each other, or in AWS GovCloud.

    Source: Amazon Pinpoint API, UpdateEndpoint and GetEndpoint; AWS ended both on 2026-10-30
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: pinpoint.IProject,
        consent_table: IConsentTable | None = None,
        encryption_key: kms.IKey | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        if is_govcloud(self):
            raise InvalidArgument(
                f"Region {cdk.Stack.of(self).region!r} has no Amazon EventBridge Pipes, which tell of consents that "
                "change; give DoubleOptIn a ConsentTable"
            )
        if consent_table is not None and encryption_key is not None:
            raise InvalidArgument(
                "consent_table and encryption_key are given, but a table has its key already; leave one of them out"
            )
        if consent_table is None:
            consent_table = ConsentTable(self, "Consents", encryption_key=encryption_key, removal_policy=removal_policy)
        self._table = consent_table.table
        self._consent_table = consent_table
        self._project = project
        warn_retired(self, "EndpointConsentStore", CONSENT_TABLE)

    @property
    def consent_table(self) -> IConsentTable:
        """The table that decides."""
        return self._consent_table

    @property
    def project(self) -> pinpoint.IProject:
        """Whose endpoints tell of the consents."""
        return self._project


def endpoint_project_of(consent_table: IConsentTable | None, forms: Sequence[Form]) -> pinpoint.IProject | None:
    """Whose endpoints have to tell of the consents; None for a mere table.

    :raises InvalidArgument: for several programmes, because an endpoint has one opt-out state.
    """
    if not isinstance(consent_table, EndpointConsentStore):
        return None
    programmes = [programme.id for programme in programmes_of(forms)]
    if len(programmes) > 1:
        raise InvalidArgument(
            f"the programmes {', '.join(programmes)} would share endpoints, which have one opt-out state for all; give "
            "each a DoubleOptIn and a project of its own, or give a ConsentTable"
        )
    return consent_table.project
