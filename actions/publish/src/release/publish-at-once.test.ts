import { type LocalSigstore, startLocalSigstore } from "@plugsmith/local";
import { findVersion } from "@plugsmith/registry";
import { computeDigest, ForgeError } from "@plugsmith/schemas";
import { verifyPackage } from "@plugsmith/trust";
import { makePackage, testCommits, testHead } from "@plugsmith/trust/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReleaseInputs } from "../parse-publish-inputs.ts";
import { anyOrder, inLegs, inOrder } from "../testing/any-order.ts";
import { signTestPackage } from "../testing/fake-signed.ts";
import { gatePorts } from "../testing/gate-ports.ts";
import { makeReleaseWorld, type ReleaseWorld } from "../testing/release-world.ts";
import { type Choice, type Gate, type Turn, takeTurns } from "../testing/take-turns.ts";
import { type ReleaseReport, releasePlugin } from "./release-plugin.ts";
import type { SignedFiles } from "./signed-files.ts";

const name = "bench-hello";
const zip = makePackage();
const zipName = `${name}-1.0.0.zip`;
const bundleName = `${zipName}.sigstore.jsonl`;
const inputs: ReleaseInputs = {
  phase: "release",
  name,
  headSha: testHead,
  digest: computeDigest(zip),
  pullRequest: 2,
  request: 1,
  mergeSha: testCommits.merge,
  zipDir: "/signed",
  trustedRoot: "",
  dryRun: false,
};

let sigstore: LocalSigstore;
let signed: SignedFiles[];
beforeAll(async () => {
  sigstore = await startLocalSigstore();
  // The same package, signed by each run anew: three different texts of signatures.
  signed = await Promise.all([0, 1, 2].map(() => signTestPackage(sigstore, zip)));
});
afterAll(() => sigstore.close());

/** The real verification, once for each question: hundreds of orders ask the same ones. */
const answers = new Map<string, ReturnType<typeof verifyPackage>>();
const verifyOnce: typeof verifyPackage = (evidence) => {
  const question = `${computeDigest(evidence.zip)} ${computeDigest(Buffer.from(evidence.bundles))}`;
  const known = answers.get(question) ?? verifyPackage(evidence);
  answers.set(question, known);
  return known;
};

/** What must be so at every moment. */
function makeWatch({ api, registry }: ReleaseWorld) {
  let first: string | null = null;
  return async () => {
    const published = api.state.releases.filter(({ draft }) => !draft);
    if (published.length > 1) throw new Error("two releases of one tag are published");
    const [release] = published;
    if (first !== null && JSON.stringify(release) !== first) throw new Error("the published release changed");
    if (release) {
      first = JSON.stringify(release);
      const files = Object.fromEntries(release.assets.map((asset) => [asset.name, asset.digest]));
      if (Object.keys(files).sort().join() !== [zipName, `${zipName}.cdx.json`, bundleName].join())
        throw new Error(`the published release has ${Object.keys(files)}`);
      if (files[zipName] !== inputs.digest) throw new Error("the published release has another zip");
      if (!signed.some(({ bundles }) => computeDigest(Buffer.from(bundles)) === files[bundleName]))
        throw new Error("the published release has signatures of nobody");
    }
    const entry = findVersion((await registry.read()).registry, name, "1.0.0");
    if (!entry) return;
    const bundle = release?.assets.find((asset) => asset.name === bundleName);
    if (!bundle || entry.assets.bundle !== bundle.browser_download_url)
      throw new Error("the registry names a file that is not in the release");
    const attested = registry.files.get(`attestations/${name}/1.0.0.sigstore.jsonl`) ?? "";
    if (computeDigest(Buffer.from(attested)) !== bundle.digest)
      throw new Error("registry and release have different signatures");
  };
}

/** Plays one order, with the rules held at every moment, and lets everybody run again afterwards. */
async function play(runs: number, choose: (waiting: readonly Turn[]) => Choice): Promise<Turn[]> {
  const world = makeReleaseWorld(sigstore);
  const watch = makeWatch(world);
  const turns: Turn[] = [];
  const programs = signed.slice(0, runs).map(
    (files) =>
      (gate: Gate): Promise<ReleaseReport> =>
        releasePlugin(inputs, gatePorts(world.ports, gate), files, verifyOnce),
  );
  const ends = await takeTurns(programs, choose, async (turn) => {
    turns.push(turn);
    await watch();
  });
  for (const end of ends) {
    if (end.status === "fulfilled" || String(end.reason).includes("killed")) continue;
    if (!(end.reason instanceof ForgeError) || !/again/u.test(end.reason.hint ?? "")) throw end.reason;
  }
  for (const files of signed.slice(0, runs)) await releasePlugin(inputs, world.ports, files, verifyOnce);
  await watch();
  expect(world.api.state.releases.map(({ draft }) => draft)).toEqual([false]);
  expect((await world.registry.read()).registry.sequence).toBe(1);
  return turns;
}

describe("publishers of one version at once, each with signatures of its own", () => {
  it("leave one whole release that the registry names, in every order with two changes of turn", async () => {
    const length = (await play(1, () => ({ index: 0 }))).length;
    expect(length).toBeGreaterThan(10);
    for (let first = 0; first <= length; first += 1)
      for (let second = 0; second <= length + 4; second += 1)
        await play(
          2,
          inLegs([
            { run: 0, calls: first },
            { run: 1, calls: second },
            { run: 0, calls: 1000 },
          ]),
        );
  }, 120_000);

  it("do so whatever the order of two or three is, and whoever is killed before or after whatever call", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(2, 3), anyOrder, async (runs, choices) => {
        await play(runs, inOrder(choices));
      }),
      { numRuns: Number(process.env["PLUGSMITH_MODEL_RUNS"] ?? "150"), endOnFailure: true },
    );
  }, 1_200_000);
});
