"""Run inside of a ward: publishes one article of 600 words with a picture through the product's own actions; prints its
path."""

import uuid

import django

django.setup()

from bench.portal.text import PARAGRAPHS, TITLE  # noqa: E402

from lantoa.channels.actions import Order  # noqa: E402
from lantoa.channels.actions import publish as publish_at  # noqa: E402
from lantoa.channels.jobs import serve  # noqa: E402
from lantoa.channels.models import Account  # noqa: E402
from lantoa.communes.models import Commune, Membership  # noqa: E402
from lantoa.communes.queries import actor_for, own_memberships  # noqa: E402
from lantoa.communes.roles import Role  # noqa: E402
from lantoa.content.access import standing_of  # noqa: E402
from lantoa.content.actions import Head, create_item  # noqa: E402
from lantoa.content.life_actions import approve, submit  # noqa: E402
from lantoa.content.rules.facts import Fact, FactKind  # noqa: E402
from lantoa.content.rules.kinds import ContentKind  # noqa: E402
from lantoa.content.rules.words import Words  # noqa: E402
from lantoa.core import clock  # noqa: E402
from lantoa.core.tenancy import scope, set_person  # noqa: E402
from lantoa.portal.queries import portal_of  # noqa: E402

FACTS = (
    Fact("ngay", FactKind.DATE, "Áp dụng từ", "2026-12-15"),
    Fact("le-phi", FactKind.FEE, "Lệ phí", "8000"),
    Fact("cong", FactKind.LINK, "Nộp hồ sơ tại", "https://dichvucong.gov.vn"),
)


def publish() -> str:
    """The path of the article."""
    commune = Commune.objects.get(pk=99901)
    with scope([commune.pk]):
        seats = Membership.objects.select_related("person")
        editor, leader = (seats.filter(role=role.value).first().person for role in (Role.EDITOR, Role.LEADER))
        words = Words(
            title=TITLE, summary=PARAGRAPHS[0], body="".join(f"<p>{one}</p>" for one in PARAGRAPHS), facts=FACTS
        )
        for number in range(5):
            title = TITLE if number == 4 else f"{TITLE} ({number + 1})"
            item = create_item(
                commune=commune, key=uuid.uuid4(), by=editor, words=Words(title, words.summary, words.body, facts=FACTS),
                head=Head(kind=ContentKind.ARTICLE, topics=("online_services",), audiences=("residents",)),
            )  # fmt: skip
            item = submit(item=item, standing=standing_of(_actor(editor, commune), item), by=editor)
            item = approve(
                item=item, revision=item.latest, standing=standing_of(_actor(leader, commune), item), by=leader
            )
            show(item, editor, commune)
        account = Account.objects.get(channel="portal").pk
        path = f"/cong/{portal_of(commune).slug}/bai/{item.slug}/"
    serve(commune.pk, account)
    return path


def show(item: object, editor: object, commune: Commune) -> None:
    """On the portal, as the button "Phát hành" does it."""
    account = Account.objects.get(channel="portal")
    actor = _actor(editor, commune)
    order = Order(editor, standing_of(actor, item), clock.now())  # type: ignore[arg-type]
    publish_at(item=item, accounts=[account.pk], order=order)  # type: ignore[arg-type]


def _actor(person: object, commune: Commune) -> object:
    set_person(person.pk)  # type: ignore[attr-defined]
    return actor_for(person, own_memberships(person), commune.pk)  # type: ignore[arg-type]


print(publish())
