import { expect, it } from "vitest";
import { createFakeForge, people } from "../testing/fake-forge.ts";
import { pushFiles } from "../testing/fake-github-state.ts";
import { makeEntry, writeLedger } from "../testing/fake-ledger.ts";
import { gatherLedger } from "./gather-ledger.ts";

it("the ledger of a version is read from forge/registry; none and no ledger are null", async () => {
  const forge = createFakeForge();
  const read = () => gatherLedger(forge.mirror, "acme-scale", "1.0.0");
  expect(await read()).toBeNull();
  writeLedger(forge, makeEntry("npm", "npm", "intended"));
  expect((await read())?.channels.map(({ channel }) => channel)).toEqual(["release", "registry", "npm"]);
  pushFiles(forge.state, "forge/registry", { "ledger/acme-scale/1.0.0.json": "{}" }, people.maintainer);
  expect(await read()).toBeNull();
});
