import { describe, expect, it } from "vitest";
import type { HeldKey } from "./ceremony-folder.ts";
import { makeRegistryKey } from "./registry-key.ts";
import { renderCeremony, renderRotation } from "./render-ceremony.ts";

const held = (file: string, shown?: string): HeldKey => ({
  file,
  signer: makeRegistryKey(null).signer,
  ...(shown === undefined ? {} : { shown }),
});
const ceremony = {
  repository: "acme/forge",
  commit: "a".repeat(40),
  people: [held("/media/one/root.pem", "secret-words")],
  threshold: 1,
  online: held("/home/ada/my keys/online.pem"),
  rootFile: "/home/ada/forge.root.json",
  rootDigest: `sha256:${"b".repeat(64)}`,
  signers: [],
};

describe("renderCeremony", () => {
  it("names each step in order, with commands that a person can paste", () => {
    const text = renderCeremony(ceremony, "git -C forge push origin forge/registry");
    const order = [
      "secret-words",
      "forge-publish < '/home/ada/my keys/online.pem'",
      "git -C forge push",
      "sha256:bbb",
      "rootDigest",
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it("tells whose signatures count, or how to say so", () => {
    expect(renderCeremony(ceremony, undefined)).toContain("plugsmith registry signer add");
    const signers = [{ workflow: "https://github.com/p/p/publish.yml", digest: "c".repeat(40), from: "" }];
    expect(renderCeremony({ ...ceremony, signers }, undefined)).toContain(`publish.yml at ${"c".repeat(40)}`);
  });

  it("speaks of paper only where a passphrase is shown", () => {
    expect(renderCeremony({ ...ceremony, people: [held("root.pem")] }, undefined)).not.toContain("paper");
    expect(renderCeremony(ceremony, undefined)).toContain("It is pushed.");
  });
});

describe("renderRotation", () => {
  it("tells only of the keys that are new", () => {
    const facts = { repository: "acme/forge", commit: "", changed: ["root"], people: [], online: undefined };
    expect(renderRotation(facts, undefined)).not.toContain("gh secret set");
    expect(renderRotation({ ...facts, online: held("online.pem") }, undefined)).toContain(
      "--env forge-registry < online.pem",
    );
  });
});
