"""The living style page ``/mau-giao-dien/`` (only with LANTOA_DEBUG=1): every component once, with made-up data."""

from datetime import UTC, date, datetime, timedelta

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantoa.office.appearance import STATE_ICONS

A_MONTH = date(2026, 3, 1)
"""The month of the example calendar."""


class StyleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Tên hoạt động", help_text="Viết ngắn, như trong báo cáo.")
    done_on = forms.DateField(label="Ngày thực hiện", widget=forms.DateInput(attrs={"type": "date"}))
    people = forms.IntegerField(label="Số người dự", required=False, min_value=0)
    unit = forms.ChoiceField(
        label="Đơn vị chủ trì",
        choices=[("", "Chọn đơn vị"), ("1", "Phòng Văn hóa – Xã hội"), ("2", "Văn phòng HĐND và UBND")]
        + [(str(n), f"Tổ dân phố số {n}") for n in range(3, 30)],
        widget=forms.Select(attrs={"data-combobox": "Gõ để tìm đơn vị"}),
    )
    kind = forms.ChoiceField(
        label="Loại hoạt động",
        choices=[("broadcast", "Phát thanh"), ("article", "Tin, bài"), ("event", "Hội nghị")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Chủ đề",
        choices=[
            ("a", "Cải cách thể chế"),
            ("b", "Thủ tục hành chính"),
            ("c", "Tổ chức bộ máy"),
            ("d", "Chính quyền số"),
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text="Chọn một hoặc nhiều chủ đề.",
    )
    note = forms.CharField(label="Nội dung chính", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    sure = forms.BooleanField(label="Hoạt động này lồng ghép trong cuộc họp khác", required=False)


def style_page(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    messages.success(request, "Đã ghi hoạt động “Phát thanh về dịch vụ công trực tuyến”.")
    messages.warning(request, "Còn 2 chỉ tiêu chưa có đơn vị chủ trì.")
    form = StyleForm({"title": "", "people": "-3", "done_on": "31/02/2026"} if "loi" in request.GET else None)
    context: dict[str, object] = {
        "form": form,
        "board": _board(),
        "month": _month(),
        "states": list(STATE_ICONS),
        "page": Paginator(range(1, 240), 20).page(3),
        "events": _events(),
        "crumbs": [{"url": "/", "label": "Trang chính"}, {"label": "Mẫu giao diện"}],
        "tabs": [
            {"url": "#", "label": "Tổng quan", "active": True},
            {"url": "#", "label": "Cam kết", "count": 42},
            {"url": "#", "label": "Đơn vị", "count": 9},
            {"url": "#", "label": "Chủ đề chưa có"},
        ],
        "grades": {"A": 12, "B": 3, "C": 1045, "D": 2},
    }
    return render(request, "office/style_page.html", context)


def style_job(request: HttpRequest) -> HttpResponse:
    """A job that never ends, for the example that asks again."""
    job = {"url": request.path, "title": "Đang đọc kế hoạch…", "text": "Đã đọc 5 trong 9 trang.", "percent": 55}
    return render(request, "components/job.html", job)


def _cell(state: str, text: str = "", span: int = 1) -> dict[str, object]:
    return {"state": state, "text": text, "span": span, "url": "#", "title": text}


def _board() -> dict[str, object]:
    months = [{"label": f"T{n}", "full": f"Tháng {n}", "current": n == 3} for n in range(1, 13)]
    monthly = [_cell("done", "2/2"), _cell("late", "1/2"), _cell("on_pace", "1/2")]
    rows = [
        {"title": "Phát thanh tối thiểu 02 buổi mỗi tháng", "url": "#", "unit": "Phòng Văn hóa – Xã hội",
         "cells": monthly + [_cell("not_due", "0/2") for _ in range(9)]},
        {"title": "Báo cáo kết quả tuyên truyền hằng quý", "url": "#", "unit": "Văn phòng HĐND và UBND",
         "cells": [_cell("at_risk", "0/1", 3)] + [_cell("not_due", "0/1", 3) for _ in range(3)]},
        {"title": "Hội nghị đối thoại với doanh nghiệp", "url": "#", "unit": "Phòng Kinh tế",
         "cells": [_cell("missed", "0/1"), None, _cell("waived"), None, _cell("waiting_date"), *[None] * 7]},
        {"title": "80 % người dân được tiếp cận thông tin", "url": "#", "unit": "Trung tâm Phục vụ hành chính công",
         "cells": [_cell("on_pace", "64 %", 12)]},
    ]  # fmt: skip
    return {
        "months": months,
        "groups": [{"title": "Chỉ tiêu", "rows": rows[:2]}, {"title": "Nhiệm vụ", "rows": rows[2:]}],
    }


def _month() -> dict[str, object]:
    start = A_MONTH - timedelta(days=A_MONTH.weekday())
    things = {
        date(2026, 3, 5): [{"label": "Phát thanh: dịch vụ công trực tuyến", "url": "#", "state": "done"}],
        date(2026, 3, 12): [
            {"label": "Bài viết về cải cách thể chế", "url": "#", "state": "late"},
            {"label": "Hội nghị tổ dân phố số 4", "url": "#", "state": "on_pace"},
        ],
        date(2026, 3, 25): [{"label": "Báo cáo quý I", "url": "#", "state": "at_risk"}],
    }
    days = [start + timedelta(days=n) for n in range(42)]
    cells = [
        {"date": day, "inside": day.month == A_MONTH.month, "today": day.day == 17, "items": things.get(day, [])}
        for day in days
    ]
    return {"title": "Tháng 3/2026", "weeks": [cells[n : n + 7] for n in range(0, len(cells), 7)]}


def _events() -> list[dict[str, object]]:
    at = datetime(2026, 3, 12, 2, 30, tzinfo=UTC)
    return [
        {"at": at, "who": "Nguyễn Thị Hạnh", "text": "Duyệt minh chứng của buổi phát thanh ngày 05/03/2026",
         "icon": "check", "state": "done"},
        {"at": at - timedelta(days=2), "who": "Trần Văn Bình", "text": "Thêm 3 ảnh chụp", "icon": "camera"},
        {"at": at - timedelta(days=7), "who": "Hệ thống", "text": "Đôn đốc: còn 3 ngày đến hạn", "icon": "bell",
         "state": "at_risk"},
    ]  # fmt: skip
