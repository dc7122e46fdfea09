import { type ForgeRequest, type Parsed, type ParseIssue, parseForgeRequest } from "@plugsmith/schemas";
import { checkValues, secretAdvice } from "./check-values.ts";
import { explainIssue } from "./explain-issue.ts";
import { dropForbiddenText, findForbiddenText } from "./find-forbidden-text.ts";
import { findSecrets, holdsSecret, redactSecrets, secretMark } from "./find-secrets.ts";
import { limitText } from "./limit-text.ts";
import { parseRawRequest, type RequestTextKind } from "./parse-raw-request.ts";
import { parseUsbItem } from "./parse-usb-item.ts";
import type { RawRequest } from "./raw-request.ts";
import { requestFields } from "./request-fields.ts";

/** One reply must fit into one comment; a text with more problems is no request that went wrong in places. */
const maxIssues = 40;

function buildRequest(raw: RawRequest, issues: ParseIssue[]): Record<string, unknown> {
  const request: Record<string, unknown> = {};
  const branding: Record<string, unknown> = {};
  for (const [id, value] of raw.fields) {
    if (id.startsWith("merchant_branding.")) branding[id.slice("merchant_branding.".length)] = value;
    else if (id === "usb") {
      request[id] = [value].flat().map((item, index) => {
        const usb = parseUsbItem(item, `usb.${index}`);
        if (usb.ok) return usb.value;
        issues.push(...usb.issues);
        // What the schema says of it as well is not told again.
        return item;
      });
    } else request[id] = value;
  }
  if (Object.keys(branding).length > 0) request["merchant_branding"] = branding;
  return request;
}

/** The text at `cms`, or at `features.0`: the first entry of a list. None that holds a credential: what is told is made of it. */
function findWritten(raw: RawRequest, path: string): string | undefined {
  const dot = path.lastIndexOf(".");
  const value = raw.fields.get(path) ?? raw.fields.get(path.slice(0, dot))?.[Number(path.slice(dot + 1))];
  return typeof value === "string" && !holdsSecret(value) ? value : undefined;
}

/** Place of a field in the form, so that the reply goes through the text from top to bottom; unknown ones come last. */
function placeOf(path: string): number {
  if (path === "") return -1;
  const place = requestFields.findIndex((field) => path === field.id || path.startsWith(`${field.id}.`));
  return place === -1 ? requestFields.length : place;
}

/** Credentials in prose around the request: those in fields are told there. */
function tellSecrets(text: string, raw: RawRequest): ParseIssue[] {
  const found = findSecrets(text);
  const told = [...raw.fields.values()].flat().filter((item) => JSON.stringify(item).includes(secretMark));
  if (found.length <= told.length) return [];
  const places = found.slice(0, 5).map(({ what, line }) => `${what} in line ${line}`);
  return [{ path: "", rule: "secret", message: `holds what looks like ${places.join(", ")}: ${secretAdvice}` }];
}

const isTold = (told: ReadonlySet<string>, path: string) => told.has(path) || told.has(path.replace(/\.[^.]*$/u, ""));

/**
 * The one parser of forge requests: text of strangers in, a typed request or every problem at once out. Never throws, and
 * needs time in a line with the text. Sizes are checked before anything is read, credentials taken out before anything
 * can quote them, CRLF becomes LF, and text NFC.
 */
export function parseRequestText(text: string, kind: RequestTextKind): Parsed<ForgeRequest> {
  const large = limitText(text);
  if (large) return { ok: false, issues: [large] };
  const whole = text
    .replace(/^\ufeff/u, "")
    .replaceAll("\r\n", "\n")
    .normalize("NFC");
  const clean = redactSecrets(whole);
  const hidden = findForbiddenText(clean);
  const raw = parseRawRequest(hidden ? dropForbiddenText(clean) : clean, kind);
  const issues = [...tellSecrets(whole, raw), ...raw.issues];
  if (hidden) {
    const message = `holds ${hidden.what} (${hidden.codePoint}) in line ${hidden.line}; remove it`;
    issues.push({ path: "", rule: "forbidden_text", message });
  }
  if (raw.fields.size === 0 && issues.length > 0) return { ok: false, issues: issues.slice(0, maxIssues) };
  issues.push(...checkValues(raw));
  const parsed = parseForgeRequest(buildRequest(raw, issues));
  if (parsed.ok && issues.length === 0) return parsed;
  const told = new Set(issues.map((issue) => issue.path));
  const schemaIssues = parsed.ok ? [] : parsed.issues.filter((issue) => !isTold(told, issue.path));
  const all = [...issues, ...schemaIssues]
    .slice(0, maxIssues)
    .map((issue) => explainIssue(issue, findWritten(raw, issue.path)))
    .sort((a, b) => placeOf(a.path) - placeOf(b.path));
  return { ok: false, issues: all };
}
