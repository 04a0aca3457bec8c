"""How well ruled tables of scans are read, over many layouts and many scans of each.

    python bench/tables.py [--kinds bit-200,fax-150] [--layouts plain,merged] [--seeds 1,2] [--keep DIR] [--show]

Chromium prints tables of sentences from plans (beside the project, else from the tests' own) in several layouts; each is
scanned as ``bench/scanning.py`` does, and read. A cell counts where it says what the digital page says; a row or column too
many or too few counts against all of its table. Seeds under 50 were looked at while the reader was made, others only judged with.
"""

import argparse
import json
import re
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT))

from bench.scanning import KINDS, as_pdf, scan  # noqa: E402
from bench.scans import SHARED, cells  # noqa: E402

from vanban.readers import open_source  # noqa: E402

Rows = list[str]
UNITS = (
    "Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường",
    "Trung tâm Phục vụ hành chính công", "Các phòng, ban, đơn vị", "Các phòng, ban chuyên môn", "Tổ công nghệ số cộng đồng",
    "Ủy ban MTTQ Việt Nam phường", "Đoàn Thanh niên", "Trường học trên địa bàn", "Tổ dân phố số 5",
)  # fmt: skip
DUE = (
    "Tháng 3/2026", "Quý II/2026", "Thường xuyên", "Trước ngày 15/6/2026", "Trong năm", "Hằng tháng", "Theo kế hoạch của Thành phố",
    "Chậm nhất 20/12/2026", "Tháng 4, 10", "Định kỳ hằng quý",
)  # fmt: skip
PRODUCTS = (
    "Kế hoạch",
    "Báo cáo",
    "Tin, bài",
    "Hội nghị",
    "Chương trình phát thanh",
    "Quyết định",
    "Phóng sự",
    "Văn bản",
)
CSS = "@page{size:A4 %s;margin:20mm 15mm 20mm 25mm}body{font:%s}p{margin:6pt 0}h3{text-align:center;font-size:inherit}table{border-collapse:collapse;width:100%%;margin:6pt 0}td,th{border:%s;padding:%s;vertical-align:middle}thead{display:table-header-group}td.c,th{text-align:center}%s"


def sentences(seed: int) -> Iterator[str]:
    """Sentences as tasks have them, of 5 to 30 words, in an order of the seed's own; two sources, parted by the seed."""
    plans = sorted((SHARED / "plans").glob("*.txt")) or sorted((ROOT / "tests/vanban/hard").glob("*.txt"))
    chosen = [one for one in plans if "bad" not in one.name]
    text = "\n".join(one.read_text(encoding="utf-8") for one in chosen[seed >= 50 :: 2])
    whole = re.sub(r"\s+", " ", text)
    found = [one.strip(" .;:-+") for one in re.split(r"[;.]\s+[-+]?\s*|\s[-+]\s", whole)]
    kept = [one for one in found if 5 <= len(one.split()) <= 30 and one[:1].isupper() and not one.isupper()]
    for index in np.random.default_rng(seed).permutation(len(kept)):
        yield kept[index]


class Maker:
    """Makes the tables of one seed."""

    def __init__(self, seed: int) -> None:
        self.texts = sentences(seed)
        self.chance = np.random.default_rng(seed)

    def pick(self, of: tuple[str, ...], empty: float = 0.0) -> str:
        """One of a list, or nothing."""
        return "" if self.chance.random() < empty else str(self.chance.choice(of))

    def rows(self, count: int, *, empty: float = 0.0, first: int = 1, stop: str = ".") -> str:
        """Rows of number, task, lead, with whom, when."""
        return "".join(
            f"<tr><td class=c>{n}{stop}</td><td>{next(self.texts)}</td><td class=c>{self.pick(UNITS)}</td>"
            f"<td class=c>{self.pick(UNITS, empty)}</td><td class=c>{self.pick(DUE, empty)}</td></tr>"
            for n in range(first, first + count)
        )


HEAD = "<thead><tr><th style='width:8%'>TT</th><th style='width:36%'>Nhiệm vụ</th><th>Cơ quan, đơn vị chủ trì</th><th>Cơ quan, đơn vị phối hợp</th><th>Thời gian hoàn thành</th></tr></thead>"
DEEP = "<thead><tr><th rowspan=2 style='width:8%'>STT</th><th rowspan=2 style='width:36%'>Nội dung thực hiện</th><th colspan=2>Đơn vị</th><th rowspan=2>Thời gian</th></tr><tr><th>Chủ trì</th><th>Phối hợp</th></tr></thead>"


def _page(rule: str, font: str, body: str, more: tuple[str, str, str] = ("", "2pt 4pt", "")) -> str:
    return f"<meta charset=utf-8><style>{CSS % (more[0], font, rule, more[1], more[2])}</style>{body}"


