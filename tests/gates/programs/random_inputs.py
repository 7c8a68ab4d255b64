"""A stack with constructs of every CloudFormation type of SMS and voice, made with random arguments that are valid."""

from __future__ import annotations

import itertools
from typing import Any

import aws_cdk as cdk
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sms_voice.random_inputs import make, valid

OF_EACH_TYPE = 6

app = cdk.App()
stack = cdk.Stack(app, "Random")
ids = itertools.count()

for maker, arguments in valid().values():

    @settings(max_examples=OF_EACH_TYPE, deadline=None, database=None)
    @given(st.just(maker), arguments)
    def define(maker: Any, arguments: dict[str, Any]) -> None:
        """One more."""
        make(maker, arguments, stack, f"It{next(ids)}")

    define()

app.synth()
