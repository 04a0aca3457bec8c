"""Who may open which address: every URL name of the product stands here, and ``test_urls.py`` tries each of them.

One row: ``"name": (kwargs, who)``. ``kwargs`` is None for an address without parameters, else a function that takes
the ``World`` (its scope is open) and gives the parameters, making the object where there is none. ``who`` is a set of
roles, or ``PUBLIC`` (anyone, signed in or not) or ``PERSON`` (anyone signed in, with or without a commune).
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from lantoa.activities.models import ImportRun
from lantoa.channels.models import Delivery
from lantoa.citations.rules import slug_of
from lantoa.communes import actions
from lantoa.communes.invitation_actions import Offer, invite
from lantoa.communes.models import Membership, SignForm, Unit, UnitAlias
from lantoa.communes.roles import Permission, Role, permissions_of
from lantoa.communes.signer_actions import add_signer
from lantoa.content.access import standing_of
from lantoa.content.desk_actions import Said, comment
from lantoa.content.life_actions import submit
from lantoa.content.rules.kinds import Form
from lantoa.content.rules.words import Picture
from lantoa.core import clock
from lantoa.documents.actions import enter_act
from lantoa.documents.models import ActEntry
from lantoa.documents.rules import Draft
from lantoa.drafting.actions import save_changes
from lantoa.drafting.higher import take_version
from lantoa.drafting.models import DraftRevision
from lantoa.drafting.printing import docx_of
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.remarks import findings_of
from lantoa.drafting.rules.merging import Changes
from lantoa.drafting.word import receive_word as receive_draft
from lantoa.files.actions import store_upload
from lantoa.plans.actions.editions import start_edition
from lantoa.plans.actions.review import decide_item
from lantoa.plans.models import Commitment, DueWork, PlanElement, StandingDecision
from lantoa.plans.rules.review import Decision
from lantoa.progress.models import PlannedWork
from lantoa.reminders.models import Answer, Digest, DigestItem
from lantoa.reports.bundle_actions import ask_bundle
from lantoa.reports.jobs import make_bundle
from lantoa.reports.pages import OVERALL
from lantoa.reports.word import receive_word, word_file
from lantoa.roster import day_actions
from lantoa.roster.rules import AbsenceReason
from lantoa.subscribers.queries import leave_token
from tests.activities.importing_made import imported
from tests.activities.samples import adopted_plan, logged
from tests.channels import made as channels
from tests.content.made import approve_latest, approved_item, made_item, published_item, revised
from tests.contributors import made as news
from tests.drafting.made import changed, made_draft
from tests.factories import World
from tests.files.samples import jpeg
from tests.inspections import made as inspections
from tests.media import made as media
from tests.plans.samples import in_review
from tests.plans.scans import scanned
from tests.portal.made import opened
from tests.press import made as press
from tests.printed import made as printed
from tests.reports.made import made_report
from tests.roster.made import asked_swap, coming, made_roster
from tests.subscribers import made as subscribers
from tests.watching import made as watching

Maker = Callable[[World], dict[str, Any]] | None
Row = tuple[Maker, frozenset[Role] | str]

PUBLIC = "public"
PERSON = "person"
R = Role

# Written out role by role, not taken from the permissions: a change of permissions has to be said here, too.
ALL = frozenset(Role)
SEES = ALL - {R.CONTRIBUTOR}
LOGS = frozenset({R.LEADER, R.PLAN_OWNER, R.OFFICER, R.EDITOR, R.CONTRIBUTOR})
IMPORTS = frozenset({R.PLAN_OWNER, R.OFFICER, R.EDITOR})
OWNS = frozenset({R.PLAN_OWNER})
DECIDES = frozenset({R.LEADER, R.PLAN_OWNER})
HANDS_OUT = DECIDES | {R.OFFICER, R.EDITOR}
"""Who gives out work, and for their own work the people of the leading unit (``progress.access.may_plan``)."""
INSPECTS = frozenset({R.INSPECTOR, R.LEADER, R.PLAN_OWNER})
DRAFTS_PLANS = frozenset({R.PLAN_OWNER, R.OFFICER})
SIGNS_PLANS = frozenset({R.LEADER})
WRITES_CONTENT = frozenset({R.PLAN_OWNER, R.OFFICER, R.EDITOR})
WORKS_ON_CONTENT = WRITES_CONTENT | {R.LEADER}
ISSUES_PLANS = frozenset({R.PLAN_OWNER, R.LEADER, R.CLERK})
WRITES = frozenset({R.PLAN_OWNER, R.OFFICER, R.EDITOR})
EDITS = frozenset({R.PLAN_OWNER, R.EDITOR})
MANAGES_COMMUNE = frozenset({R.PLAN_OWNER, R.ADMINISTRATOR})
MANAGES_PEOPLE = frozenset({R.ADMINISTRATOR})


def may(permission: Permission) -> frozenset[Role]:
    """Roles that hold the permission, for the test that compares the sets above with ``communes.roles``."""
    return frozenset(role for role in Role if permission in permissions_of(frozenset({role.value})))


SIGN_IN: dict[str, Row] = {
    # before sign-in, by the library; each answers a stranger with its own page or with the sign-in page
    "account_login": (None, PUBLIC),
    "account_logout": (None, PUBLIC),
    "account_inactive": (None, PUBLIC),
    "account_signup": (None, PUBLIC),  # closed: says that people come by invitation
    "account_email_verification_sent": (None, PUBLIC),
    "account_confirm_email": (lambda _: {"key": "khong-co"}, PUBLIC),
    "account_confirm_login_code": (None, PUBLIC),
    "account_reset_password": (None, PUBLIC),
    "account_reset_password_done": (None, PUBLIC),
    "account_reset_password_from_key": (lambda _: {"uidb36": "1", "key": "sai"}, PUBLIC),
    "account_reset_password_from_key_done": (None, PUBLIC),
    "mfa_authenticate": (None, PUBLIC),  # the second step of signing in
    # of the person alone, no commune in it
    "account_reauthenticate": (None, PERSON),
    "account_email": (None, PERSON),
    "account_change_password": (None, PERSON),
    "account_set_password": (None, PERSON),
    "mfa_index": (None, PERSON),
    "mfa_reauthenticate": (None, PERSON),
    "mfa_activate_totp": (None, PERSON),
    "mfa_deactivate_totp": (None, PERSON),
    "mfa_view_recovery_codes": (None, PERSON),
    "mfa_generate_recovery_codes": (None, PERSON),
    "mfa_download_recovery_codes": (None, PERSON),
}


def _unit(_: World) -> dict[str, Any]:
    return {"pk": Unit.objects.order_by("pk")[0].pk}


def _neighbourhood(world: World) -> dict[str, Any]:
    return {"pk": actions.add_neighbourhoods(commune=world.commune, names=["Tổ dân phố 1"])[0].pk}


def _invitation(world: World) -> dict[str, Any]:
    offer = Offer(name="Trần Thị Mời", role=Role.OFFICER)
    return {"pk": invite(commune=world.commune, offer=offer, by=None)[0].pk}


def _role(world: World) -> dict[str, Any]:
    return {"pk": Membership.objects.get(person=world.owner).pk}


def _owner(world: World) -> dict[str, Any]:
    return {"pk": world.owner.pk}


def _signer(world: World) -> dict[str, Any]:
    values = {"name": "Trần Văn Ký", "form": SignForm.CHAIR.value, "is_active": True}
    return {"pk": add_signer(commune=world.commune, values=values, by=None).pk}


COMMUNES: dict[str, Row] = {
    "communes_overview": (None, SEES),
    "communes_units": (None, SEES),
    "communes_units_excel": (None, SEES),
    "communes_people_excel": (None, SEES),
    "communes_unit_add": (None, MANAGES_COMMUNE),
    "communes_units_usual": (None, MANAGES_COMMUNE),
    "communes_unit": (_unit, MANAGES_COMMUNE),
    "communes_unit_move": (_unit, MANAGES_COMMUNE),
    "communes_neighbourhoods": (None, SEES),  # only MANAGES_COMMUNE may add
    "communes_neighbourhood": (_neighbourhood, MANAGES_COMMUNE),
    "communes_people": (None, SEES),
    "communes_invite": (None, MANAGES_PEOPLE),
    "communes_invitation_revoke": (_invitation, MANAGES_PEOPLE),
    "communes_person": (_owner, MANAGES_PEOPLE),
    "communes_person_password": (_owner, MANAGES_PEOPLE),
    "communes_role": (_role, MANAGES_PEOPLE),
    "communes_role_end": (_role, MANAGES_PEOPLE),
    "communes_settings": (None, MANAGES_COMMUNE),
    "communes_signers": (None, MANAGES_COMMUNE),
    "communes_signer": (_signer, MANAGES_COMMUNE),
    "communes_choose": (None, ALL),
    "communes_account": (None, PERSON),
    "communes_accept": (lambda _: {"token": "1.khong-co-duong-dan-nay-dau"}, PUBLIC),  # the link is the key
    "set_language": (None, PUBLIC),
}


def _portal(world: World, **values: Any) -> dict[str, Any]:
    return {"commune": opened(world, **values).slug}


def _promise(world: World) -> dict[str, Any]:
    adopted_plan(world)
    return {**_portal(world), "pk": Commitment.objects.filter(kind="target").first().pk}


def _public_act(world: World) -> dict[str, Any]:
    draft = Draft(kind="Kế hoạch", number=f"{ActEntry.objects.count() + 1}/KH-UBND", link="https://phuong.vn/kh")
    return {**_portal(world), "slug": slug_of(enter_act(commune=world.commune, draft=draft, by=world.owner).key)}


def _public_item(world: World) -> dict[str, Any]:
    return {**_portal(world), "slug": published_item(world).slug}


def _public_picture(world: World) -> dict[str, Any]:
    pk = _photo(world)["pk"]
    published_item(world, media=(Picture(file=pk, alt="Ảnh"),))
    return {**_portal(world), "pk": pk}


def _joining(world: World) -> dict[str, Any]:
    subscribers.opened(world, "web_push")
    return _portal(world)


def _leaving(world: World) -> dict[str, Any]:
    token = leave_token(world.commune.pk, subscribers.reader(world).pk)
    return {**_portal(world), "token": token}


PORTAL: dict[str, Row] = {
    "portal_rss": (_portal, PUBLIC),
    "portal_atom": (_portal, PUBLIC),
    "portal_items": (_portal, PUBLIC),
    "portal_item": (_public_item, PUBLIC),
    "portal_special": (_portal, PUBLIC),
    "portal_topic": (lambda world: {**_portal(world), "topic": "digital"}, PUBLIC),
    "portal_notices": (_portal, PUBLIC),
    "portal_bulletins": (_portal, PUBLIC),
    "portal_medium": (lambda world: {**_rendition(world), **_portal(world)}, PUBLIC),
    "portal_captions": (lambda world: {**_medium(world), **_portal(world)}, PUBLIC),
    "portal_picture": (_public_picture, PUBLIC),
    "portal_picture_small": (_public_picture, PUBLIC),
    "portal_settings": (None, MANAGES_COMMUNE),
    "portal_robots": (None, PUBLIC),
    "portal_scanned": (lambda world: {"code": printed.hanging(world).code}, PUBLIC),
    "portal_index": (None, PUBLIC),
    "portal_sitemap_index": (None, PUBLIC),
    "portal_home": (_portal, PUBLIC),
    "portal_sitemap": (_portal, PUBLIC),
    "portal_promises": (_portal, PUBLIC),
    "portal_promise": (_promise, PUBLIC),
    "portal_evidence": (lambda world: {**_portal(world), "pk": 1}, PUBLIC),
    "portal_documents": (_portal, PUBLIC),
    "portal_document": (_public_act, PUBLIC),
    "portal_calendar": (_portal, PUBLIC),
    "portal_calendar_feed": (_portal, PUBLIC),
    "portal_calendar_event": (lambda world: {**_portal(world), "pk": 1}, PUBLIC),
    "portal_search": (_portal, PUBLIC),
    "portal_contacts": (_portal, PUBLIC),
    "portal_join": (_joining, PUBLIC),
    "portal_join_push": (_joining, PUBLIC),
    "portal_join_worker": (_portal, PUBLIC),
    "portal_join_confirm": (lambda world: {**_portal(world), "token": "1.khong-co"}, PUBLIC),  # the link is the key
    "portal_join_leave": (_leaving, PUBLIC),
}


def _photo(world: World) -> dict[str, Any]:
    by = world.person(R.CONTRIBUTOR)
    return {"pk": store_upload(commune=world.commune, upload=jpeg(size=(8, 8)), name="anh.jpg", by=by).pk}


def _scan(world: World) -> dict[str, Any]:
    return {"pk": scanned(world.commune).plan_id}


def _scan_page(world: World) -> dict[str, Any]:
    return {**_scan(world), "page": 1}


def _plan(world: World) -> dict[str, Any]:
    return {"pk": in_review(world.commune).plan_id}


def _item(world: World) -> dict[str, Any]:
    version = in_review(world.commune)
    return {"pk": version.plan_id, "item": version.commitments.get().pk}


def _contradiction(world: World) -> dict[str, Any]:
    version = in_review(world.commune)
    return {"pk": version.plan_id, "one": version.contradictions.get().pk}


def _finding(world: World) -> dict[str, Any]:
    version = in_review(world.commune)
    version.reading = {"findings": [{"code": "typo", "level": "warning", "message": "Gõ nhầm.", "key": "abc123"}]}
    version.save()
    return {"pk": version.plan_id, "key": "abc123"}


def _element(world: World) -> dict[str, Any]:
    version = in_review(world.commune)
    row = PlanElement.of(version.commune_id, version=version, kind="content", text="Dịch vụ công trực tuyến")
    row.save()
    return {"pk": version.plan_id, "element": row.pk}


def _choice(world: World) -> dict[str, Any]:
    version = in_review(world.commune)
    item = version.commitments.get()
    decide_item(item=item, decision=Decision.DROPPED, seen=None, by=world.owner)
    return {"pk": StandingDecision.objects.latest("pk").pk}


def _alias(world: World) -> dict[str, Any]:
    row = UnitAlias.of(world.commune.pk, unit=Unit.objects.order_by("pk")[0], text=f"Tên khác {uuid4()}")
    row.save()
    return {"pk": row.pk}


def _in_force(world: World) -> dict[str, Any]:
    return {"pk": adopted_plan(world).plan_id}


def _amendment(world: World) -> dict[str, Any]:
    return {"pk": start_edition(plan=adopted_plan(world).plan, by=world.owner).plan_id}


def _amended_item(world: World) -> dict[str, Any]:
    version = start_edition(plan=adopted_plan(world).plan, by=world.owner)
    return {"pk": version.plan_id, "item": version.commitments.order_by("pk")[0].pk}


def _activity(world: World) -> dict[str, Any]:
    return {"pk": logged(world, R.CONTRIBUTOR).pk}


def _proven(world: World) -> dict[str, Any]:
    return {"pk": logged(world, R.CONTRIBUTOR, links=("https://phuong.gov.vn/tin",)).pk}


def _piece(world: World) -> dict[str, Any]:
    return {"pk": logged(world, R.CONTRIBUTOR, links=("https://phuong.gov.vn/tin",)).evidence.get().pk}


def _import(world: World) -> dict[str, Any]:
    return {"pk": imported(world, b"Ng\xc3\xa0y;Ten\n01/02/2026;x\n", name="x.csv", role=R.OFFICER).pk}


def _import_row(world: World) -> dict[str, Any]:
    return {"pk": ImportRun.objects.get(pk=_import(world)["pk"]).rows.get().pk}


FILES: dict[str, Row] = {
    # of a contributor, who opens only what they sent themselves
    "files_show": (_photo, ALL),
    "files_thumbnail": (_photo, ALL),
}


def _act(world: World) -> dict[str, Any]:
    draft = Draft(kind="Kế hoạch", number=f"{ActEntry.objects.count() + 1}/KH-UBND", issued_on=clock.today())
    return {"pk": enter_act(commune=world.commune, draft=draft, by=world.owner).pk}


def _act_page(world: World) -> dict[str, Any]:
    return {"slug": slug_of(ActEntry.objects.get(pk=_act(world)["pk"]).key)}


DOCUMENTS: dict[str, Row] = {
    "citations_list": (None, SEES),
    "citations_excel": (None, SEES),
    "citations_show": (_act_page, SEES),
    "citations_entry": (_act, SEES),
    "citations_enter": (None, OWNS | ISSUES_PLANS),
    "citations_import": (None, OWNS | ISSUES_PLANS),
    "citations_change": (_act, OWNS | ISSUES_PLANS),
    "citations_drop": (_act, OWNS | ISSUES_PLANS),
}

PLANS: dict[str, Row] = {
    "plans_list": (None, SEES),
    "plans_upload": (None, OWNS),
    "plans_show": (_plan, SEES),
    "plans_excel": (_plan, SEES),
    "plans_contents": (_plan, SEES),
    "plans_document": (_plan, SEES),
    "plans_history": (_plan, SEES),
    "plans_reading": (_plan, SEES),
    "plans_new_edition": (_plan, OWNS),
    "plans_read_again": (_plan, OWNS),
    "plans_withdraw": (_plan, OWNS),
    "plans_review": (_plan, OWNS),
    "plans_scan": (_scan, SEES),
    "plans_scan_correct": (_scan, OWNS),
    "plans_scan_picture": (_scan_page, SEES),
    "plans_scan_searchable": (_scan, SEES),
    "plans_head": (_plan, OWNS),
    "plans_confirm_commune": (_plan, OWNS),
    "plans_accept_sure": (_plan, OWNS),
    "plans_contradiction": (_contradiction, OWNS),
    "plans_finding_dismiss": (_finding, OWNS),
    "plans_finding_restore": (_finding, OWNS),
    "plans_item_add": (_plan, OWNS),
    "plans_item": (_item, OWNS),
    "plans_item_decide": (_item, OWNS),
    "plans_item_edit": (_item, OWNS),
    "plans_item_merge": (_item, OWNS),
    "plans_adopt": (_plan, DECIDES),
    "plans_item_reuse": (_item, OWNS),
    "plans_elements": (_plan, OWNS),
    "plans_element_add": (_plan, OWNS),
    "plans_element_edit": (_element, OWNS),
    "plans_element_drop": (_element, OWNS),
    "plans_standing": (None, OWNS),
    "plans_standing_forget": (_choice, OWNS),
    "plans_alias_forget": (_alias, OWNS),
}

AMENDMENTS: dict[str, Row] = {
    "amendments_start": (_in_force, OWNS),
    "amendments_compare": (_amendment, SEES),
    "amendments_tie": (_amended_item, OWNS),
    "amendments_adopt": (_amendment, DECIDES),
    "amendments_leftovers": (_in_force, SEES),
}


def _roster(world: World) -> dict[str, Any]:
    return {"pk": made_roster(world).commitment_id}


def _duty(world: World) -> dict[str, Any]:
    return {"pk": coming(made_roster(world, (R.CONTRIBUTOR,)))[0].pk}


def _absence(world: World) -> dict[str, Any]:
    by, day = world.person(R.CONTRIBUTOR), clock.today()
    reason = AbsenceReason.LEAVE
    row = day_actions.add_absence(commune=world.commune, person=by, start=day, end=day, reason=reason, by=by)
    return {"pk": row.pk}


def _own_day(world: World) -> dict[str, Any]:
    given = {"on": clock.today(), "is_off": True, "name": "Lễ hội", "source": ""}
    return {"pk": day_actions.set_day(commune=world.commune, by=world.owner, **given).pk}


ROSTER: dict[str, Row] = {
    "roster_list": (None, SEES),
    "roster_mine": (None, ALL),
    "roster_absences": (None, ALL),  # a contributor sees and reports only their own
    "roster_absence_drop": (_absence, DECIDES | {R.CONTRIBUTOR}),  # of a contributor
    "roster_days": (None, SEES),  # only MANAGES_COMMUNE may add
    "roster_day_drop": (_own_day, MANAGES_COMMUNE),
    "roster_show": (_roster, SEES),
    "roster_make": (_roster, DECIDES),
    "roster_drop": (_roster, DECIDES),
    "roster_duty": (_duty, DECIDES),
    "roster_swap": (_duty, frozenset({R.CONTRIBUTOR})),  # a duty of a contributor
    "roster_swap_answer": (lambda world: {"pk": asked_swap(world).pk}, frozenset({R.CONTRIBUTOR, R.OFFICER})),
    "roster_docx": (_roster, SEES),
    "roster_xlsx": (_roster, SEES),
}

ACTIVITIES: dict[str, Row] = {
    # entered by a contributor, who sees only what they entered themselves
    "activities_list": (None, ALL),
    "activities_log": (None, LOGS),
    "activities_suggest": (None, LOGS),
    "activities_show": (_activity, ALL),
    "activities_edit": (_activity, OWNS | {R.CONTRIBUTOR}),
    "activities_evidence": (_activity, OWNS | {R.CONTRIBUTOR}),
    "activities_withdraw": (_activity, OWNS | {R.CONTRIBUTOR}),
    "activities_periods": (_activity, OWNS | {R.CONTRIBUTOR}),
    # given by the contributor; who accepts is never who gave it
    "evidence_queue": (None, DECIDES),
    "evidence_excel": (None, DECIDES),
    "activities_excel": (None, ALL),
    # an import of the officer: theirs, and whoever may withdraw any activity
    "imports_start": (None, IMPORTS),
    "imports_template": (None, IMPORTS),
    "imports_show": (_import, OWNS | {R.OFFICER}),
    "imports_columns": (_import, OWNS | {R.OFFICER}),
    "imports_write": (_import, OWNS | {R.OFFICER}),
    "imports_faults": (_import, OWNS | {R.OFFICER}),
    "imports_undo": (_import, OWNS | {R.OFFICER}),
    "imports_drop": (_import, OWNS | {R.OFFICER}),
    "imports_keep": (_import_row, OWNS | {R.OFFICER}),
    "evidence_returned": (None, LOGS),
    "evidence_accept": (_proven, DECIDES),
    "evidence_reopen": (_proven, DECIDES),
    "evidence_return": (_piece, DECIDES),
    "evidence_replace": (_piece, OWNS | {R.CONTRIBUTOR}),
    "evidence_withdraw": (_piece, OWNS | {R.CONTRIBUTOR}),
}


def _of_plan(make: Callable[[World], Any]) -> Maker:
    def made(world: World) -> dict[str, Any]:
        adopted_plan(world)
        return {"pk": make(world).pk}

    return made


def _line(world: World) -> dict[str, Any]:
    adopted_plan(world)
    row = inspections.running(world)
    return {"pk": row.pk, "line": row.lines.all()[0].pk}


_planned, _running = _of_plan(inspections.planned), _of_plan(inspections.running)
_open_finding, _answered = _of_plan(inspections.open_finding), _of_plan(inspections.answered)
_noted = _of_plan(lambda world: inspections.found(world, inspections.running(world)))

INSPECTIONS: dict[str, Row] = {
    "inspection_list": (None, SEES),
    "inspection_excel": (None, SEES),
    "inspection_plan": (None, INSPECTS),
    "inspection_show": (_running, SEES),
    "inspection_open": (_planned, INSPECTS),
    "inspection_change": (_planned, INSPECTS),
    "inspection_cancel": (_running, INSPECTS),
    "inspection_line_add": (_running, INSPECTS),
    "inspection_line": (_line, INSPECTS),
    "inspection_close": (_running, INSPECTS),
    "finding_list": (None, SEES),
    "finding_show": (_open_finding, SEES),
    "finding_add": (_running, INSPECTS),
    "finding_drop": (_noted, INSPECTS),
    # of the unit of plan owner, officer and editor
    "finding_answer": (_open_finding, frozenset({R.PLAN_OWNER, R.OFFICER, R.EDITOR})),
    "finding_decide": (_answered, INSPECTS),
}


def _commitment(world: World) -> dict[str, Any]:
    return {"pk": adopted_plan(world).commitments.order_by("position")[0].pk}


def _due_work(world: World) -> dict[str, Any]:
    return {"pk": DueWork.objects.filter(commitment__version=adopted_plan(world)).order_by("pk")[0].pk}


def _open_work(world: World) -> dict[str, Any]:
    """Due work of today, led by the unit of officer and editor."""
    today = clock.today()
    rows = DueWork.objects.filter(commitment__version=adopted_plan(world), commitment__lead__isnull=False)
    return {"pk": rows.filter(window_start__lte=today, window_end__gte=today).order_by("pk")[0].pk}


def _planned(world: World) -> dict[str, Any]:
    work = DueWork.objects.get(**_open_work(world))
    row = PlannedWork.of(world.commune.pk, work=work, planned_on=clock.today(), fills=1)
    row.save()
    return {"pk": row.pk}


PROGRESS: dict[str, Row] = {
    "progress_board": (None, SEES),
    "progress_excel": (None, SEES),
    "due_excel": (None, SEES),
    "progress_units": (None, SEES),
    "progress_topics": (None, SEES),
    "progress_commitment": (_commitment, SEES),
    "due_list": (None, SEES),
    "due_calendar": (None, SEES),
    "planned_make": (_open_work, HANDS_OUT),
    "planned_change": (_planned, HANDS_OUT),
    "planned_drop": (_planned, HANDS_OUT),
    "due_assign": (_due_work, DECIDES),
    "due_waive": (_due_work, DECIDES),
    "due_event": (_commitment, DECIDES),
    "due_dates": (_commitment, DECIDES),
}


def _report(world: World) -> dict[str, Any]:
    return {"pk": made_report(world).pk}


def _section(world: World) -> dict[str, Any]:
    return {**_report(world), "section": "proposals"}


def _word_back(world: World) -> dict[str, Any]:
    report = made_report(world)
    row = receive_word(
        report=report, upload=word_file(report, world.commune), name="bao-cao.docx", by=world.person(R.PLAN_OWNER)
    )
    return {"pk": report.pk, "back": row.pk}


def _bundle(world: World) -> dict[str, Any]:
    report = made_report(world)
    row = ask_bundle(report=report, by=world.person(R.PLAN_OWNER))
    make_bundle(world.commune.pk, row.pk)
    return {"pk": report.pk, "bundle": row.pk}


# An officer drafts for the own unit: of the ward's report, which stands here, only the keepers change anything.
DRAFTS = frozenset({R.LEADER, R.PLAN_OWNER, R.OFFICER, R.EDITOR})
BUNDLES = frozenset({R.LEADER, R.PLAN_OWNER, R.INSPECTOR, R.PROVINCE_OFFICIAL})

REPORTS: dict[str, Row] = {
    "reports_list": (None, SEES),
    "reports_list_excel": (None, SEES),
    "reports_make": (None, DRAFTS),
    "reports_style": (None, SEES),
    "reports_letterhead": (None, MANAGES_COMMUNE),
    "reports_letterhead_sample": (None, MANAGES_COMMUNE),
    "reports_letterhead_reset": (None, MANAGES_COMMUNE),
    "reports_show": (_report, SEES),
    "reports_excel": (_report, SEES),
    "reports_behind": (lambda world: {**_report(world), "anchor": OVERALL[0]}, SEES),
    "reports_retry": (_report, DECIDES),
    "reports_print": (_report, DECIDES),
    "reports_again": (_report, DECIDES),
    "reports_step": (lambda world: {**_report(world), "step": "submit"}, DECIDES),
    "reports_return": (_report, DECIDES),
    "reports_issue": (_report, DECIDES),
    "reports_edit": (_report, DECIDES),
    "reports_section": (_section, DECIDES),
    "reports_reset": (_section, DECIDES),
    "reports_causes": (_report, DECIDES),
    "reports_word": (_report, DECIDES),
    "reports_word_back": (_report, DECIDES),
    "reports_word_compare": (_word_back, DECIDES),
    "reports_bundles": (_report, BUNDLES),
    "reports_bundle": (_bundle, BUNDLES),
    "reports_bundle_file": (_bundle, BUNDLES),
}


def _digest(world: World) -> Digest:
    """Today's reminders of an officer, with one thing in it."""
    if there := Digest.objects.filter(person=world.person(R.OFFICER), on=clock.today()).first():
        return there
    work = DueWork.objects.get(**_due_work(world))
    row = Digest.of(world.commune.pk, person=world.person(R.OFFICER), on=clock.today(), send_after=clock.now())
    row.save()
    DigestItem.of(world.commune.pk, digest=row, reason="soon", work=work, subject="Việc").save()
    return row


