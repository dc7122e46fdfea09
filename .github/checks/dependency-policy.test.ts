import { describe, expect, it } from "vitest";
import { allowedDependencies } from "./allowed-dependencies.ts";
import { isTestBed, listProjectFiles, readProjectFile } from "./list-project-files.ts";
import { parseImports } from "./parse-imports.ts";
import { rooms } from "./rooms.ts";

type Dependencies = Record<string, string>;
interface Manifest {
  name: string;
  dependencies?: Dependencies;
  devDependencies?: Dependencies;
  optionalDependencies?: Dependencies;
  peerDependencies?: Dependencies;
}
interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}

const workspaceOf = (file: string) =>
  /^(schemas|templates|app|app\/(local|cli)|runner-agent|actions\/lib\/[^/]+)\/package\.json$/.test(file);
const manifests = listProjectFiles()
  .filter((file) => file === "package.json" || workspaceOf(file))
  .map((file) => ({ file, manifest: JSON.parse(readProjectFile(file)) as Manifest }));
const declared = manifests.flatMap(({ file, manifest }) =>
  [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies, manifest.peerDependencies].flatMap(
    (group) => Object.entries(group ?? {}).map(([name, version]) => ({ file, name, version })),
  ),
);
const lockText = readProjectFile("package-lock.json");
const locked = Object.entries((JSON.parse(lockText) as { packages: Record<string, Locked> }).packages);
const fromRegistry = locked.filter(([path, entry]) => path.includes("node_modules/") && entry.link !== true);

describe("declared dependencies", () => {
  it("are found in every workspace", () => {
    expect(manifests).toHaveLength(rooms.filter((room) => room.package).length + 1);
    expect(declared.length).toBeGreaterThan(40);
  });

  it("have exact versions", () => {
    expect(declared.filter(({ version }) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version))).toEqual([]);
  });

  it("are on the allowlist, each with its reason", () => {
    const outside = declared.filter(({ name }) => !name.startsWith("@plugsmith/") && !(name in allowedDependencies));
    expect(outside).toEqual([]);
  });

  it("leave nothing on the allowlist that nobody declares", () => {
    const names = new Set(declared.map(({ name }) => name));
    expect(Object.keys(allowedDependencies).filter((name) => !names.has(name))).toEqual([]);
  });

  it("have one version in the whole project", () => {
    const versions = Map.groupBy(declared, ({ name }) => name);
    const torn = [...versions].filter(([, uses]) => new Set(uses.map(({ version }) => version)).size > 1);
    expect(torn.map(([name]) => name)).toEqual([]);
  });

  it("hold emulate at 0.12.2, the version that app/local corrects", () => {
    const versions = declared.filter(({ name }) => name === "emulate").map(({ version }) => version);
    expect([...new Set(versions)]).toEqual(["0.12.2"]);
  });
});

describe("imports of workspaces", () => {
  const sources = listProjectFiles().filter(
    (file) => file.endsWith(".ts") && !/\/(generated|packs|fixtures)\//.test(file) && !isTestBed(file),
  );

  it("name only what their own package.json declares", () => {
    const undeclared = manifests.flatMap(({ file, manifest }) => {
      if (file === "package.json") return [];
      const folder = file.replace("package.json", "");
      const inner = manifests
        .map((each) => each.file.replace("package.json", ""))
        .filter((each) => each !== folder && each.startsWith(folder));
      const known = new Set([manifest.name, ...Object.keys(manifest.dependencies ?? {})]);
      return sources
        .filter((source) => source.startsWith(`${folder}src/`) && !inner.some((each) => source.startsWith(each)))
        .flatMap((source) =>
          parseImports(readProjectFile(source))
            .filter(({ typeOnly }) => !typeOnly)
            .map(({ specifier }) => ({ source, specifier })),
        )
        .filter(({ specifier }) => /^[@a-z]/.test(specifier) && !specifier.startsWith("node:"))
        .filter(
          ({ specifier }) =>
            !known.has(
              specifier
                .split("/")
                .slice(0, specifier.startsWith("@") ? 2 : 1)
                .join("/"),
            ),
        )
        .map(({ source, specifier }) => `${source}: ${specifier} is not in ${file}`);
    });
    expect(undeclared).toEqual([]);
  });
});

describe("the lockfile", () => {
  it("pins every package by SHA-512", () => {
    expect(fromRegistry.length).toBeGreaterThan(100);
    expect(fromRegistry.filter(([, entry]) => !entry.integrity?.startsWith("sha512-")).map(([path]) => path)).toEqual(
      [],
    );
  });

  it("names no registry host and no machine", () => {
    expect(locked.filter(([, entry]) => entry.resolved && entry.link !== true)).toEqual([]);
    expect(lockText).not.toMatch(/https?:\/\/[^"\s]*(registry|artifactory|nexus|localhost)/);
  });

  it("runs no install script", () => {
    expect(locked.filter(([, entry]) => entry.hasInstallScript).map(([path]) => path)).toEqual([]);
  });
});
