"""Start a program within limits: ``python -I confined.py MEMORY_MB CPU_SECONDS FILE_MB program …``.

It imports nothing of ours and then becomes the program, so it costs 20 ms and holds no memory. What a stranger's file
may make a decoder do ends at these limits, and without a terminal, core files or many open files.
"""

import os
import resource
import sys

MB = 1024 * 1024


def _limit(what: int, most: int) -> None:
    _soft, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    memory, seconds, size = (int(one) for one in sys.argv[1:4])
    _limit(resource.RLIMIT_AS, memory * MB)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_FSIZE, size * MB)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 64)
    os.nice(10)
    os.execvp(sys.argv[4], sys.argv[4:])  # noqa: S606 - a fixed program, without a shell
