"""Opt-out lists and the numbers on them."""

from __future__ import annotations

from typing import Any

from sandbox.clock import clock
from sandbox.network import network
from sandbox.sms_voice import arns, errors, listing, quotas, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import RcsAgent
from sandbox.sms_voice.state import OptedOut, OptOutList, Origination, State

Json = dict[str, Any]

REMOVAL_INTERVAL = 30 * 24 * 3600
_FILTERS: dict[str, Any] = {"end-user-opted-out": lambda opted_out: opted_out.by_end_user}


@operation("CreateOptOutList")
def create_opt_out_list(state: State, request: Json) -> Json:
    """A new, empty list."""
    name = request["OptOutListName"]
    quotas.check(len(state.opt_out_lists), "OPT_OUT_LISTS")
    if name in state.opt_out_lists:
        raise errors.conflict("RESOURCE_ALREADY_EXISTS", f"the opt-out list {name} exists", "opt-out-list", name)
    made = state.add_opt_out_list(name)
    made.tags = views.tag_map(request.get("Tags"))
    return _view(made) | {"Tags": views.tag_list(made)}


@operation("DescribeOptOutLists", resources=arns.of_each("opt-out-list", "OptOutListNames"))
def describe_opt_out_lists(state: State, request: Json) -> Json:
    """The account's lists, or those that were named."""
    named = request.get("OptOutListNames")
    lists = [state.opt_out_list(each) for each in named] if named else list(state.opt_out_lists.values())
    return listing.page("OptOutLists", [_view(each) for each in lists if request.get("Owner") != "SHARED"], request)


@operation("DeleteOptOutList", resources=arns.of("opt-out-list", "OptOutListName"))
def delete_opt_out_list(state: State, request: Json) -> Json:
    """Deletes a list that no number, pool or RCS agent uses, with everything on it."""
    found = state.opt_out_list(request["OptOutListName"])
    owned: list[Origination | RcsAgent] = [
        *state.phone_numbers.values(), *state.pools.values(), *state.rcs_agents.values(),
    ]  # fmt: skip
    users = [each.id for each in owned if each.opt_out_list == found.name]
    if users:
        message = f"the opt-out list {found.name} is used by {', '.join(users)}"
        raise errors.conflict("RESOURCE_NOT_EMPTY", message, "opt-out-list", found.name)
    if found.name == "Default":
        message = "the list Default belongs to the account"
        raise errors.conflict("RESOURCE_DELETION_NOT_ALLOWED", message, "opt-out-list", found.name)
    del state.opt_out_lists[found.name]
    state.resource_policies.pop(found.arn, None)
    return _view(found)


def _view(found: OptOutList) -> Json:
    return {"OptOutListArn": found.arn, "OptOutListName": found.name, "CreatedTimestamp": found.created}


@operation("PutOptedOutNumber", resources=arns.of("opt-out-list", "OptOutListName"), requests_per_second=10)
def put_opted_out_number(state: State, request: Json) -> Json:
    """Puts a number on a list; one that is on it stays as it is."""
    found = state.opt_out_list(request["OptOutListName"])
    number = _number(request["OptedOutNumber"])
    if number not in found.numbers:
        found.numbers[number] = OptedOut(number, by_end_user=False)
        network.record("optout", number, list=found.name, optedOut=True, source="api")
    return _membership(found, found.numbers[number])


@operation("DeleteOptedOutNumber", resources=arns.of("opt-out-list", "OptOutListName"), requests_per_second=10)
def delete_opted_out_number(state: State, request: Json) -> Json:
    """Takes a number off a list, once in 30 days."""
    found = state.opt_out_list(request["OptOutListName"])
    number = _number(request["OptedOutNumber"])
    opted_out = _on(found, number)
    removed = found.removed.get(number)
    if removed is not None and clock.now() - removed < REMOVAL_INTERVAL:
        raise errors.invalid(
            "PHONE_NUMBER_CANNOT_BE_OPTED_IN", f"{number} was taken off an opt-out list less than 30 days ago",
            ("OptedOutNumber", "cannot be opted in"),
        )  # fmt: skip
    del found.numbers[number]
    found.removed[number] = clock.now()
    network.record("optout", number, list=found.name, optedOut=False, source="api")
    return _membership(found, opted_out)


@operation("DescribeOptedOutNumbers", resources=arns.of("opt-out-list", "OptOutListName"))
def describe_opted_out_numbers(state: State, request: Json) -> Json:
    """Who is on a list; a number that was named and is not on it is an error."""
    found = state.opt_out_list(request["OptOutListName"])
    named = request.get("OptedOutNumbers")
    chosen = [_on(found, _number(each)) for each in named] if named else list(found.numbers.values())
    shown = [_information(each) for each in listing.filtered(chosen, request, _FILTERS)]
    page = listing.page("OptedOutNumbers", shown, request)
    return {"OptOutListArn": found.arn, "OptOutListName": found.name, **page}


def _number(text: str) -> str:
    return "+" + text.lstrip("+")


def _on(found: OptOutList, number: str) -> OptedOut:
    if number not in found.numbers:
        raise errors.not_found("opted-out-number", number)
    return found.numbers[number]


def _information(opted_out: OptedOut) -> Json:
    return {
        "OptedOutNumber": opted_out.number,
        "OptedOutTimestamp": opted_out.time,
        "EndUserOptedOut": opted_out.by_end_user,
    }


def _membership(found: OptOutList, opted_out: OptedOut) -> Json:
    return {"OptOutListArn": found.arn, "OptOutListName": found.name, **_information(opted_out)}
