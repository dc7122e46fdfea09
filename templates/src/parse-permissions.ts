import type { Parsed, ParseIssue, Permissions, UsbId } from "@plugsmith/schemas";

const path = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/;
const host = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

type Sink = { [key in keyof Permissions]: Permissions[key] };

function add(sink: Sink, text: string): Omit<ParseIssue, "path"> | undefined {
  const [kind = "", first = "", second = ""] = text.split(":");
  switch (kind) {
    case "network": {
      const port = Number(second);
      if (!host.test(first)) return { rule: "host", message: "names no host", example: "network:api.example.com:443" };
      if (!Number.isInteger(port) || port < 1 || port > 65_535)
        return { rule: "port", message: "needs a port between 1 and 65535", example: `network:${first}:443` };
      sink.network.outbound.push({ host: first, port });
      return undefined;
    }
    case "network-inbound":
      sink.network.inbound = true;
      return undefined;
    case "filesystem":
      if (first !== "ro" && first !== "rw")
        return { rule: "mode", message: "needs ro or rw", example: "filesystem:ro:data" };
      if (!path.test(second))
        return {
          rule: "path",
          message: "must be a path below the plugin's data folder",
          example: `filesystem:${first}:data`,
        };
      sink.filesystem.push({ path: second, mode: first });
      return undefined;
    case "memory": {
      const memory = Number(first);
      if (!Number.isInteger(memory) || memory < 16 || memory > 4096)
        return { rule: "memory", message: "must be between 16 and 4096 MiB", example: "memory:128" };
      sink.memory = memory;
      return undefined;
    }
    case "queue":
      sink.queue.push(first);
      return undefined;
    default:
      return { rule: "kind", message: "is no permission", example: "network:api.example.com:443" };
  }
}

const unique = <T>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/**
 * Permissions as a request writes them (`network:host:port`, `network-inbound`, `filesystem:ro|rw:path`, `memory:MiB`,
 * `queue:name`) as the manifest's object, or every problem at once with `permissions.<index>` as path.
 */
export function parsePermissions(
  asked: readonly string[],
  options: { readonly usb?: readonly UsbId[]; readonly memory: number; readonly always?: readonly string[] },
): Parsed<Permissions> {
  const sink: Sink = {
    filesystem: [],
    network: { outbound: [], inbound: false },
    usb: unique(options.usb ?? []),
    memory: options.memory,
    queue: [],
  };
  const issues: ParseIssue[] = [];
  for (const text of options.always ?? []) add(sink, text);
  for (const [index, text] of asked.entries()) {
    const issue = add(sink, text);
    if (issue !== undefined) issues.push({ path: `permissions.${index}`, ...issue });
  }
  if (issues.length > 0) return { ok: false, issues };
  sink.network.outbound = unique(sink.network.outbound);
  sink.filesystem = unique(sink.filesystem);
  sink.queue = unique(sink.queue);
  return { ok: true, value: sink };
}
