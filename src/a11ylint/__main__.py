"""The command as a process of its own: ``a11ylint``, or ``python -m a11ylint``."""

from __future__ import annotations

import atexit
import gc
import os
import sys

# Objects that are new before the collector looks at them. Loading all that lints a page makes some 200,000, of which
# none is garbage; with Python's own 700 they would be gone over again and again.
_NEW_OBJECTS = 100_000


def run() -> None:
    """Run the command and end the process with its exit code."""
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)  # all goes with the process: nobody need tell first what of it is garbage
    from a11ylint.cli import main  # after that, for it loads a good part

    main(prog_name="a11ylint")


def _leave_out_the_working_folder() -> None:
    """With ``-m``, Python looks for modules in the working folder first: pages lie there, and what is called like a
    module beside them is not ours to run. Nothing has been imported yet that is not Python's own; a checkout stays."""
    if not sys.flags.safe_path and __file__ != os.path.join(sys.path[0], "a11ylint", "__main__.py"):  # noqa: PTH118
        del sys.path[0]


if __name__ == "__main__":  # not where a process that lints for this one looks into it
    _leave_out_the_working_folder()
    run()
