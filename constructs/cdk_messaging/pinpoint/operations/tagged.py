"""The resources of Amazon Pinpoint that have tags, found by the service's own lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from .calling import Pace, code_of, pages, seems_ended
from .progress import say

KINDS = ("project", "campaign", "segment", "template")
_TEMPLATES = {
    "EMAIL": ("get_email_template", "EmailTemplateResponse"),
    "INAPP": ("get_in_app_template", "InAppTemplateResponse"),
    "PUSH": ("get_push_template", "PushNotificationTemplateResponse"),
    "SMS": ("get_sms_template", "SMSTemplateResponse"),
    "VOICE": ("get_voice_template", "VoiceTemplateResponse"),
}


@dataclass(frozen=True)
class TaggedResource:
    """A resource and the tags that it has."""

    kind: str
    name: str
    arn: str
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Account:
    """What an account has in a Region. ``missed`` are lists that AWS did not give.

    :param pinpoint: client of Amazon Pinpoint
    :param pace: of its calls
    """

    pinpoint: Any
    pace: Pace
    missed: list[str] = field(default_factory=list)

    def resources(self, kinds: frozenset[str]) -> Iterator[TaggedResource]:
        """The resources of some kinds, as they are found."""
        for project in pages(self.pinpoint.get_apps, "ApplicationsResponse", self.pace):
            if "project" in kinds:
                yield _of("project", project)
            for kind, call, member in (
                ("campaign", self.pinpoint.get_campaigns, "CampaignsResponse"),
                ("segment", self.pinpoint.get_segments, "SegmentsResponse"),
            ):
                if kind in kinds:
                    yield from self._listed(kind, call, member, ApplicationId=project["Id"])
        if "template" in kinds:
            yield from self._listed("template", self.pinpoint.list_templates, "TemplatesResponse")

    def _template(self, listed: Mapping[str, Any]) -> Mapping[str, Any]:
        """A template with its ARN and tags, which the list of templates lacks."""
        operation, member = _TEMPLATES[listed["TemplateType"]]
        self.pace.wait()
        found: Mapping[str, Any] = getattr(self.pinpoint, operation)(TemplateName=listed["TemplateName"])[member]
        return found

    def _listed(self, kind: str, call: Callable[..., Any], member: str, **named: str) -> Iterator[TaggedResource]:
        try:
            for each in pages(call, member, self.pace, **named):
                yield _of(kind, self._template(each) if kind == "template" else each)
        except ClientError as problem:
            if not seems_ended(problem):
                raise
            of = f"{kind}s of project {named['ApplicationId']}" if named else f"{kind}s"
            self.missed.append(of)
            say(f"{of} are not listed ({code_of(problem)}): AWS ended them, or you may not list them")


def _of(kind: str, found: Mapping[str, Any]) -> TaggedResource:
    name = found.get("Name") or found.get("TemplateName") or found["Arn"]
    return TaggedResource(kind, str(name), found["Arn"], dict(found.get("tags", {})))
