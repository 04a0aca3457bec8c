"""Writes about remembered choices: kept when a person decides, used again when a person says so, forgotten."""

from django.db import transaction

from lantoa.communes.models import Person, Unit, UnitAlias
from lantoa.communes.queries import units_in_use
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.plans.actions.review import correct_item, decide_item
from lantoa.plans.models import Commitment, StandingDecision
from lantoa.plans.rules.review import Decision
from lantoa.plans.standing import offers_for


@transaction.atomic
def use_offer(*, item: Commitment, seen: int | None, by: Person) -> Commitment:
    """Decide an item as it was decided before.

    Raises:
        Refused("offer_gone"): nothing is remembered any more; and as ``actions.review.correct_item``.
    """
    offer = offers_for([item], item.version.text).get(item.pk)
    if offer is None:
        raise Refused("offer_gone", "Lựa chọn lần trước không còn được nhớ. Hãy quyết định mục này như bình thường.")
    if offer.is_drop:
        return decide_item(item=item, decision=Decision.DROPPED, seen=seen, by=by)
    values = dict(offer.values)
    in_use: dict[int, Unit] = {unit.pk: unit for unit in units_in_use()}
    if values.get("lead_id") not in in_use:
        values.pop("lead_id", None)
    units = [in_use[pk] for pk in offer.coordinating if pk in in_use]
    return correct_item(item=item, values=values, coordinating=units, seen=seen, by=by, accept=True)


@transaction.atomic
def forget(*, decision: StandingDecision, by: Person) -> None:
    """From now on the choice is not offered any more."""
    record(action="plan.choice_forgotten", on=decision, by=by, kind=decision.kind)
    decision.delete()


@transaction.atomic
def forget_alias(*, alias: UnitAlias, by: Person) -> None:
    """From now on the name does not mean the unit any more."""
    record(action="plan.alias_forgotten", on=alias, by=by, unit=alias.unit_id)
    alias.delete()
