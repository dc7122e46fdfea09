import { type Rule, sampleStep } from "../rule.ts";
import { listSteps } from "../workflow-file.ts";

/** The two files by their variables, by their expressions, and by the old commands. */
const writes = /\bGITHUB_(ENV|PATH)\b|\bgithub\s*\.\s*(env|path)\b|::(set-env|add-path)\b/;

export const githubEnv: Rule = {
  name: "github-env",
  why: "What one step writes to GITHUB_ENV or GITHUB_PATH changes every later one: LD_PRELOAD, NODE_OPTIONS, another git. Outputs do it.",
  find: (file) =>
    listSteps(file)
      .filter(({ step }) => writes.test(`${step.run ?? ""} ${JSON.stringify([step.env, step.with])}`))
      .map(({ place }) => `${place}: writes the environment of later steps`),
  bad: [
    sampleStep(`run: echo "NAME=$TITLE" >> "$GITHUB_ENV"`),
    sampleStep("run: |", "  mkdir bin", "  echo $PWD/bin >> ${GITHUB_PATH}"),
    sampleStep(`run: "echo ::add-path::bin"`),
    sampleStep("run: date >> $FILE", "env: { FILE: '${{ github.env }}' }"),
  ],
  good: [
    sampleStep(`run: echo "version=1" >> "$GITHUB_OUTPUT"`),
    sampleStep("run: env", "env: { GITHUB_ENVIRONMENT: x }"),
  ],
};
