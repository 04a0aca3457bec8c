"""The sample ward was reminded on its last working day, and two people answered. No mail goes out: nobody has an address."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import uuid4

from lantoa.communes.models import Commune, Person
from lantoa.communes.queries import work_calendar
from lantoa.core import clock
from lantoa.core.periods import ONE_DAY
from lantoa.reminders.access import Asked, kinds_for
from lantoa.reminders.answering import Sent, answer_signed_in
from lantoa.reminders.drawing import draw_all
from lantoa.reminders.models import Digest, DigestItem
from lantoa.reminders.rules.links import Reply
from lantoa.reminders.states import AnswerKind


def remind(commune: Commune, *, today: date, people: Mapping[str, Person]) -> None:
    """One day's digests and two answers, once. Needs the commune's scope."""
    if Digest.objects.exists():
        return
    on = work_calendar().last_working(today - ONE_DAY)
    draw_all(commune.pk, on, clock.now())
    _answer(people["truyenthanh"], Reply(AnswerKind.WILL_DO, today + timedelta(days=4), "Chờ duyệt kịch bản bản tin"))
    _answer(people["motcua"], Reply(AnswerKind.HELP, note="Cần Văn phòng phối hợp lấy số liệu hồ sơ trực tuyến"))
    _answer(people["vhxh"], Reply(AnswerKind.WILL_DO, today + timedelta(days=2), "Đã có số liệu, đang tổng hợp"))


def _answer(person: Person, reply: Reply) -> None:
    """The answer of one person to the first thing that they were reminded of; nothing where there was none."""
    item: DigestItem | None = DigestItem.objects.filter(digest__person=person, work__isnull=False).first()
    if item is not None and item.work is not None:
        asked = Asked(item, item.work, None, kinds_for(person.pk))
        answer_signed_in(asked=asked, by=person, sent=Sent(uuid4(), reply))
