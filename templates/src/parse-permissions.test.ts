import { describe, expect, it } from "vitest";
import { parsePermissions } from "./parse-permissions.ts";

const parse = (...asked: string[]) => parsePermissions(asked, { memory: 128 });

describe("parsePermissions", () => {
  it("makes the manifest's object of what a request asks for, each thing once", () => {
    const usb = [{ vendorId: "0403", productId: "6001" }];
    const asked = [
      "network:api.example.com:443",
      "network:api.example.com:443",
      "network-inbound",
      "filesystem:rw:data/x",
      "memory:64",
      "queue:jobs",
    ];
    expect(parsePermissions(asked, { memory: 128, usb: [...usb, ...usb] })).toEqual({
      ok: true,
      value: {
        filesystem: [{ path: "data/x", mode: "rw" }],
        network: { outbound: [{ host: "api.example.com", port: 443 }], inbound: true },
        usb,
        memory: 64,
        queue: ["jobs"],
      },
    });
  });

  it("asks for nothing but the pack's memory when the request asks for nothing", () => {
    expect(parse()).toMatchObject({ ok: true, value: { memory: 128, filesystem: [], queue: [], usb: [] } });
  });

  it("names every problem with its place and an example", () => {
    const parsed = parse(
      "memory:64",
      "network:-x:1",
      "network:a.b:0",
      "filesystem:ro:../etc",
      "filesystem:ro:/etc",
      "memory:9999",
      "root",
    );
    expect(parsed.ok ? [] : parsed.issues.map(({ path, rule }) => [path, rule])).toEqual([
      ["permissions.1", "host"],
      ["permissions.2", "port"],
      ["permissions.3", "path"],
      ["permissions.4", "path"],
      ["permissions.5", "memory"],
      ["permissions.6", "kind"],
    ]);
    expect(parsed.ok ? [] : parsed.issues.every(({ example }) => example !== undefined)).toBe(true);
  });
});
