"""What the four channels of the Apple Push Notification service share: all of it but the type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import aws_cdk as cdk
from constructs import Construct

from ...checks import check_pattern
from ...errors import InvalidArgument
from ..project import IProject
from ..retirement import acknowledge_shutdown
from .channel import Channel
from .credentials import template_value

_CERTIFICATE = ("certificate", "private_key")
_TOKEN = ("token_key", "token_key_id", "team_id", "bundle_id")


class BaseApnsChannel(Channel):
    """Push notifications through the Apple Push Notification service.

    Either with a signing key, which doesn't expire and serves all apps of a team: ``token_key``, ``token_key_id``,
    ``team_id`` and ``bundle_id``; or with a certificate: ``certificate`` and ``private_key``. Amazon Pinpoint never
    tries the other if one fails, so there are never both.

    :param project: the project
    :param token_key: the signing key, content of Apple's ``.p8`` file. Default: - a certificate is used
    :param token_key_id: id of that key, 10 letters and digits. Default: - a certificate is used
    :param team_id: id of the Apple developer team, 10 letters and digits. Default: - a certificate is used
    :param bundle_id: bundle identifier of the app, such as ``com.example.app``. Default: - a certificate is used
    :param certificate: the client certificate, PEM. Default: - a signing key is used
    :param private_key: private key of the certificate, PEM. Default: - a signing key is used
    :param enabled: whether the channel sends. Default: - it does
    :raises InvalidArgument: if a credential would be in the template, the credentials are not one of the two sets,
        an id is not valid, or the project has the channel already

    Source: AWS::Pinpoint::APNSChannel, APNSSandboxChannel, APNSVoipChannel, APNSVoipSandboxChannel
    """

    _make: ClassVar[Callable[..., cdk.CfnResource]]

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        token_key: cdk.SecretValue | None = None,
        token_key_id: str | None = None,
        team_id: str | None = None,
        bundle_id: str | None = None,
        certificate: cdk.SecretValue | None = None,
        private_key: cdk.SecretValue | None = None,
        enabled: bool = True,
    ) -> None:
        super().__init__(scope, construct_id, project)
        credentials = _Credentials(token_key, token_key_id, team_id, bundle_id, certificate, private_key)
        self.resource: Final = type(self)._make(
            self, "Resource", application_id=project.project_id, enabled=enabled, **credentials.properties(self)
        )
        acknowledge_shutdown(self)


@dataclass(frozen=True)
class _Credentials:
    token_key: cdk.SecretValue | None
    token_key_id: str | None
    team_id: str | None
    bundle_id: str | None
    certificate: cdk.SecretValue | None
    private_key: cdk.SecretValue | None

    def properties(self, scope: Construct) -> dict[str, Any]:
        by_token, by_certificate = self._given(_TOKEN), self._given(_CERTIFICATE)
        if bool(by_token) == bool(by_certificate):
            raise InvalidArgument(
                f"credentials are {', '.join((*by_token, *by_certificate)) or 'missing'}: "
                f"use either {', '.join(_TOKEN)}, or {', '.join(_CERTIFICATE)}"
            )
        wanted = _TOKEN if by_token else _CERTIFICATE
        for name in wanted:
            if getattr(self, name) is None:
                raise InvalidArgument(f"{name} is missing: {', '.join(wanted)} go together")
        return self._token(scope) if by_token else self._certificate(scope)

    def _given(self, names: tuple[str, ...]) -> list[str]:
        return [name for name in names if getattr(self, name) is not None]

    def _token(self, scope: Construct) -> dict[str, Any]:
        for name in ("token_key_id", "team_id"):
            check_pattern(name, getattr(self, name), "[A-Z0-9]{10}", "10 capital letters and digits, as Apple shows it")
        check_pattern("bundle_id", str(self.bundle_id), "[A-Za-z0-9.-]{1,155}", "letters, digits, - and ., at most 155")
        return {
            "token_key": _secret(scope, "token_key", self.token_key),
            "token_key_id": self.token_key_id,
            "team_id": self.team_id,
            "bundle_id": self.bundle_id,
            "default_authentication_method": "KEY",
        }

    def _certificate(self, scope: Construct) -> dict[str, Any]:
        return {
            **{name: _secret(scope, name, getattr(self, name)) for name in _CERTIFICATE},
            "default_authentication_method": "CERTIFICATE",
        }


def _secret(scope: Construct, what: str, value: cdk.SecretValue | None) -> str | None:
    return None if value is None else template_value(scope, what, value)
