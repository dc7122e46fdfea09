import { describe, expect, it } from "vitest";
import { playActs } from "./play-acts.ts";

const act = (id: string, run: () => Promise<string>, needs?: string) => ({
  id,
  title: id,
  run,
  ...(needs ? { needs } : {}),
});

describe("playActs", () => {
  const options = (photographed: string[] = []) => {
    let clock = 0;
    return {
      features: ["refunds"],
      level: "contract" as const,
      now: () => (clock += 10),
      onFailure: async (id: string) => void photographed.push(id),
    };
  };

  it("plays acts in order and leaves out what the plugin does not have", async () => {
    const order: string[] = [];
    const note = (id: string) => async () => {
      order.push(id);
      return `${id} seen`;
    };
    const acts = [act("a", note("a")), act("b", note("b"), "webhooks"), act("c", note("c"), "refunds")];
    const outcomes = await playActs(acts, {}, options());
    expect(order).toEqual(["a", "c"]);
    expect(outcomes.map(({ status, detail }) => [status, detail])).toEqual([
      ["passed", "a seen"],
      ["skipped", "the plugin has no webhooks"],
      ["passed", "c seen"],
    ]);
    expect(outcomes[0]?.ms).toBe(10);
  });

  it("leaves what only a real shop can play to a real shop, and says so", async () => {
    const acts = [{ ...act("blocks", async () => "paid"), only: "real" as const }];
    const [skipped] = await playActs(acts, {}, options());
    expect(skipped).toMatchObject({ status: "skipped", detail: expect.stringContaining("only a real shop") });
    const [played] = await playActs(acts, {}, { ...options(), level: "real" });
    expect(played?.status).toBe("passed");
  });

  it("photographs the first failure and plays nothing after it", async () => {
    const photographed: string[] = [];
    const never = act("later", () => Promise.reject(new Error("must not run")));
    const acts = [act("broken", () => Promise.reject(new Error("no button"))), never];
    const outcomes = await playActs(acts, {}, options(photographed));
    expect(outcomes.map(({ status, detail }) => [status, detail])).toEqual([
      ["failed", "no button"],
      ["skipped", '"broken" failed before'],
    ]);
    expect(photographed).toEqual(["broken"]);
  });
});
