"""The alarms on a double opt-in as a whole. Those on single functions and queues are beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from cdk_messaging import sms_voice
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.observability import alarm_at

MONTHLY_SPEND_USD = 50.0
"""What an account may spend on text messages in a month, unless somebody says otherwise."""

SPEND_SHARE = 0.8
LOWEST_CONVERSION_PERCENT = 20
"""Practitioners see 60 to 80 % of confirmations answered; below 20 % they suspect an attack.

Source: https://developers.telnyx.com/docs/identity/verify/security-best-practices
"""
HIGHEST_FAILURE_PERCENT = 20
FEWEST_TEXTS = 10
"""Texts in an hour below which a share says nothing."""


@dataclass(frozen=True, kw_only=True)
class _Count:
    """An alarm on a count of the pipeline's own metrics.

    :param threshold: how many in ``minutes`` are too many.
    """

    construct_id: str
    metric: str
    section: str
    meaning: str
    threshold: int = 1
    minutes: int = 5
    dimensions: dict[str, str] = field(default_factory=dict)


_COUNTS: Sequence[_Count] = (
    _Count(
        construct_id="DoubtfulSends",
        metric="InDoubt",
        section="doubtful-sends",
        meaning="Nobody knows whether a text was sent; it is not sent again by itself.",
    ),
    _Count(
        construct_id="SentTwice",
        metric="SentTwice",
        section="sent-twice",
        meaning="A text reached a phone twice, which must never happen.",
    ),
    _Count(
        construct_id="SignUpsFailed",
        metric="SignUpsFailed",
        section="sign-ups-failed",
        meaning="People could not sign up because of a fault of ours.",
    ),
    _Count(
        construct_id="SignUpsThrottled",
        metric="SignUpsRefused",
        section="sign-ups-throttled",
        meaning="Somebody signs up more often from one address than people do.",
        threshold=20,
        dimensions={"Code": "throttled"},
    ),
    _Count(
        construct_id="SendsThrottled",
        metric="Throttled",
        section="sends-throttled",
        meaning="AWS takes texts more slowly than they are sent.",
        threshold=5,
    ),
    _Count(
        construct_id="PrefixVelocity",
        metric="PrefixVelocity",
        section="prefix-velocity",
        meaning="Many numbers of one block signed up, which is how SMS pumping looks; their texts were held back.",
    ),
    _Count(
        construct_id="SendingStopped",
        metric="SendingStopped",
        section="sending-stopped",
        meaning="Somebody stopped all sending; texts wait until it is resumed.",
        minutes=10,  # the sweeper says so every five: the alarm lasts as long as the stop
    ),
)
_CAPTCHA = _Count(
    construct_id="CaptchaUnavailable",
    metric="CaptchaUnavailable",
    section="captcha-unavailable",
    meaning="The CAPTCHA provider could not be asked, and nobody can sign up without it.",
)


class OptInAlarms(Construct):
    """What a person should look into: outcomes, throttles, signs of abuse, and money.

    :param namespace: of the pipeline's own metrics.
    :param monthly_spend_usd: what the account may spend on text messages in a month, US dollars: an alarm goes off at
        80 %. The metric is of the whole account and Region, and exists once the account has the service-linked role
        ``AWSServiceRoleForSMSVoice``. Default: 50
    :param captcha: whether forms have a CAPTCHA. Default: False
    :raises InvalidArgument: for a spend that is not above 0.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        namespace: str,
        monthly_spend_usd: float = MONTHLY_SPEND_USD,
        captcha: bool = False,
    ) -> None:
        super().__init__(scope, construct_id)
        if monthly_spend_usd <= 0:
            raise InvalidArgument(
                f"monthly_spend_usd is {monthly_spend_usd}; give what may be spent in a month, such as 50"
            )
        self._namespace = namespace
        self._spend = self._define_spend(monthly_spend_usd)
        self._all = [
            self._spend,
            self._define_conversion(),
            self._define_failure_rate(),
            *(self._define_count(count) for count in (*_COUNTS, *((_CAPTCHA,) if captcha else ()))),
        ]

    def _define_spend(self, monthly_spend_usd: float) -> cloudwatch.Alarm:
        return alarm_at(
            self,
            "Spend",
            threshold=monthly_spend_usd * SPEND_SHARE,
            metric=sms_voice.metric_text_message_monthly_spend(period=cdk.Duration.hours(1)),
            meaning=f"{SPEND_SHARE:.0%} of the {monthly_spend_usd:g} US dollars for this month's texts are spent.",
            section="spend",
            # Nothing sent means nothing new, not that the money is back.
            missing_data=cloudwatch.TreatMissingData.IGNORE,
        )

    def _define_conversion(self) -> cloudwatch.Alarm:
        return alarm_at(
            self,
            "Conversion",
            threshold=LOWEST_CONVERSION_PERCENT,
            comparison=cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
            metric=_share(
                f"IF(texts >= {FEWEST_TEXTS}, answered, 100)",
                answered=self._metric("Conversion", statistic=cloudwatch.Stats.AVERAGE),
                texts=self._metric("Conversion", statistic=cloudwatch.Stats.SAMPLE_COUNT),
            ),
            meaning=f"Fewer than {LOWEST_CONVERSION_PERCENT} % of confirmations are answered, "
            "which is how SMS pumping looks.",
            section="conversion",
        )

    def _define_failure_rate(self) -> cloudwatch.Alarm:
        bad = "FILL(failed, 0) + FILL(undelivered, 0)"
        every = f"(FILL(delivered, 0) + {bad})"
        return alarm_at(
            self,
            "FailureRate",
            threshold=HIGHEST_FAILURE_PERCENT,
            metric=_share(
                f"IF({every} >= {FEWEST_TEXTS}, 100 * ({bad}) / {every}, 0)",
                delivered=self._metric("Delivered"),
                failed=self._metric("Failed"),
                undelivered=self._metric("Undelivered"),
            ),
            meaning=f"{HIGHEST_FAILURE_PERCENT} % of texts or more are refused or don't arrive.",
            section="failure-rate",
        )

    def _define_count(self, count: _Count) -> cloudwatch.Alarm:
        return alarm_at(
            self,
            count.construct_id,
            threshold=count.threshold,
            metric=self._metric(count.metric, period=cdk.Duration.minutes(count.minutes), dimensions=count.dimensions),
            meaning=count.meaning,
            section=count.section,
        )

    def _metric(
        self,
        name: str,
        *,
        statistic: str = cloudwatch.Stats.SUM,
        period: cdk.Duration | None = None,
        dimensions: dict[str, str] | None = None,
    ) -> cloudwatch.Metric:
        return cloudwatch.Metric(
            namespace=self._namespace,
            metric_name=name,
            statistic=statistic,
            period=period,
            dimensions_map=dimensions or None,
        )

    @property
    def all(self) -> Sequence[cloudwatch.Alarm]:
        """Every alarm of these."""
        return self._all

    @property
    def spend(self) -> cloudwatch.Alarm:
        """The alarm on the month's spend; it should exist before anything is sent."""
        return self._spend


def _share(expression: str, **metrics: cloudwatch.IMetric) -> cloudwatch.MathExpression:
    """A percentage, hour by hour."""
    return cloudwatch.MathExpression(
        expression=expression, using_metrics=metrics, label="percent", period=cdk.Duration.hours(1)
    )
