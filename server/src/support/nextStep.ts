import type { NextStep, SettingName } from '../../../protocol/index.ts';

/** The step of a message that names these settings, in its order. */
export function openSettings(...names: readonly SettingName[]): NextStep {
  return { kind: 'openSettings', names };
}
