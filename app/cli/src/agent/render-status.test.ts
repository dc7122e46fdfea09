import { describe, expect, it } from "vitest";
import { makeAgentStatus, makePluginStatus } from "../testing/make-agent-status.ts";
import { renderStatusLines } from "./render-status.ts";

const show = (...args: Parameters<typeof makeAgentStatus>) =>
  renderStatusLines(makeAgentStatus(...args), (_style, text) => text);

describe("renderStatusLines", () => {
  it("shows at a glance what runs, how much, and since when", () => {
    expect(show()).toEqual([
      "bench lab-1 is running, up 3 h  agent 0.1.0, pid 6",
      "isolation operating system (demanded: os)",
      "          ✓ namespaces  ! memory",
      "  memory weak: prlimit: 512 MiB is the least that holds",
      "registry  acme/forge: sequence 41, reached 12 s ago, 2 revoked",
      "sources   ✓ registry  ! usb unavailable: no USB on this machine",
      "",
      "plugins 1",
      "  acme-meter  1.2.0  active  0.4 calls/s  12 calls, 2 failed  1 of 3 crashes  up 3 h  S1",
      "",
      "devices 1",
      "  S1  0403:6001  port 1-2  Meter�[2J  acme-meter",
      "",
      "jobs      2 wait, 1 run, 0 dead, 5 done",
      "events    none waits for the bot",
    ]);
  });

  it("says why a plugin does not run, what is being tried, and what was given up", () => {
    const stopped = {
      phase: "stopped",
      version: undefined,
      crashes: undefined,
      since: null,
      calls: 0,
      devices: [],
      held: true,
      trying: { version: "1.3.0", phase: "verifying" },
      refusals: [{ code: "permissions_wait", message: "it asks for more" }],
      rejected: [{ digest: "d", version: "1.2.5", code: "load_failed", message: "no", at: "" }],
    };
    const lines = show({ plugins: [makePluginStatus(stopped)] });
    expect(lines.slice(8, 12)).toEqual([
      "  acme-meter  last 1.2.0  stopped, held by a person",
      "    trying 1.3.0 (verifying)",
      "    permissions_wait it asks for more",
      "    1.2.5 was given up: load_failed no",
    ]);
  });

  it("tells an empty bench's owner what comes next", () => {
    expect(show({ plugins: [], devices: [] })).toContain(
      "plugins   none yet: plug in a device that one serves, or `plugsmith agent load <name>`",
    );
    expect(show({ plugins: [] }).join("\n")).not.toContain("none yet");
  });

  it("says loudly that nothing is loaded, or that the unsigned is", () => {
    const missing = { boundary: "namespaces", state: "missing", detail: "no user namespaces" } as const;
    const isolation = {
      level: "process",
      require: "os",
      code: "confinement_unavailable",
      message: "Nothing is loaded on this machine.",
      boundaries: [missing],
      allowUnsigned: true,
    } as const;
    const text = show({ status: "blocked", isolation }).join("\n");
    expect(text).toContain("bench lab-1 is blocked");
    expect(text).toContain("Nothing is loaded on this machine.");
    expect(text).toContain("namespaces missing: no user namespaces");
    expect(text).toContain("UNSIGNED plugins of the watched folder are loaded");
  });

  it("says that a registry is not followed, was never reached, and that events wait", () => {
    const never = { ...makeAgentStatus().registry, ageSeconds: null, sequence: -1 };
    expect(show({ registry: never }).join("\n")).toContain("acme/forge: never reached, 2 revoked");
    expect(show({ registry: never, sources: [] }).join("\n")).toContain("acme/forge: not followed here");
    expect(show({ outbox: { pending: 3, lastError: "503" } }).at(-1)).toBe("events    3 events wait for the bot: 503");
  });
});
