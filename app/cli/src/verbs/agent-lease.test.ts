import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMeterBench } from "../testing/open-meter-bench.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

let bench: Awaited<ReturnType<typeof openMeterBench>>;
beforeAll(async () => {
  bench = await openMeterBench();
  await bench.plugIn();
}, 120_000);
afterAll(() => bench.close());
const lease = (...words: string[]) => runPlugsmith(["agent", "lease", ...words, "--socket", bench.owner, "--json"]);

describe("plugsmith agent lease", { timeout: 60_000 }, () => {
  it("reserves any free device of a kind, shows it to others, and gives it back", async () => {
    expect((await lease()).stderr).toContain("Nobody holds a lease.");
    const taken = await lease("--device", "0403:6001", "--reason", "soak test", "--holder", "maya");
    expect(taken).toMatchObject({ code: 0, result: { lease: { device: "S1", holder: "maya" } } });
    const { stderr } = await lease();
    expect(stderr).toMatch(/S1 +\d+ min.* left +maya +soak test +id /);
    expect(await lease("--device", "S1")).toMatchObject({ code: 1, result: { code: "lease_held" } });
    const { token } = taken.result["lease"] as { token: string };
    expect(await lease("--renew", token, "--seconds", "900")).toMatchObject({ code: 0 });
    expect(await lease("--release", token)).toMatchObject({ code: 0, result: { released: true } });
  });

  it("lets the owner end a lease by its id, and refuses numbers that are none", async () => {
    const { result } = await lease("acme-meter");
    const { id } = result["lease"] as { id: string };
    expect(await lease("--revoke", id)).toMatchObject({ code: 0 });
    expect(bench.agent.status().leases).toEqual([]);
    expect(await lease("acme-meter", "--seconds", "soon")).toMatchObject({ code: 2, result: { code: "wrong_usage" } });
  });
});
