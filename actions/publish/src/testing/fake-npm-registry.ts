import { createHash } from "node:crypto";

interface Version {
  readonly dist: { readonly integrity: string; readonly shasum: string };
  deprecated?: string;
}

interface Document {
  readonly name: string;
  readonly versions: Record<string, Version>;
  readonly "dist-tags": Record<string, string>;
  readonly time: Record<string, string>;
  readonly _attachments?: Record<string, { data: string; length: number }>;
}

export interface FakeNpmRegistry {
  readonly fetch: typeof fetch;
  readonly documents: Map<string, Document>;
  /** How often a tarball was taken. */
  published: number;
  /** Called before and after each write. */
  onWrite: (moment: "before" | "after", what: string) => void;
}

const json = (status: number, body: unknown) => Response.json(body, { status });
const parts = /^\/(?:-\/package\/(?<tagged>[^/]+)\/dist-tags\/(?<tag>\w+)|(?<name>[^/]+))$/u;

/**
 * An npm registry in memory, as strict as the real ones: a token for every write, a version once, a tarball that is what its
 * digests say. A path that nobody taught it fails the test.
 */
export function fakeNpmRegistry(base: string, token: string): FakeNpmRegistry {
  const documents = new Map<string, Document>();

  function publish(name: string, given: Document): Response {
    const before = documents.get(name);
    const [version = ""] = Object.keys(given.versions);
    if (before?.versions[version]) return json(409, { error: "this package is already present" });
    const [file] = Object.values(given._attachments ?? {});
    const bytes = Buffer.from(file?.data ?? "", "base64");
    const { integrity, shasum } = given.versions[version]?.dist ?? { integrity: "", shasum: "" };
    const real = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
    if (bytes.length !== file?.length || real !== integrity) return json(400, { error: "integrity" });
    if (createHash("sha1").update(bytes).digest("hex") !== shasum) return json(400, { error: "shasum" });
    documents.set(name, {
      name,
      versions: { ...before?.versions, ...given.versions },
      "dist-tags": { ...before?.["dist-tags"], ...given["dist-tags"] },
      time: { ...before?.time, [version]: "2026-06-01T12:31:00.000Z" },
    });
    fake.published += 1;
    return json(201, { ok: true });
  }

  function answer(method: string, path: string, body: unknown): Response {
    const { tagged, tag, name } = parts.exec(path)?.groups ?? {};
    if (tagged !== undefined && tag !== undefined && method === "PUT") {
      const document = documents.get(decodeURIComponent(tagged));
      if (document) document["dist-tags"][tag] = String(body);
      return document ? json(201, {}) : json(404, {});
    }
    if (name === undefined) throw new Error(`fake npm registry: nobody expects ${method} ${path}`);
    const known = decodeURIComponent(name);
    if (method === "GET") return documents.has(known) ? json(200, documents.get(known)) : json(404, { error: "none" });
    const given = body as Document;
    if (given._attachments) return publish(known, given);
    documents.set(known, given);
    return json(200, {});
  }

  const fake: FakeNpmRegistry = {
    documents,
    published: 0,
    onWrite: () => undefined,
    fetch: (async (url: string, init: RequestInit) => {
      const { method = "GET" } = init;
      if (!url.startsWith(`${base}/`)) throw new Error(`fake npm registry: nobody expects ${url}`);
      const path = url.slice(base.length).replace(/\?write=true$/u, "");
      if (method === "GET") return answer(method, path, null);
      const { authorization } = init.headers as Record<string, string>;
      if (authorization !== `Bearer ${token}`) return json(401, { error: "unauthorized" });
      fake.onWrite("before", `npm ${path}`);
      const response = answer(method, path, JSON.parse(String(init.body)));
      fake.onWrite("after", `npm ${path}`);
      return response;
    }) as unknown as typeof fetch,
  };
  return fake;
}
