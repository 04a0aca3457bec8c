"""Import of a spreadsheet of 10,000 rows: reading, checking, entering, undoing; run inside a ward (``bench.load.Ward``).

Goal (issue 3): at most 10 s from the file to entered activities, with progress shown. Excel of the same rows, too.
"""

import datetime
import io
import os
import random
import time
from pathlib import Path

import django

django.setup()

import xlsxwriter  # noqa: E402
from bench.processes import cpu_of, used  # noqa: E402

from lantoa.activities.importing.actions import start_import, undo_import, write_import  # noqa: E402
from lantoa.activities.importing.queries import counts_of, suggested_for  # noqa: E402
from lantoa.activities.models import ImportRun  # noqa: E402
from lantoa.communes.models import Commune, Person  # noqa: E402
from lantoa.core import clock  # noqa: E402
from lantoa.core.tenancy import scope  # noqa: E402
from lantoa.plans.queries import adopted_version  # noqa: E402

ROWS = 10_000
KINDS = (
    ("Phát bản tin về dịch vụ công trực tuyến", "Buổi phát thanh", "Hệ thống truyền thanh"),
    ("Đăng tin cải cách thủ tục hành chính", "Tin, bài", "Zalo; Facebook"),
    ("Hội nghị tuyên truyền tại tổ dân phố", "Hội nghị, sinh hoạt chuyên đề", ""),
    ("Niêm yết thủ tục hành chính mới", "Niêm yết, cập nhật thủ tục hành chính", ""),
)
UNITS = ("Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Trung tâm Dịch vụ sự nghiệp công")
HEAD = ("STT", "Ngày thực hiện", "Nội dung", "Loại", "Đơn vị", "Kênh", "Số người", "Địa điểm")


def workbook(first: datetime.date, days: int) -> bytes:
    """10,000 rows, no two alike, on the days of the plan that are past."""
    rolls = random.Random(3)  # the same rows each time
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Hoạt động")
        sheet.write_row(0, 0, HEAD)
        for number in range(ROWS):
            title, kind, channel = KINDS[number % len(KINDS)]
            day = first + datetime.timedelta(days=rolls.randrange(days))
            place = f"Tổ dân phố {rolls.randrange(1, 18)}"
            sheet.write_datetime(number + 1, 1, day)
            texts = (f"{title} số {number}", kind, UNITS[number % 3], channel, rolls.randrange(200), place)
            sheet.write_row(number + 1, 2, texts)
    return out.getvalue()


FOLDER = Path(os.environ["LANTOA_VAR"])


def waited_for(commune: Commune, pk: int, state: str) -> None:
    """Wait until the ward's own worker is there, as the page does; say when each stage was shown, and what it cost."""
    began, cpu, shown = time.perf_counter(), cpu_of(FOLDER), {}
    while True:
        with scope([commune.pk]):
            run = ImportRun.objects.get(pk=pk)
        took = time.perf_counter() - began
        shown.setdefault((run.progress, run.stage), took)
        if run.state == state or run.error_message:
            break
        time.sleep(0.05)
    stages = {
        "".join(letter for letter in stage if not letter.isdigit()).strip(): at for (_p, stage), at in shown.items()
    }
    print(
        f"  {state:10} {took:6.2f} s, {used(cpu, cpu_of(FOLDER))}; progress shown {len(shown)} times {run.error_message}"
    )
    print("             last shown: " + "; ".join(f"{stage or 'xong'} {at:.2f} s" for stage, at in stages.items()))


def main() -> None:
    """Print the figures."""
    commune, by = Commune.objects.get(pk=99901), Person.objects.get(username="vhxh")
    with scope([commune.pk]):
        version = adopted_version()
        assert version is not None
        first = version.plan.period_start
        assert first is not None
        data = workbook(first, (clock.today() - first).days)
    print(f"  {ROWS} rows, {len(data) // 1024} KiB")
    began = time.perf_counter()
    with scope([commune.pk]):
        run = start_import(commune=commune, upload=data, name="bench.xlsx", by=by)
    waited_for(commune, run.pk, "ready")
    with scope([commune.pk]):
        print(f"  {counts_of(run)}")
        chosen = [row.pk for row, _n in suggested_for(run)]
        write_import(run=run, commitments=chosen, by=by)
    waited_for(commune, run.pk, "imported")
    print(f"  together   {time.perf_counter() - began:6.2f} s, serving {len(chosen)} commitments (goal 10 s)")
    began = time.perf_counter()
    with scope([commune.pk]):
        undo_import(run=ImportRun.objects.get(pk=run.pk), by=by)
    print(f"  undoing    {time.perf_counter() - began:6.2f} s")


if __name__ == "__main__":
    main()