def _own_item(world: World) -> dict[str, Any]:
    return {"pk": DigestItem.objects.get(digest=_digest(world)).pk}


def _answer(world: World) -> dict[str, Any]:
    item = DigestItem.objects.get(digest=_digest(world))
    person = world.person(R.OFFICER)
    row = Answer.of(
        world.commune.pk, item=item, key=uuid4(), work=item.work, person=person, kind="help", at=clock.now()
    )
    row.save()
    return {"pk": row.pk}


REMINDERS: dict[str, Row] = {
    "reminders_own": (None, ALL),
    "reminders_item": (_own_item, frozenset({R.OFFICER})),  # whoever was reminded
    "reminders_choices": (None, ALL),
    "reminders_calendar": (None, ALL),
    "reminders_calendar_off": (None, ALL),
    "reminders_settings": (None, MANAGES_COMMUNE),
    "reminders_watch": (None, DECIDES),
    "reminders_excel": (None, DECIDES),
    "reminders_nudge": (_due_work, DECIDES),
    "reminders_confirm": (lambda world: {"pk": _digest(world).pk}, DECIDES),
    "reminders_handled": (_answer, DECIDES),
    "reminders_letter": (None, DECIDES),
    # the secret in the address is the key; these open nothing, and say so
    "reminders_link": (lambda _: {"token": "1.khong-co-duong-dan-nay-dau"}, PUBLIC),
    "reminders_link_seen": (lambda _: {"token": "1.khong-co-duong-dan-nay-dau"}, PUBLIC),
    "reminders_stop": (lambda _: {"token": "khong-co"}, PUBLIC),
    "reminders_feed": (lambda _: {"token": "1.khong-co-duong-dan-nay-dau"}, PUBLIC),
}

