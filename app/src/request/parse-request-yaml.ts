import type { Parsed, ParseIssue } from "@plugsmith/schemas";
import { secretAdvice } from "./check-values.ts";
import { redactSecrets } from "./find-secrets.ts";
import { loadStrictYaml } from "./load-strict-yaml.ts";
import type { RawItem, RawRequest } from "./raw-request.ts";
import { requestFields } from "./request-fields.ts";
import { suggestField } from "./suggest-field.ts";

const isMapping = (value: unknown): value is Record<string, unknown> =>
  value instanceof Object && !Array.isArray(value);
const isAbsent = (value: unknown) => typeof value === "string" && ["", "~", "null"].includes(value.trim());

function toItem(path: string, value: unknown, issues: ParseIssue[]): RawItem[] {
  if (typeof value === "string") return [value.normalize("NFC").trim()];
  if (isMapping(value) && Object.values(value).every((part) => typeof part === "string"))
    return [value as Record<string, string>];
  issues.push({ path, rule: "type", message: "must be text or a flat list of key: value" });
  return [];
}

/** Collects fields from nested mappings by their dotted id; each may come once, whichever way it is written. */
function createCollector(issues: ParseIssue[]) {
  const fields = new Map<string, string | readonly RawItem[]>();
  const seen = new Set<string>();
  const put = (id: string, value: unknown): void => {
    const field = requestFields.find((candidate) => candidate.id === id);
    const nested = requestFields.some((candidate) => candidate.id.startsWith(`${id}.`));
    if (nested && isMapping(value)) {
      for (const [child, inner] of Object.entries(value)) put(`${id}.${child}`, inner);
    } else if (!field) {
      const suggestion = nested ? undefined : suggestField(id);
      const message = nested ? "must hold fields of its own" : "is not a known field";
      // Escapes may write a key that the text itself did not show.
      const path = redactSecrets(id);
      if (path !== id)
        issues.push({ path: "", rule: "secret", message: `holds what looks like a credential: ${secretAdvice}` });
      issues.push({ path: path.slice(0, 60), rule: "unknown_field", message, ...(suggestion && { suggestion }) });
    } else if (seen.has(id))
      issues.push({ path: id, rule: "duplicate_field", message: "stands there twice; keep one" });
    else if (field.kind === "list") {
      const items = Array.isArray(value) ? value : isAbsent(value) ? [] : [value];
      if (items.length > 0)
        fields.set(
          id,
          items.flatMap((item, index) => toItem(`${id}.${index}`, item, issues)),
        );
    } else if (typeof value !== "string") issues.push({ path: id, rule: "type", message: "must be text" });
    else if (!isAbsent(value)) fields.set(id, value.normalize("NFC").trim());
    seen.add(id);
  };
  return { fields, put };
}

/** Reads a request file or fenced block: one mapping with the fields of the schema; `merchant_branding` may be nested. */
export function parseRequestYaml(text: string, firstLine = 1): RawRequest {
  return collectFields(loadStrictYaml(text, firstLine));
}

/** Reads a fenced JSON block: strictly JSON, with the same rules as YAML (a key twice, which JSON.parse hides, is refused). */
export function parseRequestJson(text: string, firstLine = 1): RawRequest {
  const loaded = loadStrictYaml(text, firstLine);
  if (loaded.ok) {
    try {
      JSON.parse(text);
    } catch {
      const message = `is not JSON (block from line ${firstLine}); all keys and texts need double quotes, and no comma stands before a closing bracket`;
      return collectFields({ ok: false, issues: [{ path: "", rule: "json", message }] });
    }
  }
  return collectFields(loaded);
}

function collectFields(loaded: Parsed<unknown>): RawRequest {
  if (!loaded.ok) return { fields: new Map(), issues: loaded.issues };
  const issues: ParseIssue[] = [];
  const { fields, put } = createCollector(issues);
  if (isMapping(loaded.value)) for (const [key, value] of Object.entries(loaded.value)) put(key, value);
  else issues.push({ path: "", rule: "type", message: "must be a list of fields, one key: value a line" });
  return { fields, issues };
}
