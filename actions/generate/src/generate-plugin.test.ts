import { runStep } from "@plugsmith/action-kit";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { parsePluginManifest } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { generatePlugin } from "./generate-plugin.ts";

const request = `
cms: bench
name: acme-probe
description: Reads the probes of Acme.
usb: [{ vendorId: "0403", productId: "6001" }]
`;
const inputs = { "request-file": "requests/acme-probe.yml", "out-dir": "/out", version: "1.2.3" };
const toolkitWith = (changes: Record<string, string> = {}, text = request) =>
  fakeToolkit({
    inputs: { ...inputs, ...changes },
    run: { workspace: "/repo" },
    files: { "/repo/requests/acme-probe.yml": text },
  });

describe("generate", () => {
  it("writes the plugin below out-dir and says what it made", async () => {
    const toolkit = toolkitWith({ "requester-id": "11", "requester-login": "rita", "request-number": "7" });
    const result = await runStep(generatePlugin, toolkit);
    expect(result).toMatchObject({ status: "success", code: "ok", plugin: { name: "acme-probe", version: "1.2.3" } });
    expect(toolkit.outputs["plugin-dir"]).toBe("/out/plugins/acme-probe");
    const read = (path: string) => JSON.parse(Buffer.from(toolkit.files.get(path) ?? []).toString());
    expect(parsePluginManifest(read("/out/plugins/acme-probe/plugin.json")).ok).toBe(true);
    expect(read("/out/plugins/acme-probe/forge.json")).toMatchObject({
      requestNumber: 7,
      requester: { id: 11, login: "rita" },
    });
    expect(read("/out/results/generate.json")).toMatchObject({ step: "generate", status: "success" });
    expect(toolkit.summaries.join("")).toContain("`0403:6001`");
  });

  it.each([
    [{}, "cms: bench\nname: x\n", "request_invalid"],
    [{}, "a: &a 1\nb: *a\n", "request_unreadable"],
    [{}, "a: 1\na: 2\n", "request_unreadable"],
    [{}, "x".repeat(70_000), "request_unreadable"],
    [{}, request.replace("bench", "tool").replace(/usb.*/, ""), "pack_unknown"],
    [{ "request-file": "gone.yml" }, request, "request_unreadable"],
    [{ version: "" }, request, "input_invalid"],
    [{ version: "one" }, request, "manifest_invalid"],
    [{ "requester-id": "11" }, request, "input_invalid"],
    [{ "request-number": "-1" }, request, "input_invalid"],
  ])("refuses %j with %j and writes no plugin", async (changes, text, code) => {
    const toolkit = toolkitWith(changes, text);
    expect(await runStep(generatePlugin, toolkit)).toMatchObject({ status: "failed", code });
    expect(toolkit.exitCode).toBe(1);
    expect([...toolkit.files.keys()].filter((path) => path.includes("/plugins/"))).toEqual([]);
  });
});
