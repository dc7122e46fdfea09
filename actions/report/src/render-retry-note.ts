import { ForgeError } from "@plugsmith/schemas";

/** The work job's steps in their order. */
export const workSteps = ["build", "test", "sandbox", "package"] as const;

/**
 * What a run says of the step that a retry asked for, as Markdown; nothing for the first step or an empty text.
 * @throws ForgeError `input_invalid` for anything else.
 */
export function renderRetryNote(from: string): string | undefined {
  if (from === "") return undefined;
  const step = workSteps.find((known) => known === from);
  if (step === undefined) {
    throw new ForgeError("input_invalid", {
      message: `${JSON.stringify(from.slice(0, 60))} is no step of the pipeline.`,
      hint: `Give \`from\` as one of ${workSteps.join(", ")}, or leave it out.`,
    });
  }
  const again = workSteps.slice(0, workSteps.indexOf(step));
  if (again.length === 0) return undefined;
  const steps = new Intl.ListFormat("en").format(again);
  return `A retry asked for **${step}**. This run did ${steps} again first: the digest that people approve must come from one run that built, tested and packed it itself, so nothing is taken over from an earlier run.`;
}
