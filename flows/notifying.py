"""Reports trouble: the command of DATELINE_ON_FAILURE gets the message on its standard input.

That is a run that failed, one that met no document at all, or documents that went to the quarantine.
"""

import shlex
import subprocess

from flows.logs import LOG
from flows.settings import current_settings


def notify(message: str) -> None:
    """Gives the message to the command of the setting; without one nobody is told.

    A command that cannot be started, or that fails, is a line of the log: it must not fail the run.
    """
    command = current_settings().on_failure
    if not command:
        return
    try:
        done = subprocess.run(shlex.split(command), input=f"{message}\n", text=True, check=False)  # noqa: S603  # the user's command
    except OSError as error:
        LOG.warning("DATELINE_ON_FAILURE cannot be run (%s): %s", error.strerror, command)
        return
    if done.returncode:
        LOG.warning("DATELINE_ON_FAILURE ended with status %d: %s", done.returncode, command)
