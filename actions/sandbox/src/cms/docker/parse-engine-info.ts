export interface EngineFacts {
  /** Of the engine's server, `28.2.2`. */
  readonly version: string;
  /** What it cannot do and a sandbox needs; empty when it will do. */
  readonly lacks: readonly string[];
}

const needed: readonly (readonly [string, string])[] = [
  ["MemoryLimit", "limits on memory"],
  ["CpuCfsQuota", "limits on CPU"],
  ["PidsLimit", "limits on processes"],
];

/** Reads what `docker info --format '{{json .}}'` printed; undefined when it names no server. */
export function parseEngineInfo(text: string): EngineFacts | undefined {
  let info: Record<string, unknown>;
  try {
    info = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  const version = info?.["ServerVersion"];
  if (typeof version !== "string" || version === "") return undefined;
  const security = Array.isArray(info["SecurityOptions"]) ? info["SecurityOptions"].map(String) : [];
  const filtered = security.some((one) => one.includes("name=seccomp") && !one.includes("profile=unconfined"));
  const system = `${String(info["OSType"])}/${String(info["Architecture"])}`;
  return {
    version,
    lacks: [
      ...(["linux/x86_64", "linux/amd64"].includes(system) ? [] : [`containers of linux/amd64 (it has ${system})`]),
      ...needed.filter(([name]) => info[name] !== true).map(([, what]) => what),
      ...(filtered ? [] : ["system-call filter"]),
    ],
  };
}
