"""Head and foot of a document in DOCX: letterhead, title, addressees, căn cứ; signature, recipients, address."""

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn

from vanban.form import measures
from vanban.form import wording as say
from vanban.form.document import OfficialDocument, Run, Signature
from vanban.form.docx_base import element
from vanban.form.docx_parts import Setting, frame, framed, gap, paragraph, rule
from vanban.form.long import in_parts

SIGN_PLACE = "cho_ky"
"""The bookmark of the room for the picture of signature and seal."""
MANY = 900_000
"""An id of a bookmark that no block of a document reaches."""


def opening(document: OfficialDocument) -> Iterable[Any]:
    """Everything above the first block."""
    for line in document.digital:
        yield paragraph("VBDigital", say.clean(line))
    yield frame((measures.HEAD_LEFT, measures.HEAD_RIGHT), [_bodies(document), _numbers(document)])
    yield from _title(document)
    yield from _addressees(document)
    if document.deciding:
        yield paragraph("VBDeciding", document.deciding.upper())
    for runs in say.basis_runs(document):
        yield paragraph("VBBasis", runs, whole=True)
    if document.deciding:
        yield paragraph("VBDecides", say.DECIDES)


def _bodies(document: OfficialDocument) -> tuple[list[Any], list[Any]]:
    left = [paragraph("VBParent", document.parent.upper())] if document.parent else []
    left += [paragraph("VBIssuer", line.upper()) for line in document.issuer] or [paragraph("VBIssuer", "")]
    left.append(rule(measures.HEAD_LEFT, say.issuer_rule(document)))
    right = [paragraph("VBNation", say.NATION), paragraph("VBMotto", say.MOTTO)]
    right.append(rule(measures.HEAD_RIGHT, say.motto_rule()))
    return left, right


def _numbers(document: OfficialDocument) -> tuple[list[Any], list[Any]]:
    left = [paragraph("VBNumber", [Run(say.number_line(document))])]
    if not document.kind:
        left.append(paragraph("VBAbout", say.about_line(document)))
    for mark in say.marks(document):
        left.append(framed(mark.style, mark.text, within=measures.HEAD_LEFT, width=mark.width))
    return left, [paragraph("VBPlace", [Run(say.date_line(document) if document.dated else "")])]


def _title(document: OfficialDocument) -> Iterable[Any]:
    """Tên loại and trích yếu; a công văn has its trích yếu under its number, and room here."""
    if not document.kind:
        yield gap(8)
        return
    yield paragraph("VBKind", document.kind.upper())
    yield paragraph("VBTitle", document.title)
    yield rule(measures.TEXT_WIDTH, say.title_rule(document), after=10)


def _addressees(document: OfficialDocument) -> Iterable[Any]:
    if len(document.addressees) == 1:
        yield paragraph("VBAddressees", f"{say.ADDRESSED} {say.clean(document.addressees[0])}")
    elif document.addressees:
        yield paragraph("VBAddresseeHead", say.ADDRESSED)
        for line in say.listed(document.addressees):
            yield paragraph("VBAddressee", line)
        yield gap(5)


def closing(document: OfficialDocument) -> Iterable[Any]:
    """Signature and recipients, side by side; of two signers the recipients stand below."""
    beside, below = ([paragraph("VBRecipients", line) for line in part] for part in in_parts(say.recipients(document)))
    left = beside
    if left:
        left.insert(0, paragraph("VBRecipientsHead", say.RECIPIENTS))
    right = _signed(document.signature)
    empty = [paragraph("VBRule", ())]
    if document.cosigner:
        half = measures.TEXT_WIDTH / 2
        yield frame((half, half), [(_signed(document.cosigner, named=False), right or list(empty))])
        yield paragraph("VBRule", ())
        right = []
    if left or right:
        rows = [(left or empty, right or list(empty)), *([(below, [paragraph("VBRule", ())])] if below else [])]
        yield frame((measures.SIGN_LEFT, measures.SIGN_RIGHT), rows, long=bool(below))
        if not document.appendices:
            yield paragraph("VBRule", ())


def _signed(signature: Signature | None, *, named: bool = True) -> list[Any]:
    if signature is None:
        return []
    lines = [paragraph("VBAuthority", line.upper()) for line in signature.authority]
    room = paragraph("VBSignPlace", ())
    if named:
        room.append(element("bookmarkStart", id=MANY, name=SIGN_PLACE))
        room.append(element("bookmarkEnd", id=MANY))
    return [*lines, room, paragraph("VBSigner", signature.signer)]


def contact(made: Any, document: OfficialDocument) -> None:
    """Address and telephone at the foot of the first page, under a rule over the whole width (khoản 4 mục III)."""
    if not document.contact:
        return
    footer = made.sections[0].first_page_footer
    footer.is_linked_to_previous = False
    holder = footer._element
    for old in holder.findall(qn("w:p")):
        holder.remove(old)
    for number, line in enumerate(document.contact):
        part = paragraph("VBContact", say.clean(line), Setting())
        if not number:
            borders = element("pBdr")
            borders.append(element("top", val="single", sz=6, space=1, color="000000"))
            part.pPr.append(borders)
        holder.append(part)
