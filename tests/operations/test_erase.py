"""``erase``: what is removed of a person, what stays, and that it stays removed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.operations.operating import Operator
from tests.runtime.deployment import EMAIL_FIELD, NAME_FIELD, make_form, make_programme, settings_with
from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import NUMBER, OTHER_NUMBER, World

CONTACTS = settings_with(
    programmes={"club": make_programme("JOIN", type="promotional")},
    forms={
        "club": make_form("club", phone_required=False, terms_required=True, fields=[NAME_FIELD, EMAIL_FIELD]),
        "web": make_form(fields=[NAME_FIELD, {**EMAIL_FIELD, "required": False}]),
    },
)
EMAIL = "ada@example.com"
Make = Callable[[World], Operator]


def of_number(world: World, number: str = NUMBER) -> list[str]:
    """Sort keys of all that is stored of a number, but the claims."""
    found = [item["sk"] for item in world.items() if item["pk"] == f"NUMBER#{number}"]
    texts = [item["pk"] for item in world.items() if item["pk"].startswith("OUTBOX#") and item["number"] == number]
    return sorted(key for key in found + texts if key != "CLAIMS")


def whats(lines: list[dict[str, Any]]) -> list[str]:
    return [line["what"] for line in lines]


def test_of_a_subscriber_the_profile_goes_and_the_proof_stays(world: World, operator: Operator) -> None:
    world.subscribe()
    answer = operator.do("erase", NUMBER, "--yes")
    assert whats(answer["erased"]) == ["profile", "outgoing text", "outgoing text"]
    assert whats(answer["stays"]) == [
        "ledger entry REQUESTED", "ledger entry SENT", "ledger entry CONFIRMED", "ledger entry FEEDBACK",
        "ledger entry NOTICE_SENT",
    ]  # fmt: skip
    assert {line["why"] for line in answer["stays"]} == {
        "proof of consent: whoever sends texts has to be able to show it (GDPR art. 7(1) and 17(3)(e), TCPA)"
    }
    proof = operator.do("proof", NUMBER)
    assert (proof["state"], proof["profiles"]) == ("OPTED_IN", [])
    assert proof["consent"]["text"] == "I agree to get texts."
    assert "Ada Lovelace" not in str(world.items())


def test_it_is_noted_in_the_ledger_when_it_was(world: World, operator: Operator) -> None:
    world.subscribe()
    operator.do("erase", NUMBER, "--yes")
    note = operator.do("proof", NUMBER)["ledger"][-1]
    assert (note["kind"], note["source"], note["details"]["with_proof"]) == ("ERASED", "operator", "no")
    assert "expires_at" not in note


def test_of_an_unconfirmed_sign_up_nothing_stays_but_a_note_that_expires(world: World, operator: Operator) -> None:
    world.sign_up()
    world.send_all()
    answer = operator.do("erase", NUMBER, "--yes")
    assert whats(answer["erased"]) == ["profile", "ledger entry REQUESTED", "ledger entry SENT", "outgoing text"]
    assert answer["stays"] == []
    (left,) = of_number(world)
    (note,) = [item for item in world.items() if item["sk"] == left]
    kept = int(note["expires_at"]) - world.clock.time.timestamp()
    assert (note["kind"], round(kept / 86400)) == ("ERASED", 36)


def test_a_confirmation_that_waits_is_not_sent_any_more(world: World, operator: Operator) -> None:
    world.sign_up()
    operator.do("erase", NUMBER, "--yes")
    world.send_all()
    assert world.bodies() == []
    assert world.kinds() == ["ERASED"]


def test_while_a_text_is_being_sent_nothing_is_erased(world: World, operator: Operator) -> None:
    world.sign_up()
    message = world.message()
    world.table.items._client.update_item(
        TableName="consents",
        Key={"pk": {"S": f"OUTBOX#{message.id}"}, "sk": {"S": "MESSAGE"}},
        UpdateExpression="SET #status = :claimed",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":claimed": {"S": "CLAIMED"}},
    )
    before = of_number(world)
    ended = operator.run("erase", NUMBER, "--yes")
    assert (ended.code, ended.err) == (
        1, "a text to the number is being sent at this moment; try again in some minutes\n",
    )  # fmt: skip
    assert of_number(world) == before


def test_an_opt_out_stays_and_says_why(world: World, operator: Operator) -> None:
    world.sign_up()
    world.send_all()
    world.clock.advance(seconds=5)
    world.text("STOP")
    answer = operator.do("erase", NUMBER, "--yes")
    assert [(line["what"], line["why"]) for line in answer["stays"]] == [
        (
            "ledger entry OPTED_OUT",
            "the opt-out: without it the person could be asked again (GDPR art. 21(3), 47 CFR 64.1200)",
        )
    ]
    assert world.state() == "OPTED_OUT"


def test_where_else_data_stays_is_told(world: World, operator: Operator) -> None:
    world.sign_up()
    elsewhere = operator.do("erase", NUMBER, "--yes")["stays_elsewhere"]
    assert any("archive" in place for place in elsewhere)
    assert any("point-in-time recovery" in place for place in elsewhere)


def test_with_the_proof_everything_goes(world: World, operator: Operator) -> None:
    world.subscribe()
    answer = operator.do("erase", NUMBER, "--with-proof", "--yes")
    assert answer["stays"] == []
    assert world.state() == "NONE"
    (left,) = of_number(world)
    (note,) = [item for item in world.items() if item["sk"] == left]
    assert (note["kind"], note["details"]["with_proof"]["S"]) == ("ERASED", "yes")


def test_with_the_proof_the_opt_out_in_force_still_stays(world: World, operator: Operator) -> None:
    world.subscribe()
    world.clock.advance(seconds=5)
    world.text("STOP")
    answer = operator.do("erase", NUMBER, "--with-proof", "--yes")
    assert whats(answer["stays"]) == ["ledger entry OPTED_OUT"]
    assert (world.state(), world.kinds()) == ("OPTED_OUT", ["OPTED_OUT", "ERASED"])
    world.sign_up()
    world.send_all()
    assert [text for text in world.bodies() if "Reply YES" in text] == ["Example Corp: Reply YES to get alerts."]


def test_an_opt_out_that_was_taken_back_goes_with_the_proof(world: World, operator: Operator) -> None:
    world.subscribe()
    for word in ("STOP", "START"):
        world.clock.advance(seconds=5)
        world.text(word)
    assert operator.do("erase", NUMBER, "--with-proof", "--yes")["stays"] == []
    assert world.kinds() == ["ERASED"]


def test_it_is_found_in_no_list_any_more(world: World, operator: Operator) -> None:
    world.sign_up()
    operator.do("erase", NUMBER, "--yes")
    assert operator.run("list", "--status", "pending", "--programme", "alerts").code == 3


def test_whoever_was_erased_can_sign_up_again(world: World, operator: Operator) -> None:
    world.sign_up()
    world.send_all()
    operator.do("erase", NUMBER, "--yes")
    world.clock.advance(hours=1)
    world.subscribe()
    assert world.state() == "OPTED_IN"


def test_of_somebody_unknown_there_is_nothing_to_erase(operator: Operator) -> None:
    ended = operator.run("erase", NUMBER, "--yes")
    assert (ended.code, ended.err) == (3, f"there is nothing to erase of {NUMBER}\n")


def test_what_was_erased_cannot_be_erased_again(world: World, operator: Operator) -> None:
    world.sign_up()
    operator.do("erase", NUMBER, "--yes")
    assert operator.run("erase", NUMBER, "--yes").code == 3


def test_if_only_proof_is_left_that_is_told(world: World, operator: Operator) -> None:
    world.subscribe()
    first = operator.do("erase", NUMBER, "--yes")
    again = operator.run("erase", NUMBER, "--yes")
    assert (again.code, again.err) == (3, f"there is nothing to erase of {NUMBER}\n")
    assert again.json["erased"] == []
    assert whats(again.json["stays"]) == [*whats(first["stays"]), "ledger entry ERASED"]


def test_a_dry_run_only_tells(world: World, operator: Operator) -> None:
    world.subscribe()
    before = world.items()
    tried = operator.do("erase", NUMBER, "--dry-run")
    assert (operator.writes, world.items()) == ([], before)
    done = operator.do("erase", NUMBER, "--yes")
    assert tried == done | {"dry_run": True}


def test_without_a_yes_nothing_is_erased_where_nobody_can_be_asked(world: World, operator: Operator) -> None:
    world.sign_up()
    ended = operator.run("erase", NUMBER)
    assert ended.code == 2
    assert ended.err == (
        "This erases 1 profiles, 1 ledger entries for good; 0 ledger entries stay. "
        "Nobody can be asked here: say --yes\n"
    )
    assert world.state() == "PENDING"


@pytest.mark.parametrize(("said", "ended"), [("yes\n", (0, "NONE")), ("no\n", (2, "PENDING")), ("", (2, "PENDING"))])
def test_at_a_terminal_it_asks(
    world: World, operator: Operator, monkeypatch: pytest.MonkeyPatch, said: str, ended: tuple[int, str]
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return said

    monkeypatch.setattr(sys, "stdin", Terminal())
    world.sign_up()
    assert (operator.run("erase", NUMBER).code, world.state()) == ended


@pytest.mark.parametrize("arguments", [[], [NUMBER, "--email", EMAIL]])
def test_it_has_to_be_said_who(operator: Operator, arguments: list[str]) -> None:
    ended = operator.run("erase", *arguments, "--yes")
    assert (ended.code, ended.err) == (2, "say who: a number in E.164, or --email ADDRESS\n")


def test_a_sign_up_that_comes_at_the_same_moment_is_erased_too(world: World, operator: Operator) -> None:
    world.sign_up()
    once = iter([True])

    def sign_up(_service: str, operation: str, _body: Any) -> None:
        if operation == "TransactWriteItems" and next(once, False):
            world.sign_up(name="Again")

    world.aws.before.append(sign_up)
    assert operator.run("erase", NUMBER, "--yes").code == 0
    assert "Again" not in str(world.items())
    assert world.kinds() == ["ERASED"]


def test_an_interrupted_erasure_is_finished_by_the_same_command(world: World, operator: Operator) -> None:
    """A number with more entries than a transaction takes."""
    for _ in range(60):
        world.sign_up()
    transactions = iter(range(100))
    world.aws.before.append(
        lambda _s, operation, _b: (
            error_reply("AccessDeniedException")
            if operation == "TransactWriteItems" and next(transactions) == 1
            else None
        )
    )
    assert operator.run("erase", NUMBER, "--yes").code == 1
    world.aws.before.clear()
    assert operator.run("erase", NUMBER, "--yes").code == 0
    assert world.kinds() == ["ERASED"]
    assert len(of_number(world)) == 1


def contact(world: World, phone: str = "", **fields: Any) -> None:
    given: dict[str, Any] = {} if phone else {"source": "club", "consent": None, "terms": True}
    answer = world.sign_up(phone, email=EMAIL.title(), **{**given, **fields})
    assert answer["statusCode"] == 202, answer


def test_by_an_address_contacts_go(make_world: Callable[..., World], make_operator: Make) -> None:
    world = make_world(**CONTACTS)
    operator = make_operator(world)
    contact(world)
    answer = operator.do("erase", "--email", "ADA@example.com", "--yes")
    assert [(line["what"], line["fields"]) for line in answer["erased"]] == [("contact", "name, email")]
    (left,) = [item for item in world.items() if item["pk"].startswith("CONTACT#")]
    assert (left["sk"], "name" in left) == ("ERASED", False)


def test_by_an_address_the_profiles_that_hold_it_go_with_their_sign_ups(
    make_world: Callable[..., World], make_operator: Make
) -> None:
    # GIVEN two people who share a number, and a third with another
    world = make_world(**CONTACTS)
    operator = make_operator(world)
    contact(world, NUMBER)
    world.sign_up(NUMBER, name="Grace Hopper")
    world.sign_up(OTHER_NUMBER, name="Alan Turing")
    others = of_number(world, OTHER_NUMBER)

    # WHEN one is erased by the address
    answer = operator.do("erase", "--email", EMAIL, "--yes")

    # THEN the others are untouched
    assert {(line["what"], line["number"]) for line in answer["erased"]} == {
        ("profile", NUMBER), ("ledger entry REQUESTED", NUMBER), ("outgoing text", NUMBER),
    }  # fmt: skip
    assert "Ada" not in str(world.items())
    assert "Grace Hopper" in str(world.items())
    assert of_number(world, OTHER_NUMBER) == others
    assert world.kinds() == ["REQUESTED", "ERASED"]


def test_of_an_unknown_address_there_is_nothing_to_erase(operator: Operator) -> None:
    ended = operator.run("erase", "--email", EMAIL, "--yes")
    assert ended.code == 3
    assert ended.err.splitlines()[-1] == f"there is nothing to erase of {EMAIL}"
