import { type ForgeConfig, type Parsed, type ParseIssue, parseForgeConfig } from "@plugsmith/schemas";
import { CORE_SCHEMA, constructFromEvents, parseEvents, YAMLException } from "js-yaml";
import { findForbiddenText } from "../request/find-forbidden-text.ts";
import { findYamlFault } from "../request/find-yaml-fault.ts";
import { findYamlLine } from "./find-yaml-line.ts";

const maxCharacters = 128 * 1024;
const maxDepth = 20;

/** An issue of forge.yml with the line where it can be corrected, from 1. */
export interface ConfigIssue extends ParseIssue {
  readonly line: number;
}

export type ParsedConfig =
  | { readonly ok: true; readonly value: ForgeConfig }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

/** `.github/forge.yml`: strict YAML, then its schema, then the rules that a schema cannot say. Null: the file is missing. */
export function parseConfigText(text: string | null): ParsedConfig {
  const refuse = (message: string, line = 1, rule = "yaml"): ParsedConfig => ({
    ok: false,
    issues: [{ path: "", rule, message, line }],
  });
  if (text === null) return refuse("is missing; `plugsmith init` writes it", 1, "required");
  if (text.length > maxCharacters) return refuse("is too large", 1, "too_large");
  const hidden = findForbiddenText(text.replaceAll("\r\n", "\n"));
  if (hidden) return refuse(`holds ${hidden.what} (${hidden.codePoint}); remove it`, hidden.line, "forbidden_text");
  let value: unknown;
  try {
    const events = parseEvents(text, { maxDepth });
    const fault = findYamlFault(events);
    if (fault) return refuse(fault.message, text.slice(0, fault.at ?? 0).split("\n").length, fault.rule);
    const documents = constructFromEvents(events, { source: text, schema: CORE_SCHEMA, maxAliases: 0 });
    if (documents.length !== 1) return refuse("must be one YAML document", 1, "yaml_documents");
    [value] = documents;
  } catch (error) {
    if (error instanceof YAMLException)
      return refuse(`is not plain YAML: ${error.reason}`, (error.mark?.line ?? 0) + 1);
    return refuse("cannot be read as YAML");
  }
  const parsed: Parsed<ForgeConfig> = parseForgeConfig(value);
  const issues = parsed.ok ? checkRules(parsed.value) : parsed.issues;
  if (parsed.ok && issues.length === 0) return parsed;
  return { ok: false, issues: issues.map((issue) => ({ ...issue, line: findYamlLine(text, issue.path) })) };
}

function checkRules(config: ForgeConfig): ParseIssue[] {
  if (config.approvals.required === 1 && config.approvals.reason === undefined)
    return [
      {
        path: "approvals.reason",
        rule: "required",
        message: "is required when one approval is enough: it gives up the two-person rule",
        example: "reason: A test forge without releases",
      },
    ];
  return [];
}
