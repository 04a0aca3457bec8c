"""Reads for entries that come from a phone."""

from datetime import date, datetime

from lantoa.activities.models import Activity
from lantoa.activities.queries import servable
from lantoa.activities.rules import ActivityDraft, ServiceDraft, completed
from lantoa.communes.models import Person, Unit
from lantoa.core.periods import PeriodKind, Window, label_of
from lantoa.core.saying import said
from lantoa.plans.models import Commitment
from lantoa.reports.models import Report, ReportState
from vanban.vocabulary import ActivityKind, Audience, Channel, Labelled, Topic


def known_activity(key: object, by: Person) -> Activity | None:
    """The activity that this person already sent under the key, withdrawn or not."""
    found: Activity | None = Activity.objects.filter(key=key, logged_by=by).first()
    return found


def gone_commitments(draft: ActivityDraft) -> frozenset[int]:
    """What the entry was to count for, that no adopted plan has any more (``draft``: see ``in_force``)."""
    there = {one.id for one in servable()}
    return frozenset(one.commitment_id for one in draft.services) - there


def reports_missed(day: date, saved_at: datetime) -> list[str]:
    """Reports whose data hold the day and that were made after the entry was written: they do not know of it."""
    rows = Report.objects.filter(
        state=ReportState.READY.value, data_from__lte=day, data_to__gte=day, made_at__gte=saved_at
    )
    labels = {
        label_of(PeriodKind(row.kind), Window(row.period_start, row.period_end)) for row in rows.defer("snapshot")
    }
    return sorted(said(label) for label in labels)


def draft_of(activity: Activity) -> ActivityDraft:
    """The entry as it stands in the ward."""
    return ActivityDraft(
        key=activity.key, title=activity.title, kind=activity.kind, happened_on=activity.happened_on,
        unit_id=activity.unit_id, channels=tuple(activity.channels), topics=tuple(activity.topics),
        audiences=tuple(activity.audiences), people=activity.people, times=activity.times, place=activity.place,
        note=activity.note, integrated=activity.integrated,
        services=tuple(
            ServiceDraft(one.commitment_id, one.numerator, one.denominator) for one in activity.services.all()
        ),
    )  # fmt: skip


def words_of(draft: ActivityDraft) -> dict[str, str]:
    """The entry in words, by label, for two readings to be compared."""
    draft = completed(draft)
    unit = Unit.objects.filter(pk=draft.unit_id).first() if draft.unit_id else None
    return {
        "Nội dung": draft.title,
        "Loại hoạt động": _labels(ActivityKind, [draft.kind]),
        "Ngày thực hiện": f"{draft.happened_on:%d/%m/%Y}",
        "Đơn vị": str(unit or ""),
        "Kênh, hình thức": _labels(Channel, draft.channels),
        "Nội dung tuyên truyền": _labels(Topic, draft.topics),
        "Đối tượng": _labels(Audience, draft.audiences),
        "Số người": "" if draft.people is None else str(draft.people),
        "Số lần": str(draft.times),
        "Địa điểm": draft.place,
        "Ghi chú": " ".join(draft.note.split()),
        "Lồng ghép": "Có" if draft.integrated else "Không",
        "Tính cho": _served(draft),
    }


def _labels(kind: type[Labelled], codes: "list[str] | tuple[str, ...]") -> str:
    return "; ".join(sorted(said(kind(code).label) for code in codes if code in kind._value2member_map_))


def _served(draft: ActivityDraft) -> str:
    texts = dict(Commitment.objects.filter(pk__in=[s.commitment_id for s in draft.services]).values_list("pk", "text"))
    return "; ".join(sorted(_served_words(one, texts.get(one.commitment_id, "")) for one in draft.services))


def _served_words(one: ServiceDraft, text: str) -> str:
    short = text if len(text) <= 90 else f"{text[:89].rstrip()}…"
    return f"{short} ({one.numerator}/{one.denominator})" if one.denominator else short
