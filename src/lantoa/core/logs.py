"""What may stand in a log: addresses without the secrets that some of them carry."""

import logging
import re

_SECRET = re.compile(r"(/(?:loi-moi|key|nhac|lich-rieng|dung-thu)/)[^/\s?]+")


def hidden(text: str) -> str:
    """The text with every invitation's and password link's token replaced."""
    return _SECRET.sub(r"\1***", text)


class NoSecrets(logging.Filter):
    """Whoever reads a log must not be able to come in by a link that stands in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = hidden(record.getMessage()), ()
        return True
