"""The runner of a schedule, which ends within seconds: by SIGTERM as by Ctrl-C, and its runs with it."""

import signal
from typing import Any

from prefect.runner import Runner


class Service(Runner):
    """Prefect's runner, but for how it ends.

    Its own answer to SIGTERM waits in a signal handler for the loop that the handler holds up, and its own
    end waits for the runs under way, which nobody may have told to end: Docker tells the first process alone.
    """

    def handle_sigterm(self, *_signal: Any, **_frame: Any) -> None:  # noqa: ANN401  # as the runner has it
        """Goes the way of Ctrl-C, which cancels the loop and lets it tidy up."""
        signal.raise_signal(signal.SIGINT)

    async def __aexit__(self, *raised: object) -> None:
        """Ends the runs under way by SIGTERM, each of which closes itself, before all else is closed."""
        await self.cancel_all()
        await super().__aexit__(*raised)
