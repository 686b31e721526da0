"""The machine a measurement was made on, in words a reader can compare with their own."""

import os
import platform
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a number of seconds comes from.

    Attributes
    ----------
    system : str, operating system and architecture
    cpu : str, the processor's model
    cores : int, logical cores this process may use
    torch : str, torch's version, or "" where it is not installed
    """

    system: str
    cpu: str
    cores: int
    torch: str


def cores() -> int:
    """Count the logical cores this process may use.

    >>> cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@lru_cache(maxsize=1)
def machine() -> Machine:
    """Describe this machine, without loading torch.

    Examples
    --------
    >>> machine().cores >= 1, machine().cpu != ""
    (True, True)
    """
    system = f"{platform.system()} {platform.machine()}".strip()
    return Machine(system or "unknown system", _cpu(), cores(), _torch())


def _cpu(cpuinfo: Path = Path("/proc/cpuinfo")) -> str:
    # platform.processor() is empty on most Linux systems; the kernel knows the model.
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines():
            key, _, value = line.partition(":")
            if key.strip() in ("model name", "Model", "Hardware") and value.strip():
                return value.strip()
    return platform.processor() or platform.machine() or "unknown processor"


def _torch() -> str:
    try:
        return version("torch")
    except PackageNotFoundError:
        return ""
