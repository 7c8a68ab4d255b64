"""The functions with their triggers, their time and what they know."""

from __future__ import annotations

from typing import Any

import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_secretsmanager as secretsmanager

from cdk_messaging.opt_in import Captcha, CaptchaProvider, DoubleOptIn, NumberValidation
from tests.unit.opt_in.conftest import make_double_opt_in, make_stack
from tests.unit.opt_in.parts import make_key
from tests.unit.reading import Reading, arn

Made = tuple[DoubleOptIn, Reading]
QUEUED = ("sender", "reply", "settlement")
SCHEDULED = {"sweeper": "rate(5 minutes)", "expiry": "rate(5 minutes)", "reconciliation": "rate(15 minutes)"}


@pytest.fixture(scope="module")
def made() -> Made:
    stack = make_stack()
    pattern = make_double_opt_in(stack)
    return pattern, Reading(stack)


def captcha(secret: secretsmanager.ISecret) -> Captcha:
    return Captcha(provider=CaptchaProvider.TURNSTILE, site_key="0x4AAAAAAA", secret=secret)


def function_id(reading: Reading, module: str) -> str:
    (found,) = [
        name
        for name, each in reading.all("AWS::Lambda::Function").items()
        if each["Properties"]["Handler"] == f"runtime.{module}.handler"
    ]
    return found


def properties(reading: Reading, module: str) -> Any:
    return reading.resources[function_id(reading, module)]["Properties"]


def source(reading: Reading, module: str) -> Any:
    (found,) = [
        each["Properties"]
        for each in reading.all("AWS::Lambda::EventSourceMapping").values()
        if each["Properties"]["FunctionName"] == {"Ref": function_id(reading, module)}
    ]
    return found


def test_two_senders_at_most_because_more_would_only_wait_for_the_pace(made: Made) -> None:
    assert source(made[1], "sender")["ScalingConfig"] == {"MaximumConcurrency": 2}
    assert "ScalingConfig" not in source(made[1], "reply")


