import { ForgeError } from "@plugsmith/schemas";

/**
 * Versions of the control socket's protocol that this agent speaks, newest first. 1: before `hello`, leases of plugins
 * only. 2: `hello`, leases with a queue, `files`. One version back stays, so that a bench and its tools are upgraded in
 * any order.
 */
export const controlProtocols = [2, 1] as const;

/** Version of the agent itself. */
export const agentVersion = "0.1.0";

export interface Hello {
  readonly protocol: number;
  readonly protocols: readonly number[];
  readonly agent: string;
  readonly bench: string;
}

/** The highest version that both sides speak. @throws ForgeError `wrong_usage`, `protocol_unsupported`. */
export function decideHello(asked: unknown, bench: string): Hello {
  if (!Array.isArray(asked) || asked.length === 0 || !asked.every((one) => Number.isInteger(one)))
    throw new ForgeError("wrong_usage", { message: "hello needs protocols: a list of version numbers." });
  const protocol = controlProtocols.find((own) => asked.includes(own));
  if (protocol !== undefined) return { protocol, protocols: controlProtocols, agent: agentVersion, bench };
  const newer = Math.min(...(asked as number[])) > controlProtocols[0];
  throw new ForgeError("protocol_unsupported", {
    message: `The caller speaks ${asked.slice(0, 10).join(", ")}; this agent (${agentVersion}) speaks ${controlProtocols.join(", ")}.`,
    hint: newer ? "Upgrade the agent on this bench." : "Upgrade the tool or the action that called.",
  });
}
