"""What machines are told of a page: JSON-LD of schema.org."""

from typing import Any

from lantoa.portal.items import Article
from lantoa.portal.models import Portal
from lantoa.portal.pages import address, whole


def organisation(portal: Portal) -> dict[str, Any]:
    """The People's Committee, with its telephone numbers."""
    commune = portal.commune
    found: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "GovernmentOrganization",
        "name": f"Ủy ban nhân dân {commune.in_text}", "url": whole(address("portal_home", portal)),
        "areaServed": {"@type": "AdministrativeArea", "name": f"{commune.name}, {commune.province.name}"},
    }  # fmt: skip
    lines = [{"@type": "ContactPoint", "contactType": one.label, "telephone": one.phone} for one in portal.lines]
    more = {
        "telephone": portal.phone, "email": portal.email, "contactPoint": lines,
        "address": {"@type": "PostalAddress", "streetAddress": portal.address, "addressCountry": "VN"}
        if portal.address else None,
    }  # fmt: skip
    return found | {name: value for name, value in more.items() if value}


def article(portal: Portal, one: Article) -> dict[str, Any]:
    """An article, with whose it is."""
    path = address("portal_item", portal, slug=one.it.slug)
    publisher = {key: value for key, value in organisation(portal).items() if key in {"@type", "name", "url"}}
    found: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "NewsArticle" if one.it.kind == "news" else "Article",
        "headline": one.it.title[:110], "description": one.it.summary, "inLanguage": one.it.language,
        "mainEntityOfPage": whole(path), "url": whole(path), "publisher": publisher, "author": publisher,
        "isAccessibleForFree": True, "about": [label for _code, label in one.topics],
    }  # fmt: skip
    more = {
        "datePublished": one.it.first_published_at and one.it.first_published_at.isoformat(),
        "dateModified": one.changed_at and one.changed_at.isoformat(),
        "image": [whole(picture.card) for picture in one.pictures],
    }
    return found | {name: value for name, value in more.items() if value}
