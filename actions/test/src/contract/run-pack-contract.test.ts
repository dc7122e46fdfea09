import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { afterAll, expect, it } from "vitest";
import { runPackContract } from "./run-pack-contract.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-pack-contract-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
for (const folder of ["plugin/tests", "stage"]) mkdirSync(join(home, folder), { recursive: true });
writeFileSync(join(home, "plugin/tests/contract.php"), "<?php");

it("takes a driver's word for what it answers, and for nothing else", async () => {
  const said = [
    { scenario: "events.refund_issued", status: "not_applicable", detail: "no refunds" },
    { scenario: "webhooks.retry_logic", status: "passed" },
    { scenario: "made.up", status: "passed" },
  ];
  const toolkit = fakeToolkit({ confined: () => ({ stdout: said.map((one) => JSON.stringify(one)).join("\n") }) });
  const checks = await runPackContract(toolkit, join(home, "plugin"), join(home, "stage"));
  const of = (name: string) => checks.find(({ check }) => check === name);
  expect(checks).toHaveLength(12);
  expect(of("retry_logic")).toEqual({ suite: "webhooks", check: "retry_logic", status: "passed" });
  expect(of("refund_issued")).toMatchObject({ status: "not_applicable", detail: "no refunds" });
  expect(of("load")).toMatchObject({ status: "failed", detail: "the driver gave no answer" });
});
