"""The pattern as a whole: what it makes, what it takes, what it refuses."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sns as sns
from aws_cdk.assertions import Match, Template

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import ConsentTable, DoubleOptIn, NumberValidation, OwnPage
from cdk_messaging.sms_voice import ConfigurationSet
from tests.unit.opt_in.conftest import make_double_opt_in, make_stack
from tests.unit.reading import Reading

Defaults = tuple[DoubleOptIn, Template]

FUNCTIONS = ("signup", "sender", "reply", "settlement", "sweeper", "expiry", "reconciliation", "consent_check")


@pytest.mark.parametrize("module", FUNCTIONS)
def test_each_function_runs_on_the_one_runtime_with_a_log_group_and_a_role_of_its_own(
    defaults: Defaults, module: str
) -> None:
    _, template = defaults

    (function,) = template.find_resources(
        "AWS::Lambda::Function", {"Properties": {"Handler": f"runtime.{module}.handler"}}
    ).values()
    others = template.find_resources("AWS::Lambda::Function").values()

    assert function["Properties"]["Runtime"] == "python3.14"
    assert function["Properties"]["Architectures"] == ["arm64"]
    role, group = function["Properties"]["Role"], function["Properties"]["LoggingConfig"]["LogGroup"]
    assert [each["Properties"]["Role"] for each in others].count(role) == 1
    assert [each["Properties"].get("LoggingConfig", {}).get("LogGroup") for each in others].count(group) == 1


def test_all_functions_share_one_asset(defaults: Defaults) -> None:
    _, template = defaults
    functions = [
        each["Properties"]
        for each in template.find_resources("AWS::Lambda::Function").values()
        if each["Properties"]["Handler"].removeprefix("runtime.").removesuffix(".handler") in FUNCTIONS
    ]

    assert len(functions) == len(FUNCTIONS)
    assert len({each["Code"]["S3Key"] for each in functions}) == 1


def test_every_log_group_is_encrypted_and_kept_for_six_months(defaults: Defaults) -> None:
    _, template = defaults
    groups = template.find_resources("AWS::Logs::LogGroup")

    assert groups
    for group in groups.values():
        assert group["Properties"]["RetentionInDays"] == 180
        assert "KmsKeyId" in group["Properties"]
        assert group["DeletionPolicy"] == "Retain"


def test_what_holds_data_is_retained(defaults: Defaults) -> None:
    _, template = defaults

    for kind in ("AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::SMSVOICE::PhoneNumber"):
        for resource in template.find_resources(kind).values():
            assert resource["DeletionPolicy"] == "Retain", kind


def test_the_table_is_protected_encrypted_and_restorable(defaults: Defaults) -> None:
    _, template = defaults

    template.has_resource_properties(
        "AWS::DynamoDB::Table",
        {
            "DeletionProtectionEnabled": True,
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": Match.any_value()},
            "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
            "TimeToLiveSpecification": {"AttributeName": "expires_at", "Enabled": True},
            "GlobalSecondaryIndexes": [
                Match.object_like({"IndexName": "by_status", "Projection": {"ProjectionType": "KEYS_ONLY"}})
            ],
        },
    )


def test_a_table_that_may_go_is_not_protected() -> None:
    stack = make_stack()
    ConsentTable(stack, "Consents", removal_policy=cdk.RemovalPolicy.DESTROY)

    Template.from_stack(stack).has_resource(
        "AWS::DynamoDB::Table",
        {"DeletionPolicy": "Delete", "Properties": {"DeletionProtectionEnabled": False}},
    )


def test_the_configuration_set_reports_text_events_to_the_settlement_and_expects_feedback(defaults: Defaults) -> None:
    _, template = defaults

    template.has_resource_properties(
        "AWS::SMSVOICE::ConfigurationSet",
        {
            "MessageFeedbackEnabled": True,
            "EventDestinations": [
                Match.object_like(
                    {
                        "EventDestinationName": "opt-in-settlement",
                        "MatchingEventTypes": ["TEXT_ALL"],
                        "SnsDestination": Match.any_value(),
                    }
                )
            ],
        },
    )


def test_the_queues_of_topics_keep_the_envelope_and_have_a_queue_for_what_did_not_arrive(defaults: Defaults) -> None:
    _, template = defaults
    subscriptions = template.find_resources("AWS::SNS::Subscription", {"Properties": {"Protocol": "sqs"}})

    assert len(subscriptions) == 2
    for subscription in subscriptions.values():
        assert subscription["Properties"]["RawMessageDelivery"] is False
        assert "deadLetterTargetArn" in subscription["Properties"]["RedrivePolicy"]


def test_every_queue_is_encrypted_and_takes_tls_only(defaults: Defaults) -> None:
    _, template = defaults
    queues = template.find_resources("AWS::SQS::Queue")
    policies = template.find_resources("AWS::SQS::QueuePolicy")

    assert queues
    assert all("KmsMasterKeyId" in queue["Properties"] for queue in queues.values())
    refused = {
        name
        for policy in policies.values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny" and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        for queue in policy["Properties"]["Queues"]
        for name in [queue["Ref"]]
    }
    assert refused == set(queues)


def test_every_queue_is_either_redriven_or_watched_by_an_alarm(defaults: Defaults) -> None:
    _, template = defaults
    queues = template.find_resources("AWS::SQS::Queue")
    redriven = {name for name, queue in queues.items() if "RedrivePolicy" in queue["Properties"]}
    watched = {
        dimension["Value"]["Fn::GetAtt"][0]
        for alarm in template.find_resources("AWS::CloudWatch::Alarm").values()
        for dimension in alarm["Properties"].get("Dimensions", [])
        if dimension["Name"] == "QueueName"
    }

    assert set(queues) == redriven | watched
    assert not redriven & watched


def test_outbox_messages_are_kept_for_fourteen_days_and_hold_ids_only(defaults: Defaults) -> None:
    pattern, template = defaults
    stack = cdk.Stack.of(pattern)
    queue_id = stack.get_logical_id(pattern.pipeline.outbox.queue.queue.node.default_child)  # type: ignore[arg-type]

    assert template.find_resources("AWS::SQS::Queue")[queue_id]["Properties"]["MessageRetentionPeriod"] == 14 * 86400
    template.has_resource_properties(
        "AWS::Pipes::Pipe",
        {
            "TargetParameters": {"InputTemplate": '{"outbox_id": "<$.dynamodb.NewImage.id.S>"}'},
            "SourceParameters": {
                "FilterCriteria": {
                    "Filters": [
                        {
                            "Pattern": '{"eventName": ["INSERT"], "dynamodb": {"Keys": {"pk": {"S": [{"prefix": '
                            '"OUTBOX#"}]}, "sk": {"S": ["MESSAGE"]}}}}'
                        }
                    ]
                }
            },
        },
    )


def test_the_consent_text_is_published_with_its_version_before_the_page_shows_it(defaults: Defaults) -> None:
    _, template = defaults
    (text_id,) = template.find_resources("Custom::ConsentText")
    (page,) = template.find_resources("Custom::CDKBucketDeployment").values()

    template.has_resource_properties("Custom::ConsentText", {"Programme": "alerts", "Locale": "en-US"})
    assert text_id in page["DependsOn"]


def test_a_hosted_page_trusts_the_distribution_for_the_viewers_address_and_a_page_elsewhere_does_not() -> None:
    stack = make_stack()
    make_double_opt_in(stack, page=OwnPage(allowed_origin="https://www.example.com"))
    template = Template.from_stack(stack)

    template.has_resource_properties(
        "AWS::Lambda::Function",
        {"Handler": "runtime.signup.handler", "Environment": {"Variables": {"TRUSTED_VIEWER_HEADER": "0"}}},
    )
    template.resource_count_is("AWS::CloudFront::Distribution", 0)
    template.has_resource_properties("AWS::WAFv2::WebACL", {"Scope": "REGIONAL"})
    template.resource_count_is("AWS::WAFv2::WebACLAssociation", 1)


def test_existing_resources_are_used_and_none_is_made_beside_them() -> None:
    stack = make_stack()
    key = DataKey(stack, "Given")
    consents = ConsentTable(stack, "GivenConsents", encryption_key=key)
    topic = sns.Topic(stack, "GivenEvents", master_key=key)
    given_set = ConfigurationSet.from_configuration_set_name(stack, "GivenSet", "given")
    pattern = make_double_opt_in(
        stack, encryption_key=key, consent_table=consents, configuration_set=given_set, event_topic=topic
    )
    template = Template.from_stack(stack)

    assert pattern.consent_table is consents
    template.resource_count_is("AWS::DynamoDB::Table", 1)
    template.resource_count_is("AWS::SMSVOICE::ConfigurationSet", 0)
    template.has_resource_properties(
        "AWS::Lambda::Function",
        {
            "Handler": "runtime.sender.handler",
            "Environment": {"Variables": Match.object_like({"CONFIGURATION_SET": "given"})},
        },
    )


def test_all_alarms_go_to_the_topic_that_is_given_those_of_custom_resources_too() -> None:
    stack = make_stack()
    topic = sns.Topic(stack, "Operators")
    make_double_opt_in(stack, "First", alarm_topic=topic)
    make_double_opt_in(stack, "Second", alarm_topic=topic)
    reading = Reading(stack)
    alarms = reading.all("AWS::CloudWatch::Alarm")
    heard = {"Ref": reading.id_of(topic)}

    assert any("CdkMessagingProvider" in name for name in alarms)
    assert [name for name, each in alarms.items() if each["Properties"].get("AlarmActions") != [heard]] == []


def test_without_a_topic_there_are_the_alarms_all_the_same(defaults: Defaults) -> None:
    pattern, template = defaults
    alarms = template.find_resources("AWS::CloudWatch::Alarm").values()

    assert len(alarms) > len(pattern.pipeline.alarms)
    assert not any("AlarmActions" in each["Properties"] for each in alarms)


def test_the_alarm_on_money_is_at_four_fifths_of_what_may_be_spent(defaults: Defaults) -> None:
    stack = make_stack()
    pattern = make_double_opt_in(stack, monthly_spend_usd=200)
    spend = {"MetricName": "TextMessageMonthlySpend", "Namespace": "AWS/SMSVoice"}

    defaults[1].has_resource_properties("AWS::CloudWatch::Alarm", {**spend, "Threshold": 40})
    assert Reading(stack).of(pattern.alarms.spend)["Threshold"] == 160


def test_nothing_is_made_that_was_not_asked_for(defaults: Defaults) -> None:
    _, template = defaults

    for kind in (
        "AWS::ApiGateway::DomainName",
        "AWS::CertificateManager::Certificate",
        "AWS::Route53::RecordSet",
        "AWS::WAFv2::WebACL",
    ):
        template.resource_count_is(kind, 0)
    assert "CAPTCHA_SECRET_ARN" not in str(template.to_json())
    assert "Captcha" not in str(template.to_json())


def test_two_in_one_stack_do_not_collide() -> None:
    stack = make_stack()
    make_double_opt_in(stack, "First")
    make_double_opt_in(stack, "Second")

    template = Template.from_stack(stack)

    template.resource_count_is("AWS::Pipes::Pipe", 2)
    template.resource_count_is("AWS::SMSVOICE::ConfigurationSet", 2)
    names = [each["Properties"]["Name"] for each in template.find_resources("AWS::Pipes::Pipe").values()]
    assert len(set(names)) == 2


def test_fails_without_a_country() -> None:
    message = r"^allowed_countries is empty; name at least one country, such as 'US'\n"
    with pytest.raises(InvalidArgument, match=message):
        make_double_opt_in(make_stack(), allowed_countries=[])


def test_fails_on_a_country_twice() -> None:
    with pytest.raises(InvalidArgument, match=r"^allowed_countries names GB more than once; name each country once\n"):
        make_double_opt_in(make_stack(), allowed_countries=["GB", "US", "GB"])


def test_fails_where_phone_number_validate_does_not_exist() -> None:
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(region="eu-north-1"))

    with pytest.raises(
        InvalidArgument,
        match=r"^number_validation PHONE_NUMBER_VALIDATE does not exist in Region 'eu-north-1'; use CARRIER_LOOKUP, or "
        r"one of ap-northeast-1, .*us-west-2\n",
    ):
        make_double_opt_in(stack, number_validation=NumberValidation.PHONE_NUMBER_VALIDATE)


def test_fails_on_an_imported_set_without_its_topic() -> None:
    stack = make_stack()
    given = ConfigurationSet.from_configuration_set_name(stack, "Given", "given")

    with pytest.raises(
        InvalidArgument,
        match=r"^configuration_set 'given' is imported and event_topic is missing; give the topic that is a "
        r"destination of its text events\n",
    ):
        make_double_opt_in(stack, configuration_set=given)


def test_fails_on_a_topic_without_its_set() -> None:
    stack = make_stack()

    with pytest.raises(
        InvalidArgument,
        match=r"^event_topic is given without configuration_set; name the set whose events it gets, or give neither\n",
    ):
        make_double_opt_in(stack, event_topic=sns.Topic(stack, "Topic"))
