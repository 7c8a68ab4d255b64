"""Codes that Amazon Pinpoint makes, sends, keeps and verifies."""

from __future__ import annotations

from typing import Final

import aws_cdk as cdk
from constructs import Construct

from ...checks import check_length, check_pattern, is_known
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..grants import grant_send_one_time_password, grant_verify_one_time_password
from .checks import check_whole, whole_seconds
from .runtime.pinpoint_send import LANGUAGES
from .sender_function import SenderFunction


class PinpointOneTimePasswords(Construct):
    """Two functions around Amazon Pinpoint's ``SendOTPMessage`` and ``VerifyOTPMessage``.

    AWS keeps these operations beyond the end of Amazon Pinpoint, but they belong to a project, which must exist
    already. Where there is none, use ``OneTimePasswords``. The account must be out of the SMS sandbox.

    ``sender`` takes ``{"destination": "+12065550100", "reference": "login-4711", "language": "en-GB"}``; the reference
    is yours, 1 to 48 characters without spaces, and ties the verification to the message; the language may be left
    out. It answers as ``TextSender`` does.

    ``verifier`` takes ``{"destination": ..., "reference": ..., "code": "012345"}`` and answers
    ``{"outcome": "checked", "valid": true}``, ``{"outcome": "unavailable", "valid": false, "reason": ...}`` or
    ``invalid`` with ``problems``.

    :param application_id: id of the project
    :param brand_name: who the message says it is from, 1 to 20 characters
    :param origination_number: what it is sent from: a number as E.164, a short code or a sender ID
    :param code_length: digits of a code, 5 to 8. Default: 6
    :param validity: how long a code is valid, 5 to 60 minutes. Default: 15 minutes
    :param allowed_attempts: how often a code may be tried wrongly, 1 to 5. Default: 3
    :param language: of the message where an event says none. Default: - AWS's default
    :param in_entity_id: id of the sender in India's registry. Default: - none
    :param in_template_id: id of the template in India's registry. Default: - none
    :param log_options: of the functions' log groups. Default: - six months, AWS's key, retained
    :raises InvalidArgument: if a value is not valid

    Source: https://docs.aws.amazon.com/pinpoint/latest/developerguide/send-validate-otp.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        application_id: str,
        brand_name: str,
        origination_number: str,
        code_length: int = 6,
        validity: cdk.Duration | None = None,
        allowed_attempts: int = 3,
        language: str | None = None,
        in_entity_id: str | None = None,
        in_template_id: str | None = None,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        check_pattern("application_id", application_id, "[A-Za-z0-9]{1,64}", "the id of a project, letters and digits")
        check_length("brand_name", brand_name, least=1, most=20)
        check_whole("code_length", code_length, 5, 8)
        check_whole("allowed_attempts", allowed_attempts, 1, 5)
        minutes = 15 if validity is None else _minutes(validity)
        if language is not None and is_known(language) and language not in LANGUAGES:
            raise InvalidArgument(f"language {language!r} is not known: use one of {', '.join(LANGUAGES)}")
        if (in_entity_id is None) != (in_template_id is None):
            missing = "in_entity_id" if in_entity_id is None else "in_template_id"
            raise InvalidArgument(f"{missing} is missing: India needs both ids, or leave both out")
        self.sender: Final = SenderFunction(
            self,
            "Sender",
            module="pinpoint_send",
            description="Sends one-time passwords of Amazon Pinpoint",
            environment={
                "ALLOWED_ATTEMPTS": str(allowed_attempts),
                "APPLICATION_ID": application_id,
                "BRAND_NAME": brand_name,
                "CODE_LENGTH": str(code_length),
                "ENTITY_ID": in_entity_id,
                "LANGUAGE": language,
                "ORIGINATION_NUMBER": origination_number,
                "TEMPLATE_ID": in_template_id,
                "VALIDITY_MINUTES": str(minutes),
            },
            log_options=log_options,
        )
        self.verifier: Final = SenderFunction(
            self,
            "Verifier",
            module="pinpoint_verify",
            description="Verifies one-time passwords of Amazon Pinpoint",
            environment={"APPLICATION_ID": application_id},
            log_options=log_options,
        )
        grant_send_one_time_password(self.sender.role, application_id)
        grant_verify_one_time_password(self.verifier.role, application_id)


def _minutes(validity: cdk.Duration) -> int:
    seconds = whole_seconds("validity", validity, 300, 3600)
    if seconds % 60:
        raise InvalidArgument(f"validity is {seconds} seconds: use whole minutes from 5 to 60")
    return seconds // 60
