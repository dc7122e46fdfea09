/** An image that cannot become another one: `name` is what the engine is asked for. */
export interface ImageReference {
  readonly name: string;
  /** `sha256:` and 64 hex digits: of the image in its registry, or of an image that is on this machine only. */
  readonly digest: string;
  /** Whether a registry can be asked for it. */
  readonly pullable: boolean;
}

/**
 * Reads `repository[:tag]@sha256:…`, or `sha256:…` for an image of this machine; undefined for everything else, above all for
 * a tag alone, which is another image tomorrow. What a repository may be called is the engine's to judge; nothing gets through
 * that it would take for an option or for two words.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  const at = text.lastIndexOf("@");
  const [name, digest] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) return undefined;
  if (at < 0) return { name: text, digest, pullable: false };
  return /^[A-Za-z0-9][A-Za-z0-9._/:-]{0,299}$/.test(name) ? { name: text, digest, pullable: true } : undefined;
}
