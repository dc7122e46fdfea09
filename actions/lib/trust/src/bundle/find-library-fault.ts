import type { BomComponent, DependencyPackage, PluginBom } from "@plugsmith/schemas";
import { renderPackageUrl } from "./render-package-url.ts";

const ecosystems = ["npm", "composer", "pypi"] as const satisfies readonly DependencyPackage["ecosystem"][];
const hashLengths = { "SHA-1": 40, "SHA-256": 64, "SHA-512": 128 } as const;

function isNamed(library: BomComponent): boolean {
  const { name, version, purl } = library;
  const ecosystem = ecosystems.find((each) => purl?.startsWith(`pkg:${each}/`));
  return (
    ecosystem !== undefined &&
    renderPackageUrl({ ecosystem, name, version }) === purl &&
    library["bom-ref"] === purl &&
    (library.hashes ?? []).every(({ alg, content }) => content.length === hashLengths[alg])
  );
}

/**
 * What is wrong with the packages of others in a bill of materials, as half a sentence; null: nothing. Each is named by its package
 * URL, once, and the plugin needs it. Which packages these are no package can show: that is the word of the build.
 */
export function findLibraryFault({ metadata, components = [], dependencies = [] }: PluginBom): string | null {
  const libraries = components.filter(({ type }) => type === "library");
  if (libraries.length === 0) return null;
  if (!libraries.every(isNamed)) return "a package in it is not what its package URL says";
  const refs = components.map((component) => component["bom-ref"]);
  if (new Set(refs).size !== refs.length) return "it names a package twice";
  const edges = dependencies.filter(({ ref }) => ref === metadata.component["bom-ref"]);
  const needed = edges[0]?.dependsOn ?? [];
  const known = new Set(refs);
  const isWhole = needed.length === refs.length && needed.every((ref) => known.delete(ref));
  return edges.length === 1 && isWhole ? null : "the plugin does not need exactly the packages in it";
}
