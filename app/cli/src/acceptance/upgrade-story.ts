import type { DoorWorld } from "./open-door-world.ts";

/** A published plugin of a door world, its files, and what the forge says of it. */
export interface UpgradeStory {
  /** A call of the administrator; `~` stands for the repository. */
  api(route: string, parameters?: Record<string, unknown>): Promise<unknown>;
  /** A file; null: there is none. */
  read(path: string, ref: string): Promise<{ readonly text: string; readonly sha: string } | null>;
  write(path: string, branch: string, text: string, sha?: string): Promise<unknown>;
  statusOf(request: number): Promise<string>;
  /** The issue about plugins behind their packs. */
  readTold(): Promise<readonly { readonly number: number; readonly state: string; readonly body: string }[]>;
  /** What the publish workflow does in the end: merges, and enters the version in the registry. */
  publish(request: number): Promise<void>;
}

export function openUpgradeStory(world: DoorWorld, name: string, cms: string): UpgradeStory {
  const folder = `plugins/${name}`;
  const story: UpgradeStory = {
    async api(route, parameters = {}) {
      const admin = world.as("admin");
      const address = route.replace("~", "/repos/{owner}/{repo}");
      return (await admin.request(address, { ...admin.repository, ...parameters })).data;
    },
    async read(path, ref) {
      const answer = await story.api("GET ~/contents/{path}", { path, ref }).catch((error: { status?: number }) => {
        if (error.status === 404) return null;
        throw error;
      });
      const { content, sha } = (answer ?? {}) as { content?: string; sha?: string };
      return content === undefined ? null : { text: Buffer.from(content, "base64").toString(), sha: sha ?? "" };
    },
    write: (path, branch, text, sha) =>
      story.api("PUT ~/contents/{path}", {
        path,
        branch,
        message: "By hand",
        content: Buffer.from(text).toString("base64"),
        ...(sha && { sha }),
      }),
    statusOf: async (request) =>
      (await world.as("writer").comments(request)).find((one) => one.body.startsWith("<!-- plugsmith:status"))?.body ??
      "",
    async readTold() {
      const issues = await story.api("GET ~/issues", { state: "all", labels: "forge/outdated", per_page: 100 });
      return issues as { number: number; state: string; body: string }[];
    },
    async publish(request) {
      const pull = await world.as("writer").pullOf(`forge/request-${request}`);
      if (!pull) throw new Error("There is no pull request.");
      await story.api("PUT ~/pulls/{number}/merge", { number: pull.number, sha: pull.head.sha, merge_method: "merge" });
      const manifest = JSON.parse((await story.read(`${folder}/plugin.json`, "main"))?.text ?? "{}");
      const version = {
        version: manifest.version,
        digest: `sha256:${"a".repeat(64)}`,
        size: 10,
        publishedAt: new Date().toISOString(),
        request,
        pullRequest: pull.number,
        headSha: pull.head.sha,
        mergeSha: pull.head.sha,
        tree: "b".repeat(40),
        runId: "1",
        assets: { zip: "a.zip", bundle: "a.jsonl", sbom: "a.json" },
        permissions: manifest.permissions,
        status: "active",
      };
      const { description, type, runtime } = manifest;
      const plugin = { name, description, type, cms, runtime, usb: [], versions: [version] };
      const registry = await story.read("registry.json", "forge/registry");
      const text = JSON.stringify({ ...JSON.parse(registry?.text ?? "{}"), plugins: [plugin] });
      await story.write("registry.json", "forge/registry", text, registry?.sha);
    },
  };
  return story;
}
