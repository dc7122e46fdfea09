import type { PluginManifest } from "@plugsmith/schemas";

export type MappedPlugin = Pick<
  PluginManifest,
  "name" | "version" | "type" | "cms" | "hooks" | "events" | "dependencies"
>;

/** Text for a Mermaid label: nothing in it can end the label or begin markup. */
const label = (text: string) => text.replace(/[^\p{L}\p{N} .,:/@_*-]/gu, " ").slice(0, 80);

type Kind = "p" | "h" | "e";
const shapes: Readonly<Record<Kind, readonly [string, string]>> = {
  p: ["[", "]"],
  h: ["([", "])"],
  e: ["{{", "}}"],
};
/** Readable on GitHub's light and dark ground. */
const styles = [
  "  classDef hook fill:#e3f2fd,stroke:#1565c0,color:#0d2b45",
  "  classDef event fill:#fff3e0,stroke:#b26a00,color:#3d2600",
  "  classDef plugin fill:#e8f5e9,stroke:#2e7d32,color:#12330f",
  "  classDef frame fill:none,stroke:#8a8a8a",
];

/**
 * Plugins, the hooks that they answer, the events that they publish and hear, and the plugins that they need, as a Mermaid flowchart.
 * Plugins that are joined to the same hooks and events share a frame, so that a hundred alike draw as many arrows as one. The same
 * plugins give the same text.
 */
export function renderPluginMap(plugins: readonly MappedPlugin[]): string {
  const sorted = [...plugins].sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = new Map(sorted.map(({ name, version }) => [name, `${name} ${version}`]));
  const ids = new Map<string, string>();
  const made: Record<Kind, string[]> = { p: [], h: [], e: [] };
  const frames: string[] = [];
  const node = (kind: Kind, text: string): readonly [id: string, line: string] => {
    const key = `${kind} ${text}`;
    const id = ids.get(key) ?? `${kind}${made[kind].length + 1}`;
    if (!ids.has(key)) made[kind].push(id);
    ids.set(key, id);
    const [open, close] = shapes[kind];
    return [id, `${id}${open}"${label(text)}"${close}`];
  };
  const alike = Map.groupBy(sorted, ({ hooks, events }) =>
    JSON.stringify([[...hooks].sort(), [...events.publishes].sort(), [...events.subscribes].sort()]),
  );
  const lines: string[] = [];
  const links: string[] = [];
  const join = (kind: "h" | "e", texts: readonly string[]) =>
    texts.map((text) => {
      const isNew = !ids.has(`${kind} ${text}`);
      const [id, line] = node(kind, text);
      if (isNew) lines.push(`  ${line}`);
      return id;
    });
  for (const group of alike.values()) {
    const [first] = group;
    if (!first) continue;
    const own = group.map(({ name }) => node("p", names.get(name) ?? name));
    let place = own[0]?.[0] ?? "";
    if (own.length === 1) lines.push(`  ${own[0]?.[1]}`);
    else {
      place = `g${frames.length + 1}`;
      frames.push(place);
      lines.push(
        `  subgraph ${place}["${own.length} plugins alike"]`,
        "    direction LR",
        ...own.map(([, line]) => `    ${line}`),
        "  end",
      );
    }
    const [heard, asked, told] = [
      join("e", first.events.subscribes),
      join("h", first.hooks),
      join("e", first.events.publishes),
    ];
    const causes = [...asked, ...heard];
    if (causes.length > 0) links.push(`  ${causes.join(" & ")} --> ${place}`);
    if (told.length > 0) links.push(`  ${place} --> ${told.join(" & ")}`);
  }
  for (const { name, dependencies } of sorted)
    for (const needed of dependencies) {
      const target = names.get(needed.name) ?? needed.name;
      const isNew = !ids.has(`p ${target}`);
      const [id, line] = node("p", target);
      if (isNew) lines.push(`  ${line}`);
      links.push(`  ${node("p", names.get(name) ?? name)[0]} -. needs .-> ${id}`);
    }
  const classes = (
    [
      ["hook", made.h],
      ["event", made.e],
      ["plugin", made.p],
      ["frame", frames],
    ] as const
  ).flatMap(([style, own]) => (own.length > 0 ? [`  class ${own.join(",")} ${style}`] : []));
  return ["flowchart LR", ...lines, ...links, ...(classes.length > 0 ? [...styles, ...classes] : [])].join("\n");
}
