"""The command ``vanban``: read a plan, check a document, print one.

Exit codes: 0 done; 1 the document was refused, the reason is on stderr; 2 wrong use, or a file that is not there.
``check``, as linters do: 0 nothing but hints; 1 errors or warnings were found; 2 the document could not be checked.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from vanban.errors import ReadError
from vanban.form.errors import FormError
from vanban.readers import MOST_MEGABYTES, open_source
from vanban.reading import Deadline, Reading
from vanban.source import Source

DONE, REFUSED, MISUSED = 0, 1, 2
FOUND, UNCHECKED = 1, 2
CHECK_CODES = "Mã thoát: 0 không có lỗi, cảnh báo (gợi ý thì được); 1 có lỗi hoặc cảnh báo; 2 không kiểm tra được tệp."


class _Parser(argparse.ArgumentParser):
    """Says in Vietnamese what is wrong with a command line."""

    def error(self, message: str) -> NoReturn:
        print(f"Lệnh chưa đúng ({message}). Gõ: {self.prog} --help", file=sys.stderr)
        raise SystemExit(MISUSED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    given = _parser().parse_args(arguments)
    try:
        if given.command == "read":
            _read(given.file, as_json=given.json, searchable=given.searchable, restore=not given.as_it_is)
        elif given.command == "check":
            return _check(given.file, as_json=given.json)
        else:
            _render(given.tree, given.docx, given.pdf)
    except (ReadError, FormError) as error:
        print(f"{error.message} [{error.code}]", file=sys.stderr)
        return UNCHECKED if given.command == "check" else REFUSED
    except OSError as error:
        print(f"Không mở được tệp “{error.filename}”. Hãy kiểm tra tên và quyền của tệp.", file=sys.stderr)
        return MISUSED
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="vanban", description="Đọc, kiểm tra kế hoạch, in văn bản theo Nghị định 30/2020/NĐ-CP.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")
    read = commands.add_parser(
        "read", help="đọc một kế hoạch (.docx, .pdf kể cả bản quét, ảnh .jpg .png .heic .tiff, .txt)"
    )
    read.add_argument("file", type=Path, metavar="TỆP")
    read.add_argument("--searchable", type=Path, metavar="PDF", help="ghi thêm bản PDF tìm được chữ của bản quét")
    read.add_argument("--json", action="store_true", help="in toàn bộ kết quả dạng JSON")
    read.add_argument("--as-it-is", action="store_true", help="không khôi phục chữ bị mất dấu; báo lỗi thay vào đó")
    check = commands.add_parser("check", help="kiểm tra thể thức, nội dung, chính tả của văn bản", epilog=CHECK_CODES)
    check.add_argument("file", type=Path, metavar="TỆP")
    check.add_argument("--json", action="store_true", help="in các nhận xét dạng JSON")
    render = commands.add_parser("render", help="in một văn bản từ cây nội dung dạng JSON")
    render.add_argument("tree", type=Path, metavar="TREE.json")
    render.add_argument(
        "--docx", nargs="?", const="", metavar="TỆP", help="ghi bản Word; không nêu tên thì là TREE.docx"
    )
    render.add_argument("--pdf", nargs="?", const="", metavar="TỆP", help="ghi bản PDF; không nêu tên thì là TREE.pdf")
    return parser


def _source(path: Path, *, restore: bool = True) -> Source:
    with path.open("rb") as file:
        data = file.read(MOST_MEGABYTES * 1024 * 1024 + 1)
    return open_source(data, path.name, restore=restore)


def _check(path: Path, *, as_json: bool) -> int:
    from vanban.check import printing
    from vanban.plan import read_document

    findings = read_document(_source(path)).findings
    if as_json:
        json.dump(printing.as_json(findings), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print("\n".join(printing.as_lines(findings, path.name)))
    return DONE if printing.is_clean(findings) else FOUND


def _read(path: Path, *, as_json: bool, searchable: Path | None, restore: bool) -> None:
    from vanban.plan import read_plan

    source = _source(path, restore=restore)
    if searchable:
        from vanban.searchable import searchable_pdf

        searchable.write_bytes(searchable_pdf(path.read_bytes(), source))
    reading = read_plan(source)
    if as_json:
        json.dump(reading.as_dict(), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print("\n".join(summary(reading)))


def _render(tree: Path, docx: str | None, pdf: str | None) -> None:
    from vanban.form.tree_file import MOST_BYTES, read_tree

    if docx is None and pdf is None:
        raise FormError("no_output", "Chưa nói ghi ra đâu: thêm --docx hoặc --pdf (kèm tên tệp nếu muốn).")
    with tree.open("rb") as file:
        document = read_tree(file.read(MOST_BYTES + 1))
    if docx is not None:
        from vanban.form.docx import render_docx

        (Path(docx) if docx else tree.with_suffix(".docx")).write_bytes(render_docx(document))
    if pdf is not None:
        from vanban.form.pdf import render_pdf

        (Path(pdf) if pdf else tree.with_suffix(".pdf")).write_bytes(render_pdf(document))


def summary(reading: Reading) -> list[str]:
    """What was read, for a person."""
    absent = "(không ghi)"
    lines = [
        f"{reading.kind or 'VĂN BẢN'}: {_short(reading.title or absent, 100)}",
        f"  Số: {reading.number or absent} · Ngày: {reading.issued_on or absent} · Nơi: {reading.place or absent}",
        f"  Cơ quan: {_short(reading.issuer or absent, 80)}",
        f"  Kỳ: {reading.period.text if reading.period else absent}",
        f"  Nguồn: {str(reading.source.get('format', '')).upper()}, {reading.source.get('pages', 1)} trang",
        *(f"  Chú ý: {note}" for note in reading.source.get("notes") or ()),
        *_restored_words(reading),
        "",
        f"Chỉ tiêu ({len(reading.targets)})",
        *(f"  - {_short(target.text)} [{target.quantity}]" for target in reading.targets),
        f"Nhiệm vụ ({len(reading.tasks)})",
        *(f"  - {_short(task.text)} [{task.lead or '?'}{_due(task.deadline)}]" for task in reading.tasks),
        f"Căn cứ, viện dẫn ({len(reading.references)})",
        *(f"  - {_short(reference.text)}" for reference in reading.references),
    ]
    for name, items in (
        ("Kênh", reading.channels),
        ("Đối tượng", reading.audiences),
        ("Cơ quan, đơn vị", reading.organisations),
        ("Kinh phí", reading.funding),
        ("Nơi nhận", reading.recipients),
    ):
        lines.append(f"{name} ({len(items)}): {'; '.join(_short(item.text, 60) for item in items)}")
    lines.append(
        f"Bảng ({len(reading.tables)}): {', '.join(f'{len(table.rows) - 1} dòng' for table in reading.tables)}"
    )
    lines += [f"Mâu thuẫn: {one.message}" for one in reading.contradictions]
    lines += [f"Lưu ý: {one.message}" for one in reading.findings]
    return lines


def _restored_words(reading: Reading) -> list[str]:
    """What was restored, least sure first, and the names that people have to write."""
    restored = sorted((one for one in reading.uncertain if one.kind == "restored"), key=lambda one: one.confidence or 0)
    if not restored:
        return []
    shown = ", ".join(f"{one.others[0]} → {one.text}" for one in restored[:12] if one.others)
    unsure = ", ".join([one.text for one in reading.uncertain if one.kind == "unsure"][:12])
    return [f"  Khôi phục {len(restored)} chữ; kém chắc nhất: {shown}", *([f"  Chưa đoán: {unsure}"] if unsure else [])]


def _short(text: str, most: int = 110) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _due(deadline: Deadline | None) -> str:
    return f"; {_short(deadline.text, 50)}" if deadline else ""


if __name__ == "__main__":
    raise SystemExit(main())
