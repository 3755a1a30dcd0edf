import type { NextStep, SettingName } from '../../../protocol/index.ts';

/** The next step of a message that names these settings, in the same order. */
export function openSettings(...names: readonly SettingName[]): NextStep {
  return { kind: 'openSettings', names };
}
