"""Lambda functions as the library makes them: one runtime, one role and one log group each."""

from __future__ import annotations

from cdk_messaging.functions.code import ARCHITECTURE, RUNTIME, package_files
from cdk_messaging.functions.function import MessagingFunction
from cdk_messaging.functions.generated_asset import Files, asset_options
from cdk_messaging.functions.service_model import SMS_VOICE, service_model

__all__ = [
    "ARCHITECTURE",
    "RUNTIME",
    "SMS_VOICE",
    "Files",
    "MessagingFunction",
    "asset_options",
    "package_files",
    "service_model",
]
