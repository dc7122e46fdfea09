import { renderInert } from "@plugsmith/schemas";
import type { ChannelStep } from "@plugsmith/trust";
import type { ChannelOutcome } from "./apply-publication.ts";

export interface DescribedStep {
  readonly step: ChannelStep;
  /** What publishing there does. */
  readonly words: string;
}

function renderStep({ step, words }: DescribedStep): string {
  const { name } = step.channel;
  switch (step.action) {
    case "none":
      return `${name}: nothing, it has the version`;
    case "record":
      return `${name}: nothing but an entry in the ledger, it has the version`;
    case "publish":
      return `${name}: would ${words}`;
    case "postpone":
    case "refuse":
      return `${name}: cannot, ${step.trouble.code}: ${step.trouble.message}`;
  }
}

/** A plan as one sentence per channel. */
export const renderPlan = (tag: string, steps: readonly DescribedStep[]): string =>
  `Dry run for ${tag}. ${steps.map((step) => renderStep(step).replace(/\.$/u, "")).join("; ")}.`;

/** A plan as a table of a job summary. */
export const renderPlanTable = (steps: readonly DescribedStep[]): string[] => [
  "| Channel | |",
  "|---|---|",
  ...steps.map((described) => {
    const name = described.step.channel.name;
    return `| ${renderInert(name)} | ${renderInert(renderStep(described).slice(name.length + 2))} |`;
  }),
];

/** What became of each channel, as a table of a job summary; nothing where there is none. */
export function renderOutcomes(outcomes: readonly ChannelOutcome[]): string[] {
  if (outcomes.length === 0) return [];
  const rows = outcomes.map(({ channel, state, url, trouble }) => {
    const words = trouble ? `${trouble.code}: ${renderInert(trouble.message)}` : url === undefined ? "" : `<${url}>`;
    return `| ${renderInert(channel)} | ${state.replace("_", " ")} | ${words} |`;
  });
  return ["| Channel | | |", "|---|---|---|", ...rows];
}
