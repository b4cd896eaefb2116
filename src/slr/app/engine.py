"""Where pairs of records are compared: in this process, over all cores, or on a Dask cluster.

The same pure function runs in each, over the same chunks, so that the result is the same byte for byte.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from slr.app.review import nearest
from slr.model.errors import SlrError

ENGINES = ("local", "cores", "dask")
Spread = Callable[..., Iterable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The engine, and for Dask the scheduler's address; empty starts two workers on this machine."""

    name: str = "local"
    scheduler: str = ""


def checked_engine(name: str, scheduler: str) -> Engine:
    """An engine by its name. Raises SlrError."""
    if name not in ENGINES:
        raise SlrError(f"there is no engine {name}", nearest(name, list(ENGINES)))
    if scheduler and name != "dask":
        raise SlrError("a scheduler goes with --engine dask", "--engine dask --scheduler tcp://HOST:8786")
    return Engine(name=name, scheduler=scheduler)


@contextmanager
def spreading(engine: Engine) -> Iterator[Spread]:
    """A map over chunks, where the engine says. Raises SlrError where Dask is not installed or not there."""
    if engine.name == "cores":
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(os.cpu_count()) as pool:
            yield pool.map
    elif engine.name == "dask":
        with dask_client(engine.scheduler) as client:
            yield lambda step, chunks: client.gather(client.map(step, list(chunks)))
    else:
        yield map


@contextmanager
def dask_client(scheduler: str) -> Iterator[Any]:
    """A client of the scheduler, or of two workers of its own. Raises SlrError."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise SlrError(
            "Dask is not installed", "python -m pip install 'slr[dask]', or leave --engine out"
        ) from error
    if not scheduler:
        with (
            distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = distributed.Client(scheduler, timeout="10s")
    except (OSError, ValueError) as error:
        raise SlrError(
            f"no Dask scheduler answers at {scheduler}", "is it running? tcp://HOST:8786"
        ) from error
    with client:
        yield client
