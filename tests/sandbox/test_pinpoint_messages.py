"""Direct messages of Amazon Pinpoint: texts on the phone, notifications and e-mail in its feed."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from tests.sandbox.account import Account, person, refused

Json = dict[str, Any]

_tokens = itertools.count()
SERVICE_ACCOUNT = json.dumps({"project_id": "p", "client_email": "push@example.com", "private_key": "k"})
IDENTITY = "arn:aws:ses:us-east-1:111122223333:identity/example.com"


def token() -> str:
    """An address of a device that no other test has."""
    return f"token-{next(_tokens)}"


class News:
    """A project with the channels SMS, voice, e-mail and Google's."""

    def __init__(self, account: Account) -> None:
        self.account, self.pinpoint = account, account.client("pinpoint")
        made = self.pinpoint.create_app(CreateApplicationRequest={"Name": "News"})["ApplicationResponse"]
        self.project, self.arn = made["Id"], made["Arn"]
        named = {"ApplicationId": self.project}
        self.pinpoint.update_sms_channel(**named, SMSChannelRequest={})
        self.pinpoint.update_voice_channel(**named, VoiceChannelRequest={})
        self.pinpoint.update_gcm_channel(**named, GCMChannelRequest={"ServiceJson": SERVICE_ACCOUNT})
        mail = {"FromAddress": "news@example.com", "Identity": IDENTITY}
        self.pinpoint.update_email_channel(**named, EmailChannelRequest=mail)

    def send(self, addresses: Json, messages: Json, **members: Any) -> Json:
        request = {"Addresses": addresses, "MessageConfiguration": messages, **members}
        answer = self.pinpoint.send_messages(ApplicationId=self.project, MessageRequest=request)
        return dict(answer["MessageResponse"]["Result"])

    def endpoint(self, identity: str, **members: Any) -> None:
        self.pinpoint.update_endpoint(ApplicationId=self.project, EndpointId=identity, EndpointRequest=members)

    def to_endpoints(self, *endpoints: str) -> dict[str, str]:
        request = {
            "Endpoints": {each: {} for each in endpoints},
            "MessageConfiguration": {"DefaultMessage": {"Body": "Hello."}},
        }
        answer = self.pinpoint.send_messages(ApplicationId=self.project, MessageRequest=request)
        results = answer["MessageResponse"]["EndpointResult"]
        return {each: result["DeliveryStatus"] for each, result in results.items()}

    def received(self, address: str) -> list[Json]:
        return self.account.phone.notifications(address)


@pytest.fixture
def news(account: Account) -> News:
    return News(account)


def test_a_text_reaches_the_phone_from_the_number_that_is_named(account: Account, news: News) -> None:
    number, ada = account.number(), person()
    message = {
        "Body": "Your order has left.",
        "OriginationNumber": number["PhoneNumber"],
        "MessageType": "TRANSACTIONAL",
    }
    result = news.send({ada: {"ChannelType": "SMS"}}, {"SMSMessage": message})[ada]
    assert (result["DeliveryStatus"], result["StatusCode"]) == ("SUCCESSFUL", 200)
    assert result["StatusMessage"] == f"MessageId: {result['MessageId']}"
    text = account.phone.wait_for(ada, "Your order has left.")
    assert (text["from"], text["messageId"]) == (number["PhoneNumber"], result["MessageId"])


def test_a_text_without_a_number_of_the_account_goes_by_a_shared_route(account: Account, news: News) -> None:
    ada = person()
    assert news.send({ada: {"ChannelType": "SMS"}}, {"SMSMessage": {"Body": "Hello."}})[ada]["StatusCode"] == 200
    assert account.phone.wait_for(ada, "Hello.")["from"] == "NOTICE"


def test_who_opted_out_is_sent_nothing(account: Account, news: News) -> None:
    account.number()
    ada = person()
    account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=ada)
    result = news.send({ada: {"ChannelType": "SMS"}}, {"SMSMessage": {"Body": "Hello."}})[ada]
    assert (result["DeliveryStatus"], result.get("MessageId")) == ("OPT_OUT", None)
    assert account.phone.messages(ada) == []