HISTORY: dict[str, Row] = {
    "history_list": (None, MANAGES_COMMUNE),
    "history_show": (lambda world: {"kind": "hoat-dong", **_activity(world)}, ALL),
}  # a contributor sees that of own activities only

PHONE: dict[str, Row] = {
    # the program itself and empty shells: what is in them comes from the phone's own memory
    "phone_worker": (None, PUBLIC),
    "phone_manifest": (None, PUBLIC),
    "phone_waiting": (None, PUBLIC),
    "phone_offline": (None, PUBLIC),
    "phone_me": (None, PUBLIC),  # says nobody to a stranger
    "phone_send": (None, LOGS),
}

CARE: dict[str, Row] = {
    "care_health": (None, PUBLIC),  # says nothing but "ok" or "bad"
    "care_show": (None, MANAGES_PEOPLE),
    "care_backup": (None, MANAGES_PEOPLE),  # and only who looks after the installation: care/access.py
    "care_download": (None, MANAGES_PEOPLE),
    "care_retry": (lambda _: {"number": 1}, MANAGES_PEOPLE),
    "care_second_step": (_owner, MANAGES_PEOPLE),
    "care_sign_out": (_owner, MANAGES_PEOPLE),
}

OFFICE: dict[str, Row] = {"home": (None, ALL)}  # a contributor is sent on to the form for news


