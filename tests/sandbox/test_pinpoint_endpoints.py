"""Endpoints of Amazon Pinpoint: made, merged, shared with a user, limited, deleted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.account import Account, person, refused

Json = dict[str, Any]


class Audience:
    """The endpoints of one project."""

    def __init__(self, account: Account) -> None:
        self.pinpoint = account.client("pinpoint")
        made = self.pinpoint.create_app(CreateApplicationRequest={"Name": "News"})["ApplicationResponse"]
        self.project, self.arn = made["Id"], made["Arn"]

    def put(self, identity: str, **members: Any) -> Json:
        answer = self.pinpoint.update_endpoint(ApplicationId=self.project, EndpointId=identity, EndpointRequest=members)
        return dict(answer["MessageBody"])

    def get(self, identity: str) -> Json:
        return dict(self.pinpoint.get_endpoint(ApplicationId=self.project, EndpointId=identity)["EndpointResponse"])

    def of(self, user: str) -> set[str]:
        found = self.pinpoint.get_user_endpoints(ApplicationId=self.project, UserId=user)["EndpointsResponse"]["Item"]
        return {each["Id"] for each in found}


@pytest.fixture
def audience(account: Account) -> Audience:
    return Audience(account)


def test_an_endpoint_is_shown_as_it_was_put_with_what_the_service_adds(audience: Audience) -> None:
    answer = audience.put(
        "ada", ChannelType="EMAIL", Address="ada@example.com", Attributes={"Interests": ["Books"]},
        Location={"Country": "GB", "Latitude": 47.61, "Longitude": -122.33},
    )  # fmt: skip
    assert answer["Message"] == "Accepted"
    shown = audience.get("ada")
    assert shown["RequestId"] == answer["RequestID"]
    assert (shown["Id"], shown["ApplicationId"]) == ("ada", audience.project)
    assert (shown["EndpointStatus"], shown["OptOut"], shown["Attributes"]) == (
        "ACTIVE",
        "NONE",
        {"Interests": ["Books"]},
    )
    assert shown["Location"] == {"Country": "GB", "Latitude": 47.6, "Longitude": -122.3}
    assert 0 <= int(shown["CohortId"]) < 100
    assert shown["CreationDate"] == shown["EffectiveDate"]


def test_an_update_changes_what_it_names_and_nothing_else(audience: Audience) -> None:
    audience.put(
        "ada", ChannelType="EMAIL", Address="a@example.com", Attributes={"A": ["1"], "B": ["2"], "C": ["3"]},
        Metrics={"visits": 1.0}, Demographic={"Platform": "ios"}, OptOut="ALL",
    )  # fmt: skip
    made = audience.get("ada")["CreationDate"]
    audience.put("ada", Attributes={"A": ["x"], "B": []}, Metrics={"buys": 2.0}, Demographic={"Make": "apple"})
    shown = audience.get("ada")
    assert shown["Attributes"] == {"A": ["x"], "C": ["3"]}
    assert shown["Metrics"] == {"visits": 1.0, "buys": 2.0}
    assert shown["Demographic"] == {"Platform": "ios", "Make": "apple"}
    assert (shown["OptOut"], shown["Address"], shown["CreationDate"]) == ("ALL", "a@example.com", made)


def test_the_attributes_of_a_user_are_the_same_on_all_endpoints(audience: Audience) -> None:
    audience.put("mail", ChannelType="EMAIL", Address="a@example.com", User={"UserId": "ada"})
    audience.put("text", ChannelType="SMS", Address=person(), User={"UserId": "ada", "UserAttributes": {"Age": ["39"]}})
    assert audience.get("mail")["User"] == {"UserId": "ada", "UserAttributes": {"Age": ["39"]}}
    audience.put("late", ChannelType="VOICE", Address=person(), User={"UserId": "ada"})
    assert audience.get("late")["User"]["UserAttributes"] == {"Age": ["39"]}
    assert audience.of("ada") == {"mail", "text", "late"}


def test_an_address_is_active_on_the_endpoint_that_was_put_last(audience: Audience) -> None:
    number = person()
    audience.put("old", ChannelType="SMS", Address=number)
    audience.put("new", ChannelType="SMS", Address=number)
    audience.put("call", ChannelType="VOICE", Address=number)
    assert [audience.get(each)["EndpointStatus"] for each in ("old", "new", "call")] == ["INACTIVE", "ACTIVE", "ACTIVE"]


def test_a_batch_is_put_as_one_by_one(audience: Audience) -> None:
    items = [{"Id": f"e{number}", "ChannelType": "EMAIL", "Address": f"e{number}@example.com"} for number in range(100)]
    audience.pinpoint.update_endpoints_batch(ApplicationId=audience.project, EndpointBatchRequest={"Item": items})
    assert audience.get("e99")["Address"] == "e99@example.com"


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([{"Id": str(number)} for number in range(101)], "the batch has 101 endpoints; it takes 1 to 100"),
        ([{"Id": "good"}, {"Id": ""}], "the endpoint has no id"),
        ([{"Id": "good"}, {"Id": "x", "OptOut": "SOME"}], "OptOut is 'SOME'; allowed: ALL, NONE"),
    ],
)
def test_a_batch_with_something_wrong_stores_nothing(audience: Audience, items: list[Json], message: str) -> None:
    error = refused(
        lambda: audience.pinpoint.update_endpoints_batch(
            ApplicationId=audience.project, EndpointBatchRequest={"Item": items}
        )
    )
    assert (error["Code"], error["Message"]) == ("BadRequestException", message)
    assert refused(lambda: audience.get("good"))["Code"] == "NotFoundException"


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"Attributes": {"n" * 51: ["x"]}}, f"attribute '{'n' * 51}' has 51 characters; the most is 50"),
        ({"Attributes": {"n": ["x" * 101]}}, "a value of attribute 'n' has more than 100 characters"),
        ({"Attributes": {"n": ["x"] * 51}}, "attribute 'n' has 51 values; the most is 50"),
        ({"User": {"UserId": "u", "UserAttributes": {"n": ["x"] * 51}}}, "attribute 'n' has 51 values; the most is 50"),
        ({"Metrics": {f"m{each}": 1.0 for each in range(251)}}, "endpoint 'e' has 251 attributes; the most is 250"),
        ({"EffectiveDate": "yesterday"}, "EffectiveDate is 'yesterday'; it must be ISO 8601"),
        ({"EndpointStatus": "GONE"}, "EndpointStatus is 'GONE'; allowed: ACTIVE, INACTIVE"),
    ],
)
def test_an_endpoint_beyond_the_quotas_is_refused(audience: Audience, members: Json, message: str) -> None:
    assert refused(lambda: audience.put("e", **members))["Message"] == message


def test_an_endpoint_has_15_kilobytes_at_most(audience: Audience) -> None:
    large = {f"a{each}": ["x" * 100] * 40 for each in range(4)}
    message = refused(lambda: audience.put("e", Attributes=large))["Message"]
    assert "the most is 15360" in message


def crowd(audience: Audience, *channels: str) -> None:
    for number, channel in enumerate(channels):
        audience.put(
            f"e{number}", ChannelType=channel, Address=f"address-{number}", User={"UserId": "ada"},
            EffectiveDate=f"2026-01-{number + 1:02}T00:00:00Z",
        )  # fmt: skip


def test_the_sixteenth_endpoint_of_a_user_is_refused(audience: Audience) -> None:
    crowd(audience, *["GCM"] * 15)
    error = refused(lambda: audience.put("e15", ChannelType="SMS", Address=person(), User={"UserId": "ada"}))
    assert error["Message"] == "user 'ada' has 15 endpoints; the most is 15"
    assert len(audience.of("ada")) == 15


def test_the_oldest_push_endpoint_makes_room_for_a_new_one(audience: Audience) -> None:
    crowd(audience, "SMS", "GCM", "ADM", *["EMAIL"] * 12)
    audience.put("e15", ChannelType="APNS", Address="token", User={"UserId": "ada"})
    left = audience.get("e1")
    assert left["EndpointStatus"] == "INACTIVE"
    assert "User" not in left
    assert audience.of("ada") == {"e0", *(f"e{each}" for each in range(2, 16))}


def test_a_push_endpoint_is_refused_where_none_can_make_room(audience: Audience) -> None:
    crowd(audience, *["EMAIL"] * 15)
    error = refused(lambda: audience.put("e15", ChannelType="GCM", Address="token", User={"UserId": "ada"}))
    assert error["Code"] == "BadRequestException"


def test_what_is_deleted_is_shown_once_more(audience: Audience) -> None:
    crowd(audience, "GCM", "SMS")
    gone = audience.pinpoint.delete_endpoint(ApplicationId=audience.project, EndpointId="e0")["EndpointResponse"]
    assert gone["Address"] == "address-0"
    rest = audience.pinpoint.delete_user_endpoints(ApplicationId=audience.project, UserId="ada")["EndpointsResponse"]
    assert [each["Id"] for each in rest["Item"]] == ["e1"]
    for missing in (lambda: audience.get("e1"), lambda: audience.of("ada")):
        assert refused(missing)["Code"] == "NotFoundException"


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        ("endpoint-custom-attributes", ({"other": ["1"]}, {"plan_a": 1.0}, {"plan_u": ["1"]})),
        ("endpoint-metric-attributes", ({"plan_c": ["1"], "other": ["1"]}, {}, {"plan_u": ["1"]})),
        ("endpoint-user-attributes", ({"plan_c": ["1"], "other": ["1"]}, {"plan_a": 1.0}, {})),
    ],
)
def test_attributes_are_removed_by_kind_and_pattern(audience: Audience, kind: str, left: tuple[Json, ...]) -> None:
    audience.put(
        "e", Attributes={"plan_c": ["1"], "other": ["1"]}, Metrics={"plan_a": 1.0},
        User={"UserId": "u", "UserAttributes": {"plan_u": ["1"]}},
    )  # fmt: skip
    audience.pinpoint.remove_attributes(
        ApplicationId=audience.project, AttributeType=kind, UpdateAttributesRequest={"Blacklist": ["plan_*"]}
    )
    shown = audience.get("e")
    assert (shown["Attributes"], shown.get("Metrics", {}), shown["User"].get("UserAttributes", {})) == left


def test_a_permission_on_one_endpoint_reaches_no_other(account: Account, audience: Audience) -> None:
    statement = {
        "Effect": "Allow",
        "Action": "mobiletargeting:UpdateEndpoint",
        "Resource": f"{audience.arn}/endpoints/a",
    }
    user = account.as_user("pinpoint", [statement])
    user.update_endpoint(ApplicationId=audience.project, EndpointId="a", EndpointRequest={})
    error = refused(lambda: user.update_endpoint(ApplicationId=audience.project, EndpointId="b", EndpointRequest={}))
    assert error["Code"] == "ForbiddenException"
