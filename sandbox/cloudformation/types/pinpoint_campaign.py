"""AWS::Pinpoint::Campaign."""

from __future__ import annotations

from typing import Any

from sandbox.cloudformation.pinpoint import PINPOINT, Calls
from sandbox.cloudformation.pinpoint_parts import SET, in_app_content
from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import ANY_OBJECT, BOOLEAN, INTEGER, array, obj, string
from sandbox.mobiletargeting import errors
from sandbox.mobiletargeting.state import Project, State

_OTHERWISE_CALLED = {"CampaignHook": "Hook", "TimeZone": "Timezone"}
"""Members that the API calls by another name."""


def _create(call: Calls, properties: Properties, _name: str) -> str:
    request = _request(properties) | ({"tags": properties["Tags"]} if "Tags" in properties else {})
    made = call("CreateCampaign", ApplicationId=properties["ApplicationId"], WriteCampaignRequest=request)
    return str(made["Id"])


def _update(call: Calls, identity: str, old: Properties, new: Properties) -> None:
    request, before = _request(new), _request(old)
    found = call.state.project(new["ApplicationId"]).campaigns[identity]
    # The API keeps what an update leaves out; what left the template is to be gone.
    kept = {name: value for name, value in found.latest.items() if name in request or name not in before}
    found.versions[-1] = kept
    call("UpdateCampaign", ApplicationId=new["ApplicationId"], CampaignId=identity, WriteCampaignRequest=request)


def _delete(call: Calls, identity: str) -> None:
    call("DeleteCampaign", ApplicationId=_project_of(call.state, identity).id, CampaignId=identity)


def _attributes(state: State, identity: str) -> Attributes:
    return {"Arn": _project_of(state, identity).campaigns[identity].arn, "CampaignId": identity}


def _request(properties: Properties) -> Properties:
    given = {name: value for name, value in properties.items() if name not in ("ApplicationId", "Tags")}
    request: Properties = _renamed(given)
    return request


def _renamed(value: Any) -> Any:
    if isinstance(value, dict):
        return {_OTHERWISE_CALLED.get(name, name): _renamed(each) for name, each in value.items()}
    return [_renamed(each) for each in value] if isinstance(value, list) else value


def _project_of(state: State, identity: str) -> Project:
    for project in state.projects.values():
        if identity in project.campaigns:
            return project
    raise errors.not_found(f"campaign {identity!r} was not found")


def _texts(*names: str) -> dict[str, Any]:
    return dict.fromkeys(names, string())


_MESSAGE = obj(
    {
        **_texts("Action", "Body", "ImageIconUrl", "ImageSmallIconUrl", "ImageUrl", "JsonBody", "MediaUrl"),
        **_texts("RawContent", "Title", "Url"),
        "SilentPush": BOOLEAN,
        "TimeToLive": INTEGER,
    }
)
_MESSAGES = obj(
    {
        **dict.fromkeys(("ADMMessage", "APNSMessage", "BaiduMessage", "DefaultMessage", "GCMMessage"), _MESSAGE),
        "CustomMessage": obj(_texts("Data")),
        "EmailMessage": obj(_texts("Body", "FromAddress", "HtmlBody", "Title")),
        "InAppMessage": obj({"Content": in_app_content(strict=False), "CustomConfig": ANY_OBJECT, "Layout": string()}),
        "SMSMessage": obj(_texts("Body", "EntityId", "MessageType", "OriginationNumber", "SenderId", "TemplateId")),
    }
)
_TEMPLATES = obj(
    dict.fromkeys(("EmailTemplate", "PushTemplate", "SMSTemplate", "VoiceTemplate"), obj(_texts("Name", "Version")))
)
_EVENT = obj({"Attributes": ANY_OBJECT, "EventType": SET, "Metrics": ANY_OBJECT})
_SCHEDULE = obj(
    {
        **_texts("EndTime", "Frequency", "StartTime", "TimeZone"),
        "EventFilter": obj({"Dimensions": _EVENT, "FilterType": string()}),
        "IsLocalTime": BOOLEAN,
        "QuietTime": obj(_texts("End", "Start"), "Start", "End"),
    }
)
_DELIVERY = obj({"DeliveryUri": string(), "EndpointTypes": array(string())})
_CONTENT = {
    "CustomDeliveryConfiguration": _DELIVERY,
    "MessageConfiguration": _MESSAGES,
    "Schedule": _SCHEDULE,
    "TemplateConfiguration": _TEMPLATES,
    **_texts("TreatmentDescription", "TreatmentName"),
}

TYPE = ResourceType(
    service=PINPOINT,
    name="AWS::Pinpoint::Campaign",
    properties={
        **_CONTENT,
        "AdditionalTreatments": array(obj({**_CONTENT, "SizePercent": INTEGER})),
        "CampaignHook": obj(_texts("LambdaFunctionName", "Mode", "WebUrl")),
        "HoldoutPercent": INTEGER,
        "IsPaused": BOOLEAN,
        "Limits": obj(dict.fromkeys(("Daily", "MaximumDuration", "MessagesPerSecond", "Session", "Total"), INTEGER)),
        "Priority": INTEGER,
        "SegmentVersion": INTEGER,
        "Tags": ANY_OBJECT,
        **_texts("ApplicationId", "Description", "Name", "SegmentId"),
    },
    required=("SegmentId", "Schedule", "ApplicationId", "Name"),
    replaced_by=("ApplicationId",),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
