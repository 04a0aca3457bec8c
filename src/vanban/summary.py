"""What was read from a document, for a person at a terminal."""

from vanban.reading import Deadline, Reading


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
