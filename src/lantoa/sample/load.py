"""Makes the sample ward, through the same actions that the pages use. Safe to call again, and after any interruption."""

import os
import secrets
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth.hashers import check_password, make_password

from lantoa.activities.actions import log_activity
from lantoa.activities.models import Activity
from lantoa.activities.rules import ActivityDraft, ServiceDraft
from lantoa.communes.actions import add_neighbourhoods, open_commune
from lantoa.communes.models import Commune, CommuneSetting, Membership, Neighbourhood, Person, Province, Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.folding import fold
from lantoa.core.places import state_folder
from lantoa.core.tenancy import scope
from lantoa.files.actions import Received, receive
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.actions.intake import AlreadyThere, receive_plan
from lantoa.plans.due_actions import set_event_date
from lantoa.plans.editions import edition_in_force
from lantoa.plans.jobs import read_version
from lantoa.plans.models import Commitment, Plan, PlanVersion
from lantoa.plans.rules.commitment import DueKind
from lantoa.plans.rules.review import Decision, VersionState
from lantoa.sample.accepting import look_at_evidence
from lantoa.sample.amending import amend
from lantoa.sample.contributing import contribute
from lantoa.sample.deciding import decide
from lantoa.sample.drafting import draft_next
from lantoa.sample.inspecting import inspect, make_turns
from lantoa.sample.outlets import tell_the_press
from lantoa.sample.pictures import sample_picture
from lantoa.sample.plan import sample_plan, sample_title
from lantoa.sample.planning import plan_a_gap, plan_dialogue
from lantoa.sample.portal import open_portal
from lantoa.sample.printing import hang_up
from lantoa.sample.publishing import publish_content
from lantoa.sample.reminding import remind
from lantoa.sample.reports import ensure_reports
from lantoa.sample.subscribing import subscribe
from lantoa.sample.writing import write_content
from lantoa.sample.year import Done, sample_year
from vanban.form.docx import render_docx

PROVINCE_ID, COMMUNE_ID = 99, 99901
PEOPLE = (
    ("lanhdao", "Đỗ Thị Lan Chi", Role.LEADER, None, "Phó Chủ tịch UBND phường"),
    ("vhxh", "Trần Minh Hạnh", Role.PLAN_OWNER, "Phòng Văn hóa - Xã hội", "Chuyên viên"),
    ("motcua", "Lê Quốc Bảo", Role.OFFICER, "Trung tâm Phục vụ hành chính công", "Viên chức"),
    ("vanphong", "Nguyễn Thu Hà", Role.OFFICER, "Văn phòng HĐND và UBND", "Chuyên viên"),
    ("truyenthanh", "Phạm Văn Sơn", Role.EDITOR, "Trung tâm Dịch vụ sự nghiệp công", "Biên tập viên"),
    ("ctv", "Hoàng Thị Nga", Role.CONTRIBUTOR, None, "Cộng tác viên tổ dân phố 5"),
    ("vanthu", "Phan Thị Mỹ", Role.CLERK, "Văn phòng HĐND và UBND", "Văn thư"),
    ("kiemtra", "Vũ Đức Thắng", Role.INSPECTOR, None, "Cán bộ kiểm tra"),
    ("quantri", "Bùi Anh Tuấn", Role.ADMINISTRATOR, None, "Quản trị"),
)
PROVINCE_OFFICIAL = ("tinh", "Ngô Thị Mai")


def ensure() -> str:
    """Make what is missing of the sample ward, and say which accounts open it."""
    password = _password()
    commune = _commune()
    with scope([commune.pk]):
        open_commune(commune=commune)
        people = _people(commune, password)
        _furnish(commune)
        open_portal(commune, owner=people["vhxh"])
    today = clock.today()
    year = today.year if today.month > 2 else today.year - 1
    owner = people["vhxh"]
    if _adopted(commune, year, owner):
        _live_through(commune, year, today=min(today, date(year, 6, 30)), people=people)
        _amend(commune, year, today=today, people=people)
        _live_through(commune, year, today=today, people=people)
        with scope([commune.pk]):
            look_at_evidence(leader=people["lanhdao"], owner=owner)
            make_turns(commune, year, people=people)
            inspect(commune, people=people)
            plan_a_gap(today=today, owner=owner)
            plan_dialogue(today=today, owner=owner)
            contribute(commune, today=today, people=people)
            _draft(commune, year, today=today, owner=owner)
            write_content(commune, today=today, people=people)
            publish_content(commune, today=today, people=people)
            hang_up(commune, today=today, people=people)
            tell_the_press(commune, today=today, people=people)
            subscribe(commune, today=today, people=people)
            ensure_reports(commune, year, today=today, people=people)
            remind(commune, today=today, people=people)
    _next_plan(commune, year + 1, owner)
    return _accounts(password)


