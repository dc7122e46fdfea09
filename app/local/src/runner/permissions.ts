import { ForgeError } from "@plugsmith/schemas";
import { evaluateTemplate } from "./evaluate-template.ts";
import type { Template } from "./template.ts";

export type AccessLevel = "none" | "read" | "write";
/** Scope (GitHub's spelling, for example `pull-requests`) to level; an absent scope is `none`. */
export type Permissions = Readonly<Record<string, AccessLevel>>;

const levels: readonly AccessLevel[] = ["none", "read", "write"];
const rank = (level: AccessLevel | undefined) => levels.indexOf(level ?? "none");

/** A `permissions:` node, or undefined when it is absent. The shorthands `read-all` and `write-all` are refused: we want each scope named. */
export function parsePermissions(template: Template | undefined, where: string): Permissions | undefined {
  if (template === undefined) return undefined;
  const value = evaluateTemplate(template, {});
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ForgeError("job_unsupported", {
      message: `${where} gives its permissions as ${JSON.stringify(value)}.`,
      hint: "Name each scope with read or write.",
    });
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(
      ([scope, level]): Array<[string, AccessLevel]> => (level === "none" ? [] : [[scope, level as AccessLevel]]),
    ),
  );
}

/** The first scope of `wanted` above `allowed`, or undefined when all fit. */
export function findExcess(wanted: Permissions, allowed: Permissions): string | undefined {
  return Object.keys(wanted).find((scope) => rank(wanted[scope]) > rank(allowed[scope]));
}

/** Whether the permissions reach `level` for a scope. */
export function allows(permissions: Permissions, scope: string, level: AccessLevel): boolean {
  return rank(permissions[scope]) >= rank(level);
}

/** GitHub's API spells scopes with underscores; `id-token` is no permission of a token. */
export function toApiPermissions(permissions: Permissions): Record<string, "read" | "write"> {
  const scopes: Record<string, "read" | "write"> = { metadata: "read" };
  for (const [scope, level] of Object.entries(permissions)) {
    if (scope !== "id-token" && level !== "none") scopes[scope.replaceAll("-", "_")] = level;
  }
  return scopes;
}
