import { expect, it } from "vitest";
import { describeEvidence } from "./describe-evidence.ts";

it("gives each file its path in the shared folder, its digest and its size", () => {
  expect(describeEvidence([{ name: "perf.json", bytes: Buffer.from("abc") }])).toEqual([
    {
      name: "perf.json",
      path: "sandbox/perf.json",
      digest: "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      size: 3,
    },
  ]);
});
