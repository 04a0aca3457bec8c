"""Why a document could not be read. Every error has a code, and a Vietnamese message that says what to do."""


class ReadError(Exception):
    """A document that cannot be read as it is.

    ``code`` is stable (tests, logs); ``message`` is for the official, in Vietnamese, and says what to do next.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
