/** A plugin whose harm lies in how its functions and files work together, and one that looks alike and does none. */
export interface FlowSample {
  readonly title: string;
  /** The rule that finds it, and the line at which: `path:line`. */
  readonly rule: string;
  readonly at: string;
  /** Sources by path. */
  readonly bad: Readonly<Record<string, string>>;
  readonly good: Readonly<Record<string, string>>;
}

const named = (ending: string, head: string, sources: readonly string[]) =>
  Object.fromEntries(sources.map((source, at) => [`${"abcdef"[at]}.${ending}`, `${head}${source}\n`]));

/** A sample whose files are a, b, c … in this order; a line of PHP counts from the one after `<?php`. */
const make =
  (ending: string, head: string) =>
  (title: string, rule: string, at: string, bad: readonly string[], good: readonly string[]): FlowSample => ({
    title,
    rule,
    at: at.replace(":", `.${ending}:`),
    bad: named(ending, head, bad),
    good: named(ending, head, good),
  });

export const phpFlow = make("php", "<?php ");
export const javascriptFlow = make("js", "");
export const pythonFlow = make("py", "");
