import { describe, expect, it } from "vitest";
import type { Trial } from "./attempt.ts";
import { lateAnswer, lateDeath } from "./is-only-late.ts";
import { retryLate } from "./retry-late.ts";

const make = (host: Trial["host"], effects: readonly string[]): Trial => ({
  attempt: "cpu-loop",
  host,
  effects,
  stoppedWith: "",
  slowestAnswerMs: 0,
});

async function play(host: Trial["host"], ...outcomes: readonly (readonly string[])[]) {
  const [first = [], ...rest] = outcomes.map((effects) => [...effects]);
  let made = 0;
  const told: string[] = [];
  const again = async () => make(host, rest[made++] ?? []);
  const { effects } = await retryLate(make(host, first), again, (trial) => void told.push(trial.effects.join("; ")));
  return { effects, made, told };
}

describe("retryLate", () => {
  it("makes an attempt that was only late again, and believes what it does alone", async () => {
    expect(await play("cold", [lateDeath], [])).toEqual({ effects: [], made: 1, told: [lateDeath] });
  });

  it("calls an attempt that is late each time an escape", async () => {
    const { effects, made } = await play("warm", [lateDeath], [lateAnswer], [lateDeath]);
    expect({ effects, made }).toEqual({ effects: [lateDeath], made: 2 });
  });

  it("never tries away anything but lateness", async () => {
    const stolen = [lateAnswer, "brought a secret home"];
    expect(await play("cold", stolen, [])).toEqual({ effects: stolen, made: 0, told: [] });
    expect((await play("cold", [lateAnswer], ["brought a secret home"], [])).effects).toEqual([
      "brought a secret home",
    ]);
  });

  it("claims lateness for the unprotected host only when the attempt is late alone", async () => {
    const both = [lateAnswer, "killed a process of the machine"];
    expect(await play("bare", both, ["killed a process of the machine"])).toMatchObject({
      effects: ["killed a process of the machine"],
      made: 1,
    });
    expect((await play("bare", both, both, [])).effects).toEqual(both);
  });
});
