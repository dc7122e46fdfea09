/** A node of a parsed workflow or action file: what GitHub's parser found, without its classes. */
export type Template =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "expression"; readonly expression: string }
  | { readonly kind: "list"; readonly items: readonly Template[] }
  | { readonly kind: "map"; readonly entries: ReadonlyArray<readonly [key: Template, value: Template]> };

/** Value below `keys` in nested maps, or undefined when one of them is missing. */
export function getTemplate(template: Template | undefined, ...keys: readonly string[]): Template | undefined {
  let node = template;
  for (const key of keys) {
    if (node?.kind !== "map") return undefined;
    node = node.entries.find(([name]) => name.kind === "value" && String(name.value) === key)?.[1];
  }
  return node;
}

/** Entries of a map by literal key, in file order; empty for anything else. */
export function getEntries(template: Template | undefined): ReadonlyArray<readonly [string, Template]> {
  if (template?.kind !== "map") return [];
  return template.entries.flatMap(([key, value]) =>
    key.kind === "value" ? [[String(key.value), value] as const] : [],
  );
}

/** Text of a literal, or undefined for expressions, lists, maps and null. */
export function getLiteral(template: Template | undefined): string | undefined {
  return template?.kind === "value" && template.value !== null ? String(template.value) : undefined;
}

/** Items of a list; a lone scalar counts as a list of one, as `needs: a` does. */
export function getItems(template: Template | undefined): readonly Template[] {
  if (template === undefined) return [];
  if (template.kind === "list") return template.items;
  return template.kind === "map" || (template.kind === "value" && template.value === null) ? [] : [template];
}
