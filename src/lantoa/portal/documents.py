"""The public part of the register of documents, and the plans that are in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.citations.queries import entries
from lantoa.citations.rules import ONLY_CITED, Entry, Wanted, found
from lantoa.core import clock
from lantoa.documents.models import ActEntry
from lantoa.ledger.kept import kept
from lantoa.plans.queries import adopted_versions
from lantoa.portal.models import Portal
from lantoa.portal.rules import is_public_act


@dataclass(frozen=True, slots=True)
class PublicAct:
    """One act as everybody sees it; the ward's own notes and where plans cite it stay inside."""

    entry: Entry
    link: str = ""

    @property
    def slug(self) -> str:
        """Its place in the address."""
        return self.entry.slug

    @property
    def act(self) -> Any:
        """What the register knows."""
        return self.entry.act

    @property
    def name(self) -> str:
        """Kind and number."""
        return self.entry.name


def public_acts(portal: Portal) -> dict[str, PublicAct]:
    """Every act that the register shows to everybody, by its place in the address. Kept until something happens."""
    return kept(portal.commune_id, ("public acts", clock.today()), _public_acts)


def _public_acts() -> dict[str, PublicAct]:
    links = dict(ActEntry.objects.values_list("pk", "link"))
    acts = (PublicAct(entry, links.get(entry.own_id, "") if entry.own_id else "") for entry in entries())
    return {one.slug: one for one in acts if _is_open(one)}


def _is_open(one: PublicAct) -> bool:
    act = one.act
    shipped = one.entry.own_id is None and act.source != ONLY_CITED
    return is_public_act(act.kind, checked=act.verified, shipped=shipped, link=one.link)


def acts_found(portal: Portal, words: str = "", kind: str = "") -> list[PublicAct]:
    """Those with the words, best first; without words those that plans cite first, then the newest."""
    acts = public_acts(portal)
    wanted = [one.entry for one in acts.values() if not kind or one.act.kind == kind]
    return [acts[entry.slug] for entry in found(wanted, Wanted(words=words), clock.today())]


def kinds_of(acts: Sequence[PublicAct]) -> list[str]:
    """Kinds that occur, in alphabetical order."""
    return sorted({one.act.kind for one in acts})


def plans_in_force() -> list[dict[str, Any]]:
    """Title, number, dates of every plan in force."""
    today = clock.today()
    plans = [version.plan for version in adopted_versions()]
    return [
        {"title": plan.title, "number": plan.number, "issued_on": plan.issued_on, "start": plan.period_start,
         "end": plan.period_end}
        for plan in plans
        if plan.period_end is None or plan.period_end >= today
    ]  # fmt: skip
