import type { ParseIssue } from "@plugsmith/schemas";
import { checkPermission } from "./check-permission.ts";
import { checkUrl } from "./check-url.ts";
import { findForbiddenText } from "./find-forbidden-text.ts";
import { findMixedScript } from "./find-mixed-script.ts";
import { holdsSecret } from "./find-secrets.ts";
import type { RawItem, RawRequest } from "./raw-request.ts";

/** Said wherever a credential was found. */
export const secretAdvice =
  "revoke it now, then edit the text; everybody who can read this has seen it, and GitHub keeps it in the edit history";

const textsOf = (item: RawItem): string[] => (typeof item === "string" ? [item] : Object.entries(item).flat());

function checkText(path: string, text: string): ParseIssue[] {
  if (holdsSecret(text))
    return [{ path, rule: "secret", message: `holds what looks like a credential: ${secretAdvice}` }];
  // Escapes of YAML and JSON bring characters that the text itself did not show.
  const hidden = findForbiddenText(text);
  return hidden
    ? [{ path, rule: "forbidden_text", message: `holds ${hidden.what} (${hidden.codePoint}); remove it` }]
    : [];
}

const rules: Readonly<Record<string, (path: string, text: string) => ParseIssue[]>> = {
  "merchant_branding.logo_url": checkUrl,
  "merchant_branding.name": (path, text) => {
    const word = findMixedScript(text);
    const message = "has a word that mixes letters of different alphabets, which look alike; type it with one keyboard";
    return word === undefined ? [] : [{ path, rule: "mixed_script", message }];
  },
  permissions: (path, text) => {
    const problem = checkPermission(text);
    return problem ? [{ path, ...problem }] : [];
  },
};

/** Problems in single values that the schema cannot say: hidden characters, credentials, addresses, permissions, look-alikes. */
export function checkValues(raw: RawRequest): ParseIssue[] {
  return [...raw.fields].flatMap(([id, value]) => {
    const items =
      typeof value === "string"
        ? [{ path: id, item: value }]
        : value.map((item, index) => ({ path: `${id}.${index}`, item }));
    return items.flatMap(({ path, item }) => {
      const bad = textsOf(item).flatMap((text) => checkText(path, text));
      return bad.length > 0 ? bad.slice(0, 1) : typeof item === "string" ? (rules[id]?.(path, item) ?? []) : [];
    });
  });
}
