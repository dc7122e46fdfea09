import { type Act, demand, known } from "../../../world.ts";
import { decodeEntities } from "../decode-entities.ts";

interface BlockMethod {
  readonly active: boolean;
  readonly scripts: readonly (string | null)[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the block checkout would be given. Its JavaScript runs in a real shop only, in an act of its own. */
export const checkBlocks: Act = {
  id: "blocks",
  title: "The block checkout would be given the gateway, and nothing secret",
  async run(world) {
    const { keys, found, shopper } = world;
    const methods = (await (await world.api("GET", "/forge/v1/blocks")).json()) as Record<string, BlockMethod>;
    const method = methods[known(found.gatewayId, "The gateway")];
    demand(method !== undefined, "The gateway is not registered for the block checkout.");
    demand(method.active, "The gateway is registered for the block checkout, but not active.");
    const { title } = method.data;
    demand(typeof title === "string" && title !== "", "The block checkout gets no title.");
    found.methodTitle = decodeEntities(title);
    const told = JSON.stringify(method.data);
    demand(!Object.values(keys).some((secret) => told.includes(secret)), "The block checkout gets a key.");
    for (const script of method.scripts) {
      const status = script === null ? 0 : (await shopper.request.fetch(script)).status();
      demand(status === 200, `A script of the block checkout answers ${status}.`);
    }
    demand(method.scripts.length > 0, "The block checkout gets no script.");
    return `"${title}", ${method.scripts.length} script`;
  },
};
