import { Ajv, type ValidateFunction } from "ajv";
import { convertNullable } from "./convert-nullable.ts";
import { createOperationFinder } from "./find-operation.ts";
import type { ApiDescription, Operation, Schema } from "./operation.ts";

/** What a check found. `operationId` is undefined for a route that GitHub does not document. */
export interface RequestCheck {
  ok: boolean;
  operationId: string | undefined;
  errors: string[];
}

export type RequestChecker = (method: string, url: string, body?: unknown, contentType?: string) => RequestCheck;

const shownErrors = 6;
/** Formats of GitHub's description; none of them is worth a refusal of its own here. */
const formats = [
  "repo.nwo",
  "timestamp",
  "ssh-key",
  "binary",
  "date-time",
  "uri",
  "email",
  "date",
  "int64",
  "hostname",
];

/**
 * Checks requests against GitHub's OpenAPI description, strictly: an unknown route, an undocumented query parameter or body
 * property, a missing or wrong value is an error. `body` is JSON text or its value. Schemas are compiled when first used.
 */
export function createRequestChecker(description: ApiDescription): RequestChecker {
  const find = createOperationFinder(description.operations);
  const definitions = convertNullable(description.components) as Record<string, Schema>;
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  for (const format of formats) ajv.addFormat(format, true);
  const compiled = new Map<string, ValidateFunction>();
  const compile = (key: string, schema: Schema): ValidateFunction => {
    let validate = compiled.get(key);
    if (!validate) {
      validate = ajv.compile({ ...(convertNullable(schema) as Schema), $defs: definitions });
      compiled.set(key, validate);
    }
    return validate;
  };
  return (method, address, body, contentType = "application/json") => {
    const url = new URL(address);
    const path = url.pathname.replace(/^\/api\/v3(?=\/)/, "");
    const operation = find(method, path);
    if (!operation)
      return { ok: false, operationId: undefined, errors: [`${method} ${path} is no documented operation`] };
    const errors = [
      ...checkQuery(operation, url.searchParams),
      ...checkBody(operation, body, contentType, compile, definitions),
    ];
    return { ok: errors.length === 0, operationId: operation.id, errors };
  };
}

function checkQuery(operation: Operation, given: URLSearchParams): string[] {
  const errors: string[] = [];
  for (const [name, value] of given) {
    const known = operation.query.find((parameter) => parameter.name === name);
    if (!known) errors.push(`query ${name} is not documented`);
    else if (known.schema["type"] === "integer" && !/^-?\d+$/.test(value)) errors.push(`query ${name} is no integer`);
    else if (Array.isArray(known.schema["enum"]) && !known.schema["enum"].map(String).includes(value)) {
      errors.push(`query ${name} must be one of ${known.schema["enum"].join(", ")}`);
    }
  }
  for (const { name, required } of operation.query)
    if (required && !given.has(name)) errors.push(`query ${name} is missing`);
  return errors;
}

function checkBody(
  operation: Operation,
  body: unknown,
  contentType: string,
  compile: (key: string, schema: Schema) => ValidateFunction,
  definitions: Record<string, Schema>,
): string[] {
  if (operation.raw) return [];
  const empty = body === undefined || body === null || body === "";
  if (empty) return operation.bodyRequired ? ["a body is required"] : [];
  if (!contentType.includes("json")) return [`the body must be JSON, not ${contentType}`];
  const value = typeof body === "string" ? parseJson(body) : body;
  if (value === undefined) return ["the body is no JSON"];
  if (!operation.body) return Object.keys(value as object).length > 0 ? ["the operation takes no body"] : [];
  const validate = compile(operation.id, operation.body);
  const errors = validate(value)
    ? []
    : (validate.errors ?? [])
        .slice(0, shownErrors)
        .map((error) => `${error.instancePath || "/"} ${error.message ?? ""}`);
  const known = propertiesOf(operation.body, definitions);
  // GitHub ignores what it does not know, so a misspelt property would silently do nothing.
  const unknown = known ? Object.keys(value as object).filter((name) => !known.has(name)) : [];
  return [...errors, ...unknown.map((name) => `/${name} is no documented property`)];
}

/** Names of a body's properties, or undefined when the schema leaves them open. */
function propertiesOf(schema: Schema, definitions: Record<string, Schema>): Set<string> | undefined {
  const names = new Set<string>();
  let found = false;
  const visit = (node: Schema) => {
    const reference = node["$ref"];
    if (typeof reference === "string") visit(definitions[reference.split("/").at(-1) ?? ""] ?? {});
    if (node["properties"]) found = true;
    for (const name of Object.keys((node["properties"] as object | undefined) ?? {})) names.add(name);
    for (const key of ["oneOf", "anyOf", "allOf"])
      for (const part of (node[key] as Schema[] | undefined) ?? []) visit(part);
  };
  visit(schema);
  return found ? names : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
