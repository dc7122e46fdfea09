import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plugsmithRoot } from "../forge/release-files.ts";
import { type DoorWorld, openDoorWorld } from "./open-door-world.ts";

const body = "### cms\n\nnode\n\n### name\n\nshop-hook\n\n### description\n\nWebhooks for the Acme shop\n";
const folder = "plugins/shop-hook";

/** The packs that Plugsmith brings, the node pack a version later: its readme lies in docs/ and says more. */
function makeNewerPacks(): string {
  const packs = mkdtempSync(join(tmpdir(), "plugsmith-packs-"));
  cpSync(join(plugsmithRoot, "templates/packs"), packs, { recursive: true });
  const pack = join(packs, "node");
  const yaml = readFileSync(join(pack, "pack.yml"), "utf8");
  const newer = yaml
    .replace(/^version: .*$/mu, "version: 1.99.0")
    .replace(/path: "?README\.md"?/u, "path: docs/README.md");
  expect(newer).toContain("docs/README.md");
  writeFileSync(join(pack, "pack.yml"), newer);
  const readme = join(pack, "files/README.md.eta");
  writeFileSync(readme, `${readFileSync(readme, "utf8")}\nWritten by the newer templates.\n`);
  mkdirSync(join(pack, "migrations"));
  const steps = "  - rename: {from: README.md, to: docs/README.md}\n";
  const migration = `schemaVersion: 1\nto: 1.99.0\nsummary: The readme lies in docs/.\nsteps:\n${steps}`;
  writeFileSync(join(pack, "migrations/0001-readme-in-docs.yml"), migration);
  return packs;
}

describe("an upgrade to newer templates, over the real server", () => {
  let world: DoorWorld;
  let packs = "";
  let request = 0;
  beforeAll(async () => {
    packs = makeNewerPacks();
    world = await openDoorWorld();
    request = (await world.as("requester").openIssue("Forge request: shop-hook", body)).number;
    await world.settle();
  }, 60_000);
  afterAll(async () => {
    rmSync(packs, { recursive: true, force: true });
    await world.close();
  });

  const api = async (route: string, parameters: Record<string, unknown> = {}) => {
    const admin = world.as("admin");
    return (await admin.request(route.replace("~", "/repos/{owner}/{repo}"), { ...admin.repository, ...parameters }))
      .data;
  };
  async function read(path: string, ref: string): Promise<{ text: string; sha: string } | null> {
    const answer = await api("GET ~/contents/{path}", { path, ref }).catch((error: { status?: number }) => {
      if (error.status === 404) return null;
      throw error;
    });
    const { content, sha } = (answer ?? {}) as { content?: string; sha?: string };
    return content === undefined ? null : { text: Buffer.from(content, "base64").toString(), sha: sha ?? "" };
  }
  const write = (path: string, branch: string, text: string, sha?: string) =>
    api("PUT ~/contents/{path}", {
      path,
      branch,
      message: "By hand",
      content: Buffer.from(text).toString("base64"),
      ...(sha && { sha }),
    });
  const readTold = async () => {
    const issues = await api("GET ~/issues", { state: "all", labels: "forge/outdated", per_page: 100 });
    return issues as { number: number; state: string; body: string }[];
  };
  const statusOf = async (number: number) =>
    (await world.as("writer").comments(number)).find((one) => one.body.startsWith("<!-- plugsmith:status"))?.body ?? "";

  /** What the publish workflow does in the end: merges, and enters the version in the registry. */
  async function publish(): Promise<void> {
    const pull = await world.as("writer").pullOf(`forge/request-${request}`);
    if (!pull) throw new Error("There is no pull request.");
    await api("PUT ~/pulls/{number}/merge", { number: pull.number, sha: pull.head.sha, merge_method: "merge" });
    const manifest = JSON.parse((await read(`${folder}/plugin.json`, "main"))?.text ?? "{}");
    const at = new Date().toISOString();
    const version = {
      version: manifest.version,
      digest: `sha256:${"a".repeat(64)}`,
      size: 10,
      publishedAt: at,
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
    const plugin = {
      ...{ name: "shop-hook", description: manifest.description, type: manifest.type, cms: "node", runtime: "node" },
      usb: [],
      versions: [version],
    };
    const registry = await read("registry.json", "forge/registry");
    const text = JSON.stringify({ ...JSON.parse(registry?.text ?? "{}"), plugins: [plugin] });
    await write("registry.json", "forge/registry", text, registry?.sha);
  }

  it("arrives as an issue and a pull request with people's edits in them, and waits for other people's approval", async () => {
    const branch = `forge/request-${request}`;
    const readme = await read(`${folder}/README.md`, branch);
    const edited = readme?.text.replace("## Test\n", "Ask Wim first.\n\n## Test\n") ?? "";
    await write(`${folder}/README.md`, branch, edited, readme?.sha);
    await world.settle();
    await publish();
    await world.as("requester").comment(request, "/forge status");
    await world.settle();
    expect(await statusOf(request)).toContain("**Published.**");
    expect(await statusOf(request)).not.toContain("newer templates");

    await world.restartBot(packs);
    await world.as("maintainer").comment(request, "/forge status");
    await world.settle();
    expect(await statusOf(request)).toContain("`node` 1.99.0; it was made with");
    // The look of the start goes on beside deliveries.
    await expect.poll(readTold, { timeout: 30_000 }).toMatchObject([{ state: "open" }]);
    const told = await readTold();
    expect(told[0]?.body).toMatch(/`shop-hook` `1\.0\.0` \| `node` `[\d.]+` \| `1\.99\.0` \| \d+ \| clean \|/u);
    expect(told[0]?.body).toContain(`comment \`/forge upgrade\` on #${request} |`);
    await world.as("writer").comment(request, "/forge upgrade");
    await world.as("maintainer").comment(request, "/forge upgrade");
    await world.settle();

    const issues = (await api("GET ~/issues", { state: "open", per_page: 100 })) as { number: number; title: string }[];
    const asked = issues.filter(({ title }) => title === "Forge request: upgrade shop-hook to node 1.99.0");
    expect(asked).toHaveLength(1);
    const upgrade = asked[0]?.number ?? 0;
    const head = `forge/request-${upgrade}`;
    const pull = await world.as("writer").pullOf(head);
    expect(pull?.body).toMatch(
      /### Newer templates\n\nPack `node` .* → 1\.99\.0\. Migrations done first:\n\n- 1 \(1\.99\.0\)/u,
    );
    expect(await read(`${folder}/README.md`, head)).toBeNull();
    const merged = (await read(`${folder}/docs/README.md`, head))?.text ?? "";
    expect(merged).toContain("Ask Wim first.");
    expect(merged).toContain("Written by the newer templates.");
    expect(world.dispatched.at(-1)).toBe(`forge-pipeline.yml shop-hook ${pull?.head.sha}`);

    for (const role of ["maintainer", "approver1", "approver2"] as const)
      await world.as(role).review(pull?.number ?? 0, pull?.head.sha ?? "", "APPROVE", "");
    await world.settle();
    expect(await statusOf(upgrade)).toContain("#### Approvals: 2 of 2");
    expect(await statusOf(upgrade)).toMatch(/`max` not counted/u);

    request = upgrade;
    await publish();
    await world.restartBot(packs);
    await expect.poll(readTold, { timeout: 30_000 }).toMatchObject([{ state: "closed", number: told[0]?.number }]);
  }, 90_000);
});
