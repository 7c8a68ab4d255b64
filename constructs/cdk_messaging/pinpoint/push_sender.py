"""A function that sends push notifications."""

from __future__ import annotations

from typing import Final

from constructs import Construct

from ..observability import LogOptions
from ..sms_voice.senders import SenderFunction
from .project import IProject
from .retirement import warn_retired


class PushSender(SenderFunction):
    """A function that sends one notification an invocation, to at most 100 devices of any channel of a project.

    Event::

        {
            "recipients": [{"channel": "GCM", "token": "..."}],  # GCM, APNS, APNS_SANDBOX, APNS_VOIP, ADM, BAIDU, ...
            "users": ["ada"],  # instead, for a function with users=True
            "title": "Your order",  # 1 to 200 characters
            "body": "It has left.",  # 1 to 4000 characters; may be left out with silent
            "url": "https://example.com/order",  # opened by a tap; with an app's own scheme a place in the app
            "data": {"order": "4711"},  # texts for the app
            "silent": true,  # shown to nobody, for the app only
            "priority": "high",  # or normal
            "time_to_live": 300,  # seconds that the provider keeps it, 0 to 2419200
        }

    All but ``body`` and one of ``recipients`` and ``users`` is optional. Calls to devices of Apple (APNS_VOIP,
    APNS_VOIP_SANDBOX) don't go into one event with its other channels. Response: ``results``, one of each recipient
    in the order of the event (of each endpoint with ``users``, with ``user`` and ``endpoint``), each with an
    ``outcome`` and ``reason`` or ``message_id``:

    * ``sent``: the provider took it; ``updated_token`` where Firebase has a newer token
    * ``gone``: there is no such device any more, forget the token
    * ``try_later``: not sent, too many requests or a passing fault of the provider
    * ``opted_out``, ``refused``, ``unknown``: as of ``sms_voice.senders.TextSender``

    and an ``outcome`` of all: theirs where they have the same; ``unknown`` where one of them is; else ``partly`` where
    something was sent, and ``refused``. An event that is not valid is answered ``invalid`` with ``problems``, a call
    that fails as a whole ``try_later``, ``refused`` or ``unknown`` with a ``reason``.

    The function tries once. Use ``SenderClient`` to invoke it: boto3's own retries could send twice.

    :param project: project whose channels it sends by
    :param users: whether events may name users, who are found in the project's endpoints; those ended, so that warns.
        Default: - they may not
    :param log_options: retention, key and removal policy of its log group. Default: - six months, AWS's key, retained

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-messages.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        users: bool = False,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(
            scope,
            construct_id,
            module="push",
            description="Sends push notifications",
            environment={"APPLICATION_ID": project.project_id, "USERS": "yes" if users else None},
            log_options=log_options,
        )
        self.project: Final = project
        project.grant_send_messages(self.role)
        if users:
            project.grant_send_users_messages(self.role)
            warn_retired(self, "PushSenderToUsers", "tokens that your application keeps")
