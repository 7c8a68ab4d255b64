"""Each example is deployed with the CDK's command line, used, updated, used again and destroyed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.examples.deployed_example import DeployedExample
from tests.examples.example_cli import replaced
from tests.sandbox.account import until

Deploy = Callable[[str], DeployedExample]
ADA, BOB, EVE = "+447400123456", "+447400123457", "+447400123458"
VOICE = "+447400123459"


def queue_of(example: DeployedExample, topic: str) -> str:
    """A queue that gets what an encrypted topic gets."""
    sqs = example.client("sqs")
    url = str(sqs.create_queue(QueueName="for-test")["QueueUrl"])
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    allow = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [{**allow, "Resource": arn}]})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    example.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    return url


def received(example: DeployedExample, queue: str) -> Any:
    """The first message of a queue, as the topic was given it."""
    (message,) = until(lambda: example.client("sqs").receive_message(QueueUrl=queue).get("Messages"))
    return json.loads(json.loads(message["Body"])["Message"])


def test_a_number_answers_and_passes_on(deployed: Deploy) -> None:
    example = deployed("number_and_keywords")
    number = example.outputs["PhoneNumber"]
    queue = queue_of(example, example.outputs["TopicArn"])
    assert example.call("FunctionName", destination=ADA, body="Your order has left.")["outcome"] == "sent"
    example.phone.wait_for(ADA, "Your order has left.")
    example.phone.reply(ADA, "INFO", to=number)
    example.phone.wait_for(ADA, "Example Corp sends you news of your orders.")
    assert received(example, queue)["messageBody"] == "INFO"
    example.phone.reply(ADA, "STOP", to=number)
    example.phone.wait_for(ADA, "You get no more messages.")
    assert example.call("FunctionName", destination=ADA, body="Another one.")["outcome"] == "opted_out"
    example.update(replaced("sends you news of your orders", "sends you news"))
    assert example.outputs["PhoneNumber"] == number
    example.phone.reply(BOB, "INFO", to=number)
    example.phone.wait_for(BOB, "Example Corp sends you news.")
    example.client("sqs").delete_queue(QueueUrl=queue)


def test_tenants_send_apart_and_opt_out_apart(deployed: Deploy) -> None:
    example = deployed("tenants")
    assert example.call("flowersFunction", destination=EVE, body="Roses.")["outcome"] == "sent"
    roses = example.phone.wait_for(EVE, "Roses.")
    assert example.call("booksFunction", destination=EVE, body="Novels.")["outcome"] == "sent"
    novels = example.phone.wait_for(EVE, "Novels.")
    assert roses["from"] != novels["from"]
    example.phone.reply(EVE, "STOP", to=roses["from"])
    example.phone.wait_for(EVE, "Flower Shop: you get no more messages.")
    assert example.call("flowersFunction", destination=EVE, body="Tulips.")["outcome"] == "opted_out"
    assert example.call("booksFunction", destination=EVE, body="Poems.")["outcome"] == "sent"
    until(lambda: "TEXT_DELIVERED" in example.logged("flowersEvents"))
    assert novels["messageId"] not in example.logged("flowersEvents")
    example.update(replaced('"books": "Book Shop"', '"books": "Book Shop", "toys": "Toy Shop"'))
    assert example.call("toysFunction", destination=EVE, body="Trains.")["outcome"] == "sent"
    assert example.call("flowersFunction", destination=EVE, body="Tulips.")["outcome"] == "opted_out"
    assert example.phone.wait_for(EVE, "Trains.")["from"] not in {roses["from"], novels["from"]}


def test_events_are_in_three_places(deployed: Deploy) -> None:
    example = deployed("three_destinations")
    queue = queue_of(example, example.outputs["TopicArn"])
    sent = example.call("FunctionName", destination=ADA, body="Hello.", context={"order": "4711"})
    record = received(example, queue)
    assert (record["messageId"], record["context"]) == (sent["message_id"], {"order": "4711"})
    example.phone.set_state(BOB, "invalid")
    failed = example.call("FunctionName", destination=BOB, body="Hello.")
    until(lambda: failed["message_id"] in example.logged("FailuresLog"))
    assert sent["message_id"] not in example.logged("FailuresLog")

    def archived() -> bool:
        s3, bucket = example.client("s3"), example.outputs["Bucket"]
        found = s3.list_objects_v2(Bucket=bucket).get("Contents", [])
        return any(
            sent["message_id"] in s3.get_object(Bucket=bucket, Key=each["Key"])["Body"].read().decode()
            for each in found
        )

    until(archived)
    example.update(replaced("event_types=TEXT_FAILURES", "event_types=[EventType.TEXT_ALL]"))
    again = example.call("FunctionName", destination=ADA, body="Again.")
    until(lambda: again["message_id"] in example.logged("FailuresLog"))
    example.client("sqs").delete_queue(QueueUrl=queue)


def test_a_call_is_read_out(deployed: Deploy) -> None:
    example = deployed("voice")
    found = example.call("LookupName", number="+44 7400 123459")
    assert (found["outcome"], found["number"], found["country"]) == ("found", VOICE, "GB")
    called = example.call("CallerName", destination=VOICE, body="<speak>Hello.</speak>", text_type="SSML")
    assert called["outcome"] == "sent"
    assert example.phone.wait_for(VOICE, "<speak>Hello.</speak>")["messageId"] == called["message_id"]
    until(lambda: "VOICE_COMPLETED" in example.logged("CallsLog"))
    example.update(replaced('max_price_per_minute="0.10"', 'max_price_per_minute="0.00001"'))
    refused = example.call("CallerName", destination=VOICE, body="Hello.", max_price_per_minute="0.10")
    assert refused["problems"][0]["message"] == (
        "max_price_per_minute '0.10' is too high: use at most '0.00001', which the function is set to"
    )


def test_a_code_opens_the_door_once(deployed: Deploy) -> None:
    example = deployed("one_time_passwords")
    login = {"destination": "+12065550123", "reference": "login-4711"}
    sent = example.call("SenderName", **login)
    assert sent["outcome"] == "sent"
    text = example.phone.wait_for(login["destination"], lambda message: message["messageId"] == sent["message_id"])
    code = next(word.strip(".:") for word in str(text["body"]).split() if word.strip(".:").isdigit())
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert example.call("VerifierName", code=wrong, **login) == {"outcome": "checked", "valid": False}
    assert example.call("VerifierName", code=code, **login) == {"outcome": "checked", "valid": True}
    assert example.call("VerifierName", code=code, **login) == {"outcome": "checked", "valid": False}
    example.update(replaced("allowed_attempts=3", "allowed_attempts=3, send_limit=1"))
    assert example.call("SenderName", **login)["outcome"] == "limited"


def limits_of(example: DeployedExample) -> dict[str, tuple[int, bool]]:
    found = example.client("pinpoint-sms-voice-v2").describe_spend_limits()["SpendLimits"]
    return {each["Name"].split("_")[0]: (each["EnforcedLimit"], each["Overridden"]) for each in found}


def test_only_some_countries_are_texted_and_spending_stops(deployed: Deploy) -> None:
    example = deployed("protect_and_spend_limits")
    assert example.call("FunctionName", destination=ADA, body="Hello.")["outcome"] == "sent"
    example.phone.wait_for(ADA, "Hello.")
    assert example.call("FunctionName", destination=BOB, body="Hello.") == {
        "outcome": "refused",
        "reason": "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
    }
    assert (limits_of(example)["TEXT"], limits_of(example)["VOICE"]) == ((50, True), (10, True))
    launched = replaced('countries=["IE"]', 'countries=["GB", "IE"]')
    spent = replaced("SpendLimitChannel.TEXT, us_dollars=50", "SpendLimitChannel.TEXT, us_dollars=0")
    example.update(lambda source: spent(launched(source)))
    assert example.call("FunctionName", destination=BOB, body="Hello.") == {
        "outcome": "refused",
        "reason": "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT",
    }
    example.destroy()
    assert {overridden for _, overridden in limits_of(example).values()} == {False}


def test_a_number_is_registered_and_its_form_approved(deployed: Deploy) -> None:
    example = deployed("registration")
    sms = example.client("pinpoint-sms-voice-v2")
    form, number = example.outputs["RegistrationId"], example.outputs["PhoneNumberId"]

    def approved() -> list[int]:
        versions = sms.describe_registration_versions(RegistrationId=form)["RegistrationVersions"]
        return [each["VersionNumber"] for each in versions if each["RegistrationVersionStatus"] == "APPROVED"]

    def complete() -> bool:
        return bool(sms.describe_registrations()["Registrations"][0]["RegistrationStatus"] == "COMPLETE")

    until(complete)
    (tied,) = sms.list_registration_associations(RegistrationId=form)["RegistrationAssociations"]
    assert (tied["ResourceId"], approved()) == (number, [1])
    example.update(replaced("Example Corp", "Example Corporation"))
    until(complete)
    assert approved() == [2]
    fields = sms.describe_registration_field_values(RegistrationId=form)["RegistrationFieldValues"]
    assert "Example Corporation" in [each.get("TextValue") for each in fields]
    (leased,) = sms.describe_phone_numbers()["PhoneNumbers"]
    assert (leased["PhoneNumberId"], leased["RegistrationId"]) == (number, form)
