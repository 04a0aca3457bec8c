"""The home page of each role: what will be missed, what is late or due this week, what waits for my decision."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lantoa.activities.accepting.pages import for_home as evidence_for_home
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.content.pages import for_home as content_for_home
from lantoa.core import clock
from lantoa.core.saying import said
from lantoa.drafting.pages import for_home as drafts_for_home
from lantoa.ledger.kept import kept
from lantoa.office.asked import asked_of
from lantoa.office.published import published_for
from lantoa.office.waiting import Waiting
from lantoa.plans.models import PlanVersion
from lantoa.plans.queries import HEAVY
from lantoa.plans.rules.review import VersionState
from lantoa.press.queries import silent as silent_placements
from lantoa.progress.access import running_plan
from lantoa.progress.missing import Missing, in_doubt, missing_of
from lantoa.progress.pages import topic_rows
from lantoa.progress.presenting import WorkLine, sorted_lines, work_lines
from lantoa.progress.queries import PlanProgress
from lantoa.progress.rules import ProgressState, Totals, roll_up
from lantoa.reports.desks import reports_on_desk
from lantoa.reports.queries import ReportSlot, reports_to_send
from lantoa.reports.rules.calendar import SlotState
from lantoa.watching.queries import waiting_for_people

OPEN = frozenset({ProgressState.ON_PACE, ProgressState.NOT_DUE})
DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class Home:
    """The page. ``own_unit``: only the work of the person's unit is listed, the totals are the ward's."""

    progress: PlanProgress
    totals: Totals
    late: list[WorkLine]
    missed: list[WorkLine]
    at_risk: list[WorkLine]
    will_miss: list[Missing]
    doubtful: list[WorkLine]
    soon: list[WorkLine]
    waiting: list[Waiting]
    own_unit: bool
    topics_missing: int
    unit_query: str = ""
    """The unit as a filter of the list of due work, where only its work is listed."""
    drawn: dict[str, SafeString] = field(default_factory=dict, repr=False, compare=False)
    """Parts of the page in HTML, by template, once they were shown: they tell what is here and nothing else."""

    @property
    def lead(self) -> SafeString:
        """What will be missed, and the four figures."""
        return self._drawn("office/_home_lead.html")

    @property
    def work(self) -> SafeString:
        """The lists of due work."""
        return self._drawn("office/_home_work.html")

    def _drawn(self, name: str) -> SafeString:
        if name not in self.drawn:
            self.drawn[name] = render_to_string(name, {"home": self})
        return self.drawn[name]

    @property
    def owed_text(self) -> str:
        """ "/ 120" beside the number of what is done."""
        return f"/ {self.totals.owed}"

    @property
    def percent_done(self) -> int:
        """For the bar under the number, 0 to 100."""
        return round(self.totals.percent_done or 0)


def sees_whole_ward(actor: Actor) -> bool:
    """Leaders, plan owners, inspectors and the province see all units; others see their own first."""
    return actor.unit_id is None or actor.may(Permission.ASSIGN_WORK)


def home_of(actor: Actor, *, whole: bool) -> Home | None:
    """None where no plan was adopted yet. Gathered once for each change in the ward, person and language."""
    today, language = clock.today(), get_language()
    name = ("home", actor.person.pk, actor.unit_id, actor.permissions, whole, today, language)
    return kept(actor.commune.pk, name, lambda: _gathered(actor, whole=whole))


def _gathered(actor: Actor, *, whole: bool) -> Home | None:
    progress = running_plan(actor)
    if progress is None:
        return None
    lines = [line for line in sorted_lines(work_lines(progress)) if whole or concerns(line, actor)]
    today = progress.today
    missing = topic_rows(progress)["missing"]
    return Home(
        progress=progress,
        totals=roll_up(progress.windows),
        late=_in_state(lines, ProgressState.LATE),
        missed=_in_state(lines, ProgressState.MISSED),
        at_risk=[line for line in _in_state(lines, ProgressState.AT_RISK) if not is_foretold(line)],
        will_miss=missing_of(lines, actor),
        doubtful=in_doubt(lines),
        soon=[
            line for line in lines
            if line.progress.state in OPEN and 0 <= (line.progress.deadline - today).days <= DAYS_AHEAD
        ],
        waiting=waiting_for(actor, progress),
        own_unit=not whole,
        topics_missing=len(missing) if isinstance(missing, list) else 0,
        unit_query="" if whole else f"&unit={actor.unit_id}",
    )  # fmt: skip


def is_foretold(line: WorkLine) -> bool:
    """Whether the page leads with it already: what will be missed is not said once more as being at risk."""
    return line.outlook is not None and line.outlook.will_miss


def _in_state(lines: list[WorkLine], state: ProgressState) -> list[WorkLine]:
    return [line for line in lines if line.progress.state is state]


def concerns(line: WorkLine, actor: Actor) -> bool:
    """Led by the person's unit, coordinated by it, or given to the person."""
    units = {line.commitment.lead_id, *(link.unit_id for link in line.commitment.coordinating.all())}
    return actor.unit_id in units or line.work.assignee_id == actor.person.pk


