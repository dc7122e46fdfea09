import type { LocalSigstore } from "@plugsmith/local";
import { initRegistry } from "@plugsmith/registry";
import { createMemoryRegistryStore, type MemoryRegistryStore } from "@plugsmith/registry/testing";
import { type FakeGitHub, fakeGitHubApi, makeForge, testTimes } from "@plugsmith/trust/testing";
import type { PublishPorts } from "../publish-ports.ts";
import { closedOutside } from "./fake-outside.ts";

export interface ReleaseWorld {
  readonly api: FakeGitHub;
  readonly registry: MemoryRegistryStore;
  readonly ports: PublishPorts;
}

/** A forge whose versions go to the release and the registry only, in memory, with the trusted root of the stand-ins. */
export function makeReleaseWorld({ trustedRoot }: Pick<LocalSigstore, "trustedRoot">): ReleaseWorld {
  const api = fakeGitHubApi(makeForge());
  const reviewers = [1, 2, 3].map((id) => ({ id, login: `user-${id}` }));
  const registry = createMemoryRegistryStore(
    initRegistry({ repository: "acme/forge", reviewers, at: testTimes.roleFrom, trustedRoot }),
  );
  const ports = {
    ...closedOutside,
    repository: "acme/forge",
    runId: "77",
    runUrl: "https://github.test/run",
    api,
    registry,
    loadYaml: JSON.parse,
    now: () => new Date(testTimes.now),
  };
  return { api, registry, ports };
}
