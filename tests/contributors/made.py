"""Submissions for tests."""

from typing import Any
from uuid import uuid4

from lantoa.communes.roles import Role
from lantoa.contributors.actions import Sent, send
from lantoa.contributors.models import Submission
from lantoa.contributors.rules import Consent, Sending, SubmissionKind
from lantoa.files.actions import Received, receive
from tests.factories import World
from tests.files.samples import jpeg

TEXT = "Tổ dân phố 5 họp sáng nay. Bốn mươi hộ được hướng dẫn nộp hồ sơ trên điện thoại."


def sending(**values: Any) -> Sending:
    given: dict[str, Any] = {"key": uuid4(), "kind": SubmissionKind.NEWS, "text": TEXT, "caption": "Buổi họp tổ"}
    return Sending(**{**given, **values})


def photo(world: World, number: int = 0) -> Received:
    return receive(commune=world.commune, upload=jpeg(size=(320 + number, 200)), name="anh.jpg")


def sent(world: World, *, files: int = 0, role: Role = Role.CONTRIBUTOR, **values: Any) -> Submission:
    """Sent by the person of this role."""
    values = {"consent": Consent.GIVEN.value if files else "", **values}
    return tried(world, files=files, role=role, **values).submission


def tried(world: World, *, files: int = 0, role: Role = Role.CONTRIBUTOR, **values: Any) -> Sent:
    photos = [photo(world, number) for number in range(files)]
    return send(commune=world.commune, sending=sending(**values), files=photos, by=world.person(role))


def opinion(world: World, **values: Any) -> Submission:
    return sent(world, kind=SubmissionKind.OPINION, text="Bà con mong một cửa làm cả sáng thứ Bảy.", **values)
