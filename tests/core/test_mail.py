"""One mail to one mailbox, against a real SMTP server: what is said of each way in which it can end."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.mail_sink import Sink, certificate, free_port, only, sink, use

from lantoa.core import mail
from lantoa.core.logs import hidden
from lantoa.core.mail import Outcome, Receipt

TO = "ha.nguyen@phuong.example"
SUBJECT = "Nhắc việc ngày 20/11/2026: 2 việc quá hạn, 3 việc sắp đến hạn – Phường Hoa Mai"

LETTERS = st.characters(whitelist_categories=("Lu", "Ll", "Nd", "Zs"), max_codepoint=0x1EFF)


@pytest.fixture
def server(settings: Any) -> Iterator[Sink]:
    with sink() as listening:
        use(settings, listening)
        yield listening


def sent(to: str = TO, text: str = "Kính gửi anh Hà,\n.\n..hai chấm đầu dòng\n") -> Receipt:
    message = mail.new_message(subject=SUBJECT, to=to, message_id="<digest-1@phuong.example>")
    mail.fill(message, text=text, html="<p>Kính gửi anh Hà</p>")
    return mail.send(message, to=to)


def test_an_accepted_mail_arrives_whole(server: Sink) -> None:
    assert sent() == Receipt(Outcome.SENT, "end", 250)
    (arrived,) = server.messages
    assert arrived["Subject"] == SUBJECT
    assert arrived["From"] == "Lan Tỏa <nhacviec@phuong.example>"
    plain = arrived.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == "Kính gửi anh Hà,\n.\n..hai chấm đầu dòng\n"
    raw = server.received[0][1]
    assert raw.isascii(), "no server has to know UTF-8 headers"
    assert all(len(line) <= 998 for line in raw.splitlines())
    assert arrived["Auto-Submitted"] == "auto-generated"


@settings(deadline=None, max_examples=60)
@given(st.text(LETTERS, min_size=1, max_size=200))
def test_any_subject_comes_back_word_by_word(words: str) -> None:
    message = mail.new_message(subject=words, to=TO, message_id="<1@a.example>")
    message.set_content("x", cte="base64")
    raw = message.as_bytes()
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 78
    assert " ".join(message_from_bytes(raw, policy=policy.default)["Subject"].split()) == " ".join(words.split())


def test_a_mailbox_that_does_not_exist_is_refused(server: Sink) -> None:
    server.at_mailbox[TO] = "550 5.1.1 no such mailbox"
    assert sent() == Receipt(Outcome.REFUSED, "mailbox", 550)
    assert server.received == []


def test_a_text_that_is_not_wanted_is_refused(server: Sink) -> None:
    server.at_end[TO] = "554 5.7.1 spam"
    assert sent() == Receipt(Outcome.REFUSED, "end", 554)


@pytest.mark.parametrize("where", ["at_mailbox", "at_end"])
def test_a_refusal_for_now_may_be_tried_later(server: Sink, where: str) -> None:
    getattr(server, where)[TO] = "451 4.3.0 later"
    assert sent().outcome is Outcome.LATER


def test_a_connection_lost_before_the_text_may_be_tried_later(server: Sink) -> None:
    server.at_mailbox[TO] = "drop"
    assert sent() == Receipt(Outcome.LATER, "mailbox")


def test_a_connection_lost_after_the_text_leaves_it_unknown(server: Sink) -> None:
    server.at_end[TO] = "drop"
    assert sent() == Receipt(Outcome.UNKNOWN, "end")
    assert len(server.received) == 1, "it did arrive, and nobody told us"


def test_a_server_too_slow_to_answer_leaves_it_unknown(server: Sink, settings: Any) -> None:
    server.slow, settings.EMAIL_TIMEOUT = 2, 0.3
    assert sent() == Receipt(Outcome.UNKNOWN, "end")


def test_nobody_listening_is_for_later(settings: Any) -> None:
    use(settings, Sink(port=free_port()), EMAIL_TIMEOUT=1)
    assert sent() == Receipt(Outcome.LATER, "connect")


@pytest.mark.parametrize("bad", ["hà@phường.example", "a\r\nRCPT TO:<b@c.example>@d.example"])
def test_an_address_that_none_can_be_is_refused_and_smuggles_nothing(server: Sink, bad: str) -> None:
    message = mail.new_message(subject="x", to=TO, message_id="<1@a.example>")
    message.set_content("x")
    assert mail.send(message, to=bad).outcome is Outcome.REFUSED
    assert (server.asked, server.received) == ([], [])


@pytest.mark.parametrize("at_once", [True, False], ids=["from the first byte", "STARTTLS"])
def test_tls_is_spoken_and_the_certificate_is_checked(settings: Any, tmp_path: Path, at_once: bool) -> None:
    file, context = certificate(tmp_path)
    options = (
        {"server_ssl_context": context} if at_once else {"server_tls_context": context, "server_require_starttls": True}
    )
    with sink(**options) as listening:
        use(settings, listening, EMAIL_USE_SSL=at_once, EMAIL_USE_TLS=not at_once, MAIL_CA="")
        assert sent().outcome is Outcome.LATER, "a certificate of nobody we know"
        assert listening.received == []
        settings.MAIL_CA = str(file)
        assert sent() == Receipt(Outcome.SENT, "end", 250)
        assert listening.encrypted == [True]


def test_a_server_without_tls_gets_nothing_when_tls_is_wanted(server: Sink, settings: Any) -> None:
    settings.EMAIL_USE_TLS = True
    assert sent() == Receipt(Outcome.LATER, "tls")
    assert server.received == []


def test_a_wrong_password_says_nothing_about_the_mailbox(settings: Any) -> None:
    with sink(
        server_authenticator=only("lantoa", "dung"), server_auth_require_tls=False, server_auth_required=True
    ) as listening:
        use(settings, listening, EMAIL_HOST_USER="lantoa", EMAIL_HOST_PASSWORD="sai")
        assert sent() == Receipt(Outcome.LATER, "login", 535)
        settings.EMAIL_HOST_PASSWORD = "dung"
        assert sent().outcome is Outcome.SENT


def test_a_log_keeps_the_secrets_of_links() -> None:
    for path in (
        "/nhac/1.abcdefghijklmnopqrstuvwxyz/",
        "/lich-rieng/1.abcdefghijklmnopqrstuvwxyz.ics",
        "/dung-thu/abc:def/",
    ):
        assert "abc" not in hidden(f"Not Found: {path}")
