"""Text as an announcer reads it: figures, dates, numbers of documents, abbreviations in words; and how long it takes.

Pure and without Django. Reading follows northern usage ("linh", "nghìn", "mùng"); every rule is tried in
``tests/vanban/test_speech.py``.
"""

from vanban.speech.documents import document_words
from vanban.speech.numbers import date_words, decimal_words, number_words, phone_words, time_words
from vanban.speech.texts import link_words, reading_seconds, spoken

__all__ = [
    "date_words",
    "decimal_words",
    "document_words",
    "link_words",
    "number_words",
    "phone_words",
    "reading_seconds",
    "spoken",
    "time_words",
]
