"""What somebody changed in Word: a document against the DOCX that came back, change by change, and the accepted ones.

Numbers that Word counts are not compared by themselves: a point put in moves the letters below it, and is one change.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from vanban.form import wording as say
from vanban.form.back_lists import Edit, edited, edits, key_of
from vanban.form.back_reader import ReadDocument, read_document
from vanban.form.back_tables import same_columns, table_changes, with_cells
from vanban.form.document import Block, DataTable, OfficialDocument, Signature, Text, plain
from vanban.form.errors import FormError
from vanban.form.relabel import is_regular, relabelled

Kind = Literal["added", "removed", "changed", "moved"]
Value = Block | Text
DATE = re.compile(r"^(.*?),?\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$", re.IGNORECASE)
PARTS = {
    "kind": "Tên loại văn bản", "title": "Trích yếu", "parent": "Cơ quan chủ quản", "issuer": "Cơ quan ban hành",
    "number": "Số, ký hiệu", "date": "Địa danh, ngày tháng", "addressees": "Kính gửi", "basis": "Căn cứ",
    "deciding": "Thẩm quyền ban hành", "body": "Nội dung", "authority": "Quyền hạn, chức vụ người ký",
    "signer": "Người ký", "recipients": "Nơi nhận", "appendices": "Phụ lục", "strange": "Ảnh, hình vẽ",
}  # fmt: skip
PATH = re.compile(r"^(?:appendices\[(\d+)\]\.)?([a-z]+)(?:\[(\d+)\])?(?:\.(?:rows\[(\d+)\]|header))?$")


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``path`` says where: "title", "body[3]", "body[5].rows[2]", "appendices[0].blocks[1]"; the number is
    that of the block before, for something added that of the block before which it stands. ``to``: where a moved
    block stands now, counted in the same way. ``before`` and ``after`` are blocks, lines, or rows of cells."""

    kind: Kind
    path: str
    before: Value | tuple[Text, ...] | None = None
    after: Value | tuple[Text, ...] | None = None
    to: str = ""
    order: int = 0
    """Of several added at one place: which comes first."""

    @property
    def place(self) -> str:
        """Where the change is, for an official: "Nội dung, đoạn 4"."""
        return place_of(self.path)

    @property
    def can_be_accepted(self) -> bool:
        """Pictures put into the text, and whole appendices, are only told of."""
        return not self.path.startswith(("strange", "appendices+"))


def changes(before: OfficialDocument, docx: bytes) -> tuple[Change, ...]:
    """Every change from a document to the DOCX that came back, in reading order. Raises ``ReadError``: no Word file,
    broken, a bomb, with a password, too long."""
    read = read_document(docx)
    found = [*_once(before, read), *_lines(before, read)]
    basis = [say.trimmed(runs) for runs in read.basis]
    found += _list("basis", [say.trimmed(say.clean_runs(text)) for text in before.basis], basis)
    found += _blocks("body", before.body, read.body)
    for index, appendix in enumerate(before.appendices):
        if index >= len(read.appendices):
            found.append(Change("removed", f"appendices+[{index}]", appendix.title))
            continue
        back = read.appendices[index]
        path = f"appendices[{index}]"
        found += _line(f"{path}.title", " ".join(say.lines(appendix.title)), " ".join(back.title), upper=True)
        found += _blocks(f"{path}.blocks", appendix.blocks, back.blocks)
    more = read.appendices[len(before.appendices) :]
    found += [Change("added", "appendices+[0]", None, " ".join(one.title)) for one in more]
    if read.strange:
        found.append(Change("added", "strange", None, f"{read.strange} ảnh hoặc hình vẽ"))
    return tuple(found)


