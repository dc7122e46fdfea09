import type { PluginManifest } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { makeDriverManifest } from "./make-driver-manifest.ts";

const manifest = (outbound: { host: string; port: number }[]) =>
  ({ permissions: { network: { outbound, inbound: false } } }) as unknown as PluginManifest;

it("makes up a provider only for a manifest that names none", () => {
  const named = manifest([{ host: "api.acme.example", port: 443 }]);
  expect(makeDriverManifest(named)).toBe(named);
  expect(makeDriverManifest(manifest([])).permissions.network.outbound).toEqual([
    { host: "provider.invalid", port: 443 },
  ]);
});
