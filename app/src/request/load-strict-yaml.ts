import type { Parsed } from "@plugsmith/schemas";
import { constructFromEvents, FAILSAFE_SCHEMA, parseEvents, YAMLException } from "js-yaml";
import { findYamlFault } from "./find-yaml-fault.ts";

const maxDepth = 6;
/** A request has a dozen fields and lists of at most 20; more events are no request. */
const maxEvents = 1000;

/** js-yaml's reasons as ours: theirs may quote the text. */
const reasons: readonly (readonly [begins: string, rule: string, message: string])[] = [
  ["duplicated mapping key", "duplicate_field", "has the same key twice; keep one"],
  ["nesting exceeded", "too_deep", `is nested deeper than ${maxDepth} levels`],
  ["expected a single document", "yaml_documents", "must be one YAML document; remove the lines ---"],
  ["expected a document", "empty", "holds no field"],
  ["object-based map", "yaml_key", "has a key that is not plain text"],
  ["tab characters", "yaml", "is not plain YAML: it is indented with tabs; use spaces"],
  ["bad indentation", "yaml", "is not plain YAML: the indentation is wrong, or a value with a colon needs quotes"],
];

function explain(error: unknown): { readonly rule: string; readonly message: string; readonly line?: number } {
  if (!(error instanceof YAMLException)) return { rule: "yaml", message: "is not plain YAML" };
  const reason = reasons.find(([begins]) => error.reason.startsWith(begins));
  return {
    rule: reason?.[1] ?? "yaml",
    message: reason?.[2] ?? "is not plain YAML",
    ...(error.mark && { line: error.mark.line }),
  };
}

/**
 * One YAML document whose scalars are all text (so `0403` stays `0403` and `no` stays `no`). No directives, anchors,
 * aliases, tags, duplicate keys or deep nesting; nothing is built before all of that is known. JSON is read the same way.
 * The caller limits the size before. Messages never quote the text.
 */
export function loadStrictYaml(text: string, firstLine = 1): Parsed<unknown> {
  const refuse = (rule: string, message: string, line?: number): Parsed<never> => {
    const where = line === undefined ? "" : ` (line ${line + firstLine})`;
    return { ok: false, issues: [{ path: "", rule, message: `${message}${where}` }] };
  };
  try {
    const events = parseEvents(text, { maxDepth });
    if (events.length > maxEvents) return refuse("too_many", "has too many entries to be a request");
    const fault = findYamlFault(events);
    if (fault)
      return refuse(
        fault.rule,
        fault.message,
        fault.at === undefined ? undefined : text.slice(0, fault.at).split("\n").length - 1,
      );
    const documents = constructFromEvents(events, { source: text, schema: FAILSAFE_SCHEMA, maxAliases: 0 });
    if (documents.length > 1) return refuse("yaml_documents", "must be one YAML document; remove the lines ---");
    if (documents.length === 0) return refuse("empty", "holds no field");
    return { ok: true, value: documents[0] };
  } catch (error) {
    const { rule, message, line } = explain(error);
    return refuse(rule, message, line);
  }
}
