import type { PluginBom } from "@plugsmith/schemas";
import type { BomSubject } from "../bundle/verify-bom.ts";

const hashOf = (digest: string): PluginBom["metadata"]["component"]["hashes"] => [
  { alg: "SHA-256", content: digest.slice("sha256:".length) },
];

/** The bill of materials of a package, in the shape that the package step writes. */
export const makeBom = ({ digest, manifest, index }: BomSubject): PluginBom => ({
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  version: 1,
  metadata: {
    component: {
      type: "application",
      name: manifest.name,
      version: manifest.version,
      "bom-ref": `${manifest.name}@${manifest.version}`,
      hashes: hashOf(digest),
      licenses: [{ license: { id: manifest.licence } }],
      components: index.files.map((file) => ({
        type: "file",
        name: file.path,
        "bom-ref": `file:${file.path}`,
        hashes: hashOf(file.digest),
      })),
    },
  },
  components: manifest.dependencies.map(({ name, range }) => ({
    type: "application",
    name,
    version: range,
    "bom-ref": `plugin:${name}`,
  })),
});
