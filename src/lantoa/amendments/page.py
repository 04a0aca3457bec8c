"""What the pages of an amendment show, prepared: each change with both texts, and in words what follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lantoa.amendments.queries import evidence_counts, handovers_of
from lantoa.amendments.rules import Fate, Totals, fate_of, heirs, totals_of
from lantoa.core.periods import label_of
from lantoa.core.saying import said
from lantoa.plans.actions.handing_on import plan_again
from lantoa.plans.editions import FACT_NAMES, Compared, compare_items, compare_texts, text_clauses
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.plans.rules.amending import Replanned
from vanban.compare import Change, ChangeKind, Clause

QUIET = (ChangeKind.SAME, ChangeKind.MOVED)
"""Kinds that the filter "chỉ phần thay đổi" leaves out."""

ICONS = {
    ChangeKind.SAME: "check", ChangeKind.MOVED: "locate-fixed", ChangeKind.REWORDED: "pencil",
    ChangeKind.CHANGED: "scale", ChangeKind.SPLIT: "list-checks", ChangeKind.MERGED: "merge",
    ChangeKind.NEW: "plus", ChangeKind.DROPPED: "trash-2",
}  # fmt: skip
BADGES = {
    ChangeKind.CHANGED: "at_risk", ChangeKind.NEW: "on_pace", ChangeKind.DROPPED: "missed",
    ChangeKind.SPLIT: "at_risk", ChangeKind.MERGED: "at_risk", ChangeKind.SAME: "waived", ChangeKind.MOVED: "waived",
    ChangeKind.REWORDED: "not_due",
}  # fmt: skip
"""Colours of the badge, beside its words and its sign: those of the states of work."""


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact that differs, with its Vietnamese name."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change. ``consequences`` are sentences; ``evidence`` counts the activities that serve what is dropped."""

    change: Change
    label: str
    icon: str
    badge: str
    facts: tuple[FactView, ...] = ()
    consequences: tuple[str, ...] = ()
    evidence: int = 0
    rows: Mapping[str, Commitment] = field(default_factory=dict)

    @property
    def old(self) -> Clause | None:
        return self.change.old[0] if self.change.old else None

    @property
    def new(self) -> Clause | None:
        return self.change.new[0] if self.change.new else None

    @property
    def more_old(self) -> tuple[Clause, ...]:
        """Further clauses that were merged into the new one."""
        return self.change.old[1:]

    @property
    def more_new(self) -> tuple[Clause, ...]:
        """Further parts into which the old one was split."""
        return self.change.new[1:]

    @property
    def is_quiet(self) -> bool:
        return self.change.kind in QUIET

    @property
    def is_dropped(self) -> bool:
        return self.change.kind is ChangeKind.DROPPED

    @property
    def is_new(self) -> bool:
        return self.change.kind is ChangeKind.NEW

    @property
    def shows_two(self) -> bool:
        """Whether there are two texts to lay side by side."""
        return bool(self.change.old and self.change.new)


@dataclass(frozen=True, slots=True)
class AmendmentPage:
    """Two editions compared, with what an adoption would do."""

    compared: Compared
    changes: tuple[ChangeView, ...]
    totals: Totals
    counts: Mapping[str, int]

    @property
    def shown(self) -> list[ChangeView]:
        return [view for view in self.changes if not view.is_quiet]

    @property
    def dropped(self) -> list[ChangeView]:
        return [view for view in self.changes if view.is_dropped]


def amendment_page(former: PlanVersion, version: PlanVersion, *, foresee: bool) -> AmendmentPage:
    """Compare the commitments. ``foresee``: the amendment is not adopted yet, so say what will follow."""
    compared = compare_items(former, version)
    old_ids = [int(clause.key) for change in compared.changes for clause in change.old]
    plans = plan_again(compared) if foresee else {}
    evidence = evidence_counts(old_ids) if foresee else {}
    handed = heirs(compared.changes, handovers_of(version))
    open_works = _open_works(compared) if foresee else {}
    views = tuple(
        _view(change, compared, consequences=_consequences(change, compared, plans=plans, evidence=evidence,
              handed=handed, open_works=open_works) if foresee else (), evidence=evidence)
        for change in compared.changes
    )  # fmt: skip
    dropped = sum(open_works.get(int(view.old.key), 0) for view in views if view.is_dropped and view.old)
    return AmendmentPage(compared, views, totals_of(compared.changes, plans, dropped), _counts(views))


