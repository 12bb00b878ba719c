"""A process that lints: it answers one article after the other, from standard input to standard output.

Whatever a page does to it is borne by this process alone: it has limits of memory and time of its own, and the process
that started it starts another in its place.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import Any, BinaryIO, Final

from a11ylint.run import OUR_FAULT, say_nothing
from a11ylint.serve import frames
from a11ylint.serve.answering import Answer, Desk
from a11ylint.serve.asked import Asked
from a11ylint.serve.problem import Problem

_GRACE: Final = 5  # seconds after which a process ends itself that nobody ended
_LARGE: Final = 1 << 19  # bytes of articles after which what they left behind is collected
_SMALL: Final = 1 << 14  # what an article leaves behind, however small it is
_SAMPLE: Final = b"""<!doctype html><html lang="en"><title>Night trains return</title><main><article>
<h1>Night trains return</h1><p class="byline">By Ida Holm</p><time datetime="2024-05-02">2 May 2024</time>
<figure><img src="a.jpg" alt="A blue car"><figcaption>A car, in a hall.</figcaption></figure>
<p>The first of twelve rebuilt cars left the hall on Thursday. Another one follows, <a href="/b">they say</a>.</p>
</article></main></html>"""


def main() -> None:
    """The process's life: what it works under comes first, then article after article."""
    incoming = sys.stdin.buffer
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what rules print goes where people read it
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that answers
    first = frames.read(incoming.read)
    if first is None:
        return
    head, (settings,) = first
    its_own = pickle.loads(settings)  # noqa: S301 -- from the process that started this one, before any article
    desk = Desk(its_own, head["limit"], say_nothing)  # the server has told of packs left out
    desk.lint(Asked(_SAMPLE))  # what most pages need is ready before the first one comes
    _limit_memory(head["memory"])
    gc.collect()
    gc.freeze()
    _send(outgoing, {"memory": _memory()})
    left = 0
    while (message := frames.read(incoming.read)) is not None:
        _alarm(head["seconds"] + _GRACE)
        task, (content,) = message
        if len(content) < _LARGE:
            gc.disable()  # a third of the time of a small page would go into looking for what is left of it
        _send(outgoing, *_answered(desk, task["verb"], Asked.of(task["asked"], content)))
        left += len(content) + _SMALL
        if left > _LARGE:  # between articles, when nobody waits
            gc.collect()
            left = 0
        gc.enable()
        _alarm(0)


def _answered(desk: Desk, verb: str, asked: Asked) -> tuple[dict[str, Any], bytes, bytes]:
    """The head of an answer, and its parts."""
    try:
        answer: Answer = {"lint": desk.lint, "fix": desk.fix, "view": desk.view}[verb](asked)
        return {"status": 200, "memory": _memory()}, *answer
    except Problem as error:
        problem = error
    except MemoryError:
        problem = Problem(413, "linting this article takes more memory than there is; split it")
    except Exception as error:  # one page's trouble is not the end of others
        problem = Problem(500, f"internal error ({type(error).__name__}: {error}); {OUR_FAULT}")
    return {"status": problem.status, "memory": _memory()}, problem.body, b""


def _send(outgoing: BinaryIO, head: dict[str, Any], *parts: bytes) -> None:
    try:
        outgoing.write(frames.pack(head, *parts))
        outgoing.flush()
    except OSError:  # nobody is there to take it
        os._exit(0)


def _limit_memory(bytes_at_most: int) -> None:
    """A page that asks for more gets an error, not the machine's memory; where the system can be told so."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (bytes_at_most, bytes_at_most))


def _memory() -> int:
    """The most bytes this process has held so far; 0 where that is not told."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _alarm(seconds: float) -> None:
    """End this process then, whatever it does: if the server is killed, nobody else would. 0 for never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
