"""What must survive everything else: data, keys, numbers, and the topic that numbers name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.events import EventArchive
from cdk_messaging.opt_in import ConsentTable, InboundTopic
from cdk_messaging.opt_in.forms import Form
from cdk_messaging.opt_in.origination import Origination
from cdk_messaging.sms_voice import IOptOutList, Keyword, MandatoryKeywords
from stacks.environment import Environment, ExistingOrigination
from stacks.numbers import Numbers, keywords_of, mandatory_keywords_of
from stacks.removal import log_options, removal_policy


class StatefulStack(cdk.Stack):
    """References only ever point here; nothing here knows of the other stacks."""

    def __init__(
        self, scope: Construct, construct_id: str, *, environment: Environment, forms: Sequence[Form], **kwargs: Any
    ) -> None:
        super().__init__(scope, construct_id, termination_protection=environment.retains, **kwargs)
        policy = removal_policy(environment)
        self._key = DataKey(self, "Key", removal_policy=policy)
        self._consents = ConsentTable(self, "Consents", encryption_key=self._key, removal_policy=policy)
        self._archive = EventArchive(
            self,
            "Archive",
            encryption_key=self._key,
            log_options=log_options(environment, self._key),
            buffering_interval=cdk.Duration.seconds(environment.archive_buffer_seconds),
            removal_policy=policy,
        )
        self._inbound = InboundTopic(self, "Inbound", encryption_key=self._key)
        self._numbers = Numbers(
            self,
            "Numbers",
            environment=environment,
            forms=forms,
            inbound_topic=self._inbound.topic,
            log_options=log_options(environment, self._key),
        )
        cdk.CfnOutput(self, "ConsentTableName", value=self._consents.table.table_name)
        cdk.CfnOutput(self, "ArchiveBucketName", value=self._archive.bucket.bucket_name)
        cdk.CfnOutput(self, "InboundTopicArn", value=self._inbound.topic.topic_arn)
        source = environment.origination
        if isinstance(source, ExistingOrigination) and not source.set_up:
            cdk.CfnOutput(
                self,
                "Keywords",
                description="Keywords to set on the existing number or pool",
                value=_keywords(mandatory_keywords_of(forms), keywords_of(environment, forms)),
            )

    @property
    def key(self) -> DataKey:
        """Encrypts everything of this environment."""
        return self._key

    @property
    def consents(self) -> ConsentTable:
        """The consent table."""
        return self._consents

    @property
    def archive(self) -> EventArchive:
        """The stream and the bucket of delivery events."""
        return self._archive

    @property
    def inbound_topic(self) -> sns.Topic:
        """Where people's texts arrive."""
        return self._inbound.topic

    @property
    def origination(self) -> Origination:
        """The number or pool that messages leave from."""
        return self._numbers.origination

    @property
    def opt_out_list(self) -> IOptOutList:
        """Whom the service won't text."""
        return self._numbers.opt_out_list


def _keywords(mandatory: MandatoryKeywords, keywords: Sequence[Keyword]) -> str:
    """What CloudFormation cannot set on a number that it does not own, in the shape of ``PutKeyword``."""
    entries: list[dict[str, str]] = [
        {"Keyword": "HELP", "KeywordMessage": mandatory.help},
        {"Keyword": "STOP", "KeywordMessage": mandatory.stop},
    ]
    entries += [
        {"Keyword": word.keyword, "KeywordMessage": word.message, "KeywordAction": str(word.action)}
        for word in keywords
    ]
    return json.dumps(entries)
