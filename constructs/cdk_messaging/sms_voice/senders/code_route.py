"""How a code reaches a person."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import aws_iam as iam

from ...checks import check_length, check_pattern, is_known
from ...errors import InvalidArgument
from ..configuration_set import IConfigurationSet
from ..notify_configuration import INotifyConfiguration
from ..origination import Origination
from ..sender_id import ISenderId
from .checks import check_price


class CodeRoute(ABC):
    """By AWS's own numbers and templates (``notify``), or by your number and words (``text``)."""

    @staticmethod
    def notify(notify_configuration: INotifyConfiguration, *, template_id: str | None = None) -> CodeRoute:
        """Send codes by a notify configuration: no number to lease and register, AWS's wording, fewer messages.

        :param notify_configuration: configuration with the channel SMS
        :param template_id: template with the variable ``code``. Default: - the configuration's default template
        :raises InvalidArgument: if the template id is not valid

        Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/notify-send-messages.html
        """
        if template_id is not None:
            check_pattern("template_id", template_id, "[A-Za-z0-9_-]{1,256}", "1 to 256 letters, digits, _ and -")
        return _Notify(notify_configuration, template_id)

    @staticmethod
    def text(origination: Origination | ISenderId, *, text: str, max_price: str | None = None) -> CodeRoute:
        """Send codes by SMS from a number, pool or sender ID of your own.

        :param origination: what it sends from
        :param text: the message, with ``{code}`` where the code goes, 1 to 1600 characters
        :param max_price: most that a part may cost, US dollars such as ``"0.05"``. Default: - no limit
        :raises InvalidArgument: if the text lacks ``{code}``, or the price is not valid
        """
        check_length("text", text, least=1, most=1600)
        if not is_known(text):
            raise InvalidArgument("text must be known at synthesis: give a literal text")
        if text.count("{code}") != 1:
            raise InvalidArgument(f"text {text!r} has {{code}} {text.count('{code}')} times: put it in once")
        check_price("max_price", max_price)
        return _Text(origination, text, max_price)

    @property
    @abstractmethod
    def environment(self) -> Mapping[str, str | None]:
        """What the function has to know."""

    @abstractmethod
    def grant(self, role: iam.IRole, configuration_set: IConfigurationSet | None) -> None:
        """Allow the function what it does."""


@dataclass(frozen=True)
class _Notify(CodeRoute):
    configuration: INotifyConfiguration
    template_id: str | None

    @property
    def environment(self) -> Mapping[str, str | None]:
        return {
            "NOTIFY_CONFIGURATION": self.configuration.notify_configuration_arn,
            "TEMPLATE_ID": self.template_id,
        }

    def grant(self, role: iam.IRole, configuration_set: IConfigurationSet | None) -> None:
        self.configuration.grant_send_text(role)
        if configuration_set is not None:
            # Not grant_send_notify: that allows calls by voice, too.
            configuration_set.grant(role, "sms-voice:SendNotifyTextMessage")


@dataclass(frozen=True)
class _Text(CodeRoute):
    origination: Origination | ISenderId
    body: str
    max_price: str | None

    @property
    def environment(self) -> Mapping[str, str | None]:
        return {
            "MAX_PRICE": self.max_price,
            "ORIGINATION_IDENTITY": self.origination.grantable_arn,
            "TEXT": self.body,
        }

    def grant(self, role: iam.IRole, configuration_set: IConfigurationSet | None) -> None:
        self.origination.grant_send_text(role)
        if configuration_set is not None:
            configuration_set.grant_send(role)
