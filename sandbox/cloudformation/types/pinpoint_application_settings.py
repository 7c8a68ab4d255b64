"""AWS::Pinpoint::ApplicationSettings."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint import PINPOINT, Calls
from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import BOOLEAN, INTEGER, obj, string
from sandbox.mobiletargeting.state import State

_LIMITS = ("Daily", "MaximumDuration", "MessagesPerSecond", "Total")


def _create(call: Calls, properties: Properties, _name: str) -> str:
    settings = {name: value for name, value in properties.items() if name != "ApplicationId"}
    call(
        "UpdateApplicationSettings",
        ApplicationId=properties["ApplicationId"],
        WriteApplicationSettingsRequest=settings,
    )
    return str(properties["ApplicationId"])


def _update(call: Calls, identity: str, _old: Properties, new: Properties) -> None:
    # What the new template leaves out is gone, so nothing of the old settings may stay.
    call.state.project(identity).settings.clear()
    _create(call, new, identity)


def _delete(call: Calls, identity: str) -> None:
    call.state.project(identity).settings.clear()


def _attributes(_state: State, identity: str) -> Attributes:
    return {"Id": identity}


TYPE = ResourceType(
    service=PINPOINT,
    name="AWS::Pinpoint::ApplicationSettings",
    properties={
        "ApplicationId": string(),
        "CampaignHook": obj({"LambdaFunctionName": string(), "Mode": string(), "WebUrl": string()}),
        "CloudWatchMetricsEnabled": BOOLEAN,
        "Limits": obj(dict.fromkeys(_LIMITS, INTEGER)),
        "QuietTime": obj({"Start": string(), "End": string()}, "Start", "End"),
    },
    required=("ApplicationId",),
    replaced_by=("ApplicationId",),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
