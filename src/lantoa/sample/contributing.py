"""The sample ward's contributor sent news in different states, and the editors planned what is still to be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from lantoa.communes.models import Commune, Membership, Neighbourhood, Person
from lantoa.communes.roles import Role
from lantoa.contributors.actions import send
from lantoa.contributors.desk_actions import decline, note, reply, take_over
from lantoa.contributors.models import Submission
from lantoa.contributors.rules import Consent, Sending, SubmissionKind
from lantoa.core import clock
from lantoa.core.periods import Window
from lantoa.editorial.actions import draft_gap
from lantoa.editorial.gaps import gaps_of
from lantoa.files.actions import receive
from lantoa.progress.recent import running_progress
from lantoa.sample.pictures import sample_picture
from lantoa.sample.texts import last_quarter_end

K = SubmissionKind


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the contributor sent, so many days ago; ``early``: before the end of the last quarter."""

    days_ago: int
    kind: SubmissionKind
    text: str
    caption: str = ""
    topic: str = ""
    early: bool = False


SENT = (
    Told(33, K.NEWS, "Nhà văn hóa tổ dân phố 5 có góc máy tính để bà con tự nộp hồ sơ trực tuyến. Hai máy tính do Đoàn "
         "Thanh niên phường tặng, mở cửa các buổi tối trong tuần.", "Góc máy tính nộp hồ sơ tại nhà văn hóa", "digital"),
    Told(24, K.NEWS, "Tổ dân phố 5 ra mắt tổ công nghệ số cộng đồng. Tám thành viên trực tại nhà văn hóa vào tối thứ Ba, "
         "thứ Năm để hướng dẫn bà con nộp hồ sơ trực tuyến.", "Tổ công nghệ số cộng đồng ra mắt", "online_services"),
    Told(17, K.OPINION, "Bà con mong bộ phận một cửa làm việc cả sáng thứ Bảy để người đi làm nộp được hồ sơ.",
         topic="procedures", early=True),
    Told(12, K.NEWS, "Hôm nay trời mưa to, sân nhà văn hóa bị ngập."),
    Told(2, K.PICTURES, "Hơn bốn mươi hộ dự buổi hướng dẫn cài đặt và dùng ứng dụng định danh điện tử.",
         "Buổi hướng dẫn tại nhà văn hóa tổ dân phố 5", "digital"),
    Told(1, K.OPINION, "Nhiều cụ cao tuổi đề nghị có người giúp thanh toán lệ phí trực tuyến tại nhà văn hóa.",
         topic="online_services"),
)  # fmt: skip
SUMMARY = "Bà con tổ dân phố 5 có nơi tự nộp hồ sơ trực tuyến ngay tại nhà văn hóa, có người giúp khi cần."
"""What the editors wrote above the first of them before it was published."""
PLANNED = 2
"""Windows for which the editors have planned what is lacking."""


def contribute(commune: Commune, *, today: date, people: Mapping[str, Person]) -> None:
    """What was sent and decided, and the editors' plans; once. Needs the commune's scope."""
    if Submission.objects.exists():
        return
    place = Neighbourhood.objects.filter(name="Tổ dân phố 5").first()
    Membership.objects.filter(person=people["ctv"], role=Role.CONTRIBUTOR.value).update(neighbourhood=place)
    corner, first, wish, weather, *_waiting = [_send(commune, told, today=today, by=people["ctv"]) for told in SENT]
    editor = people["truyenthanh"]
    unit = Membership.objects.filter(person=editor, ended_at__isnull=True).values_list("unit_id", flat=True).first()
    take_over(submission=corner, unit_id=unit, by=editor)
    take_over(submission=first, unit_id=unit, by=editor)
    reply(submission=first, text="Cảm ơn chị Nga, tin rất kịp thời. Phường đang biên tập để đăng.", by=editor)
    told = "Mong bộ phận một cửa làm việc cả sáng thứ Bảy để người đi làm nộp được hồ sơ."
    note(submission=wish, told=told, topic="procedures", by=editor)
    answer = "Phường đang xin ý kiến để mở bộ phận một cửa sáng thứ Bảy từ quý tới, sẽ thông báo trên loa và cổng."
    reply(submission=wish, text=answer, by=editor)
    decline(submission=weather, reason="Việc này không thuộc nội dung tuyên truyền cải cách hành chính.", by=editor)
    _plan(commune, today=today, by=editor)


def _send(commune: Commune, told: Told, *, today: date, by: Person) -> Submission:
    on = (last_quarter_end(today) if told.early else today) - timedelta(days=told.days_ago)
    files = [receive(commune=commune, upload=sample_picture("conference", told.days_ago), name=f"anh-{on}.jpg")]
    wanted = files if told.caption else []
    sending = Sending(
        key=uuid5(NAMESPACE_URL, f"lantoa-sample/news/{told.text}"), kind=told.kind, text=told.text,
        caption=told.caption, place="Nhà văn hóa tổ dân phố 5", happened_on=on, topic=told.topic,
        consent=Consent.GIVEN.value if wanted else "",
    )  # fmt: skip
    row = send(commune=commune, sending=sending, files=wanted, by=by).submission
    row.sent_at = min(datetime.combine(on, time(19, 30), clock.WARD_TIME), clock.now())
    row.save(update_fields=["sent_at"])
    return row


def _plan(commune: Commune, *, today: date, by: Person) -> None:
    """Items for the first windows that lack content in the next weeks."""
    progress = running_progress(commune.pk, today=today)
    gaps = gaps_of(progress, Window(today, today + timedelta(days=35))) if progress else []
    for gap in [one for one in gaps if one.proposed][:PLANNED]:
        draft_gap(gap=gap, by=by)
