"""Documents of registrations. They are uploaded at once, whatever is in them."""

from __future__ import annotations

import base64
import binascii
import uuid
from typing import Any

from sandbox.sms_voice import arns, errors, listing, quotas, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import Attachment
from sandbox.sms_voice.state import State, find

Json = dict[str, Any]

MOST_BYTES = 5 * 1024 * 1024
_SUFFIXES = (".jpeg", ".jpg", ".pdf", ".png")
_STARTS = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG")
_FILTERS: dict[str, Any] = {"attachment-status": lambda _found: "UPLOAD_COMPLETE"}


@operation("CreateRegistrationAttachment")
def create_registration_attachment(state: State, request: Json) -> Json:
    """A new attachment, of a body or of a URL in S3."""
    quotas.check(len(state.attachments), "REGISTRATION_ATTACHMENTS")
    body, url = request.get("AttachmentBody"), request.get("AttachmentUrl")
    if (body is None) == (url is None):
        reason = "MISSING_PARAMETER" if body is None else "PARAMETERS_CANNOT_BE_USED_TOGETHER"
        raise errors.invalid(reason, "give AttachmentBody or AttachmentUrl")
    if body is not None:
        _check_body(body)
    if url is not None:
        _check_url(url)
    made = uuid.uuid4().hex
    found = Attachment(
        id=made, arn=state.arn(f"registration-attachment/{made}"), url=url, tags=views.tag_map(request.get("Tags"))
    )
    state.attachments[made] = found
    return _view(found) | {"Tags": views.tag_list(found)}


def _check_url(url: str) -> None:
    if not url.startswith("s3://"):
        problem = ("AttachmentUrl", "has the form s3://BucketName/FileName")
        raise errors.invalid("INVALID_PARAMETER", f"{url} is not in S3", problem)
    if not url.lower().endswith(_SUFFIXES):
        raise _unsupported()


def _check_body(body: str) -> None:
    try:
        content = base64.b64decode(body, validate=True)
    except binascii.Error:
        raise errors.invalid("CANNOT_PARSE", "AttachmentBody is not base64") from None
    if len(content) > MOST_BYTES:
        raise errors.invalid(
            "MAXIMUM_SIZE_EXCEEDED", f"the attachment has {len(content)} bytes; the most is {MOST_BYTES}"
        )
    if not content.startswith(_STARTS):
        raise _unsupported()


def _unsupported() -> errors.ServiceError:
    return errors.invalid("ATTACHMENT_TYPE_NOT_SUPPORTED", "an attachment is PDF, JPEG or PNG")


@operation(
    "DescribeRegistrationAttachments", resources=arns.of_each("registration-attachment", "RegistrationAttachmentIds")
)
def describe_registration_attachments(state: State, request: Json) -> Json:
    """The account's, or those that were named."""
    named = request.get("RegistrationAttachmentIds")
    found = (
        [find(state.attachments, each, "registration-attachment") for each in named]
        if named
        else list(state.attachments.values())
    )
    shown = [
        _view(each) | ({"AttachmentUrl": each.url} if each.url else {})
        for each in listing.filtered(found, request, _FILTERS)
    ]
    return listing.page("RegistrationAttachments", shown, request)


@operation("DeleteRegistrationAttachment", resources=arns.of("registration-attachment", "RegistrationAttachmentId"))
def delete_registration_attachment(state: State, request: Json) -> Json:
    """Removes an attachment."""
    found = find(state.attachments, request["RegistrationAttachmentId"], "registration-attachment")
    del state.attachments[found.id]
    return _view(found) | {"AttachmentStatus": "DELETED"}


def _view(found: Attachment) -> Json:
    return {
        "RegistrationAttachmentArn": found.arn,
        "RegistrationAttachmentId": found.id,
        "AttachmentStatus": "UPLOAD_COMPLETE",
        "CreatedTimestamp": found.created,
    }
