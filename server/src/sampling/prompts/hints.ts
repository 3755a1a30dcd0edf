/** The user's hints about the function, as text of a prompt. */
export function spoken(hints: readonly string[]): string | undefined {
  const said = hints.map((hint) => hint.trim()).filter(Boolean);
  if (said.length === 0) return undefined;
  if (said.length === 1) return `The user says: ${said[0]}`;
  return ['The user says:', ...said.map((hint) => `- ${hint}`)].join('\n');
}
