"""CloudFormation's protocol for custom resources: dispatch a request, answer it always."""

from __future__ import annotations

import http.client
import json
import logging
import urllib.parse
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from . import (
    consent_text,
    continuing,
    emptied_bucket,
    opted_out_numbers,
    phone_number,
    pinpoint_exports,
    pinpoint_imports,
    pinpoint_journeys,
    registration,
    settings,
    verification,
)

Event = Mapping[str, Any]
Outcome = tuple[str, Mapping[str, str]]
"""Physical id and attributes."""

RESOURCES: Mapping[str, Callable[[Event], Outcome]] = {
    "Custom::ConsentText": consent_text.handle,
    "Custom::DestinationNumberVerificationCode": verification.handle,
    "Custom::EmptiedBucket": emptied_bucket.handle,
    "Custom::PinpointJourneyState": pinpoint_journeys.set_state,
    "Custom::OptedOutNumbers": opted_out_numbers.handle,
    "Custom::RegistrationAssociation": registration.associate,
    "Custom::RegistrationSubmission": registration.submit,
    "Custom::RequestedPhoneNumber": phone_number.handle,
    **settings.RESOURCES,
}

LONG_RESOURCES: Mapping[str, continuing.LongWork] = {**pinpoint_exports.RESOURCES, **pinpoint_imports.RESOURCES}
"""Those that may take longer than one invocation."""

FAILED_CREATE = "failed-create"
"""Physical id of what was never made; CloudFormation deletes it in the rollback, and there is nothing to delete.

A setting is different: what it was to be, and what was there before, is in its properties, so a change that was made
but not answered for is undone.
"""

_ANSWER_TIMEOUT_SECONDS = 30
_LONGEST_PROBLEM = 1000  # bytes: CloudFormation takes no answer of more than 4096

_logger = logging.getLogger(__name__)
_logger.setLevel(logging.INFO)


def handler(event: Event, context: Any) -> None:
    """Serve one request. Whatever happens, CloudFormation gets an answer, or the stack would hang for an hour.

    What takes longer than one invocation is answered by a later one.
    """
    kind = f"{event['RequestType']} {event['ResourceType']}"
    try:
        outcome = _serve(event, context)
    except Exception as problem:
        _logger.exception("%s failed", kind)
        physical_id = event.get("PhysicalResourceId", FAILED_CREATE)
        words = f"{type(problem).__name__}: {problem}".encode(errors="replace")[:_LONGEST_PROBLEM].decode(
            errors="ignore"
        )
        reason = f"{words} (log stream {context.log_stream_name})"
        _answer(event, {"Status": "FAILED", "Reason": reason, "PhysicalResourceId": physical_id})
        return
    if outcome is None:
        return
    physical_id, data = outcome
    _logger.info("%s done: %s", kind, physical_id)
    _answer(event, {"Status": "SUCCESS", "PhysicalResourceId": physical_id, "Data": data})


def _serve(event: Event, context: Any) -> Outcome | None:
    never_made = event["RequestType"] == "Delete" and event["PhysicalResourceId"] == FAILED_CREATE
    if never_made and event["ResourceType"] not in settings.SETTINGS:
        return FAILED_CREATE, {}
    long = LONG_RESOURCES.get(event["ResourceType"])
    if long is not None:
        return continuing.serve(long, event, context)
    serve = RESOURCES.get(event["ResourceType"])
    if serve is None:
        known = ", ".join((*RESOURCES, *LONG_RESOURCES))
        raise ValueError(f"resource type {event['ResourceType']} is not served here; known: {known}")
    return serve(event)


def _answer(event: Event, answer: Mapping[str, Any]) -> None:
    body = json.dumps(
        {
            **answer,
            "StackId": event["StackId"],
            "RequestId": event["RequestId"],
            "LogicalResourceId": event["LogicalResourceId"],
        },
        ensure_ascii=False,
    ).encode()
    address = urllib.parse.urlsplit(event["ResponseURL"])
    connect = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = connect(address.netloc, timeout=_ANSWER_TIMEOUT_SECONDS)
    # A presigned address takes the request exactly as it was signed: with an empty content type.
    connection.request("PUT", f"{address.path}?{address.query}", body, {"Content-Type": ""})
    response = connection.getresponse()
    if response.status >= HTTPStatus.BAD_REQUEST:
        _logger.error("CloudFormation did not take the answer: HTTP %s", response.status)
    connection.close()
