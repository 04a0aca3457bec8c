"""The sample ward's readers who signed a slip of paper. Their addresses end in ``.example``: no mail can ever reach one."""

from datetime import date, timedelta

from lantoa.communes.models import Commune, Person
from lantoa.subscribers.actions import Paper, add_from_paper
from lantoa.subscribers.models import Subscriber

READERS = ("ba.lien", "ong.thuan", "chi.hoa", "anh.dung", "co.nhan", "bac.phuc")
WHERE = "Hồ sơ số 07, Trung tâm Phục vụ hành chính công (phường mẫu)"
SIGNED = 20
"""Days ago."""


def subscribe(commune: Commune, *, today: date, people: dict[str, Person]) -> None:
    """Once. Needs the scope."""
    if not Subscriber.objects.exists():
        text = "\n".join(f"{one}@hoamai.example" for one in READERS)
        paper = Paper(today - timedelta(days=SIGNED), WHERE)
        add_from_paper(commune=commune, text=text, paper=paper, by=people["truyenthanh"])
