"""AWS::Pinpoint::Segment."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint import PINPOINT, Calls
from sandbox.cloudformation.pinpoint_parts import SET
from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import ANY_OBJECT, INTEGER, NUMBER, array, obj, string
from sandbox.mobiletargeting import errors
from sandbox.mobiletargeting.state import Project, State


def _create(call: Calls, properties: Properties, _name: str) -> str:
    tags = {"tags": properties["Tags"]} if "Tags" in properties else {}
    request = _request(properties) | tags
    made = call("CreateSegment", ApplicationId=properties["ApplicationId"], WriteSegmentRequest=request)
    return str(made["Id"])


def _update(call: Calls, identity: str, _old: Properties, new: Properties) -> None:
    call("UpdateSegment", ApplicationId=new["ApplicationId"], SegmentId=identity, WriteSegmentRequest=_request(new))


def _delete(call: Calls, identity: str) -> None:
    call("DeleteSegment", ApplicationId=_project_of(call.state, identity).id, SegmentId=identity)


def _attributes(state: State, identity: str) -> Attributes:
    return {"Arn": _project_of(state, identity).segments[identity].arn, "SegmentId": identity}


def _request(properties: Properties) -> Properties:
    return {name: value for name, value in properties.items() if name not in ("ApplicationId", "Tags")}


def _project_of(state: State, identity: str) -> Project:
    for project in state.projects.values():
        if identity in project.segments:
            return project
    raise errors.not_found(f"segment {identity!r} was not found")


_PLACE = obj({"Latitude": NUMBER, "Longitude": NUMBER}, "Longitude", "Latitude")
_DIMENSIONS = obj(
    {
        "Attributes": ANY_OBJECT,
        "Behavior": obj({"Recency": obj({"Duration": string(), "RecencyType": string()}, "Duration", "RecencyType")}),
        "Demographic": obj(dict.fromkeys(("AppVersion", "Channel", "DeviceType", "Make", "Model", "Platform"), SET)),
        "Location": obj(
            {
                "Country": SET,
                "GPSPoint": obj(
                    {"Coordinates": _PLACE, "RangeInKilometers": NUMBER}, "RangeInKilometers", "Coordinates"
                ),
            }
        ),
        "Metrics": ANY_OBJECT,
        "UserAttributes": ANY_OBJECT,
    }
)
_GROUP = obj(
    {
        "Dimensions": array(_DIMENSIONS),
        "SourceSegments": array(obj({"Id": string(), "Version": INTEGER}, "Id")),
        "SourceType": string(),
        "Type": string(),
    }
)

TYPE = ResourceType(
    service=PINPOINT,
    name="AWS::Pinpoint::Segment",
    properties={
        "ApplicationId": string(),
        "Dimensions": _DIMENSIONS,
        "Name": string(),
        "SegmentGroups": obj({"Groups": array(_GROUP), "Include": string()}),
        "Tags": ANY_OBJECT,
    },
    required=("ApplicationId", "Name"),
    replaced_by=("ApplicationId",),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
