import type { LabelledThing } from "./decide-leftovers.ts";
import type { Engine } from "./engine.ts";
import { ownerLabel, runLabel } from "./plan-containers.ts";

interface Inspected {
  readonly Created?: string;
  readonly CreatedAt?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null };
}

/** Containers and volumes of every run of ours that the engine still has. One that goes while it is looked at is left out. */
export async function readLabelledThings(engine: Engine): Promise<readonly LabelledThing[]> {
  const filter = ["--filter", `label=${runLabel}`];
  const lists = [
    { all: ["ps", "--all", "--quiet", "--no-trunc", ...filter], kind: "container" },
    { all: ["volume", "ls", "--quiet", ...filter], kind: "volume" },
  ];
  const things: LabelledThing[] = [];
  for (const { all, kind } of lists) {
    const ids = (await engine.run(all)).stdout.split("\n").filter(Boolean);
    if (ids.length === 0) continue;
    const { stdout } = await engine.run([kind, "inspect", "--format", "{{json .}}", ...ids]);
    for (const line of stdout.split("\n").filter(Boolean)) {
      const found = JSON.parse(line) as Inspected;
      const labels = found.Config?.Labels ?? found.Labels ?? {};
      const createdMs = Date.parse(found.Created ?? found.CreatedAt ?? "");
      const run = labels[runLabel];
      if (run === undefined) continue;
      things.push({ run, owner: labels[ownerLabel], createdMs: Number.isNaN(createdMs) ? undefined : createdMs });
    }
  }
  return things;
}
