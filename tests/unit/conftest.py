"""Fixtures of the construct tests."""

from __future__ import annotations

import aws_cdk as cdk
import pytest


@pytest.fixture
def stack() -> cdk.Stack:
    """An empty stack that knows neither its account nor its Region."""
    return cdk.Stack(cdk.App(), "Stack")


@pytest.fixture
def tokyo() -> cdk.Stack:
    """An empty stack that knows its account and its Region."""
    return cdk.Stack(cdk.App(), "Tokyo", env=cdk.Environment(account="111122223333", region="ap-northeast-1"))
