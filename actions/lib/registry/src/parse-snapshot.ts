import { ForgeError, type Parsed, parseRegistry, parseReviewers, parseSigners } from "@plugsmith/schemas";
import { type RegistrySnapshot, registryFile, reviewersFile, signersFile, trustedRootFile } from "./registry-store.ts";

function refuse(path: string, why: string, cause?: unknown): never {
  throw new ForgeError("registry_invalid", {
    message: `The registry is not valid: ${path} ${why}.`,
    hint: "Run `plugsmith init` in a new forge; in an old one, look at the newest commits of the branch forge/registry.",
    cause,
  });
}

function parseFile<T>(path: string, text: string | null, parse: (value: unknown) => Parsed<T>): T {
  if (text === null) return refuse(path, "is missing");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(path, "is not JSON", error);
  }
  const parsed = parse(value);
  if (!parsed.ok) return refuse(path, `${parsed.issues[0]?.path ?? ""} ${parsed.issues[0]?.message ?? ""}`.trim());
  return parsed.value;
}

const parseObject = (value: unknown): Parsed<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ok: true, value: value as Record<string, unknown> }
    : { ok: false, issues: [{ path: "", rule: "type", message: "must be an object" }] };

/**
 * The registry from the texts of its files.
 * @throws ForgeError `registry_invalid`.
 */
export function parseSnapshot(parent: string, readText: (path: string) => string | null): RegistrySnapshot {
  const root = readText(trustedRootFile);
  const signers = readText(signersFile);
  return {
    parent,
    registry: parseFile(registryFile, readText(registryFile), parseRegistry),
    reviewers: parseFile(reviewersFile, readText(reviewersFile), parseReviewers),
    trustedRoot: root === null ? null : parseFile(trustedRootFile, root, parseObject),
    signers: signers === null ? null : parseFile(signersFile, signers, parseSigners),
  };
}
