import { Metadata, MetadataKind, Targets } from "@tufjs/models";
import { describe, expect, it } from "vitest";
import { addRetiredKeys, findRetiredSignature } from "./retired-keys.ts";

const key = (name: string) => ({ keytype: "ed25519", scheme: "ed25519", keyval: { public: name } });
const delegating = (...keyids: string[]) =>
  new Metadata(
    Targets.fromJSON({
      _type: MetadataKind.Targets,
      spec_version: "1.0.31",
      version: 1,
      expires: "2030-01-01T00:00:00Z",
      targets: {},
      delegations: {
        keys: Object.fromEntries(keyids.map((id) => [id, key(id)])),
        roles: [{ name: "registry", keyids, threshold: 1, paths: ["registry.json"], terminating: true }],
      },
    }),
  );

describe("keys that were taken out of use", () => {
  it("are remembered through later changes, until the role takes them back", () => {
    const first = addRetiredKeys({}, delegating("a", "b"), delegating("b", "c"));
    expect(first).toEqual({ registry: { a: key("a") } });
    const second = addRetiredKeys(first, delegating("b", "c"), delegating("c"));
    expect(Object.keys(second["registry"] ?? {}).sort()).toEqual(["a", "b"]);
    expect(addRetiredKeys(second, delegating("c"), delegating("a", "b", "c"))).toEqual({ registry: {} });
    expect(first).toEqual({ registry: { a: key("a") } });
  });

  it("are found by no signature that does not hold, however broken", () => {
    expect(
      findRetiredSignature({ registry: { a: key("not hex") } }, "registry", delegating("a") as never),
    ).toBeUndefined();
    expect(findRetiredSignature({}, "registry", delegating("a") as never)).toBeUndefined();
  });
});
