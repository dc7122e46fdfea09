import { beforeEach, describe, expect, it } from "vitest";
import { applyChecks } from "./apply-checks.ts";
import type { CheckRun } from "./render-check.ts";

const head = "a".repeat(40);
const token = "ghs_secret";
const check = (step: string, title = "ok"): CheckRun => ({
  name: `forge / ${step}`,
  head_sha: head,
  external_id: `plugsmith/acme-pay/${step}`,
  status: "completed",
  conclusion: "success",
  started_at: "2026-06-01T10:00:00.000Z",
  completed_at: "2026-06-01T10:00:01.000Z",
  output: { title, summary: "" },
});

/** Check runs of one commit, as GitHub keeps them; every other call fails. */
let runs: (CheckRun & { id: number })[] = [];
let refuse: number | undefined;
beforeEach(() => {
  runs = [];
  refuse = undefined;
});
const fakeFetch: typeof globalThis.fetch = async (address, init) => {
  const url = new URL(String(address));
  const path = url.pathname.replace("/repos/acme/forge", "");
  if (new Headers(init?.headers).get("authorization") !== `Bearer ${token}`) throw new Error("no token");
  if (refuse !== undefined) return Response.json({ message: token }, { status: refuse });
  const body = init?.body === undefined ? {} : JSON.parse(String(init.body));
  if (init?.method === "GET" && path === `/commits/${head}/check-runs`) {
    const named = runs.filter(({ name }) => name === url.searchParams.get("check_name"));
    return Response.json({ check_runs: named });
  }
  if (init?.method === "POST" && path === "/check-runs") {
    runs.push({ ...body, id: runs.length + 1 });
    return Response.json({}, { status: 201 });
  }
  const run = runs.find(({ id }) => path === `/check-runs/${id}`);
  if (init?.method !== "PATCH" || !run || "head_sha" in body) throw new Error(`unknown ${init?.method} ${path}`);
  Object.assign(run, body);
  return Response.json({});
};
const target = { apiUrl: "https://api.github.test", repository: "acme/forge", token, fetch: fakeFetch };

describe("applyChecks", () => {
  it("creates each check once, and updates it when the pipeline runs again", async () => {
    expect(await applyChecks(target, [check("build"), check("test")])).toEqual({ created: 2, updated: 0 });
    expect(await applyChecks(target, [check("build"), check("test", "tests_failed")])).toEqual({
      created: 0,
      updated: 2,
    });
    expect(runs.map(({ name, output }) => [name, output.title])).toEqual([
      ["forge / build", "ok"],
      ["forge / test", "tests_failed"],
    ]);
  });

  it("never touches a check of the same name that another plugin or App made", async () => {
    runs.push({ ...check("build", "foreign"), external_id: "someone-else", id: 1 });
    expect(await applyChecks(target, [check("build")])).toEqual({ created: 1, updated: 0 });
    expect(runs[0]?.output.title).toBe("foreign");
  });

  it.each([
    [403, /checks: write/],
    [500, /again/],
  ])("says what to do when GitHub answers %i, and not the token", async (status, hint) => {
    refuse = status;
    const error = await applyChecks(target, [check("build")]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "report_failed", hint: expect.stringMatching(hint) });
    expect(JSON.stringify([error, String(error)])).not.toContain(token);
  });

  it("says that GitHub did not answer", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    await expect(applyChecks({ ...target, fetch }, [check("build")])).rejects.toMatchObject({
      code: "report_failed",
      message: expect.stringContaining("did not answer"),
    });
  });
});