def _title(text: str) -> str:
    return f"<h3>PHỤ LỤC<br>{text}</h3>"


def plain(of: Maker) -> str:
    """Thin rules, one page."""
    return _page(
        "0.5pt solid #000", "13pt Liberation Serif", _title("PHÂN CÔNG NHIỆM VỤ") + f"<table>{HEAD}{of.rows(6)}</table>"
    )


def thick(of: Maker) -> str:
    """Thick rules, another font."""
    return _page(
        "1.5pt solid #000", "11pt DejaVu Serif", _title("PHÂN CÔNG NHIỆM VỤ") + f"<table>{HEAD}{of.rows(5)}</table>"
    )


def open_sides(of: Maker) -> str:
    """No outer border."""
    css = "td:first-child,th:first-child{border-left:none}td:last-child,th:last-child{border-right:none}"
    return _page(
        "0.75pt solid #000",
        "13pt Liberation Serif",
        _title("DANH MỤC") + f"<table>{HEAD}{of.rows(5)}</table>",
        ("", "2pt 4pt", css),
    )


def merged(of: Maker) -> str:
    """Groups across all columns, a unit for two rows, a header of two rows."""
    body = ""
    for number, group in enumerate(("Tuyên truyền trên hệ thống truyền thanh", "Tổ chức hội nghị, tập huấn"), 1):
        body += f"<tr><td class=c><b>{'I' * number}</b></td><td colspan=4><b>{group}</b></td></tr>"
        lead, due = of.pick(UNITS), of.pick(DUE)
        for row in range(3):
            tall = (
                f"<td class=c rowspan=2>{lead}</td>"
                if row == 0
                else ""
                if row == 1
                else f"<td class=c>{of.pick(UNITS)}</td>"
            )
            body += f"<tr><td class=c>{row + 1}</td><td>{next(of.texts)}</td>{tall}<td class=c>{of.pick(UNITS)}</td><td class=c>{due}</td></tr>"
    return _page(
        "0.75pt solid #000", "12pt Liberation Serif", _title("KẾ HOẠCH CHI TIẾT") + f"<table>{DEEP}{body}</table>"
    )


def long(of: Maker) -> str:
    """Over two pages, the head repeated."""
    return _page(
        "0.5pt solid #000", "13pt Liberation Serif", _title("NHIỆM VỤ CỤ THỂ") + f"<table>{HEAD}{of.rows(13)}</table>"
    )


def targets(of: Maker) -> str:
    """A landscape page of targets: cells of one character, figures, empty cells."""
    head = "<thead><tr><th>TT</th><th style='width:40%'>Chỉ tiêu</th><th>ĐVT</th><th>Năm 2025</th><th>Năm 2026</th><th>x</th><th>Ghi chú</th></tr></thead>"
    body = "".join(
        f"<tr><td class=c>{n}</td><td>{next(of.texts)}</td><td class=c>{of.pick(('%', 'Tin', 'Bài', 'Cuộc', 'Lượt'))}</td>"
        f"<td class=c>{of.chance.integers(1, 400)}</td><td class=c>{of.pick(('100', '95', '≥ 90', '50', '12', '8', '1.250'))}</td>"
        f"<td class=c>{of.pick(('x',), 0.5)}</td><td class=c>{of.pick(PRODUCTS, 0.6)}</td></tr>"
        for n in range(1, 11)
    )
    return _page(
        "0.5pt solid #000",
        "13pt Liberation Serif",
        _title("CHỈ TIÊU") + f"<table>{head}{body}</table>",
        ("landscape", "2pt 4pt", ""),
    )


def two(of: Maker) -> str:
    """Two tables on a page, text around them."""
    small = "".join(
        f"<tr><td class=c>{n}</td><td>{of.pick(PRODUCTS)}</td><td class=c>{of.chance.integers(1, 90)}</td></tr>"
        for n in range(1, 5)
    )
    head = "<thead><tr><th style='width:10%'>STT</th><th>Sản phẩm</th><th>Số lượng</th></tr></thead>"
    text = "".join(f"<p>{next(of.texts)}.</p>" for _ in range(3))
    return _page(
        "0.75pt solid #000",
        "13pt Liberation Serif",
        f"{_title('KẾT QUẢ')}{text}<table>{head}{small}</table>{text}<table>{HEAD}{of.rows(3)}</table>",
    )


def dashed(of: Maker) -> str:
    """Rules of dashes."""
    return _page(
        "0.75pt dashed #000",
        "12pt DejaVu Serif Condensed",
        _title("DANH MỤC") + f"<table>{HEAD}{of.rows(5, empty=0.4, stop='')}</table>",
    )


