import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createFakeForge } from "../testing/fake-forge.ts";
import { readBenchEntry } from "./read-bench-entry.ts";

const publicKey = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" });
const config = `benches:\n  - id: lab-1\n    publicKey: ${JSON.stringify(publicKey)}\n`;

describe("readBenchEntry", () => {
  it("finds a bench of the default branch's forge.yml, and only there", async () => {
    const { context } = createFakeForge({ config });
    await context.mirror.refresh();
    expect(await readBenchEntry(context.mirror, "main", "lab-1")).toMatchObject({ id: "lab-1", publicKey });
    expect(await readBenchEntry(context.mirror, "main", "lab-2")).toBeUndefined();
    expect(await readBenchEntry(context.mirror, "no-such-branch", "lab-1")).toBeUndefined();
  });

  it("knows no bench where forge.yml is wrong", async () => {
    const { context } = createFakeForge({ config: `${config}nonsense: true\n` });
    await context.mirror.refresh();
    expect(await readBenchEntry(context.mirror, "main", "lab-1")).toBeUndefined();
  });
});
