import { describe, expect, it } from "vitest";
import { createFakeForge, people } from "../testing/fake-forge.ts";
import { applyBenchIssue } from "./apply-bench-issue.ts";

const issue = { key: "device 1209:0001", title: "No plugin", body: "text", label: "forge/device" };

function open() {
  const forge = createFakeForge();
  const { request, repository } = forge.context;
  const ports = { request, repository, login: forge.state.bot.login };
  return { forge, apply: (change: object = {}) => applyBenchIssue({ ...issue, ...change }, ports) };
}

describe("applyBenchIssue", () => {
  it("opens one issue for a key, and none again after a person closed it", async () => {
    const { forge, apply } = open();
    const number = await apply();
    expect(await apply()).toBe(number);
    const thread = forge.state.threads.get(number ?? 0);
    expect(thread).toMatchObject({ title: "No plugin", labels: ["forge/device"] });
    if (thread) thread.open = false;
    expect(await apply()).toBe(number);
    expect(await apply({ key: "device 1209:0002" })).not.toBe(number);
  });

  it("does not take a stranger's issue with our mark for ours", async () => {
    const { forge, apply } = open();
    forge.openIssue(people.mallory, "x", "<!-- plugsmith:bench device 1209:0001 -->\n", ["forge/device"]);
    expect(await apply()).toBe(2);
  });

  it("opens no more than twenty of a kind", async () => {
    const { forge, apply } = open();
    for (let number = 0; number < 20; number += 1) expect(await apply({ key: `device ${number}` })).toBe(number + 1);
    expect(await apply({ key: "device 21" })).toBeNull();
    expect(await apply({ key: "device 5" })).toBe(6);
    expect(forge.state.threads.size).toBe(20);
  });
});
