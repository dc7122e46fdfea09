import type { PluginManifest } from "@plugsmith/schemas";

export type MappedPlugin = Pick<
  PluginManifest,
  "name" | "version" | "type" | "cms" | "hooks" | "events" | "dependencies"
>;

/** Text for a Mermaid label: nothing in it can end the label or begin markup. */
const label = (text: string) => text.replace(/[^\p{L}\p{N} .,:/@_*-]/gu, " ").slice(0, 80);

/**
 * Plugins, the hooks that they answer, the events that they publish and hear, and the plugins that they need, as a Mermaid flowchart.
 * The same plugins give the same text.
 */
export function renderPluginMap(plugins: readonly MappedPlugin[]): string {
  const sorted = [...plugins].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ids = new Map<string, string>();
  const lines: string[] = [];
  const node = (kind: "p" | "h" | "e", text: string): string => {
    const key = `${kind} ${text}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = `${kind}${[...ids.keys()].filter((one) => one.startsWith(kind)).length + 1}`;
    ids.set(key, id);
    const [open, close] = { p: ["[", "]"], h: ["([", "])"], e: ["{{", "}}"] }[kind];
    lines.push(`  ${id}${open}"${label(text)}"${close}`);
    return id;
  };
  const links: string[] = [];
  const names = new Map(sorted.map(({ name, version }) => [name, `${name} ${version}`]));
  for (const { name, hooks, events, dependencies } of sorted) {
    const own = node("p", names.get(name) ?? name);
    for (const hook of hooks) links.push(`  ${node("h", hook)} --> ${own}`);
    for (const event of events.publishes) links.push(`  ${own} --> ${node("e", event)}`);
    for (const event of events.subscribes) links.push(`  ${node("e", event)} --> ${own}`);
    for (const needed of dependencies) links.push(`  ${own} -.-> ${node("p", names.get(needed.name) ?? needed.name)}`);
  }
  return ["flowchart LR", ...lines, ...links].join("\n");
}