def _item_due(world: World) -> dict[str, Any]:
    return {"pk": made_item(world, Role.EDITOR).pk}


def _turn(world: World) -> dict[str, Any]:
    duty = coming(made_roster(world, (R.CONTRIBUTOR,)))[0]
    type(duty.work.commitment).objects.filter(pk=duty.work.commitment_id).update(measure="count", match_kinds=["news"])
    return {"pk": duty.pk}


EDITORIAL: dict[str, Row] = {
    "editorial_calendar": (None, SEES),
    "editorial_move": (_item_due, EDITS),  # an editor's: others of the unit may as well (content.access)
    "editorial_draft_gap": (lambda world: {"pk": _due_work(world)["pk"]}, EDITS),
    "editorial_draft_topic": (None, EDITS),
    "editorial_draft_turn": (_turn, EDITS),  # and whoever has the turn (tests/editorial)
}


def _news(world: World) -> dict[str, Any]:
    return {"pk": news.sent(world).pk}


DESK = EDITS | {R.LEADER}
SENDS = frozenset({R.CONTRIBUTOR})
CONTRIBUTORS: dict[str, Row] = {
    "contributors_inbox": (None, DESK | SENDS),  # a contributor is sent on to the form
    "contributors_send": (None, SENDS),
    "contributors_own_list": (None, SENDS),
    "contributors_own": (_news, SENDS),
    "contributors_say": (_news, SENDS),
    "contributors_opinions": (None, DESK),
    "contributors_places": (None, DESK),
    "contributors_excel": (None, DESK),
    "contributors_desk": (_news, DESK),
    "contributors_take": (_news, EDITS),
    "contributors_reply": (_news, EDITS),
    "contributors_note": (_news, EDITS),
    "contributors_decline": (_news, EDITS),
    **EDITORIAL,
}


