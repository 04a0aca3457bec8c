"""The register of acts: what is known of the laws, decrees, decisions and plans that documents cite.

The data is ``acts.toml``, one entry an act; ``register()`` is what ships, a ``Register`` of other acts can stand in
its place. Nothing here reads the network: an entry says where it comes from and when it was checked.
"""

from vanban.register.acts import RegisteredAct, Status
from vanban.register.lookup import Register, register
from vanban.register.numbers import number_key

__all__ = ["Register", "RegisteredAct", "Status", "number_key", "register"]
