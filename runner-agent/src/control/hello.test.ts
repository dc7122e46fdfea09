import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { agentVersion, controlProtocols, decideHello } from "./hello.ts";

describe("decideHello", () => {
  it("takes the highest version that both speak: N with N, N-1 with N-1, and from a newer caller what it still knows", () => {
    const [newest] = controlProtocols;
    expect(decideHello([newest], "b").protocol).toBe(newest);
    expect(decideHello([newest - 1], "b").protocol).toBe(newest - 1);
    expect(decideHello([newest + 1, newest], "b").protocol).toBe(newest);
    expect(decideHello([newest, newest - 1], "lab-1")).toMatchObject({ protocol: newest, bench: "lab-1" });
  });

  it("says who must be upgraded when there is none", () => {
    const hint = (asked: number[]) => {
      try {
        return decideHello(asked, "b");
      } catch (error) {
        return error;
      }
    };
    expect(hint([7, 8])).toMatchObject({ code: "protocol_unsupported", hint: expect.stringContaining("agent") });
    expect(hint([0])).toMatchObject({ code: "protocol_unsupported", hint: expect.stringContaining("tool") });
  });

  it("names the version of the release that it is part of", () => {
    const project = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"));
    expect(agentVersion).toBe(project.version);
  });

  it.each([undefined, [], "2", [1.5], ["2"]])("refuses %j", (asked) => {
    expect(() => decideHello(asked, "b")).toThrow(expect.objectContaining({ code: "wrong_usage" }));
  });
});