def sans(of: Maker) -> str:
    """Small letters without serifs, narrow cells, grey rules."""
    return _page(
        "0.75pt solid #555",
        "10.5pt Liberation Sans",
        _title("LỊCH") + f"<table>{HEAD}{of.rows(9, stop='')}</table>",
        ("", "1pt 2pt", ""),
    )


def hair(of: Maker) -> str:
    """Hair lines over two pages, which one bit eats to dots."""
    return _page(
        "0.25pt solid #000", "14pt Liberation Serif", _title("NHIỆM VỤ CỤ THỂ") + f"<table>{HEAD}{of.rows(9)}</table>"
    )


LAYOUTS: dict[str, Callable[[Maker], str]] = {
    one.__name__: one for one in (plain, thick, open_sides, merged, long, targets, two, dashed, sans, hair)
}


def printed(wanted: list[tuple[str, int]]) -> Iterator[tuple[str, int, bytes]]:
    """The tables as digital PDFs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        for layout, seed in wanted:
            page.set_content(LAYOUTS[layout](Maker(seed)))
            yield layout, seed, page.pdf(prefer_css_page_size=True)
        browser.close()


def right(ours: list[list[str]], theirs: list[list[str]]) -> tuple[int, int]:
    """Cells that are exact, and all."""
    total = max(sum(map(len, ours)), sum(map(len, theirs)))
    if len(ours) != len(theirs):
        return 0 if abs(len(ours) - len(theirs)) > 2 else _aligned(ours, theirs), total
    return sum(a == b for x, y in zip(ours, theirs, strict=True) for a, b in zip(x, y, strict=False)), total


def _aligned(ours: list[list[str]], theirs: list[list[str]]) -> int:
    """Cells of rows that are found in order, where rows run together or apart."""
    import difflib

    matcher = difflib.SequenceMatcher(
        None, [tuple(row) for row in ours], [tuple(row) for row in theirs], autojunk=False
    )
    return sum(len(ours[i]) for block in matcher.get_matching_blocks() for i in range(block.a, block.a + block.size))


def made(
    kinds: list[str], layouts: list[str], seeds: list[int], keep: Path
) -> Iterator[tuple[str, str, int, Path, Path]]:
    """Scans and their digital originals, made once and kept in a folder."""
    keep.mkdir(parents=True, exist_ok=True)
    missing = [(layout, seed) for layout in layouts for seed in seeds if not (keep / f"{layout}-{seed}.pdf").is_file()]
    for layout, seed, data in printed(missing) if missing else ():
        (keep / f"{layout}-{seed}.pdf").write_bytes(data)
    for kind in kinds:
        for layout in layouts:
            for seed in seeds:
                digital, path = keep / f"{layout}-{seed}.pdf", keep / f"{layout}-{seed}-{kind}.pdf"
                if not path.is_file():
                    path.write_bytes(as_pdf(scan(digital.read_bytes(), KINDS[kind], seed), KINDS[kind]))
                yield kind, layout, seed, digital, path


def main() -> None:
    """One line for each kind and layout, and one for all of a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", default="bit-200")
    parser.add_argument("--layouts", default=",".join(LAYOUTS))
    parser.add_argument("--seeds", default="50,51")
    parser.add_argument("--keep", default="/tmp/tables", type=Path)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    tally: dict[tuple[str, str], list[float]] = {}
    seeds = [int(one) for one in given.seeds.split(",")]
    for kind, layout, seed, digital, path in made(given.kinds.split(","), given.layouts.split(","), seeds, given.keep):
        truth = cells(open_source(digital.read_bytes()))
        began = time.process_time()
        found = cells(open_source(path.read_bytes()))
        spent = time.process_time() - began
        exact, total = right(truth, found)
        shape = [len(row) for row in truth] == [len(row) for row in found]
        print(f"  {kind} {layout} {seed}: {exact}/{total} rows {len(found)}/{len(truth)} {spent:.1f} s", flush=True)
        if given.show:
            if not shape:
                print("   shape", [len(row) for row in truth], [len(row) for row in found])
            for x, y in zip(truth, found, strict=False):
                print(*(f"    {a} ≠ {b}" for a, b in zip(x, y, strict=False) if a != b), sep="\n")

        for key in ((kind, layout), (kind, "all")):
            entry = tally.setdefault(key, [0, 0, 0, 0, 0])
            for place, value in enumerate((exact, total, not shape, 1, spent)):
                entry[place] += value
    print("| scan | layout | cells | tables of another shape | processor s |\n|---|---|---|---|---|")
    for (kind, layout), (exact, total, shapes, count, spent) in tally.items():
        print(
            f"| {kind} | {layout} | {exact:.0f}/{total:.0f} = {exact / total:.3f} | {shapes:.0f} of {count:.0f} | {spent:.1f} |"
        )
    print(json.dumps({"MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


if __name__ == "__main__":
    main()
