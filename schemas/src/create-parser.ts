import type { ErrorObject } from "ajv";
import type { Parsed, ParseIssue } from "./parsed.ts";

interface Validate {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

const dotted = (pointer: string) =>
  pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");

function describe(error: ErrorObject): ParseIssue {
  const params = error.params as Record<string, unknown>;
  const parent = error.instancePath ? dotted(error.instancePath) : "";
  const below = (key: unknown) => [parent, String(key)].filter(Boolean).join(".");
  switch (error.keyword) {
    case "required":
      return { path: below(params["missingProperty"]), rule: "required", message: "is required" };
    case "additionalProperties":
      return {
        path: below(params["additionalProperty"]),
        rule: "additionalProperties",
        message: "is not a known field",
      };
    case "enum":
      return {
        path: parent,
        rule: "enum",
        message: `must be one of ${(params["allowedValues"] as unknown[]).join(", ")}`,
      };
    case "pattern": {
      const rule = (error.parentSchema as { description?: string } | undefined)?.description;
      return { path: parent, rule: "pattern", message: rule ? `does not fit: ${rule}` : "does not fit its grammar" };
    }
    case "discriminator":
      return { path: below(params["tag"]), rule: "discriminator", message: "names no known kind" };
    default:
      return { path: parent, rule: error.keyword, message: error.message ?? "is not valid" };
  }
}

/**
 * Binds a standalone validator to its type. The parser returns the same object it was given, now typed,
 * or every problem found; it never throws.
 */
export function createParser<T>(validate: Validate): (value: unknown) => Parsed<T> {
  return (value) => {
    if (validate(value)) return { ok: true, value: value as T };
    // "if" only repeats what its "then" already said.
    const issues = (validate.errors ?? []).filter((error) => error.keyword !== "if").map(describe);
    const unique = new Map(issues.map((issue) => [`${issue.path}\n${issue.rule}\n${issue.message}`, issue]));
    return { ok: false, issues: [...unique.values()] };
  };
}
