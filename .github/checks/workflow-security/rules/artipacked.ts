import { type Rule, sampleStep } from "../rule.ts";
import { listSteps } from "../workflow-file.ts";

export const artipacked: Rule = {
  name: "artipacked",
  why: "checkout leaves the job's token in .git/config, beside whatever runs next and inside whatever is uploaded.",
  find: (file) =>
    listSteps(file)
      .filter(({ step }) => step.uses?.startsWith("actions/checkout@") && step.with?.["persist-credentials"] !== false)
      .map(({ place }) => `${place}: checkout without persist-credentials: false`),
  bad: [
    sampleStep("uses: actions/checkout@v6"),
    sampleStep("uses: actions/checkout@v6", "with: { persist-credentials: true }"),
    sampleStep("uses: actions/checkout@v6", "with: { ref: main }"),
  ],
  good: [
    sampleStep("uses: actions/checkout@v6", "with: { persist-credentials: false }"),
    sampleStep("uses: ./checkout"),
  ],
};
