"""The sentences of a report that hold figures. What they say is decided here; how numbers look, in ``wording``."""

from lantoa.progress.rules import ProgressState
from lantoa.reports.rules.facts import Handed, Line, ReportFacts, Tally
from lantoa.reports.rules.runs import figure, told
from lantoa.reports.rules.wording import (
    SHORTENED,
    day,
    number,
    percent,
    quoted,
    short_window,
)
from vanban.form.document import Run


def overview(facts: ReportFacts) -> tuple[Run, ...]:
    """How much was done in the report's days."""
    sentence = (
        "Trong kỳ báo cáo (số liệu từ ngày {since} đến ngày {until}) đã thực hiện {n} hoạt động thông tin, "
        "tuyên truyền về cải cách hành chính"
    )
    if facts.people:
        sentence += ", với {people} lượt người tham dự, tiếp cận"
    if facts.activity_ids:
        sentence += "; {proven} hoạt động có minh chứng đã được xác nhận"
    return told(
        f"{sentence}.",
        since=figure("ky-tu", day(facts.period.data.start)),
        until=figure("ky-den", day(facts.data_to)),
        n=figure("tong-hoat-dong", number(len(facts.activity_ids))),
        people=figure("tong-luot-nguoi", number(facts.people)),
        proven=figure("tong-co-minh-chung", number(facts.proven)),
    )


def fulfilment(facts: ReportFacts) -> tuple[Run, ...]:
    """How many commitments were due and how many of those are fulfilled; the rest still runs."""
    owed, due, done = len(facts.owed), len(facts.due), len(facts.fulfilled)
    if not owed:
        return (Run("Trong kỳ không có chỉ tiêu, nhiệm vụ nào của kế hoạch phải thực hiện."),)
    waiting = sum(1 for line in facts.owed if line.state is ProgressState.WAITING_DATE)
    sentence = "Kế hoạch có {owed} chỉ tiêu, nhiệm vụ thực hiện trong kỳ"
    if facts.percent_done is not None:
        sentence += "; {due} đã đến hạn hoặc đã hoàn thành, trong đó {done} hoàn thành ({share}), {short} chưa đạt"
    if owed > due:
        sentence += "; {running} đang thực hiện, chưa đến hạn"
        sentence += " (trong đó {waiting} chờ lịch hoặc văn bản của cấp trên)" if waiting else ""
    return told(
        f"{sentence}.",
        owed=figure("muc-do-phai-lam", number(owed)),
        due=figure("muc-do-den-han", number(due)),
        done=figure("muc-do-hoan-thanh", number(done)),
        share=figure("muc-do-ty-le", percent(facts.percent_done) if facts.percent_done is not None else ""),
        short=figure("muc-do-chua-dat", number(due - done)),
        running=figure("muc-do-dang-lam", number(owed - due)),
        waiting=figure("muc-do-cho", number(waiting)),
    )


def tally(one: Tally, prefix: str, end: str) -> tuple[Run, ...]:
    """ "Hệ thống truyền thanh: 18 lượt;", with people where they were counted."""
    people = ", {people} lượt người" if one.people else ""
    return told(
        f"{one.label}: {{n}} lượt{people}{end}",
        n=figure(f"{prefix}-{one.code}", number(one.pieces)),
        people=figure(f"{prefix}-{one.code}-nguoi", number(one.people)),
    )


def channels_used(facts: ReportFacts) -> tuple[Run, ...]:
    """How many channels were used."""
    return told("Đã sử dụng {n} kênh, hình thức tuyên truyền:", n=figure("kenh-so", number(len(facts.channels))))


def shortcoming(line: Line, end: str = "") -> tuple[Run, ...]:
    """What is late, missed or at risk in a line, window by window."""
    windows = "; ".join(short_window(line.measure_kind, one) for one in line.short)
    lead = f" ({line.lead})" if line.lead else ""
    return told(
        f"{{title}}{lead}: {{windows}}{end}",
        title=figure(f"ten-{line.commitment_id}", quoted(line.title, SHORTENED)),
        windows=figure(f"ton-tai-{line.commitment_id}", windows),
    )


def handed_in(handed: tuple[Handed, ...]) -> tuple[Run, ...]:
    """How many units have handed in their report for this period."""
    there = sum(1 for one in handed if one.is_in)
    return told(
        "Đến thời điểm tổng hợp, có {there}/{all} đơn vị đã gửi báo cáo.",
        there=figure("don-vi-da-gui", number(there)),
        all=figure("don-vi-phai-gui", number(len(handed))),
    )
