"""Work that content leaves to the worker: mailing a leader's link."""

from lantoa.content import mailing
from lantoa.core.jobs import job


@job("content.mail_link", lock="content-link-{link_id}", in_steps=True)
def mail_link(commune_id: int, link_id: int) -> None:
    """Mail the link once. Killed in between nobody knows whether it went: then the page says so."""
    mailing.deliver(commune_id, link_id)
