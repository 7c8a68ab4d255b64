"""What the functions behind a double opt-in work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sns as sns

from cdk_messaging import sms_voice
from cdk_messaging.observability import LogOptions
from cdk_messaging.opt_in.origination import Origination
from cdk_messaging.opt_in.settings import NumberValidation
from cdk_messaging.pinpoint import IProject


@dataclass(frozen=True, kw_only=True)
class PipelineParts:
    """What the functions work with.

    :param table: the consent table.
    :param encryption_key: encrypts queues; its policy must let Amazon SNS use it.
    :param hash_key: the secret that turns phone numbers into keyed hashes for logs.
    :param captcha_secret: the secret key of the CAPTCHA that forms have. Default: - they have none
    :param settings: ``settings.function_settings``.
    :param number_validation: who validates numbers.
    :param origination: the number or pool that sends.
    :param configuration_set: the set that every message is sent with.
    :param opt_out_list: the list of the origination.
    :param inbound_topic: where what people text arrives.
    :param event_topic: where delivery events arrive.
    :param behind_distribution: whether the sign-up function may trust CloudFront's header for the viewer's address.
    :param metrics_namespace: CloudWatch namespace of the pipeline's own metrics.
    :param log_options: of all functions.
    :param endpoint_project: whose endpoints tell of the consents. Default: - none
    """

    table: dynamodb.ITable
    encryption_key: kms.IKey
    hash_key: secretsmanager.ISecret
    captcha_secret: secretsmanager.ISecret | None = None
    settings: Mapping[str, Any]
    number_validation: NumberValidation
    origination: Origination
    configuration_set: sms_voice.IConfigurationSet
    opt_out_list: sms_voice.IOptOutList
    inbound_topic: sns.ITopic
    event_topic: sns.ITopic
    behind_distribution: bool
    metrics_namespace: str
    log_options: LogOptions
    endpoint_project: IProject | None = None
