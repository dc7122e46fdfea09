import { describe, expect, it } from "vitest";
import { parseConcurrency } from "./parse-concurrency.ts";
import type { Template } from "./template.ts";

const written = (value: string): Template => ({ kind: "value", value });
const map = (entries: Record<string, string>): Template => ({
  kind: "map",
  entries: Object.entries(entries).map(([key, value]) => [written(key), written(value)] as const),
});

describe("concurrency", () => {
  it("is a group below its repository, compared without case", () => {
    expect(parseConcurrency(written("Forge-1"), {}, "acme/Forge")).toEqual({
      group: "acme/forge/forge-1",
      cancelInProgress: false,
      queue: "single",
    });
  });

  it("keeps all that wait where the file says so, and ends what runs only where it says so", () => {
    expect(parseConcurrency(map({ group: "g", queue: "max" }), {}, "a/b")).toMatchObject({ queue: "max" });
    expect(parseConcurrency(map({ group: "g", "cancel-in-progress": "true" }), {}, "a/b")).toMatchObject({
      cancelInProgress: true,
    });
  });

  it("is nothing where nothing is written, and an error where the group is empty", () => {
    expect(parseConcurrency(undefined, {}, "a/b")).toBeUndefined();
    expect(() => parseConcurrency(map({ group: "" }), {}, "a/b")).toThrow(
      expect.objectContaining({ code: "workflow_invalid" }),
    );
  });
});
