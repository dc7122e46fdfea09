/** An image that cannot become another one: `name` is what the engine is asked for. */
export interface ImageReference {
  readonly name: string;
  /** `sha256:` and 64 hex digits: of the image in its registry, or of an image that is on this machine only. */
  readonly digest: string;
  /** Whether a registry can be asked for it. */
  readonly pullable: boolean;
}

const digest = /^sha256:[0-9a-f]{64}$/;
const part = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const host = "[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]{1,5})?";
const pinned = new RegExp(
  `^(?:${host}/)?${part}(?:/${part})*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?@(sha256:[0-9a-f]{64})$`,
);

/**
 * Reads `repository[:tag]@sha256:…`, or `sha256:…` for an image of this machine; undefined for everything else, above all for
 * a tag alone, which is another image tomorrow.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (text.length > 400) return undefined;
  if (digest.test(text)) return { name: text, digest: text, pullable: false };
  const found = pinned.exec(text)?.[1];
  return found === undefined ? undefined : { name: text, digest: found, pullable: true };
}
