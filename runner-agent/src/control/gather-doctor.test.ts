import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makePolicy } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { createFakeUsbPort } from "../hotplug/fake-usb-port.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { gatherDoctor } from "./gather-doctor.ts";

describe("gatherDoctor", () => {
  const makeFolder = useTemporaryFolders();
  const config = (folder: string, change = {}) => ({
    schemaVersion: 1 as const,
    id: "bench-1",
    stateDir: join(folder, "state"),
    registry: { repository: "acme/forge", apiUrl: "https://api.test" },
    trust: { policyFile: join(folder, "policy.json") },
    ...change,
  });
  const fetcher = (async () => new Response("", { status: 200 })) as never;
  const byName = (checks: Awaited<ReturnType<typeof gatherDoctor>>) =>
    Object.fromEntries(checks.map((one) => [one.check, one]));

  it("finds nothing to say about a machine that has everything", async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, "policy.json"), JSON.stringify(makePolicy({ repository: "acme/forge" })));
    const checks = byName(
      await gatherDoctor(config(folder), {
        fetch: fetcher,
        confinement: { level: "os", tool: "bwrap" },
        loadUsb: async () => createFakeUsbPort(),
      }),
    );
    for (const name of ["isolation", "state folder", "trust policy", "registry", "usb"])
      expect(checks[name]?.status).toBe("ok");
  });

  it("names each lack with what to do, and tells what is fatal from what is not", async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, "bench.pem"), "no key");
    const checks = byName(
      await gatherDoctor(config(folder, { bot: { url: "https://bot.test", keyFile: join(folder, "bench.pem") } }), {
        fetch: (async () => Promise.reject(new Error("no route"))) as never,
        confinement: { level: "process", tool: null, reason: "bwrap is missing" },
        loadUsb: async () => {
          const port = createFakeUsbPort();
          port.break("no usb here");
          return port;
        },
      }),
    );
    expect(checks["isolation"]).toMatchObject({
      status: "fail",
      message: expect.stringContaining("bwrap is missing"),
      hint: expect.stringContaining("bubblewrap"),
    });
    expect(checks["trust policy"]?.status).toBe("fail");
    expect(checks["bench key"]?.status).toBe("fail");
    expect(checks["registry"]?.status).toBe("warn");
    expect(checks["bot"]?.status).toBe("warn");
    expect(checks["usb"]).toMatchObject({ status: "warn", message: expect.stringContaining("no usb here") });
  });

  it("takes no answer for a repository that is not shown, and says why nothing answered", async () => {
    const ports = { confinement: { level: "os", tool: "bwrap" }, loadUsb: async () => createFakeUsbPort() } as const;
    const registry = async (answer: () => Promise<Response>) =>
      byName(await gatherDoctor(config(makeFolder()), { ...ports, fetch: answer as never }))["registry"];
    expect(await registry(async () => new Response("", { status: 404 }))).toMatchObject({
      status: "warn",
      message: expect.stringContaining("a private one needs a token"),
    });
    const refused = new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });
    expect((await registry(() => Promise.reject(refused)))?.message).toBe(
      "api.test cannot be reached: connect ECONNREFUSED",
    );
  });
});
