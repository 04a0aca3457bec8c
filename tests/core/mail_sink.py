"""A real SMTP server on this machine that answers as a test tells it, and keeps what it accepted."""

import asyncio
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass
class Sink:
    """Answers by mailbox: a text is said at RCPT, or at the end of DATA with ``at_end``; "drop" hangs up there.
    ``slow``: seconds before each answer to DATA."""

    at_mailbox: dict[str, str] = field(default_factory=dict)
    at_end: dict[str, str] = field(default_factory=dict)
    slow: float = 0
    host: str = "127.0.0.1"
    port: int = 0
    received: list[tuple[str, bytes]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    logins: list[bool] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(data, policy=policy.default) for _to, data in self.received]  # type: ignore[misc]

    async def handle_RCPT(  # noqa: N802 - the names that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.asked.append(address)
        answer = self.at_mailbox.get(address, "250 OK")
        if answer == "drop":
            self._hang_up(server)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        (to,) = envelope.rcpt_tos
        self.encrypted.append(
            session.ssl is not None or isinstance(server.transport.get_extra_info("ssl_object"), ssl.SSLObject)
        )
        if self.slow:
            await asyncio.sleep(self.slow)
        answer = self.at_end.get(to, "250 OK")
        if answer.startswith("250") or answer == "drop":  # a server that hangs up may well have taken it
            self.received.append((to, bytes(envelope.content or b"")))
        if answer == "drop":
            self._hang_up(server)
        return answer

    def _hang_up(self, server: SMTP) -> None:
        assert server.transport is not None
        server.transport.abort()


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def sink(**options: Any) -> Iterator[Sink]:
    """A sink that is listening. Options beginning with ``server_`` go to aiosmtpd."""
    of_server = {name[7:]: options.pop(name) for name in list(options) if name.startswith("server_")}
    made = Sink(port=free_port(), **options)
    controller = Controller(made, hostname=made.host, port=made.port, server_hostname="sink.example", **of_server)
    controller.ready_timeout = 10
    controller.start()
    try:
        yield made
    finally:
        controller.stop()


def only(user: str, password: str) -> Any:
    """An authenticator that lets one user in."""

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        good = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=good, handled=False)

    return check


def use(settings: Any, sink: Sink, **more: Any) -> None:
    """Let the product send to the sink, without TLS unless told."""
    given = {
        "MAIL_HOST": sink.host, "EMAIL_PORT": sink.port, "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False,
        "EMAIL_HOST_USER": "", "EMAIL_TIMEOUT": 5, "DEFAULT_FROM_EMAIL": "Lan Tỏa <nhacviec@phuong.example>",
        "PUBLIC_URL": "https://lantoa.example",
    }  # fmt: skip
    for name, value in {**given, **more}.items():
        setattr(settings, name, value)


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that nobody signed but itself: the file to trust, and the server's side."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sink.example")])
    now = datetime.fromtimestamp(time.time(), UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / "cert.pem", folder / "key.pem"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert_file, key_file)
    return cert_file, context
