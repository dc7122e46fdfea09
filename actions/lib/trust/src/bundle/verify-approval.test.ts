import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PluginApproval, Reviewers, TrustPolicy } from "@plugsmith/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approvalNamespace, renderApprovalMessage } from "../proof/approval-message.ts";
import { approvalType, type Statement, statementType } from "./statement.ts";
import { verifyApproval } from "./verify-approval.ts";

const digest = `sha256:${"1".repeat(64)}`;
const headSha = "a".repeat(40);
const plugin = { name: "acme-pay", version: "1.2.0" };
const message = renderApprovalMessage({ ...plugin, digest, headSha });
const at = (minute: number) => `2026-11-21T10:0${minute}:00.000Z`;

let folder = "";
const keys: { path: string; line: string }[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-approval-"));
  for (const name of ["ada", "lin"]) {
    const path = join(folder, name);
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path]);
    keys.push({ path, line: readFileSync(`${path}.pub`, "utf8").trim() });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sign(person: number, text = message): string {
  const file = join(folder, "text");
  writeFileSync(file, text);
  rmSync(`${file}.sig`, { force: true });
  const argv = ["-q", "-Y", "sign", "-n", approvalNamespace, "-f", keys[person - 1]?.path ?? "", file];
  execFileSync("ssh-keygen", argv, { stdio: "ignore" });
  return readFileSync(`${file}.sig`, "utf8").trim();
}

const person = (id: number, given: Partial<PluginApproval["approvals"][number]> = {}) => ({
  id,
  login: id === 1 ? "ada" : "lin",
  reviewId: 10 + id,
  submittedAt: at(id),
  ...given,
});

function makeStatement(approvals: PluginApproval["approvals"], given: Partial<PluginApproval> = {}): Statement {
  const predicate: PluginApproval = {
    schemaVersion: 1,
    repository: "acme/forge",
    repositoryId: "42",
    pullRequest: 2,
    request: 1,
    headSha,
    tree: "e".repeat(40),
    digest,
    required: 2,
    approvals,
    excluded: [{ id: 5, login: "rosa", reason: "requester" }],
    decidedAt: at(9),
    plugin,
    ...given,
  };
  const subject = { name: "acme-pay-1.2.0.zip", digest: { sha256: "1".repeat(64) } };
  return { _type: statementType, subject: [subject], predicateType: approvalType, predicate: { ...predicate } };
}

function verify(statement: Statement, proof?: "ssh" | "ssh-sk", change: Partial<Reviewers["reviewers"][number]> = {}) {
  const reviewers = [1, 2].map((id) => ({
    id,
    login: `user-${id}`,
    role: "approver",
    from: at(0),
    sshKeys: [keys[id - 1]?.line ?? ""],
    ...change,
  }));
  const approvals = { required: 2, ...(proof && { proof }) };
  const policy = { repository: "acme/forge", repositoryId: "42", approvals } as TrustPolicy;
  return verifyApproval(statement, {
    policy,
    reviewers: { schemaVersion: 1, reviewers } as Reviewers,
    digest,
    headSha,
  });
}
const refusal = (code: string, reason?: string) =>
  expect.objectContaining({ code, ...(reason && { facts: expect.objectContaining({ reason }) }) });

describe("verifyApproval", () => {
  it("counts two people of the list who approved these bytes", () => {
    expect(verify(makeStatement([person(1), person(2)])).approvals).toHaveLength(2);
  });

  it.each([
    ["one approval", [person(1)], {}],
    ["the same person twice", [person(1), person(1, { reviewId: 12 })], {}],
    ["an excluded person", [person(1), person(2)], { excluded: [{ id: 2, login: "lin", reason: "author" }] }],
    ["an approval after the decision", [person(1), person(2)], { decidedAt: at(1) }],
    ["a higher demand of the attestation itself", [person(1), person(2)], { required: 3 }],
  ])("refuses %s", (_, approvals, given) => {
    expect(() => verify(makeStatement(approvals, given))).toThrow(refusal("quorum_missing"));
  });

  it.each([
    { repository: "acme/other" },
    { repositoryId: "43" },
    { headSha: "b".repeat(40) },
    { digest: `sha256:${"2".repeat(64)}` },
  ])("refuses approvals that were given for something else: %j", (given) =>
    expect(() => verify(makeStatement([person(1), person(2)], given))).toThrow(refusal("attestation_missing")),
  );

  it("refuses somebody whose role had not begun", () => {
    expect(() => verify(makeStatement([person(1), person(2)]), undefined, { from: at(2) })).toThrow(
      refusal("quorum_missing"),
    );
  });

  it("checks each reviewer's SSH signature again where the policy demands one", () => {
    const signed = [person(1, { signature: sign(1) }), person(2, { signature: sign(2) })];
    expect(verify(makeStatement(signed), "ssh").approvals).toHaveLength(2);
    expect(() => verify(makeStatement(signed), "ssh-sk")).toThrow(refusal("quorum_missing", "proof_untouched"));
    expect(() => verify(makeStatement(signed), "ssh", { sshKeys: [] })).toThrow(
      refusal("quorum_missing", "proof_key_unknown"),
    );
  });

  it.each([
    ["no signature", () => ({}), "proof_missing"],
    ["the other's signature", () => ({ signature: sign(1) }), "proof_key_unknown"],
    ["a signature over another digest", () => ({ signature: sign(2, message.replace("111", "222")) }), "proof_invalid"],
  ])("refuses %s", (_, make, reason) => {
    const approvals = [person(1, { signature: sign(1) }), person(2, make())];
    expect(() => verify(makeStatement(approvals), "ssh")).toThrow(refusal("quorum_missing", reason));
  });
});
