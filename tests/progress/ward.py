"""A running plan with every kind of commitment, on a day that the tests choose, and activities made at random."""

import random
from datetime import date, timedelta
from uuid import UUID

from lantoa.activities.models import Activity, Evidence, Service
from lantoa.communes.models import Unit
from lantoa.core.periods import Window
from lantoa.plans.models import (
    Commitment,
    CommitmentUnit,
    Decision,
    DueWork,
    Plan,
    PlanElement,
    PlanVersion,
    VersionState,
)
from lantoa.plans.queries import commitment_facts
from lantoa.plans.rules.expansion import expand
from tests.factories import World

TODAY = date(2026, 8, 20)
YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))
COMMITMENTS: tuple[tuple[int | None, dict[str, object]], ...] = (
    (0, {"kind": "target", "text": "Phát thanh ít nhất 02 lần/tháng", "measure": "count", "quantity": 2,
         "window": "month", "match_channels": ["broadcast"], "modality": "floor"}),
    (1, {"kind": "target", "text": "100% công chức được tập huấn", "measure": "ratio", "percent": 100,
         "window": "year"}),
    (0, {"kind": "task", "text": "Báo cáo trước ngày 05 tháng cuối của quý", "measure": "deliverable",
         "window": "quarter", "due_kind": "day_of_last_month", "due_day": 5, "due_before": True}),
    (1, {"kind": "task", "text": "Ban hành kế hoạch kiểm tra, chậm nhất 20 ngày", "measure": "deliverable",
         "window": "plan", "due_kind": "days_after_event", "due_days": 20, "due_event": "UBND tỉnh ban hành Kế hoạch"}),
    (None, {"kind": "task", "text": "Hưởng ứng cuộc thi của tỉnh", "measure": "deliverable", "window": "plan",
            "due_kind": "higher_calendar"}),
    (2, {"kind": "target", "text": "Khuyến khích 05 bài mỗi quý", "measure": "count", "quantity": 5,
         "window": "quarter", "modality": "encouraged"}),
)  # fmt: skip
TOPICS = ("procedures", "online_services", "public_finance")


def running_plan(world: World, mark: str = "") -> PlanVersion:
    """The plan of 2026, adopted, with its due work. ``mark`` stands in every sentence. Needs the commune's scope."""
    plan = Plan.of(
        world.commune.pk, title=f"Kế hoạch tuyên truyền {mark}", period_start=YEAR.start, period_end=YEAR.end
    )
    plan.save()
    version = PlanVersion.of(world.commune.pk, plan=plan, state=VersionState.ADOPTED.value, text="x" * 9000)
    version.save()
    units = list(Unit.objects.order_by("id"))
    for position, (lead, values) in enumerate(COMMITMENTS, start=1):
        text = f"{values['text']} {mark}".strip()
        add_commitment(version, units[lead] if lead is not None else None, position, {**values, "text": text})
    for position, topic in enumerate(TOPICS):
        PlanElement.of(world.commune.pk, version=version, kind="content", text=f"Nội dung {topic} {mark}", code=topic,
                       position=position).save()  # fmt: skip
    return version


def add_commitment(version: PlanVersion, lead: Unit | None, position: int, values: dict[str, object]) -> Commitment:
    row = Commitment.of(
        version.commune_id, version=version, decision=Decision.ACCEPTED.value, lead=lead, position=position, **values
    )
    row.save()
    other = Unit.objects.order_by("-id").first()
    if lead and other and other != lead:
        CommitmentUnit.of(version.commune_id, commitment=row, unit=other).save()
    for due in expand(commitment_facts(row), YEAR):
        DueWork.of(
            version.commune_id, commitment=row, window_kind=due.kind.value, window_start=due.window.start,
            window_end=due.window.end, due_on=due.due_on, waiting_for=due.waiting_for,
        ).save()  # fmt: skip
    return row


def live(world: World, version: PlanVersion, seed: int, count: int = 60) -> list[Activity]:
    """So many activities at random days, serving commitments at random; some withdrawn, some without evidence."""
    dice = random.Random(seed)  # noqa: S311 - data of a test
    commitments = list(Commitment.objects.filter(version=version))
    units = list(Unit.objects.order_by("id"))[:4]
    made = []
    for number in range(count):
        row = Activity.of(
            world.commune.pk, key=UUID(int=seed * 10_000 + number), title=f"Hoạt động {seed}-{number}",
            kind=dice.choice(("broadcast", "news", "training", "document")),
            happened_on=date(2025, 12, 20) + timedelta(dice.randrange(240)), unit=dice.choice([*units, None]),
            channels=dice.choice(([], ["broadcast"], ["portal", "zalo"], ["broadcast", "portal"])),
            topics=dice.sample(TOPICS[:2], dice.randrange(3)), people=dice.choice((None, 0, 15, 120)),
            times=dice.choice((1, 1, 1, 3)), logged_by=world.owner,
        )  # fmt: skip
        if dice.random() < 0.1:
            row.withdrawn_at, row.withdrawn_reason = "2026-08-01T00:00:00Z", "Nhập nhầm"
        row.save()
        _serve(row, dice.sample(commitments, dice.randrange(4)), dice)
        for grade in dice.choice(((), ("C",), ("D", "B"))):
            Evidence.of(world.commune.pk, activity=row, grade=grade, url="https://a.example/1").save()
        made.append(row)
    return made


def _serve(row: Activity, commitments: list[Commitment], dice: random.Random) -> None:
    for commitment in commitments:
        measured = (dice.randrange(0, 41), 40) if commitment.measure == "ratio" else (None, None)
        counted = row.happened_on - timedelta(25) if dice.random() < 0.15 else None
        Service.of(
            row.commune_id, activity=row, commitment=commitment, counted_on=counted, numerator=measured[0],
            denominator=measured[1],
        ).save()  # fmt: skip