def test_a_number_of_nobody_fails_and_the_others_do_not(account: Account, news: News) -> None:
    account.number()
    ada = person()
    addresses = {ada: {"ChannelType": "SMS"}, "+999": {"ChannelType": "SMS"}}
    results = news.send(addresses, {"SMSMessage": {"Body": "Hello."}})
    assert results["+999"]["DeliveryStatus"] == "PERMANENT_FAILURE"
    account.phone.wait_for(ada, "Hello.")


def test_a_call_is_read_out(account: Account, news: News) -> None:
    number = account.number(NumberCapabilities=["SMS", "VOICE"])
    ada = person()
    message = {"Body": "Hello.", "OriginationNumber": number["PhoneNumber"]}
    assert news.send({ada: {"ChannelType": "VOICE"}}, {"VoiceMessage": message})[ada]["StatusCode"] == 200
    account.phone.wait_for(ada, "Hello.")


def test_a_notification_is_in_the_feed_with_variables_filled_in(news: News) -> None:
    ada, bob = token(), token()
    addresses = {
        ada: {"ChannelType": "GCM", "Substitutions": {"name": ["Ada"]}, "TitleOverride": "For you"},
        bob: {"ChannelType": "GCM"},
    }
    message = {"Title": "News", "Body": "Hello {{name}}.", "Action": "OPEN_APP", "Substitutions": {"name": ["you"]}}
    results = news.send(addresses, {"GCMMessage": message})
    (to_ada,), (to_bob,) = news.received(ada), news.received(bob)
    assert to_ada["message"] == {"Action": "OPEN_APP", "Body": "Hello Ada.", "Title": "For you"}
    assert (to_bob["message"]["Title"], to_bob["message"]["Body"]) == ("News", "Hello you.")
    assert (to_ada["messageId"], to_ada["channel"]) == (results[ada]["MessageId"], "GCM")
    assert to_ada["application"] == news.project


def test_the_default_message_is_sent_where_a_channel_has_none(news: News) -> None:
    ada = token()
    news.send({ada: {"ChannelType": "GCM"}}, {"DefaultMessage": {"Body": "Hello."}, "APNSMessage": {"Body": "No."}})
    assert news.received(ada)[0]["message"] == {"Body": "Hello."}


def test_an_email_is_in_the_feed(news: News) -> None:
    mailbox = f"{token()}@example.com"
    email = {"SimpleEmail": {"Subject": {"Data": "News"}, "TextPart": {"Data": "Hello."}}}
    news.send({mailbox: {"ChannelType": "EMAIL"}}, {"EmailMessage": email})
    assert news.received(mailbox)[0]["message"] == {"Subject": "News", "TextPart": "Hello."}


@pytest.mark.parametrize(
    ("channel", "address", "messages", "code"),
    [
        ("APNS", "token", {"APNSMessage": {"Body": "Hello."}}, 400),
        ("GCM", "token", {"APNSMessage": {"Body": "Hello."}}, 400),
        ("GCM", "invalid-token", {"GCMMessage": {"Body": "Hello."}}, 410),
        ("GCM", "token", {"GCMMessage": {"Body": "x" * 4096}}, 413),
    ],
    ids=["channel that is not enabled", "no message for the channel", "device that is gone", "more than 4 KB"],
)
def test_a_notification_that_cannot_be_sent_fails_for_good(
    news: News, channel: str, address: str, messages: Json, code: int
) -> None:
    result = news.send({address: {"ChannelType": channel}}, messages)[address]
    assert (result["DeliveryStatus"], result["StatusCode"]) == ("PERMANENT_FAILURE", code)
    assert news.received(address) == []


