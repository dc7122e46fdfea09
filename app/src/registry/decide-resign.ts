/** The registry's newest word, as far as its age is told by it. */
interface Word {
  readonly signed_at?: unknown;
  readonly expires?: unknown;
}

const timeOf = (value: unknown) => (typeof value === "string" ? Date.parse(value) : Number.NaN);

/**
 * Whether half of the life of the registry's newest word is over, so that it should be signed again now: the clock of GitHub that
 * should have started the daily run is late or off. What cannot be read is not due: a run could not sign it either.
 * @param text `tuf/timestamp.json`; null: the registry is not signed.
 */
export function decideResign(text: string | null, now: Date): boolean {
  if (text === null) return false;
  let word: Word;
  try {
    word = (JSON.parse(text) as { signed?: Word }).signed ?? {};
  } catch {
    return false;
  }
  const [signedAt, expires] = [timeOf(word.signed_at), timeOf(word.expires)];
  return expires - now.getTime() <= (expires - signedAt) / 2;
}
