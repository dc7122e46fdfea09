import { describe, expect, it } from "vitest";
import { deriveServerUrl, readServerConfig } from "./read-server-config.ts";

const good = { APP_ID: "12", PRIVATE_KEY: "-----BEGIN\\nKEY", WEBHOOK_SECRET: "long-enough" };

describe("readServerConfig", () => {
  it("needs id, key and secret, and names all that is missing at once", () => {
    try {
      readServerConfig({});
      expect.unreachable();
    } catch (error) {
      const { message } = error as Error;
      for (const name of ["APP_ID", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"]) expect(message).toContain(name);
    }
  });

  it("has no default secret and takes no short one", () => {
    expect(() => readServerConfig({ ...good, WEBHOOK_SECRET: "" })).toThrow("WEBHOOK_SECRET");
    expect(() => readServerConfig({ ...good, WEBHOOK_SECRET: "short" })).toThrow("WEBHOOK_SECRET");
  });

  it("listens on loopback and talks to github.com by default, waiting between writes", () => {
    expect(readServerConfig(good)).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      apiUrl: "https://api.github.com",
      serverUrl: "https://github.com",
      throttle: true,
      privateKey: "-----BEGIN\nKEY",
    });
  });

  it("sweeps every five minutes and spaces writes by default, where GitHub itself is asked", () => {
    expect(readServerConfig(good)).toMatchObject({ sweepMs: 300_000, writesPerMinute: 40, queueFile: null });
    const local = {
      ...good,
      GITHUB_API_URL: "http://127.0.0.1:4000",
      PLUGSMITH_CACHE: "/var/cache/forge",
      PLUGSMITH_PACKS: "/p",
    };
    expect(readServerConfig(local)).toMatchObject({
      writesPerMinute: null,
      packsFolder: "/p",
      queueFile: "/var/cache/forge/deliveries-12.sqlite",
    });
    const set = { SWEEP_SECONDS: "0", WRITES_PER_MINUTE: "7", QUEUE_FILE: "/q", DELIVERY_LIMITS: "push=9" };
    const config = readServerConfig({ ...good, ...set, READS_PER_ADDRESS: "3" });
    expect(config).toMatchObject({ sweepMs: null, writesPerMinute: 7, queueFile: "/q", gate: { readsPerAddress: 3 } });
    expect(config.limits.events.get("push")).toBe(9);
  });

  it("refuses numbers that are none, and names all of them at once", () => {
    const wrong = { SWEEP_SECONDS: "soon", WRITES_PER_MINUTE: "-1", READS_PER_ADDRESS: "0", DELIVERY_LIMITS: "push=x" };
    try {
      readServerConfig({ ...good, ...wrong });
      expect.unreachable();
    } catch (error) {
      for (const name of Object.keys(wrong)) expect((error as Error).message).toContain(name);
    }
  });

  it("derives the web origin from the API's address", () => {
    expect(readServerConfig({ ...good, GITHUB_API_URL: "http://127.0.0.1:4000" })).toMatchObject({
      apiUrl: "http://127.0.0.1:4000",
      serverUrl: "http://127.0.0.1:4000",
      throttle: false,
    });
    expect(deriveServerUrl(new URL("https://ghes.example/api/v3"))).toBe("https://ghes.example");
    expect(deriveServerUrl(new URL("https://api.acme.ghe.com"))).toBe("https://acme.ghe.com");
  });
});
