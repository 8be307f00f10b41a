"""Tells the application that its process was asked to stop, and leaves the stop itself to uvicorn."""

import signal
from collections.abc import Callable


def on_sigterm(note: Callable[[], None]) -> None:
    """
    Calls `note` on SIGTERM, then the handler that was there. To be called from the lifespan, since uvicorn has its
    handler by then. A handler in place of uvicorn's would leave the process running until the kubelet kills it.
    """
    uvicorns = signal.getsignal(signal.SIGTERM)

    def handle(signum: int, frame: object) -> None:
        note()
        if callable(uvicorns):
            uvicorns(signum, frame)

    if callable(uvicorns):
        signal.signal(signal.SIGTERM, handle)
