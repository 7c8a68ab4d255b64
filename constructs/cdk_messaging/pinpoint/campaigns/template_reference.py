"""Templates that a campaign sends."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import IDependable

from ...checks import check_pattern
from ...errors import InvalidArgument
from ..templates.template import ITemplate


@dataclass(frozen=True)
class TemplateReference:
    """A template by its name, perhaps of a certain version; without one, name the construct itself instead.

    :param name: for example ``template.template_name``
    :param version: Default: - the active one
    :raises InvalidArgument: if the name or the version is not valid
    """

    name: str
    version: str | None = None

    def __post_init__(self) -> None:
        allowed = "1 to 128 letters, digits, _ and -, beginning with a letter or digit"
        check_pattern("template name", self.name, "[A-Za-z0-9][A-Za-z0-9_-]{0,127}", allowed)
        if self.version is not None:
            check_pattern("template version", self.version, "[1-9][0-9]{0,3}", "a number from 1")

    def render(self) -> dict[str, str]:
        """As the property of the CloudFormation type has it."""
        return {"name": self.name} | ({} if self.version is None else {"version": self.version})


@dataclass(frozen=True, kw_only=True)
class CampaignTemplates:
    """Templates by channel. CloudFormation's campaigns know none of in-app messages.

    :param email: template, or reference to one. Default: - none
    :param push: template, or reference to one. Default: - none
    :param sms: template, or reference to one. Default: - none
    :param voice: template, or reference to one. Default: - none
    :raises InvalidArgument: if there is none, or one is of another channel

    Source: AWS::Pinpoint::Campaign TemplateConfiguration
    """

    email: ITemplate | TemplateReference | None = None
    push: ITemplate | TemplateReference | None = None
    sms: ITemplate | TemplateReference | None = None
    voice: ITemplate | TemplateReference | None = None

    def __post_init__(self) -> None:
        if not self._given:
            raise InvalidArgument("a campaign's templates are empty: give one of a channel")
        for channel, template in self._given.items():
            kind = template.template_type if isinstance(template, ITemplate) else channel.upper()
            if kind != channel.upper():
                raise InvalidArgument(
                    f"the template of {channel} is of the type {kind}: use one of the type {channel.upper()}"
                )

    @property
    def dependencies(self) -> tuple[IDependable, ...]:
        """The templates of this app, which have to be there before a campaign."""
        return tuple(each for each in self._given.values() if isinstance(each, ITemplate))

    def render(self) -> dict[str, dict[str, str]]:
        """As the property of the CloudFormation type has it."""
        return {f"{channel}Template": _rendered(each) for channel, each in self._given.items()}

    @property
    def _given(self) -> dict[str, ITemplate | TemplateReference]:
        named = {"email": self.email, "push": self.push, "sms": self.sms, "voice": self.voice}
        return {channel: each for channel, each in named.items() if each is not None}


def _rendered(template: ITemplate | TemplateReference) -> dict[str, str]:
    return {"name": template.template_name} if isinstance(template, ITemplate) else template.render()
