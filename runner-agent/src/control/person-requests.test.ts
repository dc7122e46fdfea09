import { describe, expect, it } from "vitest";
import { emptyMemory, recallPlugin, rememberGood, rememberRejected } from "../store/agent-memory.ts";
import { makePlugin, makeRegistry, makeVersion, noPermissions } from "../testing/make-facts.ts";
import { requestLoad, requestReload, requestRollback, requestUnload } from "./person-requests.ts";

const at = "2026-01-01T00:00:00.000Z";
const [one, two] = [makeVersion("1.0.0"), makeVersion("1.1.0")];
const running = (versions = [one, two]) =>
  rememberGood(
    { ...emptyMemory, registry: makeRegistry([makePlugin("meter", versions)]), registrySequence: 5 },
    "meter",
    { version: "1.1.0", digest: two.digest, permissions: noPermissions },
  );
const rejection = { version: "1.0.0", code: "load_failed", message: "", at };

describe("requests of a person", () => {
  it("load clears what stood in the way; unload holds until the next load", () => {
    const stuck = rememberRejected(requestUnload(running(), "meter"), "meter", one.digest, rejection);
    expect(recallPlugin(stuck, "meter")).toMatchObject({ held: true });
    const loaded = recallPlugin(requestLoad(stuck, "meter", { version: "1.0.0", accept: "sha256:x" }), "meter");
    expect(loaded).toMatchObject({ wanted: true, rejected: {}, pinned: "1.0.0" });
    expect(loaded).not.toHaveProperty("held");
    expect(loaded.accepted).toContain("sha256:x");
    const unpinned = recallPlugin(requestLoad(requestLoad(stuck, "meter", { version: "1.0.0" }), "meter", {}), "meter");
    expect(unpinned).not.toHaveProperty("pinned");
  });

  it("reload tries rejected versions again without wanting the plugin for ever", () => {
    const own = recallPlugin(
      requestReload(rememberRejected(running(), "meter", one.digest, rejection), "meter"),
      "meter",
    );
    expect(own.rejected).toEqual({});
    expect(own).not.toHaveProperty("wanted");
  });

  it("rollback rejects the running version, if there is another to go to", () => {
    const back = requestRollback(running(), "meter", two.digest, "1.1.0", at);
    expect(recallPlugin(back, "meter").rejected[two.digest]).toMatchObject({ code: "rolled_back" });
    expect(() => requestRollback(running([two]), "meter", two.digest, "1.1.0", at)).toThrow(
      expect.objectContaining({ code: "version_not_higher" }),
    );
  });
});
