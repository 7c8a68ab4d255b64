"""Settings of an account: what is synthesized, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import (
    ConfigurationSet,
    EventDestination,
    EventType,
    Keyword,
    KeywordAction,
    OptOutList,
    PhoneNumber,
    Pool,
    ProtectConfiguration,
    SenderId,
    TwoWay,
)
from cdk_messaging.sms_voice.account import (
    AccountDefaultProtectConfiguration,
    DefaultMessageFeedback,
    DefaultMessageType,
    ImportedKeywords,
    ImportedSetEventDestination,
    ImportedTwoWay,
    MessageSpendLimitOverride,
    MessageType,
    NumberOverrideAction,
    OptedOutNumbers,
    OriginationIdentityAssociation,
    ProtectConfigurationRuleSetNumberOverride,
    SpendLimitChannel,
)

from .helpers import TEXTS, arn, only, properties, resources, simulator

Make = Callable[[cdk.Stack], Construct]
NUMBER = "+12065550100"


def without_token(rendered: Any) -> Any:
    return {name: value for name, value in rendered.items() if name not in ("ServiceToken", "Earlier")}


def imported_pool(stack: cdk.Stack, construct_id: str = "Pool") -> Any:
    return Pool.from_pool_id(stack, construct_id, "pool-1")


def imported_number(stack: cdk.Stack) -> Any:
    return PhoneNumber.from_phone_number_id(stack, "Number", "phone-1")


def imported_set(stack: cdk.Stack) -> Any:
    return ConfigurationSet.from_configuration_set_name(stack, "Set", "alerts")


def protect(stack: cdk.Stack) -> Any:
    return ProtectConfiguration.from_protect_configuration_id(stack, "Protect", "protect-1")


def spend_limit(stack: cdk.Stack, construct_id: str = "Limit", **arguments: Any) -> MessageSpendLimitOverride:
    given: dict[str, Any] = {"channel": SpendLimitChannel.TEXT, "us_dollars": 100, **arguments}
    return MessageSpendLimitOverride(stack, construct_id, **given)


def test_a_setting_is_told_what_was_there_before(stack: cdk.Stack) -> None:
    spend_limit(stack)
    (earlier,) = resources(stack, "Custom::EarlierSetting")
    assert properties(stack, "Custom::MessageSpendLimitOverride")["Earlier"] == {"Fn::GetAtt": [earlier, "Value"]}


def test_looking_is_not_repeated_when_the_value_changes(stack: cdk.Stack) -> None:
    spend_limit(stack)
    assert without_token(properties(stack, "Custom::EarlierSetting")) == {
        "Setting": "Custom::MessageSpendLimitOverride",
        "Channel": "TEXT",
    }


def test_a_spend_limit_renders_kind_and_limit(stack: cdk.Stack) -> None:
    spend_limit(stack)
    rendered = without_token(properties(stack, "Custom::MessageSpendLimitOverride"))
    assert rendered == {"Channel": "TEXT", "MonthlyLimit": "100"}


def test_a_setting_goes_with_its_stack(stack: cdk.Stack) -> None:
    spend_limit(stack)
    assert only(stack, "Custom::MessageSpendLimitOverride")["DeletionPolicy"] == "Delete"


def test_a_setting_is_kept_if_asked_to(stack: cdk.Stack) -> None:
    spend_limit(stack, removal_policy=cdk.RemovalPolicy.RETAIN)
    assert only(stack, "Custom::MessageSpendLimitOverride")["DeletionPolicy"] == "Retain"


def test_a_limit_known_at_deployment_passes(stack: cdk.Stack) -> None:
    parameter = cdk.CfnParameter(stack, "Most", type="Number")
    spend_limit(stack, us_dollars=parameter.value_as_number)
    assert properties(stack, "Custom::MessageSpendLimitOverride")["MonthlyLimit"] == {"Ref": "Most"}


def test_the_resource_is_at_hand(stack: cdk.Stack) -> None:
    assert spend_limit(stack).resource.node.path == "Stack/Limit/Resource"


def test_limits_of_all_kinds_share_one_provider(stack: cdk.Stack) -> None:
    for channel in SpendLimitChannel:
        spend_limit(stack, channel.value.title(), channel=channel)
    assert len(resources(stack, "Custom::MessageSpendLimitOverride")) == 5
    assert len(resources(stack, "AWS::Lambda::Function")) == 1


def test_the_default_protect_configuration_is_named(stack: cdk.Stack) -> None:
    AccountDefaultProtectConfiguration(stack, "Default", protect_configuration=protect(stack))
    rendered = without_token(properties(stack, "Custom::AccountDefaultProtectConfiguration"))
    assert rendered == {"ProtectConfigurationId": "protect-1"}


def test_a_default_of_the_same_stack_is_made_before_and_deleted_after(stack: cdk.Stack) -> None:
    made = ProtectConfiguration.allow_only(stack, "Protect", countries=["US"])
    AccountDefaultProtectConfiguration(stack, "Default", protect_configuration=made)
    rendered = properties(stack, "Custom::AccountDefaultProtectConfiguration")["ProtectConfigurationId"]
    assert rendered == stack.resolve(made.protect_configuration_id)


def test_an_exception_renders_number_action_and_end(stack: cdk.Stack) -> None:
    ProtectConfigurationRuleSetNumberOverride(
        stack,
        "Override",
        protect_configuration=protect(stack),
        destination_phone_number=NUMBER,
        action=NumberOverrideAction.ALLOW,
        expires=datetime(2027, 1, 1, tzinfo=UTC),
    )
    assert without_token(properties(stack, "Custom::ProtectConfigurationRuleSetNumberOverride")) == {
        "ProtectConfigurationId": "protect-1",
        "DestinationPhoneNumber": NUMBER,
        "Action": "ALLOW",
        "Expires": "1798761600",
    }


def test_an_exception_has_no_end_unless_it_is_given(stack: cdk.Stack) -> None:
    override(stack)
    assert "Expires" not in properties(stack, "Custom::ProtectConfigurationRuleSetNumberOverride")


def override(stack: cdk.Stack, **arguments: Any) -> Construct:
    given: dict[str, Any] = {
        "protect_configuration": protect(stack),
        "destination_phone_number": NUMBER,
        "action": NumberOverrideAction.BLOCK,
        **arguments,
    }
    return ProtectConfigurationRuleSetNumberOverride(stack, "Override", **given)


def test_a_set_of_this_app_gets_a_default_message_type(stack: cdk.Stack) -> None:
    made = ConfigurationSet(stack, "Set")
    DefaultMessageType(stack, "Type", configuration_set=made, message_type=MessageType.PROMOTIONAL)
    assert without_token(properties(stack, "Custom::DefaultMessageType")) == {
        "ConfigurationSetName": stack.resolve(made.configuration_set_name),
        "MessageType": "PROMOTIONAL",
    }


@pytest.mark.parametrize(("enabled", "rendered"), [(True, "true"), (False, "false")])
def test_feedback_of_an_imported_set(stack: cdk.Stack, enabled: bool, rendered: str) -> None:
    DefaultMessageFeedback(stack, "Feedback", configuration_set=imported_set(stack), enabled=enabled)
    assert properties(stack, "Custom::DefaultMessageFeedback")["MessageFeedbackEnabled"] == rendered


def destination(stack: cdk.Stack, target: EventDestination, **arguments: Any) -> ImportedSetEventDestination:
    given: dict[str, Any] = {
        "configuration_set": imported_set(stack),
        "name": "delivery",
        "destination": target,
        "event_types": [EventType.TEXT_ALL],
        **arguments,
    }
    return ImportedSetEventDestination(stack, "Destination", **given)


def target_of(stack: cdk.Stack) -> Any:
    return properties(stack, "Custom::EventDestination")["Target"]["Fn::Join"][1][0]


def test_events_go_to_a_topic_without_a_role(stack: cdk.Stack) -> None:
    made = destination(stack, EventDestination.topic(sns.Topic(stack, "Topic")))
    assert made.role is None
    assert target_of(stack) == '{"SnsDestination":{"TopicArn":"'


def test_events_go_to_a_log_group_with_a_role_of_this_set_alone(stack: cdk.Stack) -> None:
    made = destination(stack, EventDestination.log_group(logs.LogGroup(stack, "Logs")))
    assert made.role is not None
    assert target_of(stack) == '{"CloudWatchLogsDestination":{"IamRoleArn":"'
    trusts = [
        str(each["Properties"]["AssumeRolePolicyDocument"]) for each in resources(stack, "AWS::IAM::Role").values()
    ]
    assert sum("configuration-set/alerts" in trust for trust in trusts) == 1


def test_events_go_to_a_delivery_stream(stack: cdk.Stack) -> None:
    stream = firehose.DeliveryStream.from_delivery_stream_name(stack, "Stream", "events")
    destination(stack, EventDestination.delivery_stream(stream))
    assert target_of(stack) == '{"KinesisFirehoseDestination":{"IamRoleArn":"'


def test_a_destination_may_be_switched_off(stack: cdk.Stack) -> None:
    destination(stack, EventDestination.topic(sns.Topic(stack, "Topic")), enabled=False)
    assert properties(stack, "Custom::EventDestination")["Enabled"] == "false"


def test_keywords_of_an_imported_pool_are_one_resource_each(stack: cdk.Stack) -> None:
    words = [Keyword("join", "Welcome.", KeywordAction.OPT_IN)]
    ImportedKeywords(stack, "Words", origination=imported_pool(stack), mandatory_keywords=TEXTS, keywords=words)
    rendered = [without_token(each["Properties"]) for each in resources(stack, "Custom::Keyword").values()]
    assert {each["OriginationIdentity"]["Fn::Join"][1][-1] for each in rendered} == {":pool/pool-1"}
    assert {each["Keyword"]: (each["KeywordMessage"], each["KeywordAction"]) for each in rendered} == {
        "JOIN": ("Welcome.", "OPT_IN"),
        "HELP": (TEXTS.help, "AUTOMATIC_RESPONSE"),
        "STOP": (TEXTS.stop, "OPT_OUT"),
    }


def test_replies_to_help_and_stop_stay_as_they_are_unless_given(stack: cdk.Stack) -> None:
    ImportedKeywords(stack, "Words", origination=imported_number(stack), keywords=[Keyword("YES", "Thanks.")])
    assert properties(stack, "Custom::Keyword")["Keyword"] == "YES"


def test_two_way_of_an_imported_number(stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic")
    made = ImportedTwoWay(stack, "TwoWay", origination=imported_number(stack), two_way=TwoWay.topic(topic))
    assert made.role is None
    assert without_token(properties(stack, "Custom::TwoWay")) == {
        "PhoneNumberId": arn("phone-number/phone-1"),
        "TwoWayChannelArn": stack.resolve(topic.topic_arn),
    }


def test_the_topic_lets_the_service_in_before_two_way_is_set(stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic")
    ImportedTwoWay(stack, "TwoWay", origination=imported_pool(stack), two_way=TwoWay.topic(topic))
    (policy,) = resources(stack, "AWS::SNS::TopicPolicy")
    assert policy in only(stack, "Custom::TwoWay")["DependsOn"]


def test_two_way_of_an_imported_pool_to_connect_has_a_role(stack: cdk.Stack) -> None:
    made = ImportedTwoWay(stack, "TwoWay", origination=imported_pool(stack), two_way=TwoWay.connect())
    assert made.role is not None
    rendered = properties(stack, "Custom::TwoWay")
    assert rendered["TwoWayChannelRole"] == stack.resolve(made.role.role_arn)


def test_a_number_of_this_app_is_put_into_an_imported_pool(stack: cdk.Stack) -> None:
    number = simulator(stack)
    OriginationIdentityAssociation(stack, "Member", pool=imported_pool(stack), member=number)
    assert without_token(properties(stack, "Custom::OriginationIdentityAssociation")) == {
        "PoolId": arn("pool/pool-1"),
        "OriginationIdentity": stack.resolve(number.phone_number_arn),
    }


def test_a_sender_id_is_put_into_an_imported_pool_with_its_country(stack: cdk.Stack) -> None:
    german = SenderId.from_sender_id(stack, "German", sender_id="EXAMPLE", iso_country_code="DE")
    OriginationIdentityAssociation(stack, "Member", pool=imported_pool(stack), member=german)
    assert properties(stack, "Custom::OriginationIdentityAssociation")["IsoCountryCode"] == "DE"


def test_numbers_are_seeded_on_a_list_of_this_app(stack: cdk.Stack) -> None:
    made = OptOutList(stack, "List")
    seeded = OptedOutNumbers(stack, "Seeded", opt_out_list=made, numbers=[NUMBER])
    assert seeded.resource.node.path == "Stack/Seeded/Resource"
    assert without_token(properties(stack, "Custom::OptedOutNumbers")) == {
        "OptOutListName": stack.resolve(made.opt_out_list_arn),
        "Numbers": [NUMBER],
    }


def two_limits(stack: cdk.Stack) -> Construct:
    spend_limit(stack, "First")
    return spend_limit(stack, "Second")


def own_pool(stack: cdk.Stack) -> Pool:
    return Pool(stack, "Own", phone_numbers=[simulator(stack)], mandatory_keywords=TEXTS)


MADE_HERE = "is made by this app, and CloudFormation removes what its type isn't told: give it"
REFUSED: list[tuple[Make, str]] = [
    (lambda stack: spend_limit(stack, channel="FAX"),
     "channel 'FAX' is not known: use one of TEXT, VOICE, MEDIA, NOTIFY, RCS"),
    (lambda stack: spend_limit(stack, us_dollars=-1), "us_dollars is -1: give a whole number from 0 to 1000000000"),
    (lambda stack: spend_limit(stack, us_dollars=1.5), "us_dollars is 1.5: give a whole number from 0 to 1000000000"),
    (lambda stack: spend_limit(stack, us_dollars=True), "us_dollars is True: give a whole number from 0 to 1000000000"),
    (two_limits,
     "the spend limit of TEXT messages is set by 'Stack/First' already: set it once for an account and Region"),
    (lambda stack: override(stack, destination_phone_number="12065550100"),
     "destination_phone_number '12065550100' is not valid: use + and 5 to 15 digits, for example '+12065550100'"),
    (lambda stack: override(stack, action="FILTER"), "action 'FILTER' is not known: use one of ALLOW, BLOCK"),
    (lambda stack: override(stack, expires=datetime(2027, 1, 1)),  # noqa: DTZ001 - what is refused
     "expires '2027-01-01T00:00:00' has no time zone: give tzinfo, for example UTC"),
    (lambda stack: DefaultMessageType(stack, "Type", configuration_set=imported_set(stack), message_type="OTHER"),  # type: ignore[arg-type]
     "message type 'OTHER' is not known: use one of TRANSACTIONAL, PROMOTIONAL"),
    (lambda stack: DefaultMessageFeedback(stack, "F", configuration_set=ConfigurationSet(stack, "Set"), enabled=True),
     "configuration set 'Stack/Set' is made by this app: give it message_feedback_enabled=... instead"),
    (lambda stack: destination(stack, EventDestination.topic(sns.Topic(stack, "T")), name="my destination"),
     "event destination name 'my destination' is not valid: use 1 to 64 letters, digits, _ and -"),
    (lambda stack: destination(stack, EventDestination.topic(sns.Topic(stack, "T")), name=cdk.Aws.STACK_NAME),
     "event destination name must be known at synthesis: give a literal name"),
    (lambda stack: destination(
        stack, EventDestination.topic(sns.Topic(stack, "T")), configuration_set=ConfigurationSet(stack, "Own")),
     "configuration set 'Stack/Own' is made by this app: use its add_event_destination(...) instead"),
    (lambda stack: ImportedKeywords(stack, "W", origination=own_pool(stack), keywords=[Keyword("A", "B")]),
     f"pool 'Stack/Own' {MADE_HERE} mandatory_keywords and keywords instead"),
    (lambda stack: ImportedKeywords(stack, "W", origination=imported_pool(stack)),
     "there are no keywords: give mandatory_keywords or keywords"),
    (lambda stack: ImportedKeywords(
        stack, "W", origination=imported_pool(stack), keywords=[Keyword("yes", "A"), Keyword("YES", "B")]),
     "keyword 'YES' is given twice: give each one once"),
    (lambda stack: ImportedTwoWay(
        stack, "T", origination=simulator(stack), two_way=TwoWay.topic(sns.Topic(stack, "Topic"))),
     f"phone number 'Stack/Number' {MADE_HERE} two_way instead"),
    (lambda stack: ImportedTwoWay(stack, "T", origination=imported_number(stack), two_way=TwoWay.connect()),
     "phone number 'Stack/Number' can't send to Amazon Connect by itself: put it into a pool"),
    (lambda stack: OriginationIdentityAssociation(stack, "M", pool=own_pool(stack), member=simulator(stack, "More")),
     f"pool 'Stack/Own' {MADE_HERE} phone_numbers and sender_ids instead"),
    (lambda stack: OptedOutNumbers(stack, "S", opt_out_list=OptOutList(stack, "L"), numbers=[]),
     "there are 0 numbers: give 1 to 2000"),
    (lambda stack: OptedOutNumbers(stack, "S", opt_out_list=OptOutList(stack, "L"), numbers=["911"]),
     "number '911' is not valid: use + and 5 to 15 digits, for example '+12065550100'"),
    (lambda stack: OptedOutNumbers(stack, "S", opt_out_list=OptOutList(stack, "L"), numbers=[NUMBER, NUMBER]),
     "number '+12065550100' is given twice: give each one once"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "message"), REFUSED)
def test_fails_with_what_the_value_and_the_fix(stack: cdk.Stack, make: Make, message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        make(stack)
    assert str(error.value) == message


def test_stages_that_go_to_places_of_their_own_may_set_the_same() -> None:
    app = cdk.App()
    for name in ("dev", "prod"):
        spend_limit(cdk.Stack(cdk.Stage(app, name), "Stack"))


def test_two_stages_of_one_account_and_region_may_not() -> None:
    app, place = cdk.App(), cdk.Environment(account="111122223333", region="us-east-1")
    spend_limit(cdk.Stack(cdk.Stage(app, "dev"), "Stack", env=place))
    with pytest.raises(InvalidArgument, match="is set by 'dev/Stack/Limit' already"):
        spend_limit(cdk.Stack(cdk.Stage(app, "prod"), "Stack", env=place))
