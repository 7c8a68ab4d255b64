"""The whole of an SMS double opt-in, from the sign-up page to the proof of consent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging import sms_voice
from cdk_messaging.access.data_key import DataKey
from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.functions import MessagingFunction
from cdk_messaging.observability import LogOptions, notify
from cdk_messaging.opt_in.alarms import MONTHLY_SPEND_USD, OptInAlarms
from cdk_messaging.opt_in.captcha import Captcha
from cdk_messaging.opt_in.checks import check_countries, check_hosting, check_number_validation
from cdk_messaging.opt_in.consent_table import ConsentTable, IConsentTable
from cdk_messaging.opt_in.endpoint_consent_store import endpoint_project_of
from cdk_messaging.opt_in.event_feed import EventFeed
from cdk_messaging.opt_in.forms import Form, programmes_of
from cdk_messaging.opt_in.front import FrontParts, SignUpFront
from cdk_messaging.opt_in.origination import Origination
from cdk_messaging.opt_in.page import HostedPage, Page, allowed_origins
from cdk_messaging.opt_in.page_paths import ResultPages, hosted_result_pages, own_result_pages
from cdk_messaging.opt_in.pages import sign_up_pages
from cdk_messaging.opt_in.pipeline import ConsentPipeline
from cdk_messaging.opt_in.pipeline_parts import PipelineParts
from cdk_messaging.opt_in.published_consent_text import PublishedConsentText
from cdk_messaging.opt_in.settings import Limits, NumberValidation, function_settings
from cdk_messaging.opt_in.sign_up_api import REGISTER_PATH

METRICS_NAMESPACE = "CdkMessaging/OptIn"
"""Begins the namespace of a deployment's own metrics; the path of its construct follows."""


