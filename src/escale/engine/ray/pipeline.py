"""The run as Ray Data has it: shares are opened by tasks, and read by actors that stay."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from typing import Any, cast

from ray import data
from ray.data.exceptions import ExecutionTimeoutError, SystemException
from ray.exceptions import RayError

from escale.engine.ray.shares import Outcome, Share
from escale.engine.ray.stages import ReadingWorker, Work, open_share
from escale.errors import EscaleError

__all__ = ["outcomes"]

_READERS_FOR_AN_OPENER = 4  # one opens more than as many can read
# Of a core: together no more than there are, or neither would begin where readers take all of them.
_CORE_OF_A_READER = 0.9
_CORE_OF_AN_OPENER = 0.1
_TRIES = 3  # of a chunk whose worker dies: an input that kills each one must not be tried for ever
_NO_PROGRESS = 6 * 3600  # seconds: a share may lie in a store that takes its time


def outcomes(shares: Sequence[Share], work: Work, readers: int) -> Iterator[Outcome]:
    """What came of each chunk of the shares, as it comes.

    Args:
        shares: the files.
        work: what there is to do.
        readers: how many actors read.

    Raises:
        EscaleError: the run broke off.
    """
    context = data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # one chunk a block: work is handed out, and lost, chunk by chunk
    context.max_consecutive_actor_init_deaths = _TRIES
    context.execution_no_progress_timeout_s = _NO_PROGRESS
    if not shares:
        return
    rows = [{"share": pickle.dumps(share)} for share in shares]
    opened = data.from_items(rows, override_num_blocks=len(rows)).flat_map(
        cast(Any, open_share),
        fn_kwargs={"terms": work.terms},
        compute=data.TaskPoolStrategy(size=max(1, readers // _READERS_FOR_AN_OPENER)),
        num_cpus=_CORE_OF_AN_OPENER,
    )
    read = opened.map(
        cast(Any, ReadingWorker),
        fn_constructor_args=(work,),
        compute=data.ActorPoolStrategy(size=readers),
        num_cpus=_CORE_OF_A_READER,
        max_restarts=-1,
        max_task_retries=_TRIES,
    )
    try:
        for row in read.iter_rows():
            yield pickle.loads(row["outcome"])  # noqa: S301  # written by our own workers
    except (RayError, SystemException, ExecutionTimeoutError) as error:
        cause = getattr(error, "cause", None) or error
        told = " ".join(str(cause).split())[:200]
        line = f"the Ray run broke off ({type(cause).__name__}: {told}); what was added stays: run again"
        raise EscaleError(line) from None
