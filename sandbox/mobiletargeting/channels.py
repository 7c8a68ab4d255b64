"""The channels of a project: what each is called where, and which credentials it takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.mobiletargeting import errors
from sandbox.mobiletargeting.state import Project, now

Json = dict[str, Any]

_TOKEN = ("TokenKey", "TokenKeyId", "TeamId", "BundleId")
_CERTIFICATE = ("Certificate", "PrivateKey")
_SERVICE_ACCOUNT = ("project_id", "client_email", "private_key")


@dataclass(frozen=True)
class Channel:
    """One kind.

    :param word: as paths have it, and the project's ``channels``
    :param operation: as operations have it: ``Get<operation>Channel``
    :param type: as requests and CloudFormation have it, and in the lists of channels: ``GCMChannelRequest``
    :param shown: (settings) to what a response has beside what all have
    """

    word: str
    operation: str
    type: str
    check: Callable[[Json], None]
    shown: Callable[[Json], Json]

    @property
    def channel_type(self) -> str:
        """As endpoints and messages name it."""
        return self.word.upper()


def put(project: Project, channel: Channel, given: Json) -> Json:
    """Makes or changes a channel and shows it. What isn't given stays as it is."""
    before, moment = project.channels.get(channel.word, {}), now()
    settings = {"Enabled": True} | before.get("Settings", {}) | given
    channel.check(settings)
    project.channels[channel.word] = {
        "Settings": settings,
        "CreationDate": before.get("CreationDate", moment),
        "LastModifiedDate": moment,
        "Version": before.get("Version", 0) + 1,
    }
    return view(project, channel)


def stored(project: Project, channel: Channel) -> Json:
    """What is kept of a channel. :raises ServiceError: the project hasn't this channel."""
    try:
        return project.channels[channel.word]
    except KeyError:
        raise errors.not_found(f"application {project.id!r} has no channel {channel.channel_type}") from None


def view(project: Project, channel: Channel) -> Json:
    """A channel as the API shows it: with no credential but Baidu's API key."""
    return summary(project, channel) | {
        "Platform": channel.channel_type,
        **channel.shown(stored(project, channel)["Settings"]),
    }


def summary(project: Project, channel: Channel) -> Json:
    """A channel as it stands in the list of all."""
    found = stored(project, channel)
    return {
        "ApplicationId": project.id,
        "CreationDate": found["CreationDate"],
        "Enabled": found["Settings"]["Enabled"],
        "HasCredential": channel.word not in ("sms", "voice", "email"),
        "Id": channel.word,
        "IsArchived": False,
        "LastModifiedDate": found["LastModifiedDate"],
        "Version": found["Version"],
    }


def _check_apple(settings: Json) -> None:
    if not any(all(settings.get(name) for name in names) for names in (_TOKEN, _CERTIFICATE)):
        raise errors.bad_request(f"give {', '.join(_TOKEN)}, or {', '.join(_CERTIFICATE)}")


def _check_google(settings: Json) -> None:
    if "ServiceJson" in settings:
        try:
            document = json.loads(settings["ServiceJson"])
        except ValueError:
            document = None
        if not isinstance(document, dict) or any(not document.get(name) for name in _SERVICE_ACCOUNT):
            raise errors.bad_request(f"ServiceJson is not the key of a service account: {', '.join(_SERVICE_ACCOUNT)}")
    elif not settings.get("ApiKey"):
        raise errors.bad_request("give ServiceJson or ApiKey")


def _check_email(settings: Json) -> None:
    if ":identity/" not in settings["Identity"]:
        raise errors.bad_request(f"Identity is {settings['Identity']!r}; it must be the ARN of an identity")


def _unchecked(_settings: Json) -> None:
    """Nothing can be wrong that the service model allows."""


def _plain(_settings: Json) -> Json:
    return {}


def _only(*names: str) -> Callable[[Json], Json]:
    return lambda settings: {name: settings[name] for name in names if name in settings}


def _apple(settings: Json) -> Json:
    return {"HasTokenKey": bool(settings.get("TokenKey")), **_only("DefaultAuthenticationMethod")(settings)}


def _google(settings: Json) -> Json:
    return {
        "HasFcmServiceCredentials": "ServiceJson" in settings,
        "HasCredential": "ApiKey" in settings,
        **_only("DefaultAuthenticationMethod")(settings),
    }


def _baidu(settings: Json) -> Json:
    return {"Credential": settings["ApiKey"]}


CHANNELS: tuple[Channel, ...] = (
    Channel("adm", "Adm", "ADM", _unchecked, _plain),
    Channel("apns", "Apns", "APNS", _check_apple, _apple),
    Channel("apns_sandbox", "ApnsSandbox", "APNSSandbox", _check_apple, _apple),
    Channel("apns_voip", "ApnsVoip", "APNSVoip", _check_apple, _apple),
    Channel("apns_voip_sandbox", "ApnsVoipSandbox", "APNSVoipSandbox", _check_apple, _apple),
    Channel("baidu", "Baidu", "Baidu", _unchecked, _baidu),
    Channel(
        "email", "Email", "Email", _check_email,
        _only("ConfigurationSet", "FromAddress", "Identity", "OrchestrationSendingRoleArn", "RoleArn"),
    ),
    Channel("gcm", "Gcm", "GCM", _check_google, _google),
    Channel("sms", "Sms", "SMS", _unchecked, _only("SenderId", "ShortCode")),
    Channel("voice", "Voice", "Voice", _unchecked, _plain),
)  # fmt: skip
"""All kinds."""


def enabled(project: Project, channel_type: str) -> bool:
    """Whether the project sends by a channel."""
    found = project.channels.get(channel_type.lower())
    return found is not None and bool(found["Settings"]["Enabled"])
