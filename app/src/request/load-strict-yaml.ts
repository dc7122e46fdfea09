import type { Parsed } from "@plugsmith/schemas";
import { constructFromEvents, FAILSAFE_SCHEMA, parseEvents, type YAMLException } from "js-yaml";
import { findYamlFault } from "./find-yaml-fault.ts";

const maxDepth = 6;
/** A request has a dozen fields and lists of at most 20; more events are no request. */
const maxEvents = 1000;

/** js-yaml's reasons as ours: theirs may quote the text. */
const reasons: readonly { readonly begins: string; readonly rule: string; readonly message: string }[] = [
  { begins: "duplicated mapping key", rule: "duplicate_field", message: "has the same key twice; keep one" },
  { begins: "nesting exceeded", rule: "too_deep", message: `is nested deeper than ${maxDepth} levels` },
  { begins: "object-based map", rule: "yaml_key", message: "has a key that is not plain text" },
  { begins: "tab characters", rule: "yaml", message: "is not plain YAML: it is indented with tabs; use spaces" },
  {
    begins: "bad indentation",
    rule: "yaml",
    message: "is not plain YAML: the indentation is wrong, or a value with a colon needs quotes",
  },
];
const anyReason = { rule: "yaml", message: "is not plain YAML" };

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
    // Whatever was thrown is told as a fault of the text: js-yaml's own errors, and any other that strange text may cause.
    const { reason = "", mark } = error as Partial<YAMLException>;
    const { rule, message } = reasons.find(({ begins }) => reason.startsWith(begins)) ?? anyReason;
    return refuse(rule, message, mark?.line);
  }
}