def _draft(world: World) -> dict[str, Any]:
    return {"pk": made_draft(world).pk}


def _draft_aside(world: World) -> dict[str, Any]:
    draft = made_draft(world)
    late = changed(blocks_of(draft)[0], text="Lời đến sau", rev=99)
    saved = save_changes(draft=draft, changes=Changes((late,)), by=world.owner)
    return {"pk": draft.pk, "aside": saved.asides[0].pk}


def _draft_revision(world: World) -> dict[str, Any]:
    draft = made_draft(world)
    return {"pk": draft.pk, "revision": DraftRevision.objects.get(draft=draft).pk}


def _draft_higher(world: World) -> dict[str, Any]:
    draft = made_draft(world)
    higher = take_version(draft=draft, version=adopted_plan(world), by=world.owner)
    return {"pk": draft.pk, "higher": higher.pk}


def _draft_back(world: World) -> dict[str, Any]:
    draft = made_draft(world)
    row = receive_draft(draft=draft, upload=docx_of(draft), name="ban-soan.docx", by=world.owner)
    return {"pk": draft.pk, "back": row.pk}


def _draft_remark(world: World) -> dict[str, Any]:
    draft = made_draft(world)
    return {"pk": draft.pk, "mark": findings_of(draft)[0].mark}


def _content(world: World) -> dict[str, Any]:
    return {"pk": made_item(world).pk}


