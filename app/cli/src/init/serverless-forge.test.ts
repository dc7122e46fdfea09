import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createLocalRunner, startLocalGitHub, startLocalSigstore } from "@plugsmith/local";
import { createGitRegistryStore } from "@plugsmith/registry";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildBundles, plugsmithRoot, readReleaseFiles } from "../forge/release-files.ts";
import { planInit } from "./plan-init.ts";

/** A forge without a server, as init writes it, on the embedded GitHub with the real workflow files and built actions. */
async function startServerlessForge() {
  buildBundles();
  const paths = ["action.yml", "dist/main.js", ...globSync("templates/packs/bench/**/*", { cwd: plugsmithRoot })];
  const more = paths.filter((path) => statSync(join(plugsmithRoot, path)).isFile());
  const files = Object.fromEntries(more.map((path) => [path, readFileSync(join(plugsmithRoot, path))]));
  const github = await startLocalGitHub({ organisation: "acme", people: ["max", "ada", "lin", "rosa"] });
  const sigstore = await startLocalSigstore();
  const release = { owner: "plugsmith", name: "plugsmith", files: { ...readReleaseFiles(), ...files } };
  const { url, trustedRoot } = sigstore;
  const plan = planInit({
    repository: "acme/forge",
    plugsmithRepository: "plugsmith/plugsmith",
    plugsmithSha: (await github.createRepository(release)).headSha,
    approvers: { users: ["ada", "lin"].map((login) => ({ id: github.people[login]?.id ?? 0, login })) },
    bot: "workflow",
    requestsFrom: "anyone",
    signing: { mode: "keyless-public", fulcioUrl: url, rekorUrl: url, timestampUrl: url },
    trustedRoot,
  });
  await github.createRepository({ owner: "acme", name: "forge", files: plan.files });
  const token = github.people["max"]?.token ?? "";
  await createGitRegistryStore({ gitUrl: `${github.url}/acme/forge.git`, token }).initialise(plan.registry);
  const failures: string[] = [];
  const runner = createLocalRunner({
    github,
    oidc: sigstore,
    environment: existsSync("/usr/bin/bwrap") ? {} : { PLUGSMITH_CONFINEMENT: "process" },
    onEvent: (event) => event.type === "annotation" && event.level === "error" && failures.push(event.message),
  });
  return {
    failures,
    async call(who: string, method: string, path: string, body?: object) {
      const headers = { authorization: `Bearer ${github.people[who]?.token}`, "content-type": "application/json" };
      const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      const answer = await fetch(`${github.url}/repos/acme/forge${path}`, init);
      expect(answer.status, `${method} ${path}`).toBeLessThan(300);
      return (await answer.json()) as never;
    },
    /** An end of a run may start the next one, so quiet means quiet twice. */
    async settle() {
      for (let quiet = 0; quiet < 5; quiet += 1) {
        await github.idle();
        await runner.idle();
      }
    },
    async stop() {
      await runner.close();
      await sigstore.close();
      await github.close();
    },
  };
}

let forge: Awaited<ReturnType<typeof startServerlessForge>>;
beforeAll(async () => {
  forge = await startServerlessForge();
}, 60_000);
afterAll(() => forge.stop());

describe("a forge without a server", () => {
  it("turns an issue into a signed release, woken by nothing but workflows of its default branch", async () => {
    const fields = {
      cms: "bench",
      name: "acme-probe",
      description: "Probe of the acme device",
      locale: "en_US",
      usb: "0403:6001",
    };
    const body = Object.entries(fields)
      .map(([label, value]) => `### ${label}\n\n${value}\n`)
      .join("\n");
    const opened = { title: "Forge request: acme-probe", labels: ["forge-request"], body };
    const issue: { number: number } = await forge.call("rosa", "POST", "/issues", opened);
    await forge.settle();
    expect(forge.failures).toEqual([]);
    const [pull]: [{ number: number; head: { sha: string; ref: string } }] = await forge.call("rosa", "GET", "/pulls");
    expect(pull.head.ref).toBe(`forge/request-${issue.number}`);
    for (const who of ["ada", "lin"]) {
      await forge.call(who, "POST", `/pulls/${pull.number}/reviews`, { event: "APPROVE", commit_id: pull.head.sha });
      await forge.settle();
    }
    await forge.call("ada", "POST", `/issues/${issue.number}/comments`, { body: "/forge publish" });
    await forge.settle();
    expect(forge.failures).toEqual([]);
    const release: { draft: boolean; assets: { name: string }[] } = await forge.call(
      "rosa",
      "GET",
      "/releases/tags/acme-probe@1.0.0",
    );
    expect(release.draft).toBe(false);
    const names = release.assets.map((asset) => asset.name).sort();
    expect(names).toEqual([
      "acme-probe-1.0.0.zip",
      "acme-probe-1.0.0.zip.cdx.json",
      "acme-probe-1.0.0.zip.sigstore.jsonl",
    ]);
    const comments: { body: string }[] = await forge.call("rosa", "GET", `/issues/${issue.number}/comments`);
    expect(comments[0]?.body).toContain("**Published.**");
  }, 90_000);
});
