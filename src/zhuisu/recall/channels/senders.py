"""Senders: which function sends by which channel."""

from collections.abc import Mapping
from typing import Final

from zhuisu.recall.channels import email, sms, webhook
from zhuisu.recall.channels.outgoing import Send
from zhuisu.recall.kinds import Channel

SENDERS: Final[Mapping[Channel, Send]] = {
    Channel.EMAIL: email.send,
    Channel.SMS: sms.send,
    Channel.WEBHOOK: webhook.send,
}
