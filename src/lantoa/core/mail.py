"""Outward mail: one message to one mailbox over SMTP, and what became of it. The only place that sends reminders.

The conversation is held here step by step and not by a library's ``send``, because what matters is *where* it broke:
before the text went out nothing was sent and it may be tried again; after that nobody knows, and trying again could
send it twice (ADR 0014). Nothing that is logged or returned names a person or an address.
"""

import re
import smtplib
import ssl
from dataclasses import dataclass
from email import policy
from email.header import Header
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from typing import Any

from django.conf import settings

from lantoa.core import clock

_START_OF_LINE_DOT = re.compile(rb"(?m)^\.")
_GO_ON = 354
_ABOUT_THE_SERVER = frozenset({"connect", "tls", "login"})


class _OneLine(UnstructuredHeader):
    """A header with an address in it: folded or encoded, as the library would do with a long one, no program could
    follow it any more."""

    def fold(self, *, policy: Any) -> str:
        """The header on one line, however long."""
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


class _Words(UnstructuredHeader):
    """A header of Vietnamese words. The library loses a space where it folds such words (Python 3.11), so all of them
    are encoded as one run (RFC 2047)."""

    def fold(self, *, policy: Any) -> str:
        """The header in encoded words of at most 76 letters a line."""
        words = Header(str(self), "utf-8", header_name="Subject").encode(linesep=policy.linesep)
        return f"Subject: {words}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _Words)  # type: ignore[arg-type]  # typeshed: the library mixes BaseHeader in by itself
_HEADERS.map_to_type("list-unsubscribe", _OneLine)  # type: ignore[arg-type]
_POLICY = policy.SMTP.clone(header_factory=_HEADERS)


class Outcome(StrEnum):
    """What became of one try."""

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The outcome, where the conversation ended (connect, tls, login, sender, mailbox, data, end), and the server's
    last code."""

    outcome: Outcome
    step: str
    code: int | None = None


def is_ready() -> bool:
    """Whether a mail server is set: without one nothing leaves the house."""
    return bool(settings.MAIL_HOST)


def new_message(*, subject: str, to: str, message_id: str) -> EmailMessage:
    """A message of the program itself: sender, date, and the headers that keep answering machines silent."""
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = " ".join(subject.split())
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = to
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    return message


def fill(message: EmailMessage, *, text: str, html: str) -> None:
    """Give the message its words, plain and with marks; in base64, so that no server on the way has to know UTF-8."""
    message.set_content(text, cte="base64")
    message.add_alternative(html, subtype="html", cte="base64")


def sender_domain() -> str:
    """The domain of the sender's address: for greetings and message ids, so that no machine's name goes out."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def send(message: EmailMessage, *, to: str) -> Receipt:
    """Give one message to the mail server for one mailbox. Takes at most a few times ``EMAIL_TIMEOUT``; never raises
    for what the network, the server or the address does."""
    talk = _Talk()
    try:
        talk.open()
        talk.envelope(to)
        return talk.text(message.as_bytes())
    except smtplib.SMTPResponseException as answer:
        return talk.judged(answer.smtp_code)
    except (smtplib.SMTPException, OSError):  # a certificate of nobody we know is an OSError, and a ValueError, too
        return Receipt(Outcome.UNKNOWN if talk.step == "end" else Outcome.LATER, talk.step)
    except ValueError:  # letters that no address can have
        return Receipt(Outcome.REFUSED, talk.step)
    finally:
        talk.close()


def probe(to: str = "") -> Receipt:
    """Ask the mail server whether it takes us, and mail for one mailbox if one is named; send nothing. Never raises."""
    talk = _Talk()
    try:
        talk.open()
        if to:
            talk.envelope(to)
        return Receipt(Outcome.SENT, "mailbox")
    except smtplib.SMTPResponseException as answer:
        return talk.judged(answer.smtp_code)
    except (smtplib.SMTPException, OSError):
        return Receipt(Outcome.LATER, talk.step)
    except ValueError:
        return Receipt(Outcome.REFUSED, talk.step)
    finally:
        talk.close()


class _Talk:
    """One conversation; ``step`` says how far it came."""

    def __init__(self) -> None:
        self.step = "connect"
        self.smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        self.smtp = smtp = _connection()
        smtp.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            self.step = "tls"
            smtp.starttls(context=_context())
            smtp.ehlo()
        if settings.EMAIL_HOST_USER:
            self.step = "login"
            smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)

    def envelope(self, to: str) -> None:
        smtp = self._smtp()
        self.step = "mailbox"
        if not to.isascii() or any(letter <= " " for letter in to):
            raise ValueError("no address of a mailbox")
        self.step = "sender"
        _accepted(smtp.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
        self.step = "mailbox"
        _accepted(smtp.rcpt(to))

    def text(self, data: bytes) -> Receipt:
        smtp = self._smtp()
        self.step = "data"
        code, said = smtp.docmd("DATA")
        if code != _GO_ON:
            raise smtplib.SMTPDataError(code, said)
        self.step = "end"
        smtp.send(_START_OF_LINE_DOT.sub(b"..", data.rstrip(b"\r\n")) + b"\r\n.\r\n")
        return self.judged(smtp.getreply()[0])

    def judged(self, code: int) -> Receipt:
        """What a code means where it came. A server that will not talk to us says nothing about the mailbox."""
        if self.step == "end" and 200 <= code < 300:
            return Receipt(Outcome.SENT, self.step, code)
        if 500 <= code < 600 and self.step not in _ABOUT_THE_SERVER:
            return Receipt(Outcome.REFUSED, self.step, code)
        is_answer = 400 <= code < 600 or self.step != "end"
        return Receipt(Outcome.LATER if is_answer else Outcome.UNKNOWN, self.step, code)

    def close(self) -> None:
        """Leave; a message that was accepted stays accepted whatever the server says to this."""
        if self.smtp is None:
            return
        try:
            if self.step == "end":
                self.smtp.docmd("QUIT")
        except (smtplib.SMTPException, OSError):
            pass
        finally:
            self.smtp.close()

    def _smtp(self) -> smtplib.SMTP:
        if self.smtp is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        return self.smtp


def _accepted(answer: tuple[int, bytes]) -> None:
    code, said = answer
    if not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, said)


def _connection() -> smtplib.SMTP:
    host, port, wait = settings.MAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT
    if settings.EMAIL_USE_SSL:
        return smtplib.SMTP_SSL(host, port, sender_domain(), timeout=wait, context=_context())
    return smtplib.SMTP(host, port, sender_domain(), timeout=wait)


def _context() -> ssl.SSLContext:
    """Certificates are always checked; an office with an authority of its own names its file."""
    return ssl.create_default_context(cafile=settings.MAIL_CA or None)
