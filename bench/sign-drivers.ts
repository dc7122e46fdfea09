import { createHash, generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";
import { computeDigest } from "@plugsmith/schemas";
import { signStatement } from "@plugsmith/signers";
import { makeTestStatements } from "@plugsmith/signers/testing";
import { verifyBundle } from "@plugsmith/trust";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { measureInterleaved, type Variant } from "./harness/measure-interleaved.ts";
import { openSignSetups } from "./harness/sign-setups.ts";

const zipBytes = 2 ** 20;

/** One statement signed and verified by each driver, beside a bare ECDSA signature; all hash the same zip first. */
export const benchmark: Benchmark = {
  summary: "signing and verifying one statement by each driver, beside bare ECDSA and SHA-256",
  async run({ quick, say }) {
    const zip = randomBytes(zipBytes);
    const hashZip = () => createHash("sha256").update(zip).digest();
    const bare = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const bareSignature = sign("sha256", hashZip(), bare.privateKey);
    const setups = await openSignSetups();
    try {
      const signing: Record<string, Variant> = { "sign bare": () => void sign("sha256", hashZip(), bare.privateKey) };
      const verifying: Record<string, Variant> = {
        "verify bare": () => {
          if (!verify("sha256", hashZip(), bare.publicKey, bareSignature))
            throw new Error("the bare signature does not hold");
        },
      };
      for (const [name, { setup, policy }] of Object.entries(setups.variants)) {
        const [statement] = makeTestStatements({ digest: computeDigest(zip) });
        if (!statement) throw new Error("there is no statement");
        const bundle = await signStatement(statement, setup);
        signing[`sign ${name}`] = async () => {
          hashZip();
          await signStatement(statement, setup);
        };
        verifying[`verify ${name}`] = () => void verifyBundle(bundle, policy, computeDigest(zip));
      }
      const rounds = quick ? 10 : 100;
      const rows: Row[] = [];
      for (const variants of [signing, verifying]) {
        say(`${rounds} rounds of ${Object.keys(variants).length} variants, interleaved`);
        const measured = await measureInterleaved(variants, { rounds, warmup: 3 });
        const floor = Object.values(measured)[0]?.p50 ?? Number.NaN;
        for (const [name, { p50, p90, min }] of Object.entries(measured))
          rows.push({ name, values: { p50, p90, min, ratio: p50 / floor } });
      }
      return {
        title: "Signing drivers",
        unit: "ms",
        rows,
        notes: [
          `Each row hashes the same ${zipBytes / 2 ** 20} MiB zip; ratio is to the bare row of its kind.`,
          "pkcs11 starts a process for each signature (SoftHSM); vault and keyless talk to doubles on this machine, whose own work counts.",
          ...setups.missing,
        ],
      };
    } finally {
      await setups.close();
    }
  },
};
