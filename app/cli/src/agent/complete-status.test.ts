import { recordedControl1 } from "@plugsmith/runner-agent/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeStatus } from "./complete-status.ts";
import { renderStatusLines } from "./render-status.ts";

const plain = (_style: string, text: string) => text;

describe("completeStatus", () => {
  it("makes what an agent of protocol 1 says readable, and changes nothing that it says", () => {
    const said = recordedControl1.find(({ request }) => request.method === "status")?.answer.result as Record<
      string,
      object
    >;
    const status = completeStatus(said);
    expect(status).toMatchObject(said);
    expect(renderStatusLines(status, plain as never).join("\n")).toContain("agent of an older version");
  });

  it("is shown whatever parts are missing", () => {
    const said = recordedControl1.find(({ request }) => request.method === "status")?.answer.result as Record<
      string,
      unknown
    >;
    fc.assert(
      fc.property(fc.subarray(["leases", "outbox", "jobs", "plugins", "sources", "devices", "crashBudget"]), (gone) => {
        const part = Object.fromEntries(Object.entries(said).filter(([key]) => !gone.includes(key)));
        expect(() => renderStatusLines(completeStatus(part), plain as never)).not.toThrow();
      }),
    );
  });
});
