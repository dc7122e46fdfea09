import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One folder of sigstore-conformance's `test/assets/bundle-verify`. */
export interface Vector {
  readonly name: string;
  /** Whether verification must succeed. */
  readonly valid: boolean;
  readonly bundle: string;
  readonly artifact: Buffer;
  readonly identity: string;
  readonly issuer: string;
  /** PEM; null: the bundle must be verified by its certificate. */
  readonly publicKey: string | null;
  readonly trustedRoot: Record<string, unknown>;
}

const defaults = {
  identity:
    "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main",
  issuer: "https://token.actions.githubusercontent.com",
};

/**
 * The vectors of a checkout of sigstore/sigstore-conformance.
 * @param productionRoot trusted_root.json of Sigstore's public instance, for vectors without one of their own.
 */
export function readVectors(checkout: string, productionRoot: string): Vector[] {
  const assets = join(checkout, "test/assets/bundle-verify");
  const production = JSON.parse(readFileSync(productionRoot, "utf8")) as Record<string, unknown>;
  return readdirSync(assets, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const file = (other: string) => join(assets, name, other);
      const read = (other: string) => (existsSync(file(other)) ? readFileSync(file(other)) : null);
      const root = read("trusted_root.json");
      return {
        name,
        valid: !name.endsWith("_fail"),
        bundle: readFileSync(file("bundle.sigstore.json"), "utf8"),
        artifact: read("artifact") ?? readFileSync(join(assets, "a.txt")),
        identity: read("identity")?.toString("utf8").trim() ?? defaults.identity,
        issuer: read("issuer")?.toString("utf8").trim() ?? defaults.issuer,
        publicKey: read("key.pub")?.toString("utf8") ?? null,
        trustedRoot: root ? (JSON.parse(root.toString("utf8")) as Record<string, unknown>) : production,
      };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
