export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const last = (text: string, pattern: RegExp): number | undefined => {
  const found = [...text.matchAll(pattern)].at(-1)?.[1];
  return found === undefined ? undefined : Number(found);
};

/** The last line that is a JSON object with numbers `passed` and `failed`. */
function parseJsonLine(text: string): TestCounts | null {
  for (const line of text.split("\n").reverse()) {
    if (!line.startsWith("{")) continue;
    try {
      const { passed, failed, skipped = 0 } = JSON.parse(line) as Partial<TestCounts>;
      if ([passed, failed, skipped].every((count) => Number.isInteger(count) && Number(count) >= 0)) {
        return { passed: Number(passed), failed: Number(failed), skipped };
      }
    } catch {
      // Not the summary.
    }
  }
  return null;
}

/**
 * Counts from what a test runner printed: Node's TAP summary, a JSON line `{"passed", "failed", "skipped"}`, or the sentence
 * "3 passed, 1 failed". `null` when none is there: then nothing is known to have passed.
 */
export function parseTestOutput(text: string): TestCounts | null {
  const passed = last(text, /^# pass (\d+)$/gm);
  const failed = last(text, /^# fail (\d+)$/gm);
  if (passed !== undefined && failed !== undefined) {
    const cancelled = last(text, /^# cancelled (\d+)$/gm) ?? 0;
    const skipped = (last(text, /^# skipped (\d+)$/gm) ?? 0) + (last(text, /^# todo (\d+)$/gm) ?? 0);
    return { passed, failed: failed + cancelled, skipped };
  }
  const json = parseJsonLine(text);
  if (json) return json;
  const sentence = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\.?\s*$/m.exec(text);
  if (!sentence) return null;
  return { passed: Number(sentence[1]), failed: Number(sentence[2]), skipped: Number(sentence[3] ?? 0) };
}
