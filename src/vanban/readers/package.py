"""Opens the ZIP of a DOCX with care: sizes are checked before anything is inflated, and only the parts that hold the
text are ever read."""

import io
import posixpath
import re
import zipfile
import zlib
from contextlib import suppress
from typing import Any

from lxml import etree

from vanban.errors import ReadError
from vanban.readers.refusals import refusal

MOST_MEMBERS = 5_000
MOST_BYTES = 500 * 1024 * 1024
MOST_PART_BYTES = 40 * 1024 * 1024
MOST_RATIO = 150
MOST_EDGES = 30
"""Headers or footers that are looked at."""
RATIO_FROM = 5 * 1024 * 1024
"""A part smaller than this may be as compressible as it likes."""
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Package:
    """The parts of an Office file. Raises ReadError ``broken_docx`` or ``zip_bomb`` at once where there is cause."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            self.members = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
            raise refusal("broken_docx") from error
        self.names = {member.filename: member for member in self.members}
        self._check_sizes()

    def main_part(self) -> str | None:
        """The name of the part that holds the text of a Word document, or None for another kind of file."""
        target = None
        if "_rels/.rels" in self.names:
            for relation in self.xml("_rels/.rels").iter(RELATION):
                if str(relation.get("Type", "")).endswith("/officeDocument"):
                    target = str(relation.get("Target", "")).lstrip("/")
        target = target or "word/document.xml"
        return target if target in self.names and target.startswith("word/") else None

    def beside(self, main: str, name: str) -> str:
        """The name of a part that stands in the folder of the main part."""
        return posixpath.join(posixpath.dirname(main), name)

    def xml(self, name: str) -> Any:
        """The root element of a part. Raises ``broken_docx``, or ``zip_bomb`` where it is too large or has a DTD."""
        data = self._read(name).replace(STRICT, W.strip("{}").encode())
        if any(mark in data for mark in DOCTYPES):
            raise refusal("zip_bomb")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise refusal("broken_docx") from error

    def optional_xml(self, name: str) -> Any | None:
        """The root element of a part that may be absent or broken without loss of text."""
        return self.xml(name) if name in self.names else None

    def parts(self, main: str, kind: str) -> list[Any]:
        """The headers or footers of a document; one that cannot be read is none: the text does not hang on it."""
        pattern = re.compile(re.escape(self.beside(main, kind)) + r"\d*\.xml")
        found = []
        for name in [name for name in self.names if pattern.fullmatch(name)][:MOST_EDGES]:
            with suppress(ReadError):
                found.append(self.xml(name))
        return found

    def _check_sizes(self) -> None:
        if len(self.members) > MOST_MEMBERS or sum(member.file_size for member in self.members) > MOST_BYTES:
            raise refusal("zip_bomb")
        for member in self.members:
            if member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * max(1, member.compress_size):
                raise refusal("zip_bomb")

    def _read(self, name: str) -> bytes:
        """A part, inflated no further than the limit, whatever size it declares."""
        try:
            with self.zip.open(self.names[name]) as part:
                data = part.read(MOST_PART_BYTES + 1)
        except RuntimeError as error:  # an encrypted member
            raise refusal("password_protected") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise refusal("broken_docx") from error
        if len(data) > MOST_PART_BYTES:
            raise refusal("zip_bomb")
        return data
