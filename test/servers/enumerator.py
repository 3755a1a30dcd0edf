"""Runs the search on a case read from standard input, a Python literal; prints the expressions, one a line."""

import ast
import importlib.util
import os
import sys

folder = sys.argv[1]
spec = importlib.util.spec_from_file_location(
    "assay_runner", os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
)
package = importlib.util.module_from_spec(spec)
sys.modules["assay_runner"] = package
spec.loader.exec_module(package)

from assay_runner.search import enumeration  # noqa: E402

case = ast.literal_eval(sys.stdin.read())
for solution in enumeration.search(**case, shares=enumeration.EXPRESSIONS):
    print(solution.expression)
