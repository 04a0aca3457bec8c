"""How the period and the title of a plan are said."""

from datetime import date


def period_words(start: date, end: date) -> str:
    """ "năm 2027", "6 tháng cuối năm 2025", "giai đoạn 2026-2030", else the days."""
    if (start.month, start.day) == (1, 1) and (end.month, end.day) == (12, 31):
        return f"năm {start.year}" if start.year == end.year else f"giai đoạn {start.year}-{end.year}"
    if start.year == end.year and (start.month, start.day, end.month, end.day) == (7, 1, 12, 31):
        return f"6 tháng cuối năm {start.year}"
    if start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 6, 30):
        return f"6 tháng đầu năm {start.year}"
    return f"từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}"


def title_of(period: str, ward: str) -> str:
    """Trích yếu of a plan in the genre."""
    return f"Tuyên truyền cải cách hành chính {period} trên địa bàn {ward}"
