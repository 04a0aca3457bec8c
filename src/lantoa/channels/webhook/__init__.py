"""Another page's own address for programs: the ready item goes there, its answer comes back signed."""
