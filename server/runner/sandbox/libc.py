"""The C library, for functions that CPython lacks; None on Windows, which has no such library."""

import ctypes
import sys
from typing import Any

libc: Any = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