def accept(before: OfficialDocument, accepted: Iterable[Change]) -> OfficialDocument:
    """The document with the changes that were accepted, any of those that ``changes`` found. Where numbers and letters
    ran in order before, they do afterwards. Raises ``FormError("bad_change")`` for a change that does not fit."""
    chosen = [change for change in accepted if change.can_be_accepted]
    try:
        made = _with_lines(before, chosen)
        body = _with_blocks("body", before.body, chosen)
        appendices = tuple(
            replace(
                appendix,
                title=_one(f"appendices[{index}].title", appendix.title, chosen),
                blocks=_with_blocks(f"appendices[{index}].blocks", appendix.blocks, chosen),
            )
            for index, appendix in enumerate(before.appendices)
        )
        return replace(made, body=body, appendices=appendices)
    except (IndexError, ValueError, TypeError, AttributeError) as error:
        message = "Thay đổi không còn khớp với văn bản. Hãy so sánh lại với tệp Word vừa tải lên."
        raise FormError("bad_change", message) from error


def place_of(path: str) -> str:
    """A path in words."""
    found = PATH.match(path.replace("appendices+", "appendices"))
    if found is None:
        return path
    appendix, part, index, row = found.groups()
    name = "" if part == "blocks" else PARTS.get(part, part) if part != "title" or not appendix else "tên phụ lục"
    pieces = [f"Phụ lục thứ {int(appendix) + 1}" if appendix else "", name]
    if index is not None and part in {"body", "blocks"}:
        pieces.append(f"đoạn {int(index) + 1}")
    if row is not None:
        pieces.append(f"dòng {int(row) + 1} của bảng")
    elif path.endswith(".header"):
        pieces.append("dòng đầu của bảng")
    return ", ".join(piece for piece in pieces if piece)


def _once(before: OfficialDocument, read: ReadDocument) -> list[Change]:
    signer = before.signature.signer if before.signature else ""
    lines = {
        "parent": before.parent,
        "number": say.number_line(before),
        "date": say.date_line(before) if before.dated else "",
        "kind": before.kind,
        "title": " ".join(say.lines(before.title)) if before.kind else " ".join(say.lines(f"V/v {before.title}")),
        "deciding": before.deciding,
        "signer": signer,
    }
    found: list[Change] = []
    for path, text in lines.items():
        back = read.once.get(path, [])
        now = back[-1] if path == "signer" and back else " ".join(back)
        found += _line(path, text, now, upper=path in {"parent", "kind", "deciding"})
    return found


def _line(path: str, before: str, after: str, *, upper: bool = False) -> list[Change]:
    old, new = " ".join(say.clean(before).split()), " ".join(after.split())
    if old == new or (upper and old.upper() == new.upper()):
        return []
    return [Change("changed" if old and new else "added" if new else "removed", path, old or None, new or None)]


def _lines(before: OfficialDocument, read: ReadDocument) -> list[Change]:
    found = []
    for path, lines in lists_of(before).items():
        back = [say.bare(line) if path in {"recipients", "addressees"} else line for line in read.listed.get(path, [])]
        back = [line.removeprefix(say.ADDRESSED).strip() for line in back]
        if path == "authority" and before.cosigner:
            back = back[len(before.cosigner.authority) :]
        upper = path in {"issuer", "authority"}
        old = [line.upper() if upper else line for line in lines]
        found += _list(path, old, [line.upper() if upper else line for line in back if line])
    return found


def lists_of(document: OfficialDocument) -> dict[str, tuple[str, ...]]:
    """The parts of a document that are lists of lines, as they are compared."""
    authority = document.signature.authority if document.signature else ()
    return {
        "issuer": tuple(say.clean(line) for line in document.issuer),
        "addressees": tuple(say.bare(line) for line in document.addressees),
        "authority": tuple(say.clean(line) for line in authority),
        "recipients": tuple(say.bare(line) for line in say.recipients(document)),
    }


def _list(path: str, before: Iterable[Text], after: Iterable[Text]) -> list[Change]:
    return [_change(path, edit) for edit in edits(list(before), list(after))]


def _change(path: str, edit: Edit) -> Change:
    to = f"{path}[{edit.to}]" if edit.kind == "moved" else ""
    return Change(edit.kind, f"{path}[{edit.at}]", edit.before, edit.after, to, edit.order)


