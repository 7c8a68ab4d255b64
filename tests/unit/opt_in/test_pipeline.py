"""The functions with their triggers, their time and what they know."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.opt_in import DoubleOptIn, NumberValidation
from tests.unit.opt_in.conftest import make_double_opt_in, make_stack
from tests.unit.reading import Reading, arn

Made = tuple[DoubleOptIn, Reading]
QUEUED = ("sender", "reply", "settlement")
SCHEDULED = {"sweeper": "rate(5 minutes)", "expiry": "rate(5 minutes)", "reconciliation": "rate(15 minutes)"}


@pytest.fixture(scope="module")
def made() -> Made:
    stack = make_stack()
    pattern = make_double_opt_in(stack)
    return pattern, Reading(stack)


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


def test_the_sender_knows_when_a_message_is_about_to_be_set_aside(made: Made) -> None:
    variables = properties(made[1], "sender")["Environment"]["Variables"]
    (queue, _) = source(made[1], "sender")["EventSourceArn"]["Fn::GetAtt"]
    redrive = made[1].resources[queue]["Properties"]["RedrivePolicy"]
    assert variables["OUTBOX_MAX_RECEIVES"] == str(redrive["maxReceiveCount"])
    assert variables["OUTBOX_QUEUE_URL"] == {"Ref": queue}


def test_the_sweeper_queues_where_the_sender_takes(made: Made) -> None:
    sweeper, sender = (properties(made[1], each)["Environment"]["Variables"] for each in ("sweeper", "sender"))
    assert sweeper["OUTBOX_QUEUE_URL"] == sender["OUTBOX_QUEUE_URL"]


def test_every_function_publishes_metrics_of_the_same_namespace_and_programme(made: Made) -> None:
    modules = ("signup", *QUEUED, *SCHEDULED)
    found = [properties(made[1], module)["Environment"]["Variables"] for module in modules]
    assert {each["METRICS_NAMESPACE"] for each in found} == {"CdkMessaging/OptIn"}
    assert {each["PROGRAMME"] for each in found} == {"alerts"}


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
    assert len(made[0].pipeline.alarms) == 7 + 3 + 1 + 2 + 3


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
