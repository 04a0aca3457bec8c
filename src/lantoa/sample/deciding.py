"""The review of the sample's plan, as its owner would do it: repeats go into the body's targets, every target gets a lead."""

from lantoa.communes.models import Person, Unit
from lantoa.plans.actions.review import accept_sure, correct_item, decide_contradiction, decide_item, merge_items
from lantoa.plans.models import Commitment, Contradiction, PlanVersion
from lantoa.plans.rules.review import Decision, Origin
from lantoa.sample.year import DVSNC, HCC, VHXH, VP

LEADS = (
    ("được tập huấn", VHXH),
    ("Phát thanh nội dung", DVSNC),
    ("tin, bài về CCHC", VHXH),
    ("hội nghị tuyên truyền", VHXH),
    ("buổi đối thoại", VP),
    ("Niêm yết công khai", HCC),
    ("được tiếp cận thông tin", VHXH),
    ("một trong số các hình thức", VHXH),
)
"""Words of a target that the plan gives to nobody, and the unit that the owner gives it to."""

NOTE = "Thực hiện theo chỉ tiêu tại mục I.3 của Kế hoạch."


def decide(version: PlanVersion, owner: Person) -> None:
    """Decide everything that a review has to decide."""
    accept_sure(version=version, by=owner)
    rows = list(Commitment.objects.filter(version=version).order_by("position"))
    for item in rows:
        if item.same_as_id:
            _merge(item, owner)
        elif item.origin == Origin.PROPOSED.value:
            decide_item(item=item, decision=Decision.DROPPED, seen=None, by=owner)
        elif lead := _lead(item):
            correct_item(item=item, values={"lead": lead}, coordinating=(), seen=None, by=owner, accept=True)
        elif item.decision == Decision.PENDING.value:
            decide_item(item=item, decision=Decision.ACCEPTED, seen=None, by=owner)
    for contradiction in Contradiction.objects.filter(version=version, decision=""):
        decide_contradiction(contradiction=contradiction, decision="left", note=NOTE, by=owner)


def _merge(item: Commitment, owner: Person) -> None:
    into = item.same_as
    if into is not None:
        merge_items(item=item, into=Commitment.objects.get(pk=into.pk), seen=None, by=owner)


def _lead(item: Commitment) -> Unit | None:
    """The unit for a target that the plan gives to nobody."""
    name = next((unit for words, unit in LEADS if words in item.text), None) if item.lead_id is None else None
    return Unit.objects.filter(name=name).first() if name else None
