import { expect, it } from "vitest";
import { gatherConfinement } from "./gather-confinement.ts";
import { useTemporaryFolders } from "./testing/temporary-folder.ts";

const makeFolder = useTemporaryFolders();

it("finds the boundary and the control groups of this machine, or says why there are none", async () => {
  const { level, cgroups, noCgroups } = await gatherConfinement(makeFolder());
  expect(["os", "process"]).toContain(level);
  expect(cgroups === undefined).toBe(noCgroups !== undefined);
  await cgroups?.close();
});
