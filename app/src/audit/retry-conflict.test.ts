import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { retryConflict } from "./retry-conflict.ts";

const failing = (times: number, error: Error) => {
  const calls = { count: 0 };
  const work = async () => {
    calls.count += 1;
    if (calls.count <= times) throw error;
    return calls.count;
  };
  return { calls, work };
};

describe("retryConflict", () => {
  it("decides again while another process is faster, and gives up after four times", async () => {
    const conflict = new ForgeError("audit_conflict");
    expect(await retryConflict(failing(3, conflict).work)).toBe(4);
    const endless = failing(99, conflict);
    await expect(retryConflict(endless.work)).rejects.toBe(conflict);
    expect(endless.calls.count).toBe(4);
  });

  it("repeats nothing else", async () => {
    const { calls, work } = failing(1, new ForgeError("git_failed"));
    await expect(retryConflict(work)).rejects.toMatchObject({ code: "git_failed" });
    expect(calls.count).toBe(1);
  });
});
