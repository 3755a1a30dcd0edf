/**
 * Makes a test from EvalPlus's inputs (Liu et al. 2023, arXiv 2305.01210). The task's own solution gives the expected values.
 * `line` is the task's original line, so that Python reads the numbers, not JavaScript.
 */
export function evalPlusTest(line: string, entryPoint: string, reference: string): { before: string; test: string } {
  return {
    // Runs once for all candidates, before the function has a stub.
    before: `
import copy as _copy
import json as _json
_TASK = _json.loads(${JSON.stringify(line)})
_INPUTS = [*_TASK.get("base_input", ()), *_TASK.get("plus_input", ())]
def _expected():
    reference = {"__name__": "reference"}
    exec(compile(${JSON.stringify(reference)}, "<canonical_solution>", "exec"), reference)
    return [reference[${JSON.stringify(entryPoint)}](*_copy.deepcopy(given)) for given in _INPUTS]
_WANT = _expected()
def _floats(value):
    if isinstance(value, dict):
        return _floats(list(value.values()))
    return isinstance(value, float) or (isinstance(value, (list, tuple)) and bool(value) and all(map(_floats, value)))
def _near(got, want, tolerance):
    if isinstance(want, dict):
        return isinstance(got, dict) and got.keys() == want.keys() and all(_near(got[key], want[key], tolerance) for key in want)
    if isinstance(want, (list, tuple)):
        return type(got) is type(want) and len(got) == len(want) and all(_near(a, b, tolerance) for a, b in zip(got, want))
    return type(got) in (int, float, bool) and abs(got - want) <= tolerance + 1e-07 * abs(want)
def _agrees(got, want):
    if got == want:
        return True
    tolerance = _TASK.get("atol") or (1e-6 if _floats(want) else 0)
    return bool(tolerance) and _near(got, want, tolerance)
`,
    test: `
for _given, _want in zip(_INPUTS, _WANT):
    assert _agrees(${entryPoint}(*_copy.deepcopy(_given)), _want)
`,
  };
}
