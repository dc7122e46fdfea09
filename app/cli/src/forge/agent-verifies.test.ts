import { writeFileSync } from "node:fs";
import {
  makeTestApproval,
  makeTestProvenance,
  makeTestTestResult,
  startTestSigning,
  type TestSigning,
} from "@plugsmith/local/testing";
import { type FakeBench, openFakeBench } from "@plugsmith/runner-agent/testing";
import { computeDigest } from "@plugsmith/schemas";
import { decideQuorum } from "@plugsmith/trust";
import { makeManifest, makePackage, makeQuorumFacts, makeReview, makeReviewers } from "@plugsmith/trust/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
const permissions = {
  filesystem: [],
  network: { outbound: [], inbound: false },
  usb: [{ vendorId: "0403", productId: "6001" }],
  memory: 128,
  queue: [],
};

describe("the agent, over really signed packages", () => {
  let signing: TestSigning;
  let bench: FakeBench;
  beforeEach(async () => {
    signing = await startTestSigning();
    bench = await openFakeBench({}, {}, "real");
    writeFileSync(bench.config.trust.policyFile, JSON.stringify(signing.policy));
    bench.forge.setReviewers(makeReviewers(1, 2, 3));
  });
  afterEach(async () => {
    await bench.close();
    await signing.close();
  });

  type More = (own: { zipName: string; digest: string }, version: string) => Promise<string>;
  const nothing: More = async () => "";
  async function publish(version: string, { claims = {}, reviews = [1, 2], more = nothing } = {}) {
    const manifest = makeManifest({ version, methods: ["identify"], permissions });
    const code = `export function onLoad() {}\nexport const methods = { identify: () => "${version}" };\n`;
    const zip = makePackage({ manifest, files: { "entry.mjs": code } });
    const own = { zipName: `bench-hello-${version}.zip`, digest: computeDigest(zip) };
    const quorum = decideQuorum(makeQuorumFacts({ reviews: reviews.map((id) => makeReview(id)) }));
    const approval = makeTestApproval({ ...own, plugin: { name: "bench-hello", version }, quorum });
    bench.forge.publishBytes({
      manifest,
      zip,
      bundles: (await signing.sign([makeTestProvenance(own), approval], claims)) + (await more(own, version)),
    });
  }

  it("runs what the forge signed and people approved, swaps to the next, and starts it again without the forge", async () => {
    await publish("1.0.0");
    await bench.agent().request("poll");
    await bench.attach(board);
    await bench.waitFor("forge.device.attached");
    expect(await bench.call("bench-hello", "identify")).toBe("1.0.0");
    const { proved = [] } = bench.agent().status().plugins[0] as { proved?: readonly string[] };
    expect(proved.join(" ")).toContain("user-1, user-2");
    await publish("1.1.0");
    await bench.waitFor("forge.plugin.swapped");
    bench.forge.setDown(true);
    const since = bench.events.length;
    await bench.restart();
    await bench.attach(board);
    await bench.waitFor("forge.device.attached", since);
    expect(await bench.call("bench-hello", "identify")).toBe("1.1.0");
  });

  it("refuses what another workflow signed and keeps what runs", async () => {
    await publish("1.0.0");
    await bench.attach(board);
    await bench.waitFor("forge.device.attached");
    await publish("1.1.0", {
      claims: { job_workflow_ref: `evil/plugsmith/.github/workflows/publish.yml@${"c".repeat(40)}` },
    });
    expect(await bench.waitFor("forge.plugin.refused")).toMatchObject({
      plugin: { version: "1.1.0" },
      code: "identity_mismatch",
    });
    expect(await bench.call("bench-hello", "identify")).toBe("1.0.0");
  });

  const tests: More = (own, version) =>
    signing.sign([makeTestTestResult({ ...own, plugin: { name: "bench-hello", version } })]);
  const brokenTests: More = async (...of) => (await tests(...of)).replace('"sig":"', '"sig":"AA');
  it("asks for a test result where its policy does, and looks at none where it does not", {
    timeout: 60_000,
  }, async () => {
    await publish("1.0.0", { more: brokenTests });
    await bench.attach(board);
    await bench.waitFor("forge.device.attached");
    const demanding = { ...signing.policy, attestations: { testResult: "PASSED" } };
    writeFileSync(bench.config.trust.policyFile, JSON.stringify(demanding));
    await bench.restart();
    await bench.attach(board);
    const refused = (version: string, code: string) =>
      vi.waitFor(
        () =>
          expect(bench.events).toContainEqual(
            expect.objectContaining({ plugin: expect.objectContaining({ version }), code }),
          ),
        { timeout: 20_000 },
      );
    await refused("1.0.0", "signature_invalid");
    await publish("1.0.1");
    await refused("1.0.1", "attestation_missing");
    const since = bench.events.length;
    await publish("1.0.2", { more: tests });
    await bench.waitFor("forge.device.attached", since, 20_000);
    expect(await bench.call("bench-hello", "identify")).toBe("1.0.2");
  });

  it("refuses a package whose approvers do not hold the role in the registry", async () => {
    bench.forge.setReviewers(makeReviewers(1, 3));
    await publish("1.0.0");
    await bench.agent().request("poll");
    await bench.attach(board);
    expect(await bench.waitFor("forge.plugin.refused")).toMatchObject({ code: "quorum_missing" });
    await expect(bench.call("bench-hello", "identify")).rejects.toMatchObject({ code: "plugin_not_ready" });
  });
});
