"""The command ``vanban``: read plans, check documents, print one.

Exit codes: 0 done; 1 a document was refused, the reason is on stderr; 2 wrong use, or a file that is not there.
``check``, as linters do: 0 nothing but hints; 1 errors or warnings were found; 2 a document could not be checked.
Of several files the worst counts.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from vanban import __version__
from vanban.cli_files import STDIN, MisusedError, data_of, listed, names_in
from vanban.errors import ReadError
from vanban.form.errors import FormError
from vanban.readers import open_source
from vanban.readers.engine import ocr_available

DONE, REFUSED, MISUSED = 0, 1, 2
FOUND, UNCHECKED = 1, 2
FILES = (
    "Nêu một hay nhiều tệp, thư mục (mọi tệp đọc được trong đó), hoặc dấu - để nhận tệp từ đầu vào chuẩn. "
    "Nhiều tệp cùng --json: mỗi tệp một dòng JSON."
)
READ_CODES = f"{FILES} Mã thoát: 0 đã đọc; 1 có tệp không đọc được, lý do ở dòng lỗi; 2 gõ sai lệnh, không thấy tệp."
CHECK_CODES = (
    f"{FILES} Mã thoát: 0 không có lỗi, cảnh báo (gợi ý thì được); 1 có lỗi hoặc cảnh báo; 2 không kiểm tra được tệp."
)
RENDER_CODES = (
    "Mã thoát: 0 đã ghi; 1 cây nội dung sai hoặc chưa nói ghi ra đâu; 2 gõ sai lệnh, không mở hay ghi được tệp."
)
NO_NAME = "Cây nội dung từ đầu vào chuẩn không có tên: hãy ghi tên tệp sau --docx, --pdf."
OCR_OFF = (
    "Máy này chưa đọc được bản quét và ảnh: chưa có mô hình chữ Việt của Tesseract. Cách bật: cài gói "
    "tesseract-ocr-script-viet và tesseract-ocr-vie; hoặc chép Vietnamese.traineddata và vie.traineddata vào một "
    "thư mục rồi đặt biến VANBAN_TESSDATA là thư mục đó."
)
One = Callable[[Path, argparse.Namespace], tuple[Any, list[str], int]]
"""A file → what is printed as JSON, as lines, and the exit code. Raises ReadError, OSError."""


class _Parser(argparse.ArgumentParser):
    """Says in Vietnamese what is wrong with a command line."""

    def error(self, message: str) -> NoReturn:
        print(f"Lệnh chưa đúng ({message}). Gõ: {self.prog} --help", file=sys.stderr)
        raise SystemExit(MISUSED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    given = _parser().parse_args(arguments)
    if given.command == "render":
        return _tried(lambda: _render(given), refused=REFUSED)
    one, refused = (_checked, UNCHECKED) if given.command == "check" else (_read, REFUSED)
    return _tried(lambda: _each(given, one, refused), refused=refused)


def _tried(run: Callable[[], int], *, refused: int, file: str = "") -> int:
    """The exit code of what is run, or of what went wrong, which is said on stderr."""
    try:
        return run()
    except (ReadError, FormError) as error:
        print(f"{file}{error.message} [{error.code}]", file=sys.stderr)
        if error.code == "ocr_missing":
            print(OCR_OFF, file=sys.stderr)
        return refused
    except MisusedError as error:
        print(error, file=sys.stderr)
        return MISUSED
    except BrokenPipeError:  # "vanban read … | head": nobody listens any more
        sys.stderr.close()
        return DONE
    except OSError as error:
        print(f"Không mở được tệp “{error.filename}”. Hãy kiểm tra tên và quyền của tệp.", file=sys.stderr)
        return MISUSED


def _each(given: argparse.Namespace, one: One, refused: int) -> int:
    """Every file that is named, one after the other; one that fails does not stop the others."""
    given.names = names_in(given.names)
    files = list(listed(given.files))
    if len(given.files) == 1 and not given.files[0].is_dir():
        return _alone(files[0], given, one)
    if given.searchable:
        raise MisusedError("--searchable chỉ dùng với một tệp.")
    worst, read = DONE, 0
    for path in files:
        code = _tried(lambda path=path: _among(path, given, one), refused=refused, file=f"{path}: ")  # type: ignore[misc]
        worst, read = max(worst, code), read + (code in (DONE, FOUND) if refused == UNCHECKED else code == DONE)
    print(f"Đã xong {read}/{len(files)} tệp.", file=sys.stderr)
    return worst


def _alone(path: Path, given: argparse.Namespace, one: One) -> int:
    data, lines, code = one(path, given)
    print(json.dumps(data, ensure_ascii=False, indent=1) if given.json else "\n".join(lines))
    return code


def _among(path: Path, given: argparse.Namespace, one: One) -> int:
    """One of several files: a line of JSON, or its lines under its name."""
    try:
        data, lines, code = one(path, given)
    except ReadError as error:
        if given.json:
            said = {"file": str(path), "error": {"code": error.code, "message": error.message}}
            print(json.dumps(said, ensure_ascii=False))
        raise
    key = "findings" if given.command == "check" else "reading"
    said = {"file": str(path), key: data}
    print(json.dumps(said, ensure_ascii=False) if given.json else "\n".join((f"== {path}", *lines, "")), flush=True)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="vanban", description="Đọc, kiểm tra kế hoạch, in văn bản theo Nghị định 30/2020/NĐ-CP.")
    ocr = "đọc được bản quét" if ocr_available() else "không đọc được bản quét: chưa có mô hình chữ Việt của Tesseract"
    parser.add_argument("--version", action="version", version=f"vanban {__version__} ({ocr})")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")
    read = commands.add_parser(
        "read",
        help="đọc kế hoạch (.docx, .pdf kể cả bản quét, ảnh .jpg .png .heic .tiff, .txt)",
        epilog=READ_CODES,
    )
    _file_options(read, "in toàn bộ kết quả dạng JSON")
    read.add_argument("--searchable", type=Path, metavar="PDF", help="ghi thêm bản PDF tìm được chữ của bản quét")
    read.add_argument("--as-it-is", action="store_true", help="không khôi phục chữ bị mất dấu; báo lỗi thay vào đó")
    read.add_argument(
        "--file-words",
        action="store_true",
        help="chữ đã khôi phục chỉ dùng để hiểu; kết quả ghi bằng đúng chữ có trong tệp, để đối chiếu",
    )
    check = commands.add_parser("check", help="kiểm tra thể thức, nội dung, chính tả của văn bản", epilog=CHECK_CODES)
    _file_options(check, "in các nhận xét dạng JSON")
    check.set_defaults(searchable=None)
    render = commands.add_parser("render", help="in một văn bản từ cây nội dung dạng JSON", epilog=RENDER_CODES)
    render.add_argument("tree", type=Path, metavar="TREE.json", help="dấu -: từ đầu vào chuẩn")
    for name, what in (("docx", "Word"), ("pdf", "PDF")):
        said = f"ghi bản {what}; không nêu tên thì là TREE.{name}"
        render.add_argument(f"--{name}", nargs="?", const="", metavar="TỆP", help=said)
    return parser


def _file_options(parser: argparse.ArgumentParser, json_says: str) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="TỆP")
    parser.add_argument("--json", action="store_true", help=json_says)
    said = "tệp .txt ghi tên các đơn vị của xã, phường, mỗi dòng một tên: tên lạ cũng được nhận ra"
    parser.add_argument("--names", type=Path, metavar="TỆP", help=said)


def _checked(path: Path, given: argparse.Namespace) -> tuple[Any, list[str], int]:
    from vanban.check import printing
    from vanban.plan import read_document

    findings = read_document(open_source(data_of(path), path.name, names=given.names), names=given.names).findings
    code = DONE if printing.is_clean(findings) else FOUND
    return printing.as_json(findings), list(printing.as_lines(findings, path.name)), code


def _read(path: Path, given: argparse.Namespace) -> tuple[Any, list[str], int]:
    from vanban.plan import read_plan
    from vanban.restoring.file_words import in_file_words
    from vanban.summary import summary

    file = data_of(path)
    source = open_source(file, path.name, restore=not given.as_it_is, names=given.names)
    if given.searchable:
        from vanban.searchable import searchable_pdf

        given.searchable.write_bytes(searchable_pdf(file, source))
    reading = read_plan(source, names=given.names)
    data = reading.as_dict()
    return in_file_words(data, source) if given.file_words else data, summary(reading), DONE


def _render(given: argparse.Namespace) -> int:
    from vanban.form.tree_file import MOST_BYTES, read_tree

    tree, docx, pdf = given.tree, given.docx, given.pdf
    if docx is None and pdf is None:
        raise FormError("no_output", "Chưa nói ghi ra đâu: thêm --docx hoặc --pdf (kèm tên tệp nếu muốn).")
    if tree == STDIN and "" in (docx, pdf):
        raise FormError("no_output", NO_NAME)
    document = read_tree(data_of(tree)[: MOST_BYTES + 1])
    if docx is not None:
        from vanban.form.docx import render_docx

        (Path(docx) if docx else tree.with_suffix(".docx")).write_bytes(render_docx(document))
    if pdf is not None:
        from vanban.form.glyphs import told, without_glyph
        from vanban.form.html import render_html
        from vanban.form.pdf import render_pdf

        absent = without_glyph(render_html(document))
        if absent:
            print(told(absent), file=sys.stderr)
        (Path(pdf) if pdf else tree.with_suffix(".pdf")).write_bytes(render_pdf(document))
    return DONE


if __name__ == "__main__":
    raise SystemExit(main())