def _content_comment(world: World) -> dict[str, Any]:
    item = made_item(world)
    row = comment(item=item, revision=item.current, said=Said(Form.ARTICLE, "Ghi rõ hơn"), by=world.owner)
    return {"pk": item.pk, "comment": row.pk}


CONTENT: dict[str, Row] = {
    "content_list": (None, SEES),
    "content_excel": (None, SEES),
    "content_marked": (None, SEES),
    "content_setting": (None, MANAGES_COMMUNE),
    "content_new": (None, WRITES_CONTENT),
    "content_check": (None, WRITES_CONTENT),
    "content_by_link": (lambda _: {"token": "1.khong-co-duong-dan-nay-dau"}, PUBLIC),  # the link is the key
    "content_link_seen": (lambda _: {"token": "1.khong-co-duong-dan-nay-dau"}, PUBLIC),
    "content_show": (_content, SEES),
    "content_revision": (lambda world: {**_content(world), "number": 1}, SEES),
    "content_compare": (_content, SEES),
    "content_edit": (_content, WRITES_CONTENT),
    "content_step": (lambda world: {**_content(world), "step": "nua-voi"}, WORKS_ON_CONTENT),
    "content_return": (_content, frozenset({R.PLAN_OWNER, R.EDITOR, R.LEADER})),
    "content_archive": (_content, WRITES_CONTENT),
    "content_hand": (_content, WORKS_ON_CONTENT),
    "content_link": (_content, WRITES_CONTENT),
    "content_comment": (_content, WORKS_ON_CONTENT),
    "content_resolve": (_content_comment, WORKS_ON_CONTENT),
}

