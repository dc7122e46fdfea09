import { describe, expect, it } from "vitest";
import { checkWebhookTarget } from "./check-webhook-target.ts";

const keyFile = "/key";

describe("checkWebhookTarget", () => {
  it.each(["http://127.0.0.1:7700/hook", "http://localhost:1/", "http://[::1]:7700/", "https://127.0.0.1/"])(
    "takes %s on this machine",
    (url) => {
      expect(checkWebhookTarget("acme-meter", { url, keyFile }).href).toBe(url);
    },
  );

  it("takes another machine only when the bench says so, and only encrypted", () => {
    const url = "https://lab.example/hook";
    expect(checkWebhookTarget("acme-meter", { url, keyFile, remote: true }).href).toBe(url);
    expect(() => checkWebhookTarget("acme-meter", { url, keyFile })).toThrow(/outside this machine/);
    expect(() => checkWebhookTarget("acme-meter", { url: "http://lab.example/", keyFile, remote: true })).toThrow(
      /unencrypted/,
    );
  });

  it.each([
    "http://127.0.0.1.evil.example/",
    "http://localhost.evil.example/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "nonsense",
  ])("refuses %s", (url) => {
    expect(() => checkWebhookTarget("acme-meter", { url, keyFile })).toThrow(
      expect.objectContaining({ code: "bench_config_invalid" }),
    );
  });

  it("says what to set when the bench names none", () => {
    expect(() => checkWebhookTarget("acme-meter", undefined)).toThrow(/does not say where/);
  });
});