def _draft(commune: Commune, year: int, *, today: date, owner: Person) -> None:
    """Next year's plan is being written from this year's."""
    version = PlanVersion.objects.filter(
        state=VersionState.ADOPTED.value, plan__period_end__year=year
    ).select_related("plan").order_by("id").first()  # fmt: skip
    if version is not None:
        draft_next(commune, version, today=today, owner=owner)


def _password() -> str:
    """One password for all sample accounts: made once for this installation, never the same on two machines."""
    if given := os.environ.get("LANTOA_SAMPLE_PASSWORD"):
        return given
    path = state_folder() / "sample_password"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"hoamai-{secrets.randbelow(900000) + 100000}")
    return path.read_text().strip()


def _commune() -> Commune:
    province, _ = Province.objects.get_or_create(
        id=PROVINCE_ID, defaults={"name": "Tỉnh Sông Bằng", "folded": fold("Tỉnh Sông Bằng"), "is_sample": True}
    )
    commune, _ = Commune.objects.get_or_create(
        id=COMMUNE_ID,
        defaults={"province": province, "name": "Phường Hoa Mai", "kind": "phường", "folded": fold("Phường Hoa Mai")},
    )
    return commune


def _person(username: str, name: str, hashed: str) -> Person:
    person, _ = Person.objects.get_or_create(username=username, defaults={"name": name, "password": hashed})
    if person.password != hashed:
        person.password = hashed
        person.save(update_fields=["password"])
    return person


def _hashed(password: str) -> str:
    """One hash for all sample accounts, as they share one password: hashing is slow on purpose."""
    first = Person.objects.filter(username=PROVINCE_OFFICIAL[0]).first()
    if first and check_password(password, first.password):
        return first.password
    return make_password(password)


def _people(commune: Commune, password: str) -> dict[str, Person]:
    people, hashed = {}, _hashed(password)
    for username, name, role, unit_name, title in PEOPLE:
        person = people[username] = _person(username, name, hashed)
        unit = Unit.objects.filter(name=unit_name).first() if unit_name else None
        Membership.objects.get_or_create(
            commune=commune, person=person, role=role.value, ended_at=None, defaults={"unit": unit, "title": title}
        )
    official = _person(*PROVINCE_OFFICIAL, hashed)
    if official.province_id != PROVINCE_ID:
        official.province_id = PROVINCE_ID
        official.save(update_fields=["province"])
    return people


def _furnish(commune: Commune) -> None:
    if not Neighbourhood.objects.exists():
        add_neighbourhoods(commune=commune, names=[f"Tổ dân phố {number}" for number in range(1, 18)])
    CommuneSetting.objects.filter(commune=commune, signer_name="").update(
        place="Hoa Mai",
        signer_name="Đỗ Thị Lan Chi",
        signer_lines="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        recipients="Sở Nội vụ;\nTT Đảng ủy, TT HĐND phường;\nChủ tịch, các PCT UBND phường;\nỦy ban MTTQ Việt Nam phường;"
        "\nCác phòng, ban, đơn vị;\nLưu: VT, VHXH.",
    )


def _version(commune: Commune, year: int, *, name: str, owner: Person) -> PlanVersion:
    """The ward's plan of a year: the one that is there, or the sample's, read here and now (a worker may not run yet)."""
    with scope([commune.pk]):
        version = PlanVersion.objects.filter(plan__title=sample_title(year)).order_by("-edition").first()
        if version is None or version.state == VersionState.READING.value:
            version = _received(commune, year, name=name, owner=owner)
    if version.state == VersionState.READING.value:
        read_version(commune.pk, version.pk)
    with scope([commune.pk]):
        found: PlanVersion = PlanVersion.objects.select_related("plan").get(pk=version.pk)
        return found


def _received(commune: Commune, year: int, *, name: str, owner: Person) -> PlanVersion:
    try:
        document = render_docx(sample_plan(year))
        return receive_plan(commune=commune, upload=document, name=name, by=owner, later=False)
    except AlreadyThere as known:
        version: PlanVersion = PlanVersion.objects.filter(plan_id=known.plan_id).latest("edition")
        return version


