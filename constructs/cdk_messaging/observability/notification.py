"""Alarms that reach somebody."""

from __future__ import annotations

from collections.abc import Iterable

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as cloudwatch_actions
from aws_cdk import aws_sns as sns

from cdk_messaging.access import allow_publish, service_principal


def notify(topic: sns.ITopic, alarms: Iterable[cloudwatch.AlarmBase]) -> None:
    """Let alarms publish to a topic when they go off.

    The policies of the topic and of its key let CloudWatch in for this account. The policies of an imported topic are
    its owner's: a warning says what they have to allow::

        import aws_cdk as cdk
        from aws_cdk import aws_sns as sns

        from cdk_messaging import observability, sms_voice

        stack = cdk.Stack(cdk.App(), "Alerts")
        spend = observability.alarm_at(
            stack,
            "Spend",
            threshold=40,
            metric=sms_voice.metric_text_message_monthly_spend(),
            meaning="40 US dollars of this month's 50 are spent.",
            section="spend",
        )
        observability.notify(sns.Topic(stack, "Operator", enforce_ssl=True), [spend])

    :param topic: who hears of them.
    :param alarms: what is to be heard of.
    """
    allow_publish(topic, topic, service_principal(topic, "cloudwatch.amazonaws.com"))
    action = cloudwatch_actions.SnsAction(topic)
    for alarm in alarms:
        alarm.add_alarm_action(action)
