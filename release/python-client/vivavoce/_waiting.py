"""What the client offers beyond single operations."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ._connection import VivavoceError

if TYPE_CHECKING:
    from .types import FailedRun, FinishedRun, ProcessingRun, QueuedRun

class Waiting:
    """Waiting for results, and lists page by page."""

    if TYPE_CHECKING:

        def poll_run(self, id: str) -> QueuedRun | ProcessingRun | FinishedRun | FailedRun: ...

    def wait_for_result(
        self,
        run_id: str,
        *,
        timeout_s: float = 3600,
        on_state: Callable[[QueuedRun | ProcessingRun | FinishedRun | FailedRun], None] | None = None,
    ) -> FinishedRun | FailedRun:
        """
        Polls as often as the server allows until the run is finished. A failed run is returned too: check its status.

        Raises TimeoutError after `timeout_s`.
        """
        deadline = time.monotonic() + timeout_s
        while True:
            wait_s: float
            try:
                run = self.poll_run(run_id)
                if on_state is not None:
                    on_state(run)
                if run["status"] != "queued" and run["status"] != "processing":
                    return run
                wait_s = run["pollIntervalSeconds"]
            except VivavoceError as error:
                # Another program polls the same run.
                if error.code != "POLL_RATE_LIMITED":
                    raise
                wait_s = error.retry_after_seconds or 10
            if time.monotonic() + wait_s > deadline:
                raise TimeoutError(f"The run {run_id} is not finished after {timeout_s} s")
            time.sleep(wait_s)

    @staticmethod
    def pages(list_page: Callable[..., Any], items: str, **query: Any) -> Iterator[Any]:
        """Every item of a paginated list: `client.pages(client.list_runs, "runs", tag=["planners"])`."""
        cursor: str | None = None
        while True:
            page = list_page(**query, cursor=cursor)
            yield from page[items]
            cursor = page.get("nextCursor")
            if cursor is None:
                return
