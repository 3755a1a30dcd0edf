"""Starts as `python -I -S -B …/runner [role]`. It loads this folder as the package `assay_runner`, so that it hides no user module."""

import sys

if sys.version_info < (3, 8):
    sys.exit("Assay needs Python 3.8 or later; this is %d.%d." % sys.version_info[:2])

import importlib.util  # noqa: E402
import os  # noqa: E402

_folder = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != _folder]
_spec = importlib.util.spec_from_file_location("assay_runner", os.path.join(_folder, "__init__.py"), submodule_search_locations=[_folder])
assert _spec is not None and _spec.loader is not None
_package = importlib.util.module_from_spec(_spec)
sys.modules["assay_runner"] = _package
_spec.loader.exec_module(_package)

if len(sys.argv) > 1:
    from assay_runner import single_use

    sys.exit(single_use.main(sys.argv[1]))

from assay_runner import parent  # noqa: E402

sys.exit(parent.main())
