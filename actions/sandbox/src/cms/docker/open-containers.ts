import { randomBytes } from "node:crypto";
import type { ConfinedRequest, ConfinedResult } from "@plugsmith/action-kit";
import type { ShopAsk } from "../cms-platform.ts";
import { applyContainers, type ContainerPorts } from "./apply-containers.ts";
import { applyImage } from "./apply-image.ts";
import { applyLeftovers } from "./apply-leftovers.ts";
import type { ImageReference } from "./parse-image-reference.ts";
import { parseImageReference } from "./parse-image-reference.ts";
import { readEngine } from "./read-engine.ts";
import type { ShopContainer } from "./shop-container.ts";

/** A place to play a scenario that is made of containers. */
export interface Containers {
  /** What evidence says of them: the engine, and images with their digests. */
  readonly versions: Readonly<Record<string, string>>;
  readonly adminPassword: string;
  run(request: ConfinedRequest): Promise<ConfinedResult>;
}

/**
 * Makes images and engine ready for one run. @throws ForgeError `tool_missing` when an image is nowhere.
 */
export async function openContainers(
  ports: ContainerPorts,
  container: ShopContainer,
  ask: ShopAsk,
  { say, nowMs }: { say: (line: string) => void; nowMs: number },
): Promise<Containers> {
  const { engine } = ports;
  const cleared = await applyLeftovers(engine, nowMs);
  if (cleared > 0) say(`removed the containers of ${cleared} earlier runs that were killed`);
  const reference = (input: string) => parseImageReference(ask(input)) as ImageReference;
  const shop = await applyImage(engine, reference("image"), say);
  const database =
    container.examples.database === undefined ? undefined : await applyImage(engine, reference("database-image"), say);
  const state = await readEngine(engine);
  const adminPassword = randomBytes(12).toString("hex");
  // Started by the digest of the image's own configuration, which is what was looked at, whatever a tag says by then.
  const images = { shop: shop.id, database: database?.id };
  return {
    versions: {
      docker: "facts" in state ? state.facts.version : "unknown",
      shopImage: shop.name,
      ...(shop.php === undefined ? {} : { php: shop.php }),
      ...(database ? { databaseImage: database.name } : {}),
    },
    adminPassword,
    run: (request) => applyContainers(ports, { container, images, adminPassword }, request),
  };
}
