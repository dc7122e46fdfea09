import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

let runId = 0;
beforeAll(async () => {
  await pair.local.commit("main", { ".github/workflows/w.yml": "on: workflow_dispatch\njobs: {}\n" });
  const { json } = await pair.local.call({
    as: "bot",
    route: "POST ~/actions/workflows/w.yml/dispatches",
    body: { ref: "main", return_run_details: true },
  });
  runId = json.workflow_run_id;
});

describe("artifacts of a run", () => {
  it("have no bytes in plain emulate", async () => {
    expect((await pair.plain.call({ as: "bot", route: "GET ~/actions/artifacts/1/zip" })).status).toBe(404);
  });

  it("are listed by name and downloaded through a redirect", async () => {
    pair.github.addArtifact(runId, "forge-results", Buffer.from("results"));
    const { id } = pair.github.addArtifact(runId, "forge-package", Buffer.from("package"));
    const { json } = await pair.local.call({
      as: "bot",
      route: `GET ~/actions/runs/${runId}/artifacts?name=forge-package`,
    });
    expect(json).toMatchObject({
      total_count: 1,
      artifacts: [{ id, name: "forge-package", size_in_bytes: 7, digest: expect.stringMatching(/^sha256:/) }],
    });
    const zip = await pair.local.call({ as: "bot", route: `GET ~/actions/artifacts/${id}/zip` });
    expect(zip.status).toBe(302);
    expect(await (await fetch(zip.headers.get("location") ?? "")).text()).toBe("package");
    expect(Buffer.from(pair.github.readArtifact(runId, "forge-results") ?? []).toString()).toBe("results");
    expect(pair.github.readArtifact(runId, "nothing")).toBeUndefined();
  });

  it("are not for the anonymous, nor for jobs without actions: read", async () => {
    const { id } = pair.github.addArtifact(runId, "secretish", Buffer.from("x"));
    const job = pair.github.issueJobToken({ repository: "forge/plugins", permissions: { contents: "write" }, runId });
    expect((await pair.local.call({ route: `GET ~/actions/artifacts/${id}/zip` })).status).toBe(401);
    expect((await pair.local.call({ as: job, route: `GET ~/actions/artifacts/${id}/zip` })).status).toBe(403);
  });
});
