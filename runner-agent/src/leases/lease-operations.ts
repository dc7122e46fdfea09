import { ForgeError } from "@plugsmith/schemas";
import { readText } from "../control/control-protocol.ts";
import type { ControlCaller } from "../control/control-transport.ts";
import type { LeaseWant } from "./lease-book.ts";
import type { Leases } from "./leases.ts";

type Params = Readonly<Record<string, unknown>>;

export interface LeaseOperationPorts {
  readonly leases: Leases;
  /** @throws ForgeError `plugin_unknown`. */
  demandKnown(plugin: string): void;
}

const actions = ["list", "acquire", "release", "renew", "keep", "revoke"] as const;
const defaultSeconds = 600;

function readNumber(params: Params, name: string, fallback: number, least: number, most: number): number {
  const value = params[name] ?? fallback;
  if (typeof value === "number" && value >= least && value <= most) return value;
  throw new ForgeError("wrong_usage", {
    message: `The parameter ${name} is not a number from ${least} to ${most}.`,
    hint: `Leave it out for ${fallback}.`,
  });
}

const readWords = (params: Params, name: string, most: number) => {
  const value = params[name];
  return typeof value === "string" ? value.slice(0, most) : "";
};

/** The method `lease` of the control socket: `{action, …}`. @throws ForgeError `wrong_usage`, and what leases throw. */
export function operateLeases({ leases, demandKnown }: LeaseOperationPorts) {
  function readWant(params: Params): LeaseWant {
    const { plugin, device } = params;
    if ((plugin === undefined) === (device === undefined))
      throw new ForgeError("wrong_usage", {
        message: "A lease is on a plugin or on a device.",
        hint: "Give plugin, or device: its key, port, serial or vvvv:pppp.",
      });
    if (device !== undefined) return { device: readText(params, "device") };
    const name = readText(params, "plugin");
    demandKnown(name);
    return { plugin: name };
  }

  return async (params: Params, client: ControlCaller): Promise<unknown> => {
    const action = actions.find((known) => known === (params["action"] ?? "list"));
    switch (action) {
      case "list":
        return { leases: leases.list(), queue: leases.queue() };
      case "acquire": {
        const asked = leases.ask(
          {
            want: readWant(params),
            holder: readWords(params, "holder", 80) || "somebody",
            reason: readWords(params, "reason", 200),
            priority: readNumber(params, "priority", 0, -100, 100),
            seconds: readNumber(params, "seconds", defaultSeconds, 1, 86_400),
            waitSeconds: readNumber(params, "waitSeconds", 0, 0, 86_400),
            bound: params["bound"] === true,
          },
          (waiting) => client.notify("lease", waiting),
        );
        client.onClose(asked.drop);
        return asked.granted;
      }
      case "release":
        return { released: leases.release(readText(params, "token")) };
      case "renew":
        return leases.renew(readText(params, "token"), readNumber(params, "seconds", defaultSeconds, 1, 86_400));
      case "keep":
        return leases.keep(readText(params, "token"));
      case "revoke": {
        const id = readText(params, "id");
        if (leases.revoke(id)) return { revoked: id };
        throw new ForgeError("lease_unknown", { hint: "`plugsmith agent lease` lists them with their ids." });
      }
      default:
        throw new ForgeError("wrong_usage", { message: "lease has no such action.", hint: actions.join(", ") });
    }
  };
}
