import type { Parsed } from "@plugsmith/schemas";
import { FAILSAFE_SCHEMA, load, YAMLException } from "js-yaml";

/**
 * One YAML document whose scalars are all text (so `0403` stays `0403` and `no` stays `no`). No aliases, tags, duplicate
 * keys or deep nesting. JSON is read the same way. The caller limits the size before.
 */
export function loadStrictYaml(text: string, firstLine = 1): Parsed<unknown> {
  try {
    return { ok: true, value: load(text, { schema: FAILSAFE_SCHEMA, maxAliases: 0, maxDepth: 6 }) };
  } catch (error) {
    const where = error instanceof YAMLException && error.mark ? ` (line ${error.mark.line + firstLine})` : "";
    const reason = error instanceof YAMLException ? error.reason : "it cannot be read";
    return { ok: false, issues: [{ path: "", rule: "yaml", message: `is not plain YAML: ${reason}${where}` }] };
  }
}
