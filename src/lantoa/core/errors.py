"""Errors that are an answer to a person, not a fault of the program."""


class Refused(Exception):  # noqa: N818 - it reads as the answer that it is
    """A rule says no. ``code`` is stable (tests, logs); ``message`` is Vietnamese and says what to do."""

    status = 409

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class NotAllowed(Refused):
    """The person is known here but lacks the right: 403. (A stranger gets 404: see ``access_*``.)"""

    status = 403

    def __init__(self, message: str = "Tài khoản của anh/chị chưa được giao quyền làm việc này.") -> None:
        super().__init__("not_allowed", message)
