"""Every channel of the product, by its code. A new one gets its line here and nowhere else."""

from functools import cache
from importlib import import_module

from lantoa.channels.protocol import Channel

_WHERE = {
    "portal": "lantoa.channels.portal.channel:Portal",
    "zalo_oa": "lantoa.channels.zalo_oa.channel:ZaloOA",
    "facebook_page": "lantoa.channels.facebook_page.channel:FacebookPage",
    "youtube": "lantoa.channels.youtube.channel:YouTube",
    "webhook": "lantoa.channels.webhook.channel:Webhook",
    "handover": "lantoa.channels.handover.channel:Handover",
    "press": "lantoa.channels.press.channel:Press",
    "newsletter": "lantoa.channels.newsletter.channel:Newsletter",
    "web_push": "lantoa.channels.web_push.channel:WebPush",
}
"""Code → module:class, in the order of the pages."""


@cache
def channel_of(code: str) -> Channel:
    """The channel.

    Raises:
        LookupError: there is none of this code.
    """
    if code not in _WHERE:
        raise LookupError(f"no channel {code!r}")
    module, _, name = _WHERE[code].partition(":")
    made: Channel = getattr(import_module(module), name)()
    return made


def all_channels() -> tuple[Channel, ...]:
    """All of them, in order."""
    return tuple(channel_of(code) for code in _WHERE)


def label_of(code: str) -> str:
    """Its Vietnamese name; the code itself of a channel that is there no more."""
    return channel_of(code).label if code in _WHERE else code
