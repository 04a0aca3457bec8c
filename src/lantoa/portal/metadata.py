"""What machines are told of a page: JSON-LD of schema.org."""

from typing import Any

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
