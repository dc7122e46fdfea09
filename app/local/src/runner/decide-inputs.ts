import { ForgeError } from "@plugsmith/schemas";
import { type Contexts, evaluateTemplate, toText } from "./evaluate-template.ts";
import type { InputDefinition } from "./workflow-file.ts";

/**
 * The `inputs` context from what was given. Throws `workflow_invalid` for an input that is unknown, missing though
 * required, or of another type.
 */
export function decideInputs(
  definitions: readonly InputDefinition[],
  given: Readonly<Record<string, unknown>>,
  contexts: Contexts,
): Record<string, unknown> {
  const unknown = Object.keys(given).find((name) => !definitions.some((input) => input.name === name));
  if (unknown !== undefined) {
    throw new ForgeError("workflow_invalid", { message: `The workflow has no input "${unknown.slice(0, 100)}".` });
  }
  return Object.fromEntries(definitions.map((input) => [input.name, decideInput(input, given[input.name], contexts)]));
}

function decideInput(input: InputDefinition, given: unknown, contexts: Contexts): unknown {
  const value = given ?? evaluateTemplate(input.fallback, contexts);
  // GitHub lets a required input of a dispatch be an empty text, not be absent.
  if (value === undefined && input.required) {
    throw new ForgeError("workflow_invalid", { message: `The workflow's input "${input.name}" is required.` });
  }
  if (input.type === "boolean") return value === true || value === "true";
  if (input.type !== "number") return toText(value);
  const number = Number(value ?? 0);
  if (Number.isNaN(number)) {
    throw new ForgeError("workflow_invalid", { message: `The workflow's input "${input.name}" must be a number.` });
  }
  return number;
}