@pytest.mark.parametrize("module", QUEUED)
def test_each_queue_has_one_function_that_names_what_failed(made: Made, module: str) -> None:
    assert source(made[1], module)["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert len(made[1].all("AWS::Lambda::EventSourceMapping")) == len(QUEUED)


@pytest.mark.parametrize("module", QUEUED)
def test_a_message_is_hidden_for_six_times_the_functions_time(made: Made, module: str) -> None:
    (queue, _) = source(made[1], module)["EventSourceArn"]["Fn::GetAtt"]
    hidden = made[1].resources[queue]["Properties"]["VisibilityTimeout"]
    assert hidden == 6 * properties(made[1], module)["Timeout"]


@pytest.mark.parametrize("module", SCHEDULED)
def test_each_schedule_has_its_rate(made: Made, module: str) -> None:
    target = arn(function_id(made[1], module))
    (schedule,) = [
        each["Properties"]
        for each in made[1].all("AWS::Scheduler::Schedule").values()
        if each["Properties"]["Target"]["Arn"] == target
    ]
    assert schedule["ScheduleExpression"] == SCHEDULED[module]


@pytest.mark.parametrize("module", SCHEDULED)
def test_a_scheduled_function_ends_before_its_next_turn(made: Made, module: str) -> None:
    assert properties(made[1], module)["Timeout"] <= 300


def test_a_person_waits_for_ten_seconds_at_most(made: Made) -> None:
    assert properties(made[1], "signup")["Timeout"] == 10


def test_with_a_captcha_five_more_in_which_its_provider_may_answer() -> None:
    stack = make_stack()
    secret = secretsmanager.Secret.from_secret_name_v2(stack, "Captcha", "turnstile")
    make_double_opt_in(stack, captcha=captcha(secret))
    assert properties(Reading(stack), "signup")["Timeout"] == 15


def test_the_sender_knows_when_a_message_is_about_to_be_set_aside(made: Made) -> None:
    variables = properties(made[1], "sender")["Environment"]["Variables"]
    (queue, _) = source(made[1], "sender")["EventSourceArn"]["Fn::GetAtt"]
    redrive = made[1].resources[queue]["Properties"]["RedrivePolicy"]
    assert variables["OUTBOX_MAX_RECEIVES"] == str(redrive["maxReceiveCount"])
    assert variables["OUTBOX_QUEUE_URL"] == {"Ref": queue}


def test_the_sweeper_queues_where_the_sender_takes(made: Made) -> None:
    sweeper, sender = (properties(made[1], each)["Environment"]["Variables"] for each in ("sweeper", "sender"))
    assert sweeper["OUTBOX_QUEUE_URL"] == sender["OUTBOX_QUEUE_URL"]


def test_every_function_publishes_metrics_of_the_same_namespace_which_is_this_deployments_own(made: Made) -> None:
    modules = ("signup", "consent_check", *QUEUED, *SCHEDULED)
    found = [properties(made[1], module)["Environment"]["Variables"] for module in modules]
    assert {each["METRICS_NAMESPACE"] for each in found} == {"CdkMessaging/OptIn/Stack/OptIn"}
    assert made[0].metrics_namespace == "CdkMessaging/OptIn/Stack/OptIn"


def test_each_function_is_to_be_found(made: Made) -> None:
    pipeline, reading = made[0].pipeline, made[1]
    functions = {
        "signup": pipeline.sign_up,
        "sender": pipeline.sender,
        "reply": pipeline.reply,
        "settlement": pipeline.settlement,
        "sweeper": pipeline.sweeper,
        "expiry": pipeline.expiry,
        "reconciliation": pipeline.reconciliation,
        "consent_check": pipeline.consent_check,
    }
    for module, function in functions.items():
        assert reading.id_of(function.function) == function_id(reading, module)


def test_each_queue_is_to_be_found(made: Made) -> None:
    pipeline, reading = made[0].pipeline, made[1]
    queues = {"sender": pipeline.outbox.queue, "reply": pipeline.inbound.queue, "settlement": pipeline.events.queue}
    for module, queue in queues.items():
        assert source(reading, module)["EventSourceArn"] == arn(reading.id_of(queue.queue))


def test_there_is_an_alarm_for_each_function_and_each_dead_letter_queue(made: Made) -> None:
    # Functions; dead letters of three queues; what pipe, two topics and three schedules could not deliver.
    assert len(made[0].pipeline.alarms) == 8 + 3 + 1 + 2 + 3


@pytest.mark.parametrize(
    ("validation", "action", "resource"),
    [
        (NumberValidation.CARRIER_LOOKUP, "sms-voice:CarrierLookup", "*"),
        (NumberValidation.PHONE_NUMBER_VALIDATE, "mobiletargeting:PhoneNumberValidate", "phone/number/validate"),
    ],
)
def test_numbers_are_validated_by_whom_the_user_chose(validation: NumberValidation, action: str, resource: str) -> None:
    stack = make_stack()
    pattern = make_double_opt_in(stack, number_validation=validation)
    reading = Reading(stack)
    for function in (pattern.pipeline.sign_up, pattern.pipeline.sender):
        granted = {actions[0]: str(target) for actions, target in reading.allowed(function.role)}
        assert resource in granted[action]
        assert len({each for each in granted if each.endswith(("CarrierLookup", "PhoneNumberValidate"))}) == 1


def test_only_the_sign_up_function_knows_the_secret_of_a_captcha_and_only_where_there_is_one(made: Made) -> None:
    stack = make_stack()
    secret = secretsmanager.Secret(stack, "Captcha", encryption_key=make_key(stack, "CaptchaKey"))
    reading_without, pattern = made[1], make_double_opt_in(stack, captcha=captcha(secret))
    reading = Reading(stack)
    knowing = [
        each["Properties"]["Handler"]
        for each in reading.all("AWS::Lambda::Function").values()
        if "CAPTCHA_SECRET_ARN" in each["Properties"].get("Environment", {}).get("Variables", {})
    ]
    assert knowing == ["runtime.signup.handler"]
    assert (["secretsmanager:GetSecretValue"], {"Ref": reading.id_of(secret)}) in [
        (actions, resource) for actions, resource in reading.allowed(pattern.pipeline.sign_up.role)
    ]
    assert "CAPTCHA_SECRET_ARN" not in str(reading_without.resources)
    assert "secretsmanager:GetSecretValue" not in reading_without.actions(made[0].pipeline.sign_up.role)


def test_the_secret_of_a_captcha_is_decrypted_with_its_own_key() -> None:
    stack = make_stack()
    key = make_key(stack, "CaptchaKey")
    secret = secretsmanager.Secret(stack, "Captcha", encryption_key=key)
    pattern = make_double_opt_in(stack, captcha=captcha(secret))
    reading = Reading(stack)
    assert (["kms:Decrypt"], arn(reading.id_of(key))) in reading.allowed(pattern.pipeline.sign_up.role)


def test_a_secret_that_is_known_by_name_is_read_with_whatever_aws_appends_to_it() -> None:
    stack = make_stack()
    secret = secretsmanager.Secret.from_secret_name_v2(stack, "Captcha", "turnstile")
    pattern = make_double_opt_in(stack, captcha=captcha(secret))
    (resource,) = [
        resource
        for actions, resource in Reading(stack).allowed(pattern.pipeline.sign_up.role)
        if actions == ["secretsmanager:GetSecretValue"]
    ]
    assert resource["Fn::Join"][1][-1] == ":secret:turnstile-??????"


def test_others_may_ask_whom_they_may_text_when_they_are_granted_it() -> None:
    stack = make_stack()
    pattern = make_double_opt_in(stack)
    role = iam.Role(stack, "Sender", assumed_by=iam.AccountRootPrincipal())
    pattern.grant_check_consent(role)
    reading = Reading(stack)
    function = arn(function_id(reading, "consent_check"))
    assert reading.allowed(role) == [(["lambda:InvokeFunction"], [function, {"Fn::Join": ["", [function, ":*"]]}])]


def test_a_role_of_another_stack_and_a_service_may_be_granted_it_too() -> None:
    stack = make_stack()
    pattern = make_double_opt_in(stack)
    imported = iam.Role.from_role_arn(stack, "Imported", "arn:aws:iam::111122223333:role/sender")
    pattern.grant_check_consent(imported)
    pattern.grant_check_consent(iam.ServicePrincipal("states.amazonaws.com"))
    reading = Reading(stack)
    policies = [each["Properties"] for each in reading.all("AWS::IAM::Policy").values()]
    assert [each for each in policies if each["Roles"] == ["sender"]]
    permissions = [each["Properties"] for each in reading.all("AWS::Lambda::Permission").values()]
    assert arn(function_id(reading, "consent_check")) in [
        each["FunctionName"] for each in permissions if each["Principal"] == "states.amazonaws.com"
    ]


def test_the_consent_check_changes_nothing(made: Made) -> None:
    actions = made[1].actions(made[0].consent_check.role)
    assert {each for each in actions if each.startswith("dynamodb:")} == {"dynamodb:GetItem", "dynamodb:Query"}


def test_nothing_is_sent_before_the_alarm_on_money_is_there(made: Made) -> None:
    pattern, reading = made
    sending = reading.resources[reading.id_of(pattern.pipeline.sending)]
    assert sending["Properties"]["FunctionName"] == {"Ref": function_id(reading, "sender")}
    assert reading.id_of(pattern.alarms.spend) in sending["DependsOn"]
