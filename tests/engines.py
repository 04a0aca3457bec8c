"""What is asked once of the first engine for each role, and of the second (PostgreSQL 15) for few: same statements."""

import os
from collections.abc import Collection

from lantoa.communes.roles import Role

IS_SECOND = bool(os.environ.get("LANTOA_SECOND_ENGINE"))
"""Set by scripts/test.sh for its second run."""
MANY_PAGES = (Role.PLAN_OWNER, Role.ADMINISTRATOR, Role.CONTRIBUTOR)
"""Two that see most pages, and one that sees hardly any."""


def some(roles: Collection[Role]) -> list[Role]:
    """All of them; on the second engine one."""
    ordered = [role for role in Role if role in roles]
    return ordered[:1] if IS_SECOND else ordered
