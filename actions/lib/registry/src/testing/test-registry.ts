import type { Registry } from "@plugsmith/schemas";
import { makeManifest } from "@plugsmith/trust/testing";
import { addVersion } from "../add-version.ts";
import { initRegistry } from "../init-registry.ts";

export const at = "2026-06-01T12:00:00.000Z";
const reviewers = [{ id: 1, login: "ada" }];
export const empty = JSON.parse(
  initRegistry({ repository: "acme/forge", reviewers, at })["registry.json"] ?? "",
) as Registry;
export const digestOf = (byte: number) => `sha256:${byte.toString(16).padStart(2, "0").repeat(32)}`;
const entry = (byte: number) => ({
  digest: digestOf(byte),
  size: 10,
  publishedAt: at,
  request: 1,
  pullRequest: 2,
  headSha: "a".repeat(40),
  mergeSha: "b".repeat(40),
  tree: "c".repeat(40),
  runId: "7",
  assets: { zip: "https://x.example/z", bundle: "https://x.example/b", sbom: "https://x.example/s" },
});
export const add = (registry: Registry, version: string, byte: number, name = "bench-hello") =>
  addVersion(registry, { manifest: makeManifest({ name, version }), entry: entry(byte) }, at);
export const revocation = { name: "bench-hello", version: "1.0.0", reason: "leaks", by: [{ id: 1, login: "ada", at }] };
export const published = add(empty, "1.0.0", 1);
