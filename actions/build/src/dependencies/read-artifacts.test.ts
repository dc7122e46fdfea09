import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestOf, makeWheel } from "../testing/make-archives.ts";
import { startRegistry, type TestRegistry } from "../testing/start-registry.ts";
import type { Artifact } from "./locked-package.ts";
import { readArtifacts, readWheels } from "./read-artifacts.ts";

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.close());

/** A store in memory that counts. */
function memoryStore() {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    take: ({ checksum }: Artifact) => kept.get(checksum?.hex ?? "") ?? null,
    keep: ({ checksum }: Artifact, bytes: Uint8Array) => void kept.set(checksum?.hex ?? "", bytes),
  };
}
const bytes = Buffer.from("tarball");
const artifact = (name: string): Artifact => ({
  what: `${name} 1.0.0`,
  url: `${registry.origin}/${name}.tgz`,
  checksum: { algorithm: "sha512", hex: digestOf("sha512", bytes) },
});

describe("readArtifacts", () => {
  it("fetches once, and takes from the cache after that", async () => {
    registry.routes.set("GET /a.tgz", { body: bytes });
    const store = memoryStore();
    expect(await readArtifacts({ store, offline: false }, [artifact("a")])).toMatchObject([{ cached: false }]);
    registry.routes.delete("GET /a.tgz");
    expect(await readArtifacts({ store, offline: true }, [artifact("a")])).toMatchObject([{ bytes, cached: true }]);
    expect(registry.strange).toEqual([]);
  });

  it("refuses and keeps no bytes that the lockfile does not name", async () => {
    registry.routes.set("GET /b.tgz", { body: "poison" });
    const store = memoryStore();
    await expect(readArtifacts({ store, offline: false }, [artifact("b")])).rejects.toMatchObject({
      code: "dependencies_invalid",
      message: expect.stringContaining("b 1.0.0"),
    });
    expect(store.kept.size).toBe(0);
  });

  it("asks nobody when it is told to be offline", async () => {
    await expect(readArtifacts({ store: null, offline: true }, [artifact("c")])).rejects.toMatchObject({
      code: "dependencies_unavailable",
      message: expect.stringContaining("PLUGSMITH_OFFLINE"),
    });
    expect(registry.strange).toEqual([]);
  });
});

describe("readWheels", () => {
  const wheel = makeWheel("acme_lib", "1.0", { "acme_lib.py": "" });
  const sha256 = digestOf("sha256", wheel);
  const wanted = { ecosystem: "pypi", name: "acme-lib", version: "1.0", scope: "runtime", hashes: [sha256] } as const;

  it("finds the pure wheel of a package on its page, and none on another host", async () => {
    const context = { store: null, offline: false };
    const page = (href: string) => ({ type: "text/html", body: `<a href="${href}#sha256=${sha256}">x</a>` });
    registry.routes.set("GET /simple/acme-lib/", page("/files/acme_lib-1.0-py3-none-any.whl"));
    expect(await readWheels(context, `${registry.origin}/simple`, [wanted])).toEqual([
      {
        what: "acme-lib 1.0",
        url: `${registry.origin}/files/acme_lib-1.0-py3-none-any.whl`,
        file: "acme_lib-1.0-py3-none-any.whl",
        checksum: { algorithm: "sha256", hex: sha256 },
      },
    ]);
    for (const href of ["https://evil.example/acme_lib-1.0-py3-none-any.whl", "/acme_lib-1.0.tar.gz"]) {
      registry.routes.set("GET /simple/acme-lib/", page(href));
      await expect(readWheels(context, `${registry.origin}/simple`, [wanted])).rejects.toMatchObject({
        code: "dependencies_invalid",
        hint: expect.stringContaining("pure Python"),
      });
    }
  });

  it("needs no index for a wheel that the cache has", async () => {
    const store = memoryStore();
    store.kept.set(sha256, wheel);
    const [found] = await readWheels({ store, offline: true }, "https://pypi.test/simple", [wanted]);
    expect(found).toMatchObject({ file: "acme_lib-1.0-py3-none-any.whl", checksum: { hex: sha256 } });
  });
});
