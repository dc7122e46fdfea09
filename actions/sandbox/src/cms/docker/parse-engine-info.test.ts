import { describe, expect, it } from "vitest";
import { goodInfo } from "./fake-engine.ts";
import { parseEngineInfo } from "./parse-engine-info.ts";

describe("parseEngineInfo", () => {
  it("finds nothing missing in an engine with limits and a system-call filter", () => {
    expect(parseEngineInfo(JSON.stringify(goodInfo))).toEqual({ version: "28.2.2", lacks: [] });
  });

  it("names every limit that an engine cannot set", () => {
    const poor = {
      ...goodInfo,
      MemoryLimit: false,
      PidsLimit: false,
      SecurityOptions: ["name=seccomp,profile=unconfined"],
    };
    expect(parseEngineInfo(JSON.stringify(poor))?.lacks).toEqual([
      "limits on memory",
      "limits on processes",
      "system-call filter",
    ]);
    const other = { ...goodInfo, Architecture: "aarch64" };
    expect(parseEngineInfo(JSON.stringify(other))?.lacks).toEqual(["containers of linux/amd64 (it has linux/aarch64)"]);
  });

  it.each(["", "null", "{}", '{"ServerVersion":""}', "[]"])("sees no engine in %j", (text) => {
    expect(parseEngineInfo(text)).toBeUndefined();
  });
});
