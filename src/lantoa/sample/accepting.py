"""The sample's second person: most evidence was looked at, the latest waits, one picture came back."""

from lantoa.activities.accepting.actions import accept_all, give_back
from lantoa.activities.accepting.queries import waiting
from lantoa.activities.models import Activity, Evidence
from lantoa.communes.models import Person
from lantoa.core.grades import EvidenceState

STILL_WAITING = 6
"""Activities whose evidence nobody has looked at yet: those of the last days."""
NOTE = "Ảnh mờ, không thấy rõ hội trường và băng rôn; chị gửi giúp ảnh khác"


def look_at_evidence(*, leader: Person, owner: Person) -> None:
    """Accept and return, through the product's own actions; nothing where somebody has begun to."""
    if Evidence.objects.filter(judged_at__isnull=False).exists():
        return
    rows = list(Activity.objects.filter(pk__in=waiting().values("activity_id")).order_by("happened_on", "id"))
    for number, row in enumerate(rows[:-STILL_WAITING]):
        accept_all(activity=row, by=leader if number % 3 == 0 else owner)
        accept_all(activity=row, by=leader)  # what the owner gave, somebody else looks at
    _return_one(rows[-STILL_WAITING:], leader)


def _return_one(rows: list[Activity], by: Person) -> None:
    pictures = Evidence.objects.filter(
        activity__in=rows, file__media_type__startswith="image/", state=EvidenceState.WAITING.value
    ).exclude(added_by=by)  # fmt: skip
    if piece := pictures.order_by("id").first():
        give_back(piece=piece, note=NOTE, by=by)
