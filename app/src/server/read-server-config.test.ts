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