DRAFTING: dict[str, Row] = {
    "drafting_list": (None, SEES),
    "drafting_new": (None, DRAFTS_PLANS),
    "drafting_from_last": (lambda world: {"plan": adopted_plan(world).plan_id}, DRAFTS_PLANS),
    "drafting_from_higher": (None, DRAFTS_PLANS),
    "drafting_higher_add": (_draft, DRAFTS_PLANS),
    "drafting_higher": (_draft_higher, DRAFTS_PLANS),
    "drafting_show": (_draft, SEES),
    "drafting_head": (_draft, DRAFTS_PLANS),
    "drafting_edit": (_draft, DRAFTS_PLANS),
    "drafting_save": (_draft, DRAFTS_PLANS),
    "drafting_check": (_draft, DRAFTS_PLANS),
    "drafting_cite": (_draft, DRAFTS_PLANS),
    "drafting_aside": (_draft_aside, DRAFTS_PLANS),
    "drafting_restore": (_draft_revision, DRAFTS_PLANS),
    "drafting_word_back": (_draft, DRAFTS_PLANS),
    "drafting_word": (_draft_back, DRAFTS_PLANS),
    "drafting_step": (lambda world: {**_draft(world), "step": "nua-voi"}, DRAFTS_PLANS | SIGNS_PLANS),
    "drafting_drop": (_draft, DRAFTS_PLANS),
    "drafting_return": (_draft, SIGNS_PLANS),
    "drafting_issue": (_draft, ISSUES_PLANS),
    "drafting_enter": (_draft, ISSUES_PLANS),
    "drafting_file": (lambda world: {**_draft(world), "ending": "docx"}, SEES),
    "drafting_print": (_draft, SEES),
    "drafting_print_again": (_draft, SEES),
    "drafting_remark_dismiss": (_draft_remark, DRAFTS_PLANS),
    "drafting_remark_restore": (_draft_remark, DRAFTS_PLANS | SIGNS_PLANS),
}


def _medium(world: World) -> dict[str, Any]:
    return {"pk": media.picture(world).pk}


def _failed(world: World) -> dict[str, Any]:
    return {"pk": media.failed(world).pk}


def _rendition(world: World) -> dict[str, Any]:
    row = media.picture(world)
    return {"pk": row.pk, "name": row.renditions.all()[0].name}


def _incoming(world: World) -> dict[str, Any]:
    return {"key": media.incoming(world).key}


def _print(world: World) -> dict[str, Any]:
    return {"pk": printed.made_print(world).pk}


def _posting(world: World) -> dict[str, Any]:
    row = printed.posting(world)
    return {"pk": row.print_id, "posting": row.pk}


def _hanging(world: World) -> dict[str, Any]:
    row = printed.hanging(world)
    return {"pk": row.print_id, "posting": row.pk}


PRINTED: dict[str, Row] = {
    "print_list": (None, SEES),
    "print_excel": (None, SEES),
    "print_new": (None, WRITES),
    "print_posted_list": (None, SEES),
    "print_show": (_print, SEES),
    "print_pdf": (_print, SEES),
    "print_places": (_print, WRITES),
    "posting_up": (_posting, WRITES),
    "posting_down": (_hanging, WRITES),
}

