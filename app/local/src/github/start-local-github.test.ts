import { afterEach, describe, expect, it } from "vitest";
import { loadEmulate } from "./load-emulate.ts";
import type { LocalGitHub } from "./local-github.ts";
import { startLocalGitHub } from "./start-local-github.ts";
import { askWhileBusy } from "./testing/ask-while-busy.ts";

const running: LocalGitHub[] = [];
async function start(...args: Parameters<typeof startLocalGitHub>): Promise<LocalGitHub> {
  const github = await startLocalGitHub(...args);
  running.push(github);
  return github;
}
afterEach(async () => {
  for (const github of running.splice(0)) await github.close();
});

describe("startLocalGitHub", () => {
  it("runs several at once, each with its own people and repositories", async () => {
    const [a, b] = await Promise.all([start(), start({ people: ["ada"], organisation: "other" })]);
    await a.createRepository({ owner: "forge", name: "r", files: { x: "x" } });
    expect((await fetch(`${a.url}/repos/forge/r`)).status).toBe(200);
    expect((await fetch(`${b.url}/repos/forge/r`)).status).toBe(404);
    expect(Object.keys(b.people)).toContain("ada");
    expect(Object.keys(a.people)).not.toContain("ada");
  });

  it("answers what came over a kept connection while this process was busy", async () => {
    const { url } = await start();
    expect(await askWhileBusy(`${url}/rate_limit`)).toBe("HTTP/1.1 200 OK");
  });

  it("leaves plain emulate as it was", async () => {
    const { plugin } = await loadEmulate();
    const before = plugin.register;
    await start();
    expect(plugin.register).toBe(before);
  });

  it("lists requests with who made them and what they got", async () => {
    const github = await start();
    await github.createRepository({ owner: "forge", name: "r", files: { x: "x" } });
    const token = github.issueJobToken({ repository: "forge/r", permissions: { contents: "read" }, runId: 1 });
    await fetch(`${github.url}/repos/forge/r/issues?state=all`, { headers: { authorization: `Bearer ${token}` } });
    await fetch(`${github.url}/repos/forge/r`, {
      headers: { authorization: `Bearer ${github.people["requester"]?.token}` },
    });
    expect(github.requests).toEqual([
      {
        method: "GET",
        path: "/repos/forge/r/issues?state=all",
        status: 403,
        token: "job",
        actor: "github-actions[bot]",
      },
      { method: "GET", path: "/repos/forge/r", status: 200, token: "person", actor: "requester" },
    ]);
  });

  it("collects what Apps and jobs ask that GitHub does not document, and only theirs", async () => {
    const github = await start({ strictRequests: true });
    await github.createRepository({ owner: "forge", name: "r", files: { x: "x" } });
    const token = github.issueJobToken({
      repository: "forge/r",
      permissions: { contents: "write", issues: "write" },
      runId: 1,
    });
    const call = (as: string | undefined, path: string, body?: object) =>
      fetch(github.url + path, {
        method: body ? "POST" : "GET",
        headers: { authorization: `Bearer ${as}`, "content-type": "application/json" },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    await call(token, "/repos/forge/r/contents/x");
    await call(token, "/repos/forge/r/issues", { title: "x", colour: "red" });
    await call(token, "/forge/r.git/info/refs?service=git-upload-pack");
    await call(github.people["requester"]?.token, "/repos/forge/r/nonsense");
    expect(github.violations).toMatchObject([
      { method: "POST", operationId: "issues/create", errors: ["/colour is no documented property"] },
    ]);
  });

  it("says what is wrong when somebody names what is not there", async () => {
    const github = await start();
    expect(() => github.readRepository("forge/none")).toThrow(/no repository forge\/none/);
    expect(() => github.setJobs(1, [])).toThrow(/no run 1/);
  });

  it("gives ids that cannot be mistaken for numbers or for each other", async () => {
    const github = await start();
    const { id, ownerId } = await github.createRepository({ owner: "forge", name: "r", files: { x: "x" } });
    const ids = [id, ownerId, ...Object.values(github.people).map((person) => person.id)];
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.min(...ids)).toBeGreaterThan(10_000);
  });
});
