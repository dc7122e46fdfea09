import type { ParseIssue } from "@plugsmith/schemas";

type Problem = Omit<ParseIssue, "path">;

const kinds = ["network", "network-inbound", "filesystem", "memory", "queue"];
const hostLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;
const pathPart = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/u;

/** The texts before and after the first colon; the second is empty without one. */
function splitAtColon(text: string): readonly [before: string, after: string] {
  const before = text.replace(/:.*/su, "");
  return [before, text.slice(before.length + 1)];
}

function checkNetwork(value: string): Problem | null {
  const example = "network:api.acme.example:443";
  const [host, port] = splitAtColon(value);
  if (port.includes(":")) return { rule: "permission", message: "must be network:host:port", example };
  if (host.includes("*")) return { rule: "host", message: "must name one host; wildcards are not granted", example };
  if (host.length > 253 || !host.split(".").every((part) => hostLabel.test(part)))
    return { rule: "host", message: "must name a host in lower case", example };
  if (/^(?:169\.254\.|0x|0\.|[0-9]+$)/u.test(host) || host === "metadata.google.internal")
    return { rule: "host", message: "names an address that is never granted", example };
  if (!/^[1-9][0-9]{0,4}$/u.test(port) || Number(port) > 65_535)
    return { rule: "port", message: "needs a port between 1 and 65535", example: `network:${host}:443` };
  return null;
}

function checkFilesystem(value: string): Problem | null {
  const example = "filesystem:ro:data";
  const [mode, path] = splitAtColon(value);
  if (path.includes(":") || (mode !== "ro" && mode !== "rw"))
    return { rule: "permission", message: "must be filesystem:ro:path or filesystem:rw:path", example };
  if (path.length > 200 || !path.split("/").every((part) => pathPart.test(part)))
    return {
      rule: "path",
      message: "must be a path below the plugin's data folder",
      example: `filesystem:${mode}:data`,
    };
  return null;
}

function checkMemory(size: string): Problem | null {
  const fits = /^[1-9][0-9]{1,3}$/u.test(size) && Number(size) >= 16 && Number(size) <= 4096;
  return fits ? null : { rule: "memory", message: "must be between 16 and 4096 MiB", example: "memory:128" };
}

function checkQueue(name: string): Problem | null {
  const fits = /^[a-zA-Z][a-zA-Z0-9_]{0,59}$/u.test(name);
  return fits ? null : { rule: "queue", message: "must name a queue with letters and digits", example: "queue:orders" };
}

/** What is wrong with one entry of `permissions`, or null. The manifest's grammar, told before anything is rendered. */
export function checkPermission(text: string): Problem | null {
  const [kind, value] = splitAtColon(text);
  switch (kind) {
    case "network":
      return checkNetwork(value);
    case "filesystem":
      return checkFilesystem(value);
    case "memory":
      return checkMemory(value);
    case "queue":
      return checkQueue(value);
    case "network-inbound":
      return text === kind ? null : { rule: "permission", message: "takes no value", example: "network-inbound" };
    default:
      return {
        rule: "permission",
        message: `must begin with one of ${kinds.join(", ")}`,
        example: "network:api.acme.example:443",
      };
  }
}
