"""Checks of what is inside: the wall between communes, migrations, files, jobs, mail, backups, the ledger."""

import random
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lantoa.care import backups, jobs_state, proving
from lantoa.care.findings import Check, Finding, bad, care, good
from lantoa.care.models import CareKind, CareRun
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME
from lantoa.core.guards import commune_models
from lantoa.core.tenancy import scope
from lantoa.files import store
from lantoa.files.models import StoredFile
from lantoa.ledger.models import Entry

SAMPLE = 50
RUN = "Chạy lantoa migrate rồi khởi động lại."
OLD_BACKUP, VERY_OLD_BACKUP, OLD_REHEARSAL, OLD_PROOF = 2, 7, 10, 2
"""Days."""
AHEAD = timedelta(minutes=10)


def _rows(statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or [])
        return list(cursor.fetchall())


def role() -> Finding:
    """The program's role owns nothing and passes no wall."""
    title = "Quyền của chương trình"
    ((bypass, superuser),) = _rows("SELECT rolbypassrls, rolsuper FROM pg_roles WHERE rolname = current_user")
    ((owned,),) = _rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
    if bypass or superuser or owned:
        mend = "Đặt DATABASE_URL bằng vai trò lantoa_app (docs/how-to/database.md) rồi khởi động lại."
        return bad(title, "Chương trình vượt được bức tường giữa các xã, phường.", mend)
    return good(title, "không vượt được ranh giới giữa các xã, phường")


def wall() -> Finding:
    """Every table of a commune has its policy, and the ledger its refusals."""
    title = "Ranh giới dữ liệu"
    walled = {
        name
        for (name,) in _rows(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relrowsecurity AND p.polname = 'commune_scope'"
        )
    }
    open_ones = sorted({model._meta.db_table for model in commune_models()} - walled)
    if open_ones:
        return bad(title, f"{len(open_ones)} bảng chưa được bảo vệ: {', '.join(open_ones[:5])}.", RUN)
    triggers = _rows(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'ledger_entry'::regclass "
        "AND NOT tgisinternal AND tgenabled <> 'D'"
    )
    missing = {"ledger_append_only", "ledger_no_truncate"} - {name for (name,) in triggers}
    if missing:
        mend = "Bật lại: ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER …; rồi chạy lantoa verify-ledger."
        return bad(title, f"Sổ cái sửa được: đã tắt {', '.join(sorted(missing))}.", mend)
    return good(title, f"{len(walled)} bảng được bảo vệ; sổ cái không sửa, không xóa được")


def migrations() -> Finding:
    """The tables are those of this version."""
    title = "Cấu trúc dữ liệu"
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return bad(title, f"Còn {len(waiting)} bước cập nhật chưa chạy.", RUN)
    return good(title, "đúng phiên bản")


def stored_files() -> Finding:
    """A sample of files: there, and with the content that they are filed under."""
    title, checked, missing, changed = "Tệp đã lưu", 0, 0, 0
    for commune_id in proving.communes_in_use():
        with scope([commune_id]):
            hashes = list(StoredFile.objects.values_list("sha256", flat=True).distinct())
            for sha256 in random.sample(hashes, min(SAMPLE, len(hashes))):
                checked += 1
                missing += not store.exists(commune_id, sha256)
                changed += store.exists(commune_id, sha256) and not store.is_sound(commune_id, sha256)
    if missing or changed:
        words = f"Trong {checked} tệp đã xem: {missing} tệp mất, {changed} tệp bị đổi nội dung."
        return bad(title, words, "Lấy lại tệp từ bản sao lưu (thư mục files trong tệp .tar), giữ nguyên tên.")
    return good(title, f"{checked} tệp đã xem đều nguyên vẹn")


def mail() -> Finding:
    """Mail is set and the server lets us in, or is not set on purpose."""
    title = "Thư điện tử"
    if not settings.MAIL_HOST:
        mend = "Muốn gửi nhắc việc qua thư, đặt LANTOA_SMTP_HOST và các biến cùng nhóm (docs/reference/environment.md)."
        return care(title, "Chưa cài đặt: nhắc việc chỉ hiện trên trang.", mend)
    try:
        server = get_connection(timeout=10)
        server.open()
        server.close()
    except OSError:
        mend = "Kiểm tra tên máy chủ thư, cổng, tài khoản và mật khẩu (LANTOA_SMTP_…), và đường mạng."
        return bad(title, "Không kết nối được với máy chủ thư.", mend)
    return good(title, "kết nối được với máy chủ thư")


def worker() -> Finding:
    """Somebody does the jobs."""
    title, age = "Bộ xử lý việc nền", jobs_state.seconds_since_heartbeat()
    if age is None or age > jobs_state.DEAD_AFTER_SECONDS:
        return bad(title, "Không chạy: kế hoạch không được đọc, báo cáo không được lập.", "Khởi động lại phần mềm.")
    return good(title, "đang chạy")


def jobs() -> Finding:
    """Nothing failed lately, nothing waits too long."""
    title, counts = "Việc nền", jobs_state.counts()
    if counts.stuck:
        mend = "Xem bộ xử lý việc nền có chạy không; khởi động lại phần mềm."
        return bad(title, f"{counts.stuck} việc chờ quá một giờ chưa được làm.", mend)
    if counts.failed:
        return care(
            title, f"{counts.failed} việc không xong.", "Mở trang Chăm sóc phần mềm, xem từng việc và cho chạy lại."
        )
    return good(title, f"{counts.waiting} việc đang chờ, {counts.running} việc đang làm")


