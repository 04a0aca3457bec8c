"""What lies where in an evidence bundle, and its list of contents. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.core.errors import Refused
from lantoa.plans.rules.commitment import CommitmentKind
from lantoa.reports.rules import wording
from lantoa.reports.rules.facts import AnnexEntry, ReportFacts
from lantoa.reports.rules.tables import SERVES
from vanban.form.document import DataTable, OfficialDocument, Paragraph

MB = 1024**2
MOST_FILES, MOST_BYTES = 5000, 2048 * MB
OTHER = "99 - Hoạt động khác"
UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
HEADER = (
    "Mã", "Ngày", "Hoạt động", "Đơn vị", "Phục vụ", "Hạng", "Thư mục", "Tệp, đường dẫn", "Cỡ (byte)", "SHA-256",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: a file in the store, or an address."""

    activity_id: str
    name: str
    sha256: str = ""
    size: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the contents: ``path`` in the bundle, empty for what is only an address or a word."""

    entry: AnnexEntry
    serves: str
    folder: str
    path: str
    piece: Piece | None


def safe_part(text: str, most: int = 60) -> str:
    """A name for a folder or file that every system takes."""
    words = UNSAFE.sub(" ", " ".join(text.split())).strip(" .")
    return (words[:most].rstrip(" .")) or "khong-ten"


def contents(facts: ReportFacts, pieces: Iterable[Piece]) -> list[Item]:
    """Every activity of the annex with its evidence, each file once: in the folder of the first line that it serves."""
    given: dict[str, list[Piece]] = {}
    for piece in pieces:
        given.setdefault(piece.activity_id, []).append(piece)
    folders, serves = _places(facts)
    found: list[Item] = []
    for entry in facts.annex:
        home = folders.get(entry.activity_id, OTHER)
        folder = f"{home}/{safe_part(f'{entry.ref} {entry.happened_on:%Y-%m-%d} {entry.title}')}"
        marks = ", ".join(serves.get(entry.activity_id, ()))
        here = given.get(entry.activity_id, [])
        found += [Item(entry, marks, home, _path(folder, n, one), one) for n, one in enumerate(here, start=1)]
        if not here:
            found.append(Item(entry, marks, home, "", None))
    return found


def _places(facts: ReportFacts) -> tuple[dict[str, str], dict[str, list[str]]]:
    folders: dict[str, str] = {}
    serves: dict[str, list[str]] = {}
    order = 0
    for kind in CommitmentKind:
        lines = [line for line in facts.lines if line.kind is kind]
        for index, line in enumerate(lines, start=1):
            order += 1
            mark = f"{SERVES[kind]} {index}"
            for key in line.activity_ids:
                folders.setdefault(key, safe_part(f"{order:02} - {mark} - {wording.quoted(line.title, 70)}", 80))
                serves.setdefault(key, []).append(mark)
    return folders, serves


def _path(folder: str, number: int, piece: Piece) -> str:
    return f"{folder}/{number:02} {safe_part(piece.name, 80)}" if piece.sha256 else ""


def check_size(items: Sequence[Item], *, room: int) -> int:
    """The bytes of all files. Raises Refused("bundle_large") or ("bundle_room") before anything is written."""
    total = sum(item.piece.size for item in items if item.piece and item.path)
    files = sum(1 for item in items if item.path)
    if files > MOST_FILES or total > MOST_BYTES:
        raise Refused(
            "bundle_large",
            f"Bộ hồ sơ có {files} tệp, {total // MB} MB, quá mức {MOST_FILES} tệp hoặc {MOST_BYTES // MB} MB. "
            "Hãy lập báo cáo cho kỳ ngắn hơn (tháng, quý) rồi đóng gói từng kỳ.",
        )
    if total * 1.1 + 200 * MB > room:
        raise Refused("bundle_room", "Máy chủ không đủ chỗ trống để đóng gói. Hãy báo người quản trị dọn bớt đĩa.")
    return total


def index_csv(items: Iterable[Item]) -> bytes:
    """The contents for Excel: UTF-8 with its mark, no cell that a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for item in items:
        writer.writerow([_inert(cell) for cell in _cells(item)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cells(item: Item) -> tuple[str, ...]:
    entry, piece = item.entry, item.piece
    told = item.path.rpartition("/")[2] or (piece.url if piece else "Lời khai, chưa có tệp")
    size = str(piece.size) if piece and item.path else ""
    return (
        entry.ref, wording.day(entry.happened_on), entry.title, entry.unit, item.serves, entry.grade, item.folder,
        told, size, piece.sha256 if piece and item.path else "",
    )  # fmt: skip


def index_document(items: Sequence[Item], *, title: str, issuer: tuple[str, ...]) -> OfficialDocument:
    """Mục lục as a document to be printed and signed."""
    rows = tuple(
        (item.entry.ref, wording.day(item.entry.happened_on), item.entry.title, item.serves, item.entry.grade, told)
        for item in items
        for told in (_cells(item)[7],)
    )
    files = sum(1 for item in items if item.path)
    return OfficialDocument(
        kind="MỤC LỤC", title=f"Hồ sơ minh chứng {title}", issuer=issuer,
        body=(
            Paragraph(f"Hồ sơ gồm {wording.number(len({item.entry.ref for item in items}))} hoạt động, "
                      f"{wording.number(files)} tệp. Mã băm SHA-256 của từng tệp ở tệp SHA256SUMS.txt."),
            DataTable(
                ("Mã", "Ngày", "Hoạt động", "Phục vụ", "Hạng", "Tệp, đường dẫn"), rows or (("",) * 6,),
                (18, 24, 56, 18, 12, 47), ("center", "center", "left", "left", "center", "left"), small=True,
            ),
        ),
    )  # fmt: skip


def sums(items: Iterable[Item], more: Iterable[tuple[str, str]] = ()) -> str:
    """ "<hash>  <path>" a line, as ``sha256sum -c`` reads it."""
    lines = [f"{item.piece.sha256}  {item.path}" for item in items if item.piece and item.path]
    return "\n".join([*lines, *(f"{digest}  {path}" for path, digest in more)]) + "\n"
