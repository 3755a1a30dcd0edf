/** Messages for the user with their next step. The author of a message names the step, and the editor shows a button for it. */

/** Every setting, without `assay.`. */
export type SettingName =
  | 'sampler'
  | 'samples'
  | 'temperature'
  | 'model'
  | 'baseUrl'
  | 'requestTimeout'
  | 'prompt'
  | 'contextTokens'
  | 'heldBack'
  | 'tokenCeiling'
  | 'escalateTo'
  | 'askModel'
  | 'price.prompt'
  | 'price.completion'
  | 'repairRounds'
  | 'timeout'
  | 'memory'
  | 'sandbox.minimum'
  | 'codeLens'
  | 'testingView'
  | 'verifyOnSave'
  | 'problems'
  | 'historySize'
  | 'interpreter';

export type NextStep =
  | { readonly kind: 'openSettings'; readonly names: readonly SettingName[] }
  | { readonly kind: 'manageTrust' }
  | { readonly kind: 'showOutput' }
  /** Asks for a server's API key, and stores it. */
  | { readonly kind: 'setApiKey' }
  /** Gives a setting this value, where it is set now. `title` is the button's. */
  | { readonly kind: 'changeSetting'; readonly title: string; readonly name: SettingName; readonly value: string }
  /** Lets the user choose `assay.model` among those that the server lists. */
  | { readonly kind: 'pickModel'; readonly models: readonly string[] };

/** One line for the user. */
export interface Notice {
  readonly message: string;
  readonly next?: NextStep;
}

/** A failed request: the reason in one line, with a remedy. */
export interface Problem {
  readonly error: string;
  readonly next?: NextStep;
}