def _latest(kind: CareKind, *, ok: bool | None = None) -> CareRun | None:
    found = CareRun.objects.filter(kind=kind.value, ended_at__isnull=False, started_at__lte=clock.now() + AHEAD)
    return (found if ok is None else found.filter(ok=ok)).order_by("-started_at", "-pk").first()


def _days(run: CareRun) -> int:
    return (clock.now() - run.started_at).days


def last_backup() -> Finding:
    """A backup of these days is there, on the disk and not only in the list."""
    title, last, found = "Sao lưu", _latest(CareKind.BACKUP), backups.kept()
    mend = "Bấm “Sao lưu ngay” ở trang Chăm sóc phần mềm hoặc chạy lantoa backup, và xem lý do."
    if last is not None and last.ok is False:
        return bad(title, f"Lần gần nhất không thành công: {last.words}", mend)
    if not found:
        return bad(title, "Chưa có bản sao lưu nào.", mend)
    days = (clock.now().astimezone(WARD_TIME) - found[0].made_at).days
    words = f"bản mới nhất ngày {found[0].made_at:%d/%m/%Y}, còn {len(found)} bản"
    if days >= VERY_OLD_BACKUP:
        return bad(title, f"Đã {days} ngày không sao lưu; {words}.", mend)
    return care(title, f"Đã {days} ngày không sao lưu; {words}.", mend) if days >= OLD_BACKUP else good(title, words)


def rehearsal() -> Finding:
    """A backup was restored for a try, these days."""
    title, last = "Phục hồi thử", _latest(CareKind.REHEARSAL)
    if last is None:
        return care(title, "Chưa thử phục hồi lần nào.", "Phần mềm tự thử mỗi tuần; hãy để máy chạy đến khi xong.")
    if not last.ok:
        return bad(
            title, f"Bản sao lưu không phục hồi được: {last.words}", "Sao lưu lại ngay; giữ bản cũ để xem nguyên nhân."
        )
    if _days(last) >= OLD_REHEARSAL:
        return care(title, f"Đã {_days(last)} ngày chưa thử lại.", "Để phần mềm chạy liên tục vài giờ để tự thử.")
    return good(title, f"phục hồi được, thử ngày {last.started_at.astimezone(WARD_TIME):%d/%m/%Y}")


def second_place() -> Finding:
    """Backups lie on a second disk, too."""
    title, place, last = "Bản sao ở nơi khác", backups.second_folder(), _latest(CareKind.BACKUP, ok=True)
    mend = "Cắm ổ USB hoặc nối thư mục mạng rồi đặt LANTOA_BACKUP_COPY: cháy, trộm, hỏng ổ sẽ mất cả hai bản."
    if place is None:
        return care(title, "Bản sao lưu chỉ nằm trên máy này.", mend)
    trouble = (last.facts.get("copy_trouble") if last else "") or ("" if place.is_dir() else f"Không thấy {place}.")
    return bad(title, str(trouble), mend) if trouble else good(title, f"có bản sao ở {place}")


def ledger() -> Finding:
    """The chains were gone through these days, and were whole."""
    title, last = "Sổ cái", _latest(CareKind.LEDGER)
    if last is None:
        return care(title, "Chưa kiểm tra lần nào.", "Phần mềm tự kiểm tra mỗi đêm; hoặc chạy lantoa verify-ledger.")
    if not last.ok:
        return bad(
            title, last.words, "Chạy lantoa verify-ledger, giữ nguyên máy, báo lãnh đạo (docs/how-to/operation.md)."
        )
    if _days(last) >= OLD_PROOF:
        return care(title, f"Đã {_days(last)} ngày chưa kiểm tra.", "Chạy lantoa verify-ledger.")
    return good(title, f"nguyên vẹn, kiểm tra ngày {last.started_at.astimezone(WARD_TIME):%d/%m/%Y}")


def clock_and_data() -> Finding:
    """Nothing was written in the future: the clock was not set back."""
    title, limit = "Giờ máy và dữ liệu", clock.now() + AHEAD
    for commune_id in proving.communes_in_use():
        with scope([commune_id]):
            ahead = Entry.objects.filter(commune_id=commune_id, at__gt=limit).exists()
        if ahead:
            mend = "Xem lại giờ máy. Các mục đã ghi vẫn giữ nguyên; thứ tự trong sổ cái không theo giờ máy."
            return bad(title, "Có mục đã ghi ở thời điểm chưa tới: giờ máy đang chậm hoặc từng chạy nhanh.", mend)
    return good(title, "khớp nhau")


QUICK: tuple[tuple[str, Check], ...] = (
    ("Bộ xử lý việc nền", worker), ("Việc nền", jobs), ("Sao lưu", last_backup), ("Bản sao ở nơi khác", second_place),
    ("Phục hồi thử", rehearsal), ("Sổ cái", ledger),
)  # fmt: skip
"""Those that a page may ask for: a query or two each, however many communes there are."""
ALL: tuple[tuple[str, Check], ...] = (
    ("Quyền của chương trình", role), ("Ranh giới dữ liệu", wall), ("Cấu trúc dữ liệu", migrations),
    ("Tệp đã lưu", stored_files), ("Thư điện tử", mail), *QUICK, ("Giờ máy và dữ liệu", clock_and_data),
)  # fmt: skip
