import type { ForgeRequest } from "@plugsmith/schemas";
import { requestFields } from "./request-fields.ts";

/** One field that two requests differ in, as text; empty where it is not given. */
export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

const describeItem = (item: unknown): string => (item instanceof Object ? Object.values(item).join(":") : String(item));

function describe(request: ForgeRequest, id: string): string {
  const value = id.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], request);
  if (value === undefined) return "";
  return Array.isArray(value) ? value.map(describeItem).join(", ") : describeItem(value);
}

/** The fields in which two requests differ, in the order of the form. */
export function listChanges(before: ForgeRequest, after: ForgeRequest): FieldChange[] {
  return requestFields
    .map(({ id }) => ({ field: id, before: describe(before, id), after: describe(after, id) }))
    .filter((change) => change.before !== change.after);
}
