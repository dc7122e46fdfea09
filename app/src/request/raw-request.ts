import type { ParseIssue } from "@plugsmith/schemas";

/**
 * What was found in the text, before any rule but form was applied: fields by their dotted id, all values text.
 * `issues` are problems of form; the text may still hold fields whose problems are worth telling in the same reply.
 */
export interface RawRequest {
  readonly fields: ReadonlyMap<string, string | readonly RawItem[]>;
  readonly issues: readonly ParseIssue[];
}

/** One entry of a list: text, or a flat mapping (`usb: [{vendorId, productId}]`). */
export type RawItem = string | Readonly<Record<string, string>>;
