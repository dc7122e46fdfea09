import { type Rule, sampleStep } from "../rule.ts";
import { listSteps } from "../workflow-file.ts";

/** Inputs of actions that are programs. */
const codeInputs = ["script", "run", "command", "cmd", "args"];

export const templateInjection: Rule = {
  name: "template-injection",
  why: "An expression is pasted into a script before a shell reads it: a title like `$(curl …)` would run. Values go through env.",
  find: (file) =>
    listSteps(file).flatMap(({ place, step }) => {
      const scripts = [["run", step.run], ...codeInputs.map((name) => [name, step.with?.[name]])];
      return scripts
        .filter(([, text]) => String(text ?? "").includes("${{"))
        .map(([name]) => `${place}: an expression stands in the text of ${String(name)}`);
    }),
  bad: [
    sampleStep("run: echo '${{ github.event.issue.title }}'"),
    // Our own values too: nobody has to think about which are safe.
    sampleStep("run: |", "  true", "  echo ${{ inputs.name }}"),
    sampleStep("run: echo ${{ env.TITLE }}", "env: { TITLE: '${{ github.event.issue.title }}' }"),
    sampleStep("uses: actions/github-script@v8", "with: { script: 'core.info(`${{ github.head_ref }}`)' }"),
    {
      path: "action.yml",
      text: "name: x\nruns:\n  using: composite\n  steps:\n    - { shell: bash, run: 'echo ${{ inputs.name }}' }\n",
    },
  ],
  good: [
    sampleStep('run: echo "$TITLE"', "env: { TITLE: '${{ github.event.issue.title }}' }"),
    sampleStep("uses: $/actions/build", "with: { name: '${{ inputs.name }}' }"),
  ],
};
