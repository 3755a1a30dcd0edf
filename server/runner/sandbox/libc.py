"""The C library, for what CPython does not offer; None on Windows, which has none to open so."""

import ctypes
import sys
from typing import Any

libc: Any = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
