"""CDK constructs for messaging on AWS: SMS, voice and opt-in.

Import the part you need: ``cdk_messaging.sms_voice`` for AWS End User Messaging SMS and Voice v2,
``cdk_messaging.opt_in`` for the double opt-in, ``cdk_messaging.access`` for service roles and ARNs.
"""
