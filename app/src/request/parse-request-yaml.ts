import type { ParseIssue } from "@plugsmith/schemas";
import { loadStrictYaml } from "./load-strict-yaml.ts";
import type { RawItem, RawRequest } from "./raw-request.ts";
import { requestFields } from "./request-fields.ts";
import { suggestWord } from "./suggest-word.ts";

const fence = /^(?<marks>`{3,}|~{3,})[ \t]*(?<language>ya?ml|json)(?:[ \t].*)?$/iu;

export interface FencedBlock {
  readonly text: string;
  /** Line of the block's first line in the whole text, from 1. */
  readonly line: number;
}

/** The ```yaml and ```json blocks of a Markdown text. */
export function findFencedBlocks(text: string): FencedBlock[] {
  const lines = text.split("\n");
  const blocks: FencedBlock[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const marks = fence.exec(lines[index] ?? "")?.groups?.["marks"];
    if (marks === undefined) continue;
    const end = lines.findIndex((line, at) => at > index && line.trim().startsWith(marks));
    const stop = end === -1 ? lines.length : end;
    blocks.push({ text: lines.slice(index + 1, stop).join("\n"), line: index + 2 });
    index = stop;
  }
  return blocks;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function toItem(path: string, value: unknown, issues: ParseIssue[]): RawItem[] {
  if (typeof value === "string") return [value];
  if (isMapping(value) && Object.values(value).every((part) => typeof part === "string"))
    return [value as Record<string, string>];
  issues.push({ path, rule: "type", message: "must be text or a flat list of key: value" });
  return [];
}

/** Reads a request file or fenced block: one mapping with the fields of the schema; `merchant_branding` may be nested. */
export function parseRequestYaml(text: string, firstLine = 1): RawRequest {
  const issues: ParseIssue[] = [];
  const fields = new Map<string, string | readonly RawItem[]>();
  const loaded = loadStrictYaml(text, firstLine);
  if (!loaded.ok) return { fields, issues: loaded.issues };
  if (!isMapping(loaded.value)) {
    issues.push({ path: "", rule: "type", message: "must be a list of fields, one `key: value` a line" });
    return { fields, issues };
  }
  const put = (id: string, value: unknown) => {
    const field = requestFields.find((candidate) => candidate.id === id);
    const nested = requestFields.some((candidate) => candidate.id.startsWith(`${id}.`));
    if (nested && isMapping(value)) {
      for (const [child, inner] of Object.entries(value)) put(`${id}.${child}`, inner);
    } else if (!field) {
      const suggestion = suggestWord(
        id,
        requestFields.map((candidate) => candidate.id),
      );
      const message = nested ? "must hold fields of its own" : "is not a known field";
      issues.push({ path: id.slice(0, 60), rule: "unknown_field", message, ...(suggestion && { suggestion }) });
    } else if (field.kind === "list") {
      const items = Array.isArray(value) ? value : value === "" ? [] : [value];
      if (items.length > 0)
        fields.set(
          id,
          items.flatMap((item, index) => toItem(`${id}.${index}`, item, issues)),
        );
    } else if (typeof value !== "string") issues.push({ path: id, rule: "type", message: "must be text" });
    else if (value.trim() !== "" && value !== "null" && value !== "~") fields.set(id, value.trim());
  };
  for (const [key, value] of Object.entries(loaded.value)) put(key, value);
  return { fields, issues };
}