def test_a_channel_that_is_switched_off_sends_nothing(news: News) -> None:
    news.pinpoint.update_gcm_channel(ApplicationId=news.project, GCMChannelRequest={"Enabled": False})
    ada = token()
    assert news.send({ada: {"ChannelType": "GCM"}}, {"GCMMessage": {"Body": "x"}})[ada]["StatusCode"] == 400


def test_a_template_is_sent_with_what_the_request_adds(account: Account, news: News) -> None:
    account.number()
    ada = person()
    template = {
        "Body": "Hello {{name}}, {{what}}.",
        "DefaultSubstitutions": json.dumps({"name": "you", "what": "news"}),
    }
    news.pinpoint.create_sms_template(TemplateName="greeting", SMSTemplateRequest=template)
    addresses = {ada: {"ChannelType": "SMS", "Substitutions": {"name": ["Ada"]}}}
    news.send(addresses, {"SMSMessage": {}}, TemplateConfiguration={"SMSTemplate": {"Name": "greeting"}})
    account.phone.wait_for(ada, "Hello Ada, news.")


def test_endpoints_are_sent_to_as_they_allow(news: News) -> None:
    address = token()
    news.endpoint("ada", ChannelType="GCM", Address=address)
    news.endpoint("out", ChannelType="GCM", Address=token(), OptOut="ALL")
    news.endpoint("off", ChannelType="GCM", Address=token(), EndpointStatus="INACTIVE")
    assert news.to_endpoints("ada", "out", "off", "nobody") == {
        "ada": "SUCCESSFUL", "out": "OPT_OUT", "off": "PERMANENT_FAILURE", "nobody": "PERMANENT_FAILURE",
    }  # fmt: skip
    assert len(news.received(address)) == 1


def test_all_endpoints_of_a_user_are_sent_to(account: Account, news: News) -> None:
    account.number()
    number, device = person(), token()
    news.endpoint("text", ChannelType="SMS", Address=number, User={"UserId": "ada"})
    news.endpoint("push", ChannelType="GCM", Address=device, User={"UserId": "ada"})
    request = {"Users": {"ada": {}, "bob": {}}, "MessageConfiguration": {"DefaultMessage": {"Body": "Hello."}}}
    answer = news.pinpoint.send_users_messages(ApplicationId=news.project, SendUsersMessageRequest=request)
    result = answer["SendUsersMessageResponse"]["Result"]
    assert {each: found["Address"] for each, found in result["ada"].items()} == {"text": number, "push": device}
    assert result["bob"] == {}
    account.phone.wait_for(number, "Hello.")
    assert len(news.received(device)) == 1


@pytest.mark.parametrize(
    ("addresses", "message"),
    [
        ({}, "the request has 0 addresses and endpoints; it takes 1 to 100"),
        ({f"+1206555{each:04}": {"ChannelType": "SMS"} for each in range(101)}, "the request has 101 addresses"),
        ({"token": {}}, "the address 'token' has no ChannelType"),
    ],
)
def test_a_request_that_is_wrong_is_refused(news: News, addresses: Json, message: str) -> None:
    error = refused(lambda: news.send(addresses, {"DefaultMessage": {"Body": "Hello."}}))
    assert error["Code"] == "BadRequestException"
    assert error["Message"].startswith(message)


def test_users_and_addresses_need_the_same_permission(account: Account, news: News) -> None:
    allow = {"Effect": "Allow", "Action": "mobiletargeting:SendUsersMessages", "Resource": f"{news.arn}/messages"}
    user, message = account.as_user("pinpoint", [allow]), {"DefaultMessage": {"Body": "Hello."}}
    request = {"Users": {"ada": {}}, "MessageConfiguration": message}
    user.send_users_messages(ApplicationId=news.project, SendUsersMessageRequest=request)
    direct = {"Addresses": {"t": {"ChannelType": "GCM"}}, "MessageConfiguration": message}
    error = refused(lambda: user.send_messages(ApplicationId=news.project, MessageRequest=direct))
    assert error["Code"] == "ForbiddenException"
