import { readPacks } from "@plugsmith/templates";
import { describe, expect, it } from "vitest";
import { createTemplateEngine } from "../engine/template-engine.ts";
import { createFakeForge, type FakeForge, people } from "../testing/fake-forge.ts";
import { bytesOf, holdBytes, pushFiles, readBranchFile } from "../testing/fake-github-state.ts";

const { bob, carol, dave } = people;
const engine = createTemplateEngine(await readPacks());
const branch = "forge/request-1";
const logo = "plugins/acme-pay/acmepay/logo.png";
const describing = (text: string) =>
  `### cms\n\nprestashop\n\n### name\n\nacme-pay\n\n### description\n\n${text}\n\n### permissions\n\nnetwork:api.example.com:443\n`;

async function openAccepted(): Promise<FakeForge> {
  const forge = createFakeForge({ engine });
  forge.openIssue(bob, "Forge request: pay", describing("Card payments for the Acme shop."), ["forge-request"]);
  await forge.touch(1, bob);
  return forge;
}

const read = (forge: FakeForge) => bytesOf(readBranchFile(forge.state, branch, logo) ?? "");

describe("a picture that a pack draws", () => {
  it("is committed byte for byte, beside the texts, and a second look changes nothing", async () => {
    const forge = await openAccepted();
    const drawn = read(forge);
    expect(drawn.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    expect(readBranchFile(forge.state, branch, "plugins/acme-pay/README.md")).toContain("Card payments");
    const head = forge.state.branches.get(branch);
    await forge.touch(1, bob);
    expect(forge.state.branches.get(branch)).toBe(head);
  });

  it("gives way to the one that people put in its place, also when the plugin is generated again", async () => {
    const forge = await openAccepted();
    const own = Buffer.from("89504e47aa00ff", "hex");
    pushFiles(forge.state, branch, { [logo]: holdBytes(own.toString("base64")) }, carol);
    await forge.touch(1);
    Object.assign(forge.state.threads.get(1) ?? {}, { body: describing("Card and wallet payments for Acme.") });
    await forge.touch(1, bob);
    await forge.say(1, dave, "/forge accept");
    expect(readBranchFile(forge.state, branch, "plugins/acme-pay/README.md")).toContain("Card and wallet");
    expect(read(forge)).toEqual(own);
  });
});
