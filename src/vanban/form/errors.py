"""Why a document could not be written. Each error has a code, and a Vietnamese message that says what to do."""


class FormError(Exception):
    """A document that cannot be built or printed; ``code`` is stable, ``message`` is for the official."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