def _blocks(path: str, before: Iterable[Block], after: Iterable[object]) -> list[Change]:
    found: list[Change] = []
    for edit in edits(list(before), list(after)):
        if _rows_apart(edit):
            inner = table_changes(edit.before, edit.after)
            found += [
                Change(one.kind, f"{path}[{edit.at}].{part}", one.before, one.after, order=one.order)
                for part, one in inner
            ]
        else:
            found.append(_change(path, edit))
    return found


def _rows_apart(edit: Edit) -> bool:
    tables = isinstance(edit.before, DataTable) and isinstance(edit.after, DataTable)
    return tables and edit.kind == "changed" and same_columns(edit.before, edit.after)


def _one(path: str, value: str, chosen: Iterable[Change]) -> str:
    for change in chosen:
        if change.path == path:
            return str(plain(_text(change.after))) if change.after is not None else ""
    return value


def _text(value: object) -> Text:
    if not isinstance(value, str | tuple):
        raise TypeError("text")
    return value


def _with_lines(before: OfficialDocument, chosen: list[Change]) -> OfficialDocument:
    title = _one("title", before.title, chosen).removeprefix("V/v ").strip()
    parent, kind = _one("parent", before.parent, chosen), _one("kind", before.kind, chosen)
    deciding = _one("deciding", before.deciding, chosen)
    made = replace(before, title=title, parent=parent, kind=kind, deciding=deciding)
    number = _one("number", "", chosen)
    if number:
        made = replace(made, number=re.sub(r"^Số:?\s*", "", number))
    made = _dated(made, _one("date", "", chosen))
    lists = {path: _with_list(path, lines, chosen) for path, lines in lists_of(before).items()}
    changed: dict[str, Any] = {path: lines for path, lines in lists.items() if lines is not None}
    if before.signature or "authority" in changed or _one("signer", "", chosen):
        old = before.signature or Signature(())
        signer = _one("signer", old.signer, chosen)
        made = replace(made, signature=Signature(changed.pop("authority", old.authority), signer))
    basis = _with_list("basis", before.basis, chosen)
    if basis is not None:
        changed["basis"] = basis
    return replace(made, **changed)


def _dated(document: OfficialDocument, line: str) -> OfficialDocument:
    found = DATE.match(line)
    if found is None:
        return document
    place, day, month, year = found.groups()
    return replace(document, place=place.strip(), issued_on=date(int(year), int(month), int(day)))


def _with_list(path: str, lines: tuple[Text, ...], chosen: list[Change]) -> tuple[Text, ...] | None:
    own = _edits(path, chosen)
    return tuple(edited(list(lines), own)) if own else None


def _with_blocks(path: str, blocks: tuple[Block, ...], chosen: list[Change]) -> tuple[Block, ...]:
    own = _edits(path, chosen)
    inner = [change for change in chosen if change.path.startswith(f"{path}[") and "]." in change.path[len(path) :]]
    items = list(blocks)
    for index in {_index(change.path, path) for change in inner}:
        here = [change for change in inner if _index(change.path, path) == index]
        items[index] = with_cells(items[index], [(change.path, _edit(change)) for change in here])
    if not own:
        return tuple(items)
    made: tuple[Block, ...] = tuple(edited(items, own))
    shifted = any(edit.kind != "changed" for edit in own)
    return relabelled(made) if shifted and is_regular(blocks) else made


def _edits(path: str, chosen: Iterable[Change]) -> list[Edit]:
    own = [one for one in chosen if one.path.startswith(f"{path}[") and one.path.endswith("]")]
    return [_edit(one) for one in own if "]." not in one.path[len(path) :]]


def _edit(change: Change) -> Edit:
    to = int(change.to.rsplit("[", 1)[1].rstrip("]")) if change.to else 0
    at = int(change.path.rsplit("[", 1)[1].rstrip("]")) if change.path.endswith("]") else 0
    return Edit(change.kind, at, change.before, change.after, to, change.order)


def _index(path: str, under: str) -> int:
    return int(path[len(under) + 1 :].split("]", 1)[0])


__all__ = ["Change", "accept", "changes", "key_of", "place_of"]
