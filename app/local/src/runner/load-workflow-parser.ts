import { ForgeError } from "@plugsmith/schemas";
import type { Template } from "./template.ts";

/** GitHub's own parser, giving plain values. */
export interface WorkflowParser {
  /** Parses and validates a workflow file. Throws `workflow_invalid` with the first problems. */
  parseWorkflow(name: string, text: string): Promise<Template>;
  /** Parses and validates an action file. Throws `workflow_invalid` with the first problems. */
  parseAction(name: string, text: string): Template;
}

interface Token {
  readonly value?: string | number | boolean;
  readonly expression?: string;
}

let loaded: Promise<WorkflowParser> | undefined;

function refuse(name: string, messages: readonly string[]): void {
  if (messages.length === 0) return;
  // One YAML mistake cascades into hundreds of errors; the first five tell it.
  throw new ForgeError("workflow_invalid", {
    message: `${name} is not valid: ${messages.slice(0, 5).join("; ")}`,
    hint: "Correct the file; the line and column are GitHub's own.",
  });
}

async function load(): Promise<WorkflowParser> {
  await import("./workflow-parser-hook.ts");
  const { convertWorkflowTemplate, isBasicExpression, isMapping, isSequence, NoOperationTraceWriter, parseWorkflow } =
    await import("@actions/workflow-parser");
  const { parseAction } = await import("@actions/workflow-parser/actions/index");

  const toTemplate = (token: unknown): Template => {
    const node = token as Parameters<typeof isMapping>[0];
    if (isMapping(node)) {
      return { kind: "map", entries: [...node].map(({ key, value }) => [toTemplate(key), toTemplate(value)] as const) };
    }
    if (isSequence(node)) return { kind: "list", items: [...node].map(toTemplate) };
    const scalar = token as Token;
    if (isBasicExpression(node)) return { kind: "expression", expression: scalar.expression ?? "" };
    return { kind: "value", value: scalar.value ?? null };
  };
  const messagesOf = (result: { context: { errors: { getErrors(): { message: string }[] } } }) =>
    result.context.errors.getErrors().map((error) => error.message);

  return {
    async parseWorkflow(name, content) {
      const result = parseWorkflow({ name, content }, new NoOperationTraceWriter());
      refuse(name, messagesOf(result));
      if (!result.value) throw new ForgeError("workflow_invalid", { message: `${name} is empty.` });
      // The conversion finds what the grammar cannot: cycles in needs, unknown jobs, expressions with unknown names.
      const converted = await convertWorkflowTemplate(result.context, result.value);
      refuse(
        name,
        (converted.errors ?? []).map((error) => error.Message),
      );
      return toTemplate(result.value);
    },
    parseAction(name, content) {
      const result = parseAction({ name, content }, new NoOperationTraceWriter());
      refuse(name, messagesOf(result));
      if (!result.value) throw new ForgeError("workflow_invalid", { message: `${name} is empty.` });
      return toTemplate(result.value);
    },
  };
}

/** Loads GitHub's parser once (about 100 ms); later calls share it. */
export function loadWorkflowParser(): Promise<WorkflowParser> {
  loaded ??= load();
  return loaded;
}
