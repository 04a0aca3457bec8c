"""The head of an edition: title, number, date, period. That of the edition in force stands on the plan; an amendment
under review and an edition that was replaced say where theirs differs."""

from dataclasses import asdict, dataclass
from datetime import date

from lantoa.core.periods import Window
from lantoa.plans.models import Plan, PlanVersion

FIELDS = ("title", "number", "issued_on", "period_start", "period_end")
PERIOD = ("period_start", "period_end")


@dataclass(frozen=True, slots=True)
class Head:
    """What an edition says about itself, in full."""

    title: str
    number: str
    issued_on: date | None
    period_start: date | None
    period_end: date | None

    @property
    def period(self) -> Window | None:
        """The days; None while they are not known or stand in the wrong order."""
        start, end = self.period_start, self.period_end
        return Window(start, end) if start and end and start <= end else None


def head_of(version: PlanVersion) -> Head:
    """The edition's own words, else the plan's."""
    return Head(**{name: getattr(version, name) or getattr(version.plan, name) for name in FIELDS})


def keep_head(former: PlanVersion, plan: Plan) -> None:
    """Before the plan takes the head of the next edition, the former one keeps what it said. Saves the version."""
    for name in FIELDS:
        setattr(former, name, getattr(former, name) or getattr(plan, name))
    former.save(update_fields=list(FIELDS))


def take_head(version: PlanVersion) -> None:
    """The plan takes the head of the edition that comes into force; of one that only amends, the period. Saves the
    plan."""
    head, plan = asdict(head_of(version)), version.plan
    for name in PERIOD if version.is_partial else FIELDS:
        setattr(plan, name, head[name])
    plan.save(update_fields=list(FIELDS))
