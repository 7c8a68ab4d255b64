"""An app of another shape than this repository's: all in few stacks, with what exists already, in two partitions.

It uses the installed library and nothing else of the repository.
"""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging import access, opt_in, sms_voice
from cdk_messaging.errors import InvalidArgument

ACCOUNT = "111122223333"


def form(name: str) -> opt_in.Form:
    """A form for a programme of this name."""
    return opt_in.Form(
        programme=opt_in.Programme(
            id=name,
            brand="Example Corp",
            name=f"{name} alerts",
            message_kinds=[f"{name} updates"],
            frequency="Up to 4 msgs/month",
            support_email="help@example.com",
            website="https://www.example.com",
        )
    )


class Line(Construct):
    """A number of its own, with the list of those who get nothing and the topic of what people text."""

    def __init__(self, scope: Construct, construct_id: str, *, form: opt_in.Form, key: kms.IKey, country: str) -> None:
        super().__init__(scope, construct_id)
        programme = form.programme
        self.inbound = opt_in.InboundTopic(self, "Inbound", encryption_key=key)
        self.opt_outs = sms_voice.OptOutList(self, "OptOuts")
        self.number = sms_voice.PhoneNumber(
            self,
            "Number",
            iso_country_code=country,
            number_type=sms_voice.NumberType.LONG_CODE if country == "GB" else sms_voice.NumberType.SIMULATOR,
            capabilities=[sms_voice.NumberCapability.SMS],
            mandatory_keywords=programme.mandatory_keywords,
            keywords=programme.keywords,
            two_way=sms_voice.TwoWay.topic(self.inbound.topic),
            opt_out_list=self.opt_outs,
        )


def own_everything(stack: cdk.Stack, operator: sns.ITopic) -> opt_in.DoubleOptIn:
    """A pool with a number, and a page that is hosted here."""
    alerts = form("orders")
    key = access.DataKey(stack, "OrdersKey")
    line = Line(stack, "OrdersLine", form=alerts, key=key, country="GB")
    pool = sms_voice.Pool(
        stack,
        "OrdersPool",
        phone_numbers=[line.number],
        mandatory_keywords=alerts.programme.mandatory_keywords,
        keywords=alerts.programme.keywords,
        two_way=sms_voice.TwoWay.topic(line.inbound.topic),
        opt_out_list=line.opt_outs,
    )
    return opt_in.DoubleOptIn(
        stack,
        "Orders",
        forms=[alerts],
        origination=pool,
        inbound_topic=line.inbound.topic,
        opt_out_list=line.opt_outs,
        allowed_countries=["GB"],
        encryption_key=key,
        alarm_topic=operator,
    )


def existing_everything(stack: cdk.Stack, operator: sns.ITopic) -> opt_in.DoubleOptIn:
    """Nothing but functions and an API: pool, list, topics, configuration set, table and key exist already."""
    key = kms.Key.from_key_arn(
        stack, "OffersKey", f"arn:aws:kms:{stack.region}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    )
    table_arn = f"arn:aws:dynamodb:{stack.region}:{ACCOUNT}:table/offers"
    table = dynamodb.Table.from_table_attributes(
        stack,
        "OffersTable",
        table_arn=table_arn,
        table_stream_arn=f"{table_arn}/stream/2026-01-01T00:00:00.000",
        encryption_key=key,
    )
    inbound, events = (
        sns.Topic.from_topic_arn(stack, f"Offers{name}", f"arn:aws:sns:{stack.region}:{ACCOUNT}:offers-{name.lower()}")
        for name in ("Inbound", "Events")
    )
    return opt_in.DoubleOptIn(
        stack,
        "Offers",
        forms=[form("offers")],
        origination=sms_voice.Pool.from_pool_id(stack, "OffersPool", "pool-0123456789abcdef0123456789abcdef"),
        inbound_topic=inbound,
        opt_out_list=sms_voice.OptOutList.from_opt_out_list_name(stack, "OffersOptOuts", "offers"),
        allowed_countries=["GB"],
        page=opt_in.OwnPage(allowed_origin="https://www.example.com"),
        consent_table=opt_in.ConsentTable.from_table(stack, "OffersConsents", table),
        encryption_key=key,
        configuration_set=sms_voice.ConfigurationSet.from_configuration_set_name(stack, "OffersSet", "offers"),
        event_topic=events,
        alarm_topic=operator,
    )


def alone(
    stack: cdk.Stack, name: str, operator: sns.ITopic, *, country: str, page: opt_in.OwnPage | None
) -> opt_in.DoubleOptIn:
    """A number of its own and the pattern, with all its defaults."""
    news = form(name)
    key = access.DataKey(stack, "Key")
    line = Line(stack, "Line", form=news, key=key, country=country)
    return opt_in.DoubleOptIn(
        stack,
        "OptIn",
        forms=[news],
        origination=line.number,
        inbound_topic=line.inbound.topic,
        opt_out_list=line.opt_outs,
        allowed_countries=[country],
        page=page,
        encryption_key=key,
        alarm_topic=operator,
    )


def operator_topic(stack: cdk.Stack) -> sns.Topic:
    """Who hears of alarms."""
    return sns.Topic(stack, "Operator", enforce_ssl=True, master_key=access.DataKey(stack, "OperatorKey"))


def main() -> None:
    """Synthesize."""
    app = cdk.App()
    shop = cdk.Stack(app, "Shop", env=cdk.Environment(account=ACCOUNT, region="eu-west-1"))
    operator = operator_topic(shop)
    own_everything(shop, operator)
    existing_everything(shop, operator)
    alone(cdk.NestedStack(shop, "Nested"), "news", operator, country="GB", page=None)
    gov = cdk.Stack(app, "Gov", env=cdk.Environment(account=ACCOUNT, region="us-gov-west-1"))
    page = opt_in.OwnPage(allowed_origin="https://www.example.gov")
    alone(gov, "notice", operator_topic(gov), country="US", page=page)
    try:
        refused = cdk.Stack(cdk.App(), "Refused", env=cdk.Environment(account=ACCOUNT, region=gov.region))
        alone(refused, "notice", operator_topic(refused), country="US", page=None)
    except InvalidArgument as problem:
        print(f"refused: {problem}")
    app.synth()


if __name__ == "__main__":
    main()