MEDIA: dict[str, Row] = {
    "media_list": (None, SEES),
    "media_choose": (None, SEES),
    "media_upload": (None, WRITES),
    "media_large": (None, WRITES),
    "media_link": (None, WRITES),
    "media_words": (None, WRITES),
    "media_begin": (None, WRITES),
    "media_piece": (lambda world: {**_incoming(world), "offset": 0}, OWNS),  # who began it goes on with it
    "media_finish": (_incoming, OWNS),
    "media_show": (_medium, SEES),
    "media_edit": (_medium, EDITS),
    "media_state": (_medium, SEES),
    "content_uses": (_medium, SEES),  # of content, asked by the page of a medium
    "media_captions": (_medium, EDITS),
    "media_captions_file": (lambda world: {"pk": media.captioned(world).pk}, SEES),
    "media_poster": (_medium, EDITS),
    "media_again": (_failed, EDITS),
    "media_archive": (_medium, EDITS),
    "media_original": (_medium, SEES),
    "media_picture": (_medium, SEES),
    "media_rendition": (_rendition, SEES),
}


def _account(world: World) -> dict[str, Any]:
    return {"pk": channels.account(world).pk}


def _delivery(world: World) -> dict[str, Any]:
    return {"pk": channels.ordered(world, channels.account(world))[0].pk}


def _delivery_refused(world: World) -> dict[str, Any]:
    found = _delivery(world)
    Delivery.objects.filter(pk=found["pk"]).update(state="refused")
    return found


def _delivery_sent(world: World) -> dict[str, Any]:
    portal = channels.account(world)
    (row,) = channels.ordered(world, portal)
    channels.served(portal)
    return {"pk": row.pk}


def _delivery_by_hand(world: World) -> dict[str, Any]:
    paper = channels.account(world, "press")
    (row,) = channels.ordered(world, paper)
    channels.served(paper)
    return {"pk": row.pk}


def _item_approved(world: World) -> dict[str, Any]:
    return {"pk": approved_item(world).pk}


def _item_corrected(world: World) -> dict[str, Any]:
    row = channels.again(Delivery.objects.get(pk=_delivery_sent(world)["pk"]))
    revised(world, row.item, summary="Bản đính chính.")
    row.item.refresh_from_db()
    submit(item=row.item, standing=standing_of(world.actor(R.EDITOR), row.item), by=world.person(R.EDITOR))
    approve_latest(world, row.item)
    return {"pk": row.item_id}


PUBLISHES = frozenset({R.EDITOR, R.PLAN_OWNER})
RECALLS = PUBLISHES | {R.LEADER}
CHANNELS: dict[str, Row] = {
    "channels_accounts": (None, SEES),
    "channels_account_add": (None, MANAGES_COMMUNE),
    "channels_account": (_account, MANAGES_COMMUNE),
    "channels_account_check": (_account, MANAGES_COMMUNE),
    "channels_account_switch": (_account, MANAGES_COMMUNE),
    "channels_answered": (lambda _: {"token": "khong-co"}, PUBLIC),
    "channels_sent_by_hand": (_delivery_by_hand, PUBLISHES),
    "channels_publish": (_item_approved, SEES),
    "channels_correct": (_item_corrected, PUBLISHES),
    "channels_recall": (_item_approved, RECALLS),
    "channels_log": (None, SEES),
    "channels_delivery": (_delivery, SEES),
    "channels_cancel": (_delivery, PUBLISHES),
    "channels_repeat": (_delivery_refused, PUBLISHES),
    "channels_take_over": (_delivery, PUBLISHES),
    "channels_recall_one": (_delivery_sent, RECALLS),
    "subscribers_list": (None, PUBLISHES),
    "subscribers_paper": (None, PUBLISHES),
    "subscribers_excel": (None, MANAGES_COMMUNE),
    "subscribers_erase": (lambda world: {"pk": subscribers.reader(world).pk}, PUBLISHES),
}


def _found(world: World) -> dict[str, Any]:
    return {"pk": watching.entry(world).pk}


def _perhaps(world: World) -> dict[str, Any]:
    return {"pk": watching.asked(world).pk}


def _source(world: World) -> dict[str, Any]:
    return {"pk": watching.source(world).pk}


WATCHING: dict[str, Row] = {
    "watching_list": (None, SEES),
    "watching_settled": (None, SEES),
    "watching_decide": (None, PUBLISHES),
    "watching_entry": (_found, SEES),
    "watching_yes": (_perhaps, PUBLISHES),
    "watching_no": (_perhaps, PUBLISHES),
    "watching_sources": (None, SEES),
    "watching_source_add": (None, PUBLISHES),
    "watching_source": (_source, PUBLISHES),
    "watching_source_switch": (_source, PUBLISHES),
}


def _outlet(world: World) -> dict[str, Any]:
    return {"pk": press.outlet(world).pk}


def _placement(world: World) -> dict[str, Any]:
    return {"pk": press.placement(world).pk}


PRESS: dict[str, Row] = {
    "press_list": (None, SEES),
    "press_excel": (None, SEES),
    "press_new": (None, PUBLISHES),
    "press_show": (_placement, SEES),
    "press_appeared": (_placement, PUBLISHES),
    "press_unused": (_placement, PUBLISHES),
    "press_outlets": (None, SEES),
    "press_outlet_add": (None, PUBLISHES),
    "press_outlet": (_outlet, PUBLISHES),
}

URL_ROLES: dict[str, Row] = {
    **SIGN_IN, **CHANNELS, **COMMUNES, **PORTAL, **FILES, **MEDIA, **DOCUMENTS, **PLANS, **AMENDMENTS, **ROSTER,
    **PRINTED, **WATCHING, **PRESS,
    **INSPECTIONS, **CONTRIBUTORS,
    **ACTIVITIES, **PROGRESS, **REMINDERS, **REPORTS, **DRAFTING, **HISTORY, **PHONE, **CARE, **OFFICE,
    **CONTENT,
}  # fmt: skip
