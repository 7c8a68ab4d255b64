"""The whole of an SMS double opt-in, from the sign-up page to the proof of consent."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging import sms_voice
from cdk_messaging.access.data_key import DataKey
from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.observability import LogOptions, notify
from cdk_messaging.opt_in.checks import check_countries, check_number_validation, check_sources
from cdk_messaging.opt_in.consent_table import ConsentTable
from cdk_messaging.opt_in.event_feed import EventFeed
from cdk_messaging.opt_in.front import HostedPage, OwnPage, SignUpFront, allowed_origins
from cdk_messaging.opt_in.origination import Origination
from cdk_messaging.opt_in.pages import sign_up_pages
from cdk_messaging.opt_in.pipeline import ConsentPipeline, PipelineParts
from cdk_messaging.opt_in.programme import Programme
from cdk_messaging.opt_in.published_consent_text import PublishedConsentText
from cdk_messaging.opt_in.settings import Limits, NumberValidation, function_settings
from cdk_messaging.opt_in.sign_up_api import REGISTER_PATH

METRICS_NAMESPACE = "CdkMessaging/OptIn"


class DoubleOptIn(Construct):
    """A person signs up on a page, gets one text, answers YES, and the consent is on record.

    :param programme: what people sign up for, with all texts.
    :param origination: the number or pool that sends and receives; its two-way topic is ``inbound_topic``.
    :param inbound_topic: where AWS End User Messaging publishes what people text.
    :param opt_out_list: the list of the origination.
    :param allowed_countries: ISO codes of the countries whose numbers may sign up; the page offers the first.
    :param page: hosted here, or a page elsewhere. Default: - hosted, on the distribution's own name
    :param consent_table: Default: - a new one
    :param encryption_key: for queues, secrets, logs and a new table; a key of your own must let the services use
        it as ``DataKey``'s policy does. Default: - a new ``DataKey``
    :param configuration_set: Default: - a new one
    :param event_topic: where the events of ``configuration_set`` arrive already. Default: - a new topic, made a
        destination of the set
    :param number_validation: who validates numbers. Default: CARRIER_LOOKUP
    :param self_managed_opt_outs: whether the origination manages opt-outs itself. Default: False
    :param sources: what a form may call itself, to tell several apart. Default: ``("web",)``
    :param limits: pace, price, cool-down and lifetimes. Default: - AWS's first quotas and careful values
    :param alarm_topic: who hears of alarms. Default: - nobody
    :param log_options: retention, key and removal policy of all logs. Default: - six months, ``encryption_key``,
        ``removal_policy``
    :param removal_policy: of everything that holds data. Default: RETAIN
    :raises InvalidArgument: for countries, Regions or combinations that cannot work.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        programme: Programme,
        origination: Origination,
        inbound_topic: sns.ITopic,
        opt_out_list: sms_voice.IOptOutList,
        allowed_countries: Sequence[str],
        page: HostedPage | OwnPage | None = None,
        consent_table: ConsentTable | None = None,
        encryption_key: kms.IKey | None = None,
        configuration_set: sms_voice.IConfigurationSet | None = None,
        event_topic: sns.ITopic | None = None,
        number_validation: NumberValidation = NumberValidation.CARRIER_LOOKUP,
        self_managed_opt_outs: bool = False,
        sources: Sequence[str] = ("web",),
        limits: Limits | None = None,
        alarm_topic: sns.ITopic | None = None,
        log_options: LogOptions | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        check_countries(allowed_countries)
        check_number_validation(self, number_validation)
        check_sources(sources)
        page = HostedPage() if page is None else page
        if encryption_key is None:
            encryption_key = DataKey(self, "Key", removal_policy=removal_policy)
        if log_options is None:
            log_options = LogOptions(encryption_key=encryption_key, removal_policy=removal_policy)
        if consent_table is None:
            consent_table = ConsentTable(self, "Consents", encryption_key=encryption_key, removal_policy=removal_policy)
        self._encryption_key = encryption_key
        self._consent_table = consent_table
        self._event_feed = EventFeed(
            self,
            "EventFeed",
            configuration_set=configuration_set,
            event_topic=event_topic,
            encryption_key=encryption_key,
        )
        self._hash_key = self._define_hash_key(removal_policy)
        self._pipeline = ConsentPipeline(
            self,
            "Pipeline",
            parts=PipelineParts(
                table=consent_table.table,
                encryption_key=encryption_key,
                hash_key=self._hash_key,
                settings=function_settings(
                    programme,
                    allowed_countries=allowed_countries,
                    number_validation=number_validation,
                    self_managed_opt_outs=self_managed_opt_outs,
                    sources=sources,
                    allowed_origins=allowed_origins(page),
                    limits=Limits() if limits is None else limits,
                ),
                number_validation=number_validation,
                origination=origination,
                configuration_set=self._event_feed.configuration_set,
                opt_out_list=opt_out_list,
                inbound_topic=inbound_topic,
                event_topic=self._event_feed.topic,
                behind_distribution=isinstance(page, HostedPage),
                metrics_namespace=METRICS_NAMESPACE,
                log_options=log_options,
            ),
        )
        self._consent_text = PublishedConsentText(
            self, "ConsentText", table=consent_table.table, programme=programme, log_options=log_options
        )
        self._front = SignUpFront(
            self,
            "Front",
            function=self._pipeline.sign_up,
            page=page,
            pages=sign_up_pages(programme, allowed_countries=allowed_countries, register_path=REGISTER_PATH),
            encryption_key=encryption_key,
            log_options=log_options,
            removal_policy=removal_policy,
        )
        # A page must not show a text whose version nobody knows yet.
        self._front.node.add_dependency(self._consent_text)
        if alarm_topic is not None:
            notify(alarm_topic, self._pipeline.alarms)

    def _define_hash_key(self, removal_policy: cdk.RemovalPolicy) -> secretsmanager.Secret:
        secret = secretsmanager.Secret(
            self,
            "HashKey",
            description="Turns phone numbers into keyed hashes for logs",
            encryption_key=self._encryption_key,
            generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=64),
            removal_policy=removal_policy,
        )
        acknowledge(secret, {"AwsSolutions-SMG4": "Another key would make a number's old and new log lines differ."})
        return secret

    @property
    def consent_table(self) -> ConsentTable:
        """Consents, ledger and outbox."""
        return self._consent_table

    @property
    def encryption_key(self) -> kms.IKey:
        """The key of queues, secrets and logs."""
        return self._encryption_key

    @property
    def event_feed(self) -> EventFeed:
        """The configuration set and the topic of its events."""
        return self._event_feed

    @property
    def hash_key(self) -> secretsmanager.Secret:
        """The key that turns phone numbers into hashes for logs."""
        return self._hash_key

    @property
    def pipeline(self) -> ConsentPipeline:
        """The functions, queues and schedules."""
        return self._pipeline

    @property
    def consent_text(self) -> PublishedConsentText:
        """The consent text, published in the table."""
        return self._consent_text

    @property
    def front(self) -> SignUpFront:
        """The API and the page."""
        return self._front

    @property
    def url(self) -> str:
        """Where people sign up."""
        return self._front.url
