import { ForgeError } from "@plugsmith/schemas";
import { parseSteps } from "./parse-workflow-file.ts";
import { getEntries, getLiteral, getTemplate, type Template } from "./template.ts";
import type { InputDefinition, StepDefinition } from "./workflow-file.ts";

/** An action that this runner can run. */
export interface ActionFile {
  readonly inputs: readonly InputDefinition[];
  readonly outputs: ReadonlyArray<readonly [name: string, value: Template | undefined]>;
  readonly runs:
    | {
        readonly using: string;
        readonly main: string;
        readonly post: string | undefined;
        readonly postIf: Template | undefined;
      }
    | { readonly using: "composite"; readonly steps: readonly StepDefinition[] };
}

/** Typed view of an action file. Throws `job_unsupported` for Docker actions and `pre:` scripts. */
export function parseActionFile(root: Template, file: string): ActionFile {
  const runs = getTemplate(root, "runs");
  const using = getLiteral(getTemplate(runs, "using")) ?? "";
  const inputs = getEntries(getTemplate(root, "inputs")).map(([name, input]) => ({
    name: name.toLowerCase(),
    type: "string",
    required: getLiteral(getTemplate(input, "required")) === "true",
    fallback: getTemplate(input, "default"),
  }));
  const outputs = getEntries(getTemplate(root, "outputs")).map(
    ([name, output]) => [name, getTemplate(output, "value")] as const,
  );
  if (using === "composite") return { inputs, outputs, runs: { using, steps: parseSteps(getTemplate(runs, "steps")) } };
  const main = getLiteral(getTemplate(runs, "main"));
  if (!/^node\d+$/.test(using) || main === undefined || getTemplate(runs, "pre")) {
    throw new ForgeError("job_unsupported", {
      message: `${file} needs "${using}"${getTemplate(runs, "pre") ? " with a pre script" : ""}, which this runner does not have.`,
      hint: "Use a composite or node24 action without pre.",
    });
  }
  const post = getLiteral(getTemplate(runs, "post"));
  return { inputs, outputs, runs: { using, main, post, postIf: getTemplate(runs, "post-if") } };
}
