"""What one may be allowed to do with a number or a pool."""

from __future__ import annotations

from aws_cdk import aws_iam as iam

from .resource import SmsVoiceConstruct


class Origination(SmsVoiceConstruct):
    """A number or a pool: it sends, and it has keywords.

    A call that also names a configuration set needs the grant of the same name of that set as well.
    """

    def grant_send_text(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending SMS from it."""
        return self.grant(grantee, "sms-voice:SendTextMessage")

    def grant_send_voice(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending voice messages from it."""
        return self.grant(grantee, "sms-voice:SendVoiceMessage")

    def grant_send_media(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending MMS from it. The files are in a bucket, whose grants are its own."""
        return self.grant(grantee, "sms-voice:SendMediaMessage")

    def grant_read_keywords(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up its keywords."""
        return self.grant(grantee, "sms-voice:DescribeKeywords")

    def grant_manage_keywords(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up, adding, changing and deleting its keywords. CloudFormation removes what it doesn't know
        with the next update."""
        return self.grant(grantee, "sms-voice:DeleteKeyword", "sms-voice:DescribeKeywords", "sms-voice:PutKeyword")
