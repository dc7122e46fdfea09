import { describe, expect, it } from "vitest";
import { makeDigest, noPermissions } from "../testing/make-facts.ts";
import { emptyMemory, recallPlugin, rememberGood, rememberRejected } from "./agent-memory.ts";

const rejection = { version: "1.0.0", code: "load_failed", message: "", at: "" };
const good = { version: "1.0.0", digest: makeDigest("a"), permissions: noPermissions };

describe("agent memory", () => {
  it("clears rejection and brokenness of a version that took over, and leaves others", () => {
    let memory = rememberRejected(emptyMemory, "meter", good.digest, rejection);
    memory = rememberRejected(memory, "meter", makeDigest("b"), rejection);
    const own = recallPlugin(rememberGood(memory, "meter", good), "meter");
    expect(Object.keys(own.rejected)).toEqual([makeDigest("b")]);
    expect(own.accepted).toEqual([good.digest]);
  });

  it("keeps the highest version as the floor", () => {
    const high = { ...good, version: "2.0.0", digest: makeDigest("c") };
    const memory = rememberGood(rememberGood(emptyMemory, "meter", high), "meter", good);
    expect(recallPlugin(memory, "meter")).toMatchObject({
      lastGood: { version: "1.0.0" },
      floor: { version: "2.0.0" },
    });
  });

  it("is not fooled by names of an object's own prototype", () => {
    expect(recallPlugin(emptyMemory, "constructor")).toEqual({ accepted: [], rejected: {} });
  });
});
