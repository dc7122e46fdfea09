/** Secrets of a run, and the text with each of them replaced by ***. */
export interface Masks {
  add(secret: string): void;
  apply(text: string): string;
}

/** An empty set of masks. Every line of a secret of several lines is masked by itself, because logs are lines. */
export function createMasks(): Masks {
  const secrets = new Set<string>();
  return {
    add(secret) {
      for (const line of secret.split(/\r?\n/)) if (line.trim().length > 3) secrets.add(line.trim());
    },
    apply(text) {
      let masked = text;
      for (const secret of [...secrets].sort((a, b) => b.length - a.length)) masked = masked.replaceAll(secret, "***");
      return masked;
    },
  };
}