def text_page(former: PlanVersion, version: PlanVersion) -> tuple[ChangeView, ...]:
    """The whole texts compared. Empty where one has no text of its own."""
    if not text_clauses(former) or not text_clauses(version):
        return ()
    return tuple(_view(change, None) for change in compare_texts(former, version))


def _counts(views: Iterable[ChangeView]) -> dict[str, int]:
    found: dict[str, int] = {}
    for view in views:
        found[view.label] = found.get(view.label, 0) + 1
    return found


def _open_works(compared: Compared) -> dict[int, int]:
    """Due work of each former commitment."""
    found: dict[int, int] = {}
    rows = DueWork.objects.filter(commitment__version=compared.former)
    for pk in rows.order_by().values_list("commitment_id", flat=True):
        found[pk] = found.get(pk, 0) + 1
    return found


def _view(
    change: Change, compared: Compared | None, *, consequences: tuple[str, ...] = (),
    evidence: Mapping[int, int] | None = None,
) -> ChangeView:  # fmt: skip
    facts = tuple(
        FactView(said(FACT_NAMES.get(fact.name, fact.name)), fact.old or _("không nêu"), fact.new or _("không nêu"))
        for fact in change.facts
        if fact.name != "counted"
    )
    return ChangeView(
        change=change, label=said(change.kind.label), icon=ICONS[change.kind], badge=BADGES[change.kind], facts=facts,
        consequences=consequences, evidence=sum((evidence or {}).get(_pk(clause), 0) for clause in change.old),
        rows=compared.rows if compared else {},
    )  # fmt: skip


def _pk(clause: Clause) -> int:
    return int(clause.key)


def _consequences(
    change: Change, compared: Compared, *, plans: Mapping[str, Replanned], evidence: Mapping[int, int],
    handed: Mapping[int, int], open_works: Mapping[int, int],
) -> tuple[str, ...]:  # fmt: skip
    fate = fate_of(change)
    served = sum(evidence.get(_pk(clause), 0) for clause in change.old)
    if fate is Fate.DROPPED:
        works = sum(open_works.get(_pk(clause), 0) for clause in change.old)
        heir = handed.get(_pk(change.old[0]))
        return (_dropped_words(works), *_evidence_words(served, compared.rows.get(str(heir)) if heir else None))
    found = [words for clause in change.new for words in _planned_words(change, plans.get(clause.key, Replanned()))]
    if served:
        found.append(_("%(n)s hoạt động đã ghi vẫn được tính cho mục này.") % {"n": served})
    return tuple(found)


def _planned_words(change: Change, plan: Replanned) -> list[str]:
    fate = fate_of(change)
    if fate is Fate.KEPT:
        words = _("Không lập lại: %(n)s việc đến hạn giữ nguyên người thực hiện và hạn.")
        return [words % {"n": len(plan.kept) + len(plan.on)}]
    found = []
    if plan.kept and fate is Fate.AGAIN:
        last = plan.kept[-1]
        words = _("Đến hết %(period)s: giữ cách đo cũ (%(n)s kỳ).")
        found.append(words % {"period": said(label_of(last.kind, last.window)), "n": len(plan.kept)})
    planned = sorted((*plan.on, *plan.new), key=lambda due: due.window)
    if planned:
        first = planned[0]
        words = _("Từ %(period)s: theo bản mới (%(n)s việc đến hạn).")
        found.append(words % {"period": said(label_of(first.kind, first.window)), "n": len(planned)})
    if plan.left:
        found.append(_("%(n)s việc đến hạn theo kỳ cũ thôi không theo dõi.") % {"n": len(plan.left)})
    return found


def _dropped_words(works: int) -> str:
    return _("%(n)s việc đến hạn của mục này thôi không theo dõi; vẫn xem được ở bản trước.") % {"n": works}


def _evidence_words(served: int, heir: Commitment | None) -> list[str]:
    if not served:
        return [_("Chưa có hoạt động nào phục vụ mục này.")]
    words = _("%(n)s hoạt động đang phục vụ mục này: ") % {"n": served}
    if heir is None:
        return [words + _("vẫn nằm trong sổ, không tính vào chỉ tiêu, nhiệm vụ nào của bản mới.")]
    return [words + _("chuyển sang “%(heir)s”.") % {"heir": heir.text}]