class DoubleOptIn(Construct):
    """A person signs up on a page, gets one text, answers YES, and the consent is on record.

    :param forms: where people sign up, and for what; the first is the page's start.
    :param origination: the number or pool that sends and receives; its two-way topic is ``inbound_topic``.
    :param inbound_topic: where AWS End User Messaging publishes what people text.
    :param opt_out_list: the list of the origination.
    :param allowed_countries: ISO codes of the countries whose numbers may sign up; the page offers the first.
    :param page: hosted here, or a page elsewhere. Default: - hosted, on the distribution's own name
    :param captcha: what tells people from programs. Default: - nothing
    :param consent_table: made here, or one that exists: ``ConsentTable.from_table``; ``EndpointConsentStore`` puts the
        consents into endpoints of a Pinpoint project as well. Default: - a new one
    :param encryption_key: for queues, secrets, logs and a new table; a key of your own must let the services use
        it as ``DataKey``'s policy does. Default: - a new ``DataKey``
    :param configuration_set: Default: - a new one
    :param event_topic: where the events of ``configuration_set`` arrive already. Default: - a new topic, made a
        destination of the set
    :param number_validation: who validates numbers. Default: CARRIER_LOOKUP
    :param self_managed_opt_outs: whether the origination manages opt-outs itself. Default: False
    :param limits: pace, price, cool-down, lifetimes and what holds back abuse. Default: - AWS's first quotas and
        careful values
    :param monthly_spend_usd: what the account may spend on text messages in a month, US dollars; an alarm goes off at
        80 %. Default: 50
    :param alarm_topic: who hears of alarms. Default: - nobody
    :param log_options: retention, key and removal policy of all logs. Default: - six months, ``encryption_key``,
        ``removal_policy``
    :param removal_policy: of everything that holds data. Default: RETAIN
    :raises InvalidArgument: for forms, countries, Regions or combinations that cannot work.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        forms: Sequence[Form],
        origination: Origination,
        inbound_topic: sns.ITopic,
        opt_out_list: sms_voice.IOptOutList,
        allowed_countries: Sequence[str],
        page: Page | None = None,
        captcha: Captcha | None = None,
        consent_table: IConsentTable | None = None,
        encryption_key: kms.IKey | None = None,
        configuration_set: sms_voice.IConfigurationSet | None = None,
        event_topic: sns.ITopic | None = None,
        number_validation: NumberValidation = NumberValidation.CARRIER_LOOKUP,
        self_managed_opt_outs: bool = False,
        limits: Limits | None = None,
        monthly_spend_usd: float = MONTHLY_SPEND_USD,
        alarm_topic: sns.ITopic | None = None,
        log_options: LogOptions | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        check_countries(allowed_countries)
        check_number_validation(self, number_validation)
        page = HostedPage() if page is None else page
        check_hosting(self, page)
        endpoint_project = endpoint_project_of(consent_table, forms)
        limits = Limits() if limits is None else limits
        settings = function_settings(
            forms,
            allowed_countries=allowed_countries,
            number_validation=number_validation,
            self_managed_opt_outs=self_managed_opt_outs,
            allowed_origins=allowed_origins(page),
            limits=limits,
            captcha=None if captcha is None else captcha.settings(hostnames=page.hostnames),
            result_pages=_result_pages(forms, page),
        )
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
                endpoint_project=endpoint_project,
                encryption_key=encryption_key,
                hash_key=self._hash_key,
                captcha_secret=None if captcha is None else captcha.secret,
                settings=settings,
                number_validation=number_validation,
                origination=origination,
                configuration_set=self._event_feed.configuration_set,
                opt_out_list=opt_out_list,
                inbound_topic=inbound_topic,
                event_topic=self._event_feed.topic,
                behind_distribution=isinstance(page, HostedPage),
                metrics_namespace=self.metrics_namespace,
                log_options=log_options,
            ),
        )
        self._consent_text = PublishedConsentText(
            self, "ConsentText", table=consent_table.table, forms=forms, log_options=log_options
        )
        self._front = SignUpFront(
            self,
            "Front",
            parts=FrontParts(
                function=self._pipeline.sign_up,
                forms=forms,
                page=page,
                files=_files(forms, page, allowed_countries, captcha),
                limits=limits,
                captcha=None if captcha is None else captcha.widget,
                encryption_key=encryption_key,
                log_options=log_options,
                removal_policy=removal_policy,
            ),
        )
        # A page must not show a text whose version nobody knows yet.
        self._front.node.add_dependency(self._consent_text)
        self._alarms = OptInAlarms(
            self,
            "Alarms",
            namespace=self.metrics_namespace,
            monthly_spend_usd=monthly_spend_usd,
            captcha=captcha is not None,
        )
        # Nothing is sent before somebody would hear what it costs.
        self._pipeline.sending.node.add_dependency(self._alarms.spend)
        if alarm_topic is not None:
            notify(alarm_topic, (*self._pipeline.alarms, *self._alarms.all))
            self._consent_text.provider.notify(alarm_topic)
        self._warn(forms, captcha)

    def _define_hash_key(self, removal_policy: cdk.RemovalPolicy) -> secretsmanager.Secret:
        secret = secretsmanager.Secret(
            self,
            "HashKey",
            description="Turns phone numbers into keyed hashes for logs",
            encryption_key=self._encryption_key,
            generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=64),
            removal_policy=removal_policy,
        )
        reason = "Another key would make a number's old and new log lines differ."
        acknowledge(secret, {"AwsSolutions-SMG4": reason, "NIST.800.53.R5-SecretsManagerRotationEnabled": reason})
        return secret

    def _warn(self, forms: Sequence[Form], captcha: Captcha | None) -> None:
        annotations = cdk.Annotations.of(self)
        for programme in programmes_of(forms):
            for warning in programme.warnings():
                annotations.add_warning_v2(warning.id, warning.message)
        if captcha is not None and captcha.is_for_tests:
            annotations.add_warning_v2(
                "cdk_messaging:Captcha.testKey",
                f"captcha site_key {captcha.site_key!r} is one that its provider publishes for tests and stops nobody: "
                "give your own",
            )

    def grant_check_consent(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow to ask whether numbers may be texted, by invoking ``consent_check``."""
        return self.consent_check.function.grant_invoke(grantee)

    @property
    def metrics_namespace(self) -> str:
        """The CloudWatch namespace of this deployment's own metrics, so that two in an account don't mix."""
        return f"{METRICS_NAMESPACE}/{re.sub('[^A-Za-z0-9._/#-]', '-', self.node.path)}"

    @property
    def alarms(self) -> OptInAlarms:
        """The alarms on the whole; each function and each dead-letter queue has its own."""
        return self._alarms

    @property
    def consent_check(self) -> MessagingFunction:
        """Answers other applications whether a number may be texted; see ``consent_check_client``."""
        return self._pipeline.consent_check

    @property
    def consent_table(self) -> IConsentTable:
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
        """The consent texts, published in the table."""
        return self._consent_text

    @property
    def front(self) -> SignUpFront:
        """The API and the page."""
        return self._front

    @property
    def url(self) -> str:
        """Where people sign up."""
        return self._front.url


def _result_pages(forms: Sequence[Form], page: Page) -> ResultPages | None:
    """Where a plain HTML form leads."""
    if isinstance(page, HostedPage):
        return hosted_result_pages(forms)
    if page.thanks_url is None or page.problem_url is None:
        return None
    return own_result_pages(forms, thanks_url=page.thanks_url, problem_url=page.problem_url)


def _files(
    forms: Sequence[Form], page: Page, allowed_countries: Sequence[str], captcha: Captcha | None
) -> Mapping[str, str]:
    """The files of a hosted page."""
    if not isinstance(page, HostedPage):
        return {}
    return sign_up_pages(
        forms,
        allowed_countries=allowed_countries,
        register_path=REGISTER_PATH,
        captcha=captcha,
    )