def _adopted(commune: Commune, year: int, owner: Person) -> bool:
    """Whether the year's plan is adopted now; somebody who tries the sample may have given it up."""
    version = _version(commune, year, name=f"Ke hoach tuyen truyen CCHC {year}.docx", owner=owner)
    with scope([commune.pk]):
        if version.based_on_id:
            return edition_in_force(version.plan) is not None
        if version.state == VersionState.IN_REVIEW.value:
            decide(version, owner)
            adopt_version(version=version, by=owner)
            return True
        return version.state == VersionState.ADOPTED.value


def _amend(commune: Commune, year: int, *, today: date, people: dict[str, Person]) -> None:
    with scope([commune.pk]):
        plan = Plan.objects.filter(title=sample_title(year)).first()
        if plan:
            amend(plan, year, today=today, owner=people["vhxh"], leader=people["lanhdao"])


def _next_plan(commune: Commune, year: int, owner: Person) -> None:
    """Next year's draft waits for its review."""
    _version(commune, year, name=f"Du thao ke hoach {year}.docx", owner=owner)


def _live_through(commune: Commune, year: int, *, today: date, people: dict[str, Person]) -> None:
    """Everything that the ward did up to today and that is not there yet, in one transaction."""
    with scope([commune.pk]):
        there = set(Activity.objects.values_list("key", flat=True))
        missing = [(n, done) for n, done in enumerate(sample_year(year, today)) if _key(done) not in there]
        if not missing:
            return
        in_force = Commitment.objects.filter(version__state=VersionState.ADOPTED.value)
        commitments = list(in_force.filter(decision=Decision.ACCEPTED.value))
        units = {unit.name: unit for unit in Unit.objects.all()}
        by_unit = {row.unit_id: row.person for row in Membership.objects.select_related("person") if row.unit_id}
        for commitment in commitments:
            if commitment.due_kind == DueKind.DAYS_AFTER_EVENT.value and commitment.due_event_on is None:
                set_event_date(commitment=commitment, event_on=date(year, 2, 20), by=people["vanphong"])
        for number, done in missing:
            unit = units.get(done.unit)
            by = by_unit.get(unit.pk if unit else None, people["vhxh"])
            _enter(commune, done, number, unit=unit, by=by, commitments=commitments)


def _key(done: Done) -> UUID:
    return uuid5(NAMESPACE_URL, f"lantoa-sample/{done.on}/{done.title}")


def _enter(
    commune: Commune, done: Done, number: int, *, unit: Unit | None, by: Person, commitments: list[Commitment]
) -> None:
    served = [row for row in commitments if any(piece in row.text for piece in done.serves)]
    draft = ActivityDraft(
        key=_key(done), title=done.title, kind=done.kind,
        happened_on=done.on, unit_id=unit.pk if unit else None, channels=done.channels, topics=done.topics,
        audiences=done.audiences, people=done.people, times=done.times, place=done.place, integrated=done.integrated,
        services=tuple(_service(row, done) for row in served),
    )  # fmt: skip
    log_activity(commune=commune, draft=draft, by=by, files=_photos(commune, done, number), links=_links(done, number))


def _service(row: Commitment, done: Done) -> ServiceDraft:
    if row.measure != "ratio" or done.measured is None:
        return ServiceDraft(row.pk)
    return ServiceDraft(row.pk, *done.measured)


def _photos(commune: Commune, done: Done, number: int) -> list[Received]:
    if done.proof not in {"photo", "both"}:
        return []
    name = f"anh-{done.on:%d-%m-%Y}-{number}.jpg"
    return [receive(commune=commune, upload=sample_picture(done.kind, number), name=name)]


def _links(done: Done, number: int) -> list[str]:
    return [f"https://hoamai.example/cchc/tin-{number}"] if done.proof in {"link", "both"} else []


def _accounts(password: str) -> str:
    lines = [f"  {username:<12} {role.label} – {name}" for username, name, role, _unit, _title in PEOPLE]
    lines.append(f"  {PROVINCE_OFFICIAL[0]:<12} {Role.PROVINCE_OFFICIAL.label} – {PROVINCE_OFFICIAL[1]}")
    return "\n".join(["Phường mẫu Hoa Mai (hư cấu). Mật khẩu chung: " + password, *lines])
