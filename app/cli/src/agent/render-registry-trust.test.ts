import type { AgentStatus } from "@plugsmith/runner-agent";
import { describe, expect, it } from "vitest";
import { renderRegistryTrust } from "./render-registry-trust.ts";

const show = (registry: object) => renderRegistryTrust(registry as AgentStatus["registry"], (_style, text) => text);
const knowledge = (state: string, ageSeconds: number | null) => ({ state, ageSeconds });

describe("renderRegistryTrust", () => {
  it("says root and age, and what follows from an old word", () => {
    const signed = { trust: "signed", rootVersion: 2, refusal: null };
    expect(show({ ...signed, knowledge: knowledge("fresh", 200) })).toEqual([
      "trust     signed under root 2, word 3 min 20 s old",
    ]);
    expect(show({ ...signed, knowledge: knowledge("warn", 180_000) })[0]).toContain("2 d 2 h old; look at");
    expect(show({ ...signed, knowledge: knowledge("refuse_new", null) })[0]).toContain(
      "never heard of; nothing is loaded",
    );
  });

  it("says why the newest look was refused, without control characters of whoever wrote it", () => {
    const refusal = { source: "registry", state: "failing", code: "registry_rollback", message: "old\u001b[2J" };
    const [, line] = show({ trust: "signed", knowledge: knowledge("fresh", 1), refusal });
    expect(line).toContain("registry_rollback old");
    expect(line).not.toContain("\u001b");
  });

  it("says whether the bot can wake it, and why not", () => {
    const signed = { trust: "signed", rootVersion: 2, refusal: null, knowledge: knowledge("fresh", 1) };
    const wokenBy = (stream: object | null) => show({ ...signed, stream }).slice(1);
    expect(wokenBy({ state: "open" })).toEqual(["woken by  the bot, listening"]);
    expect(wokenBy({ state: "waiting", lastError: "refused\u001b[2J" })).toEqual([
      "woken by  nobody, the registry is looked at in turn: refused\ufffd[2J",
    ]);
    expect(wokenBy({ state: "connecting" })).toEqual(["woken by  nobody, the registry is looked at in turn"]);
    expect(wokenBy(null)).toEqual([]);
  });

  it("does not hide that nothing is signed or no root was named, and says nothing for an older agent", () => {
    expect(show({ trust: "unsigned", knowledge: knowledge("fresh", null) })[0]).toContain("not signed");
    expect(show({ trust: "missing", knowledge: knowledge("refuse_new", null) })[0]).toContain("set registry.root");
    expect(show({})).toEqual([]);
  });
});
