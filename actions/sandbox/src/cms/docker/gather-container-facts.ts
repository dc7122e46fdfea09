import type { ShopAsk } from "../cms-platform.ts";
import type { Engine } from "./engine.ts";
import { parseImageReference } from "./parse-image-reference.ts";
import { readEngine } from "./read-engine.ts";
import type { ShopContainer } from "./shop-container.ts";

/** What can be said of the driver docker before anything is started. */
export interface ContainerFacts {
  /** Whether an image was named. */
  readonly named: boolean;
  /** Why it cannot run; undefined when it can. */
  readonly missing: string | undefined;
  readonly hint: string;
  /** Whether what is missing is in the inputs themselves, so that no machine could run it. */
  readonly wrong?: boolean;
}

type Found = Pick<ContainerFacts, "missing" | "hint">;

const howToPin = (example: string) =>
  `docker pull ${example}, then docker image inspect --format "{{index .RepoDigests 0}}" ${example} prints the name to give.`;

/** What is wrong with one input that names an image. */
function judgeImage(input: string, value: string, example: string): Found | undefined {
  if (value === "") return { missing: `no image was named with --${input}`, hint: howToPin(example) };
  if (parseImageReference(value)) return undefined;
  const shown = JSON.stringify(value.slice(0, 120));
  return {
    missing: `--${input} ${shown} names no digest, so it may be another image tomorrow`,
    hint: howToPin(example),
  };
}

/** Looks at what was asked for, and at the engine when that is right. */
export async function gatherContainerFacts(
  engine: Engine,
  container: ShopContainer | undefined,
  ask: ShopAsk,
): Promise<ContainerFacts> {
  const named = ask("image") !== "";
  const other = "Use --sandbox native or --sandbox wasm.";
  if (!container) return { named, missing: "no image of this platform is known", hint: other };
  const { shop, database } = container.examples;
  const wrong =
    judgeImage("image", ask("image"), shop) ??
    (database === undefined ? undefined : judgeImage("database-image", ask("database-image"), database));
  if (wrong) return { named, ...wrong, wrong: true };
  const asked = ["wordpress", "wordpress-zip", "php", "prestashop-dir", "magento-dir"].filter(
    (input) => ask(input) !== "",
  );
  if (asked.length > 0) {
    const missing = `the image is the shop that --${asked[0]} asks for`;
    return { named, wrong: true, missing, hint: `Leave --${asked.join(" and --")} out, and name another image.` };
  }
  const state = await readEngine(engine);
  return "why" in state
    ? { named, missing: state.why, hint: "Start Docker, and let this user reach it: docker info must answer." }
    : { named, missing: undefined, hint: other };
}
