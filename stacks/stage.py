"""One environment as a stage: its stacks, wired."""

from __future__ import annotations

import aws_cdk as cdk
from constructs import Construct

from cdk_messaging.sms_voice import raise_quotas
from stacks.api_gateway_account import ApiGatewayAccountStack
from stacks.edge import REGION as EDGE_REGION
from stacks.edge import EdgeStack
from stacks.environment import Environment
from stacks.messaging import MessagingStack
from stacks.opt_in import OptInStack
from stacks.stateful import StatefulStack


class EnvironmentStage(cdk.Stage):
    """Stateful, messaging, edge and opt-in stacks of an environment."""

    def __init__(self, scope: Construct, *, environment: Environment) -> None:
        super().__init__(
            scope,
            environment.stage_id,
            env=cdk.Environment(account=environment.account, region=environment.region),
        )
        if raised := environment.quotas.raised():
            raise_quotas(self, raised)
        forms = environment.forms()
        # Only the edge can be in another Region than the rest; then the CDK passes its ARNs along.
        elsewhere = environment.region != EDGE_REGION
        stateful = StatefulStack(self, "Stateful", environment=environment, forms=forms)
        messaging = MessagingStack(
            self,
            "Messaging",
            environment=environment,
            key=stateful.key,
            archive=stateful.archive,
        )
        edge = EdgeStack(
            self,
            "Edge",
            environment=environment,
            env=cdk.Environment(account=environment.account, region=EDGE_REGION),
            cross_region_references=elsewhere,
        )
        opt_in = OptInStack(
            self,
            "OptIn",
            environment=environment,
            forms=forms,
            stateful=stateful,
            messaging=messaging,
            edge=edge,
            cross_region_references=elsewhere,
        )
        if environment.api_gateway_account:
            opt_in.add_stack_dependency(ApiGatewayAccountStack(self, "ApiGatewayAccount"))
        for key, value in environment.tags.items():
            cdk.Tags.of(self).add(key, value)
