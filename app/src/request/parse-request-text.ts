import { type ForgeRequest, type Parsed, type ParseIssue, parseForgeRequest } from "@plugsmith/schemas";
import { explainIssue } from "./explain-issue.ts";
import { findForbiddenText } from "./find-forbidden-text.ts";
import { isIssueForm, parseIssueForm } from "./parse-issue-form.ts";
import { findFencedBlocks, parseRequestYaml } from "./parse-request-yaml.ts";
import { parseUsbLine } from "./parse-usb-line.ts";
import type { RawItem, RawRequest } from "./raw-request.ts";
import { requestFields } from "./request-fields.ts";

/** `issue`: the body of an issue (form or one fenced block); `file`: requests/<name>.yml. */
export type RequestTextKind = "issue" | "file";

/** GitHub's own limit for an issue body, in characters; a request file has the same. */
const maxCharacters = 65_536;

const refuse = (rule: string, message: string, path = ""): Parsed<never> => ({
  ok: false,
  issues: [{ path, rule, message }],
});

function readRaw(text: string, kind: RequestTextKind): RawRequest {
  if (kind === "file") return parseRequestYaml(text);
  const form = isIssueForm(text);
  const blocks = findFencedBlocks(text);
  if (form) return parseIssueForm(text);
  const empty = { fields: new Map<string, never>() };
  if (blocks.length > 1)
    return {
      ...empty,
      issues: [{ path: "", rule: "ambiguous", message: "has several yaml or json blocks; keep one" }],
    };
  const block = blocks[0];
  if (block) return parseRequestYaml(block.text, block.line);
  const message = "holds neither the fields of the issue form nor a ```yaml block";
  return { ...empty, issues: [{ path: "", rule: "empty", message, example: "### cms\n\nwoocommerce" }] };
}

function buildRequest(raw: RawRequest, issues: ParseIssue[]): Record<string, unknown> {
  const request: Record<string, unknown> = {};
  const branding: Record<string, unknown> = {};
  for (const [id, value] of raw.fields) {
    if (id.startsWith("merchant_branding.")) branding[id.slice("merchant_branding.".length)] = value;
    else if (id === "usb" && typeof value !== "string") {
      request[id] = value.map((item, index) => {
        if (typeof item !== "string") return item;
        const usb = parseUsbLine(item, `usb.${index}`);
        if (usb.ok) return usb.value;
        issues.push(...usb.issues);
        // Stands for the entry, so that the schema does not complain about it a second time.
        return { vendorId: "0000", productId: "0000" };
      });
    } else request[id] = value;
  }
  if (Object.keys(branding).length > 0) request["merchant_branding"] = branding;
  return request;
}

function findWritten(raw: RawRequest, path: string): string | undefined {
  const [, field = path, index] = /^(.*?)(?:\.(\d+)(?:\..*)?)?$/u.exec(path) ?? [];
  const value = raw.fields.get(field);
  const item: RawItem | undefined = typeof value === "string" ? value : value?.[Number(index ?? -1)];
  return typeof item === "string" ? item : undefined;
}

/** Place of a field in the form, so that the reply goes through the text from top to bottom; unknown ones come last. */
function placeOf(path: string): number {
  const place = requestFields.findIndex((field) => path === field.id || path.startsWith(`${field.id}.`));
  return place === -1 ? requestFields.length : place;
}

/**
 * The one parser of forge requests: text of strangers in, a typed request or every problem at once out. Never throws.
 * CRLF becomes LF and the text NFC before anything is read; sizes are checked before parsing.
 */
export function parseRequestText(text: string, kind: RequestTextKind): Parsed<ForgeRequest> {
  if (text.length > maxCharacters) return refuse("too_large", `is longer than ${maxCharacters} characters`);
  const clean = text.replaceAll("\r\n", "\n").normalize("NFC");
  const hidden = findForbiddenText(clean);
  if (hidden)
    return refuse("forbidden_text", `holds ${hidden.what} (${hidden.codePoint}) in line ${hidden.line}; remove it`);
  const raw = readRaw(clean, kind);
  if (raw.fields.size === 0 && raw.issues.length > 0) return { ok: false, issues: raw.issues };
  const issues = [...raw.issues];
  const parsed = parseForgeRequest(buildRequest(raw, issues));
  if (parsed.ok && issues.length === 0) return parsed;
  const told = new Set(issues.map((issue) => issue.path));
  const schemaIssues = parsed.ok ? [] : parsed.issues.filter((issue) => !told.has(issue.path));
  return {
    ok: false,
    issues: [...issues, ...schemaIssues]
      .map((issue) => explainIssue(issue, findWritten(raw, issue.path)))
      .sort((a, b) => placeOf(a.path) - placeOf(b.path)),
  };
}
