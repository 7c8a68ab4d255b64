"""What can be asked of the state of a journey."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import EventFilter, IJourney, Journey, JourneyState, JourneyStatus, StartCondition
from tests.unit.pinpoint.test_journeys import PROJECT, SEGMENT, TYPE, journey, of_project, segment
from tests.unit.reading import Reading

STATE = "Custom::PinpointJourneyState"


def test_a_state_names_its_journey(stack: cdk.Stack) -> None:
    JourneyState(stack, "State", journey=journey(stack), state=JourneyStatus.ACTIVE)
    found = Reading(stack).properties(STATE)
    assert (found["ApplicationId"], found["State"]) == (PROJECT, "ACTIVE")
    assert found["JourneyId"] == {"Fn::GetAtt": [Reading(stack).id(TYPE), "Id"]}
    assert "Earlier" not in found


@pytest.mark.parametrize("state", [JourneyStatus.CLOSED, JourneyStatus.COMPLETED])
def test_a_state_that_the_service_comes_to_by_itself_is_refused(stack: cdk.Stack, state: JourneyStatus) -> None:
    with pytest.raises(InvalidArgument) as error:
        JourneyState(stack, "State", journey=journey(stack), state=state)
    assert str(error.value) == (f"a journey becomes {state} by itself: ask for one of DRAFT, ACTIVE, PAUSED, CANCELLED")


def test_only_what_looks_for_people_again_can_be_paused(stack: cdk.Stack) -> None:
    paused = JourneyStatus.PAUSED
    with pytest.raises(InvalidArgument, match="can't be paused: give it a refresh_frequency"):
        JourneyState(stack, "State", journey=journey(stack), state=paused)
    refreshing = journey(stack, "Refreshing", refresh_frequency=cdk.Duration.hours(1))
    imported: IJourney = Journey.from_journey_id(stack, "Imported", SEGMENT, project=of_project(stack))
    for index, each in enumerate((refreshing, imported)):
        JourneyState(stack, f"State{index}", journey=each, state=paused)


def test_a_journey_has_one_state(stack: cdk.Stack) -> None:
    made = journey(stack)
    JourneyState(stack, "First", journey=made, state=JourneyStatus.ACTIVE)
    with pytest.raises(InvalidArgument) as error:
        JourneyState(stack, "Second", journey=made, state=JourneyStatus.CANCELLED)
    assert str(error.value) == "the journey has its state from 'Stack/First': give it one state"


@pytest.mark.parametrize(("on_event", "most", "name"), [(True, 40, "event-journeys"), (False, 50, "journeys")])
def test_more_active_journeys_than_an_account_may_have_fail_the_synthesis(on_event: bool, most: int, name: str) -> None:
    app = cdk.App()
    stack = cdk.Stack(app, "Stack")
    start = (
        StartCondition.upon(EventFilter.application("signup"))
        if on_event
        else StartCondition.in_segment(segment(stack))
    )
    for index in range(most):
        made = journey(stack, f"Journey{index}", start_condition=start)
        JourneyState(made, "State", journey=made, state=JourneyStatus.ACTIVE)
    journey(stack, "Draft", start_condition=start)
    app.synth()  # drafts don't count
    made = journey(stack, "Last", start_condition=start)
    JourneyState(made, "State", journey=made, state=JourneyStatus.ACTIVE)
    with pytest.raises(RuntimeError, match=f"{most + 1} {name} are too many for the app, where {most} are allowed"):
        app.synth(force=True)
