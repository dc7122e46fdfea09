export interface CachedAnswer {
  readonly etag: string;
  readonly data: unknown;
  /** Characters of its JSON. */
  readonly size: number;
}

/** Answers by what was asked, the least recently used going first when there are too many or they are too large. */
export function createAnswerCache(limits: { readonly entries: number; readonly characters: number }) {
  const answers = new Map<string, CachedAnswer>();
  let characters = 0;
  function drop(key: string): void {
    characters -= answers.get(key)?.size ?? 0;
    answers.delete(key);
  }
  return {
    get characters() {
      return characters;
    },
    get(key: string): CachedAnswer | undefined {
      const found = answers.get(key);
      if (found) {
        answers.delete(key);
        answers.set(key, found);
      }
      return found;
    },
    set(key: string, answer: CachedAnswer): void {
      drop(key);
      if (answer.size > limits.characters) return;
      answers.set(key, answer);
      characters += answer.size;
      for (const oldest of answers.keys()) {
        if (answers.size <= limits.entries && characters <= limits.characters) break;
        drop(oldest);
      }
    },
  };
}