def waiting_for(actor: Actor, progress: PlanProgress | None) -> list[Waiting]:
    """What others ask, reports to send, plans to review or adopt, dates to give."""
    reports = [*_drafts(actor), *_desk(actor), *_reports(actor)]
    elsewhere = [*published_for(actor), *_elsewhere(actor)]
    found = [*asked_of(actor), *_content(actor), *elsewhere, *_evidence(actor), *reports, *_reviews(actor)]
    if progress and actor.may(Permission.SET_DATES):
        found += _dates(progress)
    return found


def _drafts(actor: Actor) -> list[Waiting]:
    return [Waiting(one.title, one.text, one.url, "stamp") for one in drafts_for_home(actor)]


def _content(actor: Actor) -> list[Waiting]:
    return [Waiting(one.title, one.text, one.url, "newspaper") for one in content_for_home(actor)]


def _elsewhere(actor: Actor) -> list[Waiting]:
    """What was found on other pages and is not decided; what outlets were sent and never used."""
    if not actor.may(Permission.PUBLISH_CONTENT):
        return []
    found, silent = waiting_for_people(), len(silent_placements(today=clock.today()))
    seen = Waiting(
        _("Bài đăng nơi khác"), _("%(n)d bài cần xem") % {"n": found}, reverse("watching_list"), "eye"
    )  # fmt: skip
    press = Waiting(
        _("Báo, đài, bản tin"), _("%(n)d bài gửi đã lâu chưa thấy đăng") % {"n": silent},
        f"{reverse('press_list')}?xem=chua-thay", "newspaper",
    )  # fmt: skip
    return [one for one, count in ((seen, found), (press, silent)) if count]


def _evidence(actor: Actor) -> list[Waiting]:
    return [Waiting(one.title, one.text, one.url, "badge-check") for one in evidence_for_home(actor)]


def _reports(actor: Actor) -> list[Waiting]:
    if not actor.may(Permission.MAKE_REPORT):
        return []
    return [
        Waiting(
            _("Báo cáo %(period)s") % {"period": said(slot.period.label)}, _due_words(slot),
            f"{reverse('reports_make')}?nam={slot.period.period.start.year}&ky={slot.key}", "file-check",
        )
        for slot in reports_to_send(actor.commune, today=clock.today())
    ]  # fmt: skip


def _desk(actor: Actor) -> list[Waiting]:
    """Reports that wait for this person's step."""
    found = []
    for one in reports_on_desk(actor):
        title = _("Báo cáo %(period)s") % {"period": said(one.label)}
        title += f" – {one.report.unit}" if one.report.unit else ""
        found.append(Waiting(title, said(one.words), reverse("reports_show", args=[one.report.pk]), "stamp"))
    return found


def _due_words(slot: ReportSlot) -> str:
    words = {"day": f"{slot.period.due_on:%d/%m/%Y}", "n": abs(slot.days_left)}
    if slot.state is SlotState.OVERDUE:
        return _("Đã quá hạn gửi ngày %(day)s, chưa lập.") % words
    return _("Đến hạn gửi ngày %(day)s, còn %(n)s ngày.") % words if slot.days_left else _("Đến hạn gửi hôm nay.")


def _reviews(actor: Actor) -> list[Waiting]:
    if not (actor.may(Permission.REVIEW_PLAN) or actor.may(Permission.ADOPT_PLAN)):
        return []
    rows = PlanVersion.objects.filter(state=VersionState.IN_REVIEW.value).select_related("plan").defer(*HEAVY)
    words, step = (_("Rà soát kế hoạch"), "plans_review")
    if not actor.may(Permission.REVIEW_PLAN):
        words, step = (_("Ban hành kế hoạch"), "plans_adopt")
    return [Waiting(words, row.plan.title, reverse(step, args=[row.plan_id]), "file-text") for row in rows]


def _dates(progress: PlanProgress) -> list[Waiting]:
    lines = [line for line in work_lines(progress) if line.progress.state is ProgressState.WAITING_DATE]
    once = {line.commitment.pk: line for line in lines}
    return [
        Waiting(
            said(line.progress.waiting_for) or _("Chờ ấn định ngày"), line.commitment.text, line.url, "calendar-clock"
        )
        for line in once.values()
    ]


def today_text() -> str:
    """Today as an official writes it."""
    day = clock.today()
    names = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))
    return _("%(weekday)s, ngày %(day)s") % {"weekday": names[day.weekday()], "day": f"{day:%d/%m/%Y}"}
