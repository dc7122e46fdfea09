/** Turns OpenAPI 3.0's `nullable: true` into JSON Schema, everywhere in a schema. */
export function convertNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(convertNullable);
  if (node === null || typeof node !== "object") return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, convertNullable(value)]),
  );
  if (nullable !== true) return typeof nullable === "object" ? { ...rest, nullable } : rest;
  if (typeof rest["type"] === "string") {
    const values = rest["enum"];
    return {
      ...rest,
      type: [rest["type"], "null"],
      ...(Array.isArray(values) ? { enum: [...new Set([...values, null])] } : {}),
    };
  }
  return { anyOf: [rest, { type: "null" }] };
}
