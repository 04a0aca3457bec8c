"""A file of a plan read from beginning to end: bytes in, everything that the review needs out. Writes nothing."""

from lantoa.plans.actions.reading import Read
from vanban.apart import Progress, read_whole


def read_document(data: bytes, name: str, tell: Progress) -> Read:
    """Bytes of a PDF, DOCX or text file → reading, proposals, paragraphs.

    ``tell`` hears per cent and what is being done. Raises ``ReadError`` with a message for the official.
    """
    whole = read_whole(data, name, tell)
    return Read(whole["reading"], whole["proposals"], [tuple(one) for one in whole["paragraphs"]])
