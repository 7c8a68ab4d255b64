from __future__ import annotations

from tests.runtime.world import World


def test_a_sign_up_answered_with_yes_opts_in_and_gets_one_confirmation_and_one_notice(world: World) -> None:
    world.subscribe()
    assert world.state() == "OPTED_IN"
    assert world.bodies() == ["Example Corp: Reply YES to get alerts.", "Example Corp: You now get alerts."]


def test_stop_after_opting_in_opts_out(world: World) -> None:
    world.subscribe()
    world.text("STOP")
    assert world.state() == "OPTED_OUT"
