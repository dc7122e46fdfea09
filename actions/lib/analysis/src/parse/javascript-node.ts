/** A node of @babel/parser. */
export interface JsNode {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number } } | null;
  readonly [field: string]: unknown;
}

export const isNode = (value: unknown): value is JsNode =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

export const nodesOf = (value: unknown): JsNode[] =>
  Array.isArray(value) ? value.flatMap(nodesOf) : isNode(value) ? [value] : [];

export const lineOf = (node: JsNode): number => node.loc?.start.line ?? 0;

/** The name of an identifier, private or not, or the text of a literal key. */
export const idOf = (value: unknown): string =>
  !isNode(value)
    ? ""
    : value.type === "Identifier"
      ? String(value["name"])
      : value.type === "PrivateName"
        ? `#${idOf(value["id"])}`
        : String(value["value"] ?? "");
