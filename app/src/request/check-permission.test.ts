import { describe, expect, it } from "vitest";
import { checkPermission } from "./check-permission.ts";

describe("checkPermission", () => {
  it.each([
    "network:api.acme.example:443",
    "network:192.168.1.5:9100",
    "network:printer:1",
    "network:a.example:65535",
    "network-inbound",
    "filesystem:ro:data",
    "filesystem:rw:data/cache_1/x.json",
    "memory:16",
    "memory:4096",
    "queue:orders",
  ])("takes %s", (text) => {
    expect(checkPermission(text)).toBeNull();
  });

  it.each([
    ["network", "host"],
    ["network:a.example", "port"],
    ["network:a.example:443:x", "permission"],
    ["network:A.example:443", "host"],
    ["network:a..example:443", "host"],
    ["network:*.example:443", "host"],
    ["network:169.254.169.254:80", "host"],
    ["network:2852039166:80", "host"],
    ["network:metadata.google.internal:80", "host"],
    ["network:a.example:0", "port"],
    ["network:a.example:0443", "port"],
    ["network:a.example:65536", "port"],
    ["network-inbound:1", "permission"],
    ["filesystem:rwx:data", "permission"],
    ["filesystem:ro", "path"],
    ["filesystem:ro:", "path"],
    ["filesystem:ro:a/../b", "path"],
    ["filesystem:ro:.env", "path"],
    ["filesystem:ro:a//b", "path"],
    ["memory:15", "memory"],
    ["memory:4097", "memory"],
    ["memory:064", "memory"],
    ["queue:1st", "queue"],
    ["queue:a:b", "queue"],
    ["", "permission"],
  ])("refuses %s", (text, rule) => {
    expect(checkPermission(text)?.rule).toBe(rule);
  });

  it("gives an example that it takes itself", () => {
    for (const text of ["network", "network:a.example:0", "filesystem:ro:/", "filesystem", "memory", "queue", "x"])
      expect(checkPermission(checkPermission(text)?.example ?? "")).toBeNull();
  });
});
