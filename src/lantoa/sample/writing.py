"""What the sample ward writes: items in every stage of their life, serving the commitments of its plan."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from lantoa.communes.models import Commune, Membership, Person
from lantoa.communes.roles import Permission, permissions_of
from lantoa.content.actions import Head, create_item
from lantoa.content.desk_actions import Said, comment
from lantoa.content.life_actions import approve, submit, take_step
from lantoa.content.models import Item
from lantoa.content.rules.items import sources_from
from lantoa.content.rules.kinds import Form
from lantoa.content.rules.life import Hat, ItemState, Standing, StepKind
from lantoa.content.rules.words import Picture, Words
from lantoa.media.actions import add_received, receive
from lantoa.media.rules.words import Words as MediaWords
from lantoa.plans.models import Commitment, PlanVersion
from lantoa.plans.rules.review import Decision, VersionState
from lantoa.sample.pictures import chime, library_picture
from lantoa.sample.texts import ITEMS, NEXT_VISIT, Written

CREDIT = "Tranh minh họa của phường mẫu"
SOUND_CREDIT = "Nhạc hiệu do phần mềm tạo cho phường mẫu"
CHIME = "Nhạc hiệu mở đầu bản tin truyền thanh: bốn nốt chuông, không có lời đọc"
VISIT_IN = timedelta(days=8)


def key_of(title: str) -> UUID:
    """The key of an item of the sample."""
    return uuid5(NAMESPACE_URL, f"lantoa-sample/noi-dung/{title}")


def write_content(commune: Commune, *, today: date, people: dict[str, Person]) -> None:
    """Every item that is not there yet, as far as it has come. Needs the scope."""
    in_force = Commitment.objects.filter(
        version__in=PlanVersion.objects.filter(state=VersionState.ADOPTED.value), decision=Decision.ACCEPTED.value
    )
    rows = list(in_force)
    there = set(Item.objects.values_list("key", flat=True))
    for one in ITEMS:
        if (key := key_of(one.words.title)) in there:
            continue
        author = people[one.author]
        seat = Membership.objects.filter(person=author, ended_at__isnull=True).first()
        head = Head(
            kind=one.kind, topics=one.topics, audiences=("residents",), credit=one.credit, mark=one.mark,
            unit_id=seat.unit_id if seat else None, sources=sources_from(one.sources),
            due_on=today + timedelta(days=one.due_in) if one.due_in is not None else None,
            commitments=tuple(row.pk for row in rows if any(piece.lower() in row.text.lower() for piece in one.serves)),
        )  # fmt: skip
        words = _dated(replace(one.words, media=_media(commune, one, by=author)), today)
        item = create_item(commune=commune, key=key, head=head, words=words, by=author)
        _bring(item, one, people)


def _dated(words: Words, today: date) -> Words:
    """The day of the coming visit in place of the one that stands in the text."""
    day = (today + VISIT_IN).isoformat()
    return replace(words, facts=tuple(replace(one, value=one.value.replace(NEXT_VISIT, day)) for one in words.facts))


def _media(commune: Commune, one: Written, *, by: Person) -> tuple[Picture, ...]:
    """Its drawing and its sound, brought into the library: plainly drawings, and a bell that says nothing."""
    found = []
    if one.picture:
        kind, alt = one.picture
        found.append(
            _kept(commune, library_picture(kind, len(one.words.title)), "tranh.jpg", words=_said(alt, CREDIT), by=by)
        )
    if one.sound:
        found.append(_kept(commune, chime(), "nhac-hieu.wav", words=_said(CHIME, SOUND_CREDIT), by=by))
    return tuple(found)


def _said(alt: str, credit: str) -> MediaWords:
    return MediaWords(alt=alt, credit=credit, rights="Do phần mềm làm, dùng tự do")


def _kept(commune: Commune, data: bytes, name: str, *, words: MediaWords, by: Person) -> Picture:
    received = receive(commune=commune, upload=data, name=name)
    key = key_of(f"tư liệu/{words.alt}")
    row = add_received(commune=commune, received=received, words=words, by=by, key=key)
    return Picture(row.file_id, alt=words.alt, credit=words.credit)


def _bring(item: Item, one: Written, people: dict[str, Person]) -> None:
    """Along its way, by the people of the ward."""
    if one.until == "draft":
        return
    author, leader = people[one.author], people["lanhdao"]
    submit(item=item, standing=standing_as(author, item), by=author)
    if one.until == "returned":
        said = Said(Form.ARTICLE, "Nói rõ người dân cần mang theo giấy tờ gì.", "xin hỏi tại")
        comment(item=item, revision=item.current, said=said, by=leader)
        note = "Bổ sung ví dụ ba việc hay gặp nhất; câu thứ hai nên tách đôi cho dễ đọc trên loa."
        take_step(item=item, step=StepKind.RETURN, standing=standing_as(leader, item), by=leader, note=note)
    if one.until in {"approved", "scheduled", "published"}:
        approve(item=item, revision=item.current, standing=standing_as(leader, item), by=leader)


def standing_as(person: Person, item: Item) -> Standing:
    """As the pages would give it: by the person's roles."""
    roles = frozenset(Membership.objects.filter(person=person, ended_at__isnull=True).values_list("role", flat=True))
    given = permissions_of(roles)
    hats = {
        Permission.WRITE_CONTENT: Hat.WRITER, Permission.EDIT_CONTENT: Hat.EDITOR,
        Permission.APPROVE_CONTENT: Hat.APPROVER, Permission.PUBLISH_CONTENT: Hat.PUBLISHER,
    }  # fmt: skip
    item.refresh_from_db()
    return Standing(
        ItemState(item.state), frozenset(hat for one, hat in hats.items() if one in given), item.live_id is not None
    )
