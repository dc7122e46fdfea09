/** A room of the project: its folder, its package name if it has one, and the packages it may import. */
export interface Room {
  readonly folder: string;
  readonly package: string | undefined;
  readonly mayImport: readonly string[];
}

const everything = [
  "schemas",
  "templates",
  "plugin-host",
  "analysis",
  "action-kit",
  "trust",
  "signers",
  "registry",
  "app",
  "local",
  "runner-agent",
  "cli",
];

const room = (folder: string, name: string | undefined, mayImport: readonly string[]): Room => ({
  folder,
  package: name && `@plugsmith/${name}`,
  mayImport: mayImport.map((each) => `@plugsmith/${each}`),
});

/** The import table of the architecture, most specific folder first. */
export const rooms: readonly Room[] = [
  room("schemas/", "schemas", []),
  room("templates/", "templates", ["schemas"]),
  room("actions/lib/host/", "plugin-host", ["schemas"]),
  room("actions/lib/analysis/", "analysis", ["schemas"]),
  room("actions/lib/kit/", "action-kit", ["schemas", "plugin-host"]),
  room("actions/lib/trust/", "trust", ["schemas"]),
  room("actions/lib/signers/", "signers", ["schemas", "trust"]),
  room("actions/lib/registry/", "registry", ["schemas", "trust"]),
  room("actions/", undefined, [
    "schemas",
    "templates",
    "plugin-host",
    "analysis",
    "action-kit",
    "trust",
    "signers",
    "registry",
  ]),
  room("app/local/", "local", ["schemas", "trust"]),
  room("app/cli/", "cli", everything),
  room("app/", "app", ["schemas", "templates", "trust"]),
  room("runner-agent/", "runner-agent", ["schemas", "trust", "plugin-host"]),
  room("bench/", undefined, everything),
  room(".github/", undefined, everything),
];

export const findRoom = (file: string): Room | undefined => rooms.find(({ folder }) => file.startsWith(folder));

/** Folder that a file's relative imports must stay in: its room, or its own step below `actions/`. */
export function findHome(file: string): string | undefined {
  const step = /^actions\/(?!lib\/)[^/]+\//.exec(file);
  return step?.[0] ?? findRoom(file)?.folder;
}
