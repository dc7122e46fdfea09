import type { Engine, EngineAnswer, EngineCall } from "./engine.ts";

export interface FakeContainer {
  readonly name: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly network: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly input: string;
  /** What stands before the image. */
  readonly options: readonly string[];
  end(answer: EngineAnswer): void;
}

export interface FakeEngine extends Engine {
  /** Name → what `docker image inspect` says of it. */
  readonly images: Map<string, { Id: string; Size: number; Config?: { Env: string[] } }>;
  /** Images that the registry would send. */
  readonly registry: Map<string, { Id: string; Size: number }>;
  readonly containers: Map<string, FakeContainer>;
  readonly volumes: Map<string, Readonly<Record<string, string>>>;
  readonly calls: string[][];
  /** What `docker info` prints. */
  info: Record<string, unknown>;
}

export const goodInfo = {
  ...{ ServerVersion: "28.2.2", OSType: "linux", Architecture: "x86_64" },
  ...{ MemoryLimit: true, CpuCfsQuota: true, PidsLimit: true },
  SecurityOptions: ["name=apparmor", "name=seccomp,profile=builtin", "name=cgroupns"],
};

const valued = new Set(
  "name label network user cap-drop security-opt memory memory-swap cpus pids-limit ulimit ipc log-driver restart stop-timeout mount tmpfs env workdir entrypoint pull"
    .split(" ")
    .map((option) => `--${option}`),
);
const alone = new Set(["--rm", "--read-only", "--interactive", "--no-healthcheck"]);
const answer = (exitCode: number, stdout = "", stderr = ""): EngineAnswer => ({ exitCode, stdout, stderr });
const refuse = (stderr: string) => answer(125, "", `docker: Error response from daemon: ${stderr}`);
const pairs = (values: readonly string[]) =>
  Object.fromEntries(values.map((value) => [value.slice(0, value.indexOf("=")), value.slice(value.indexOf("=") + 1)]));

/** A docker in memory: strict about options and order, and it forgets nothing. A container runs `programs[role]`, or until it is removed. */
export function fakeEngine(
  programs: Readonly<Record<string, (container: FakeContainer) => EngineAnswer | Promise<EngineAnswer>>> = {},
): FakeEngine {
  const images: FakeEngine["images"] = new Map();
  const registry: FakeEngine["registry"] = new Map();
  const containers: FakeEngine["containers"] = new Map();
  const volumes: FakeEngine["volumes"] = new Map();
  const calls: string[][] = [];

  function runContainer(args: readonly string[], call: EngineCall): Promise<EngineAnswer> | EngineAnswer {
    const options = new Map<string, string[]>();
    let at = 0;
    for (; args[at]?.startsWith("-"); at += 1) {
      const option = args[at] as string;
      if (!valued.has(option) && !alone.has(option)) return refuse(`unknown flag: ${option}`);
      const value = alone.has(option) ? "" : (args[(at += 1)] as string);
      options.set(option, [...(options.get(option) ?? []), value]);
    }
    const image = args[at] ?? "";
    const one = (option: string) => options.get(option)?.[0] ?? "";
    if (![...images].some(([name, { Id }]) => name === image || Id === image)) return refuse(`No such image: ${image}`);
    const name = one("--name");
    if (containers.has(name)) return refuse(`The container name ${name} is already in use`);
    const network = one("--network");
    const beside = /^container:(.*)$/.exec(network)?.[1];
    if (beside !== undefined && !containers.has(beside)) return refuse(`No such container: ${beside}`);
    for (const mount of options.get("--mount") ?? []) {
      const volume = /type=volume,source=([^,]*)/.exec(mount)?.[1];
      if (volume !== undefined && !volumes.has(volume)) return refuse(`no such volume: ${volume}`);
    }
    const wanted = (options.get("--env") ?? []).filter((variable) => !variable.includes("="));
    const environment = Object.fromEntries(wanted.map((variable) => [variable, call.environment?.[variable] ?? ""]));
    return new Promise((resolve) => {
      const end = (ended: EngineAnswer) => {
        containers.delete(name);
        resolve(ended);
      };
      const labels = pairs(options.get("--label") ?? []);
      const shown = args.slice(0, at);
      const container = { name, image, labels, network, environment, input: call.input ?? "", options: shown, end };
      containers.set(name, container);
      const program = programs[name.split("-").at(-1) ?? ""];
      if (program) void Promise.resolve(program(container)).then((ended) => containers.has(name) && end(ended));
    });
  }

  const labelled = (filter: string, labels: Readonly<Record<string, string>>) => {
    const [, key = "", value] = /^label=([^=]+)(?:=(.*))?$/.exec(filter) ?? [];
    return key in labels && (value === undefined || labels[key] === value);
  };
  const lines = (all: readonly string[]) => answer(0, all.map((line) => `${line}\n`).join(""));

  function obey(args: readonly string[], call: EngineCall): Promise<EngineAnswer> | EngineAnswer {
    const [verb = "", ...rest] = args;
    const last = rest.at(-1) ?? "";
    const two = `${verb} ${rest[0]}`;
    if (verb === "run") return runContainer(rest, call);
    if (verb === "info") return answer(0, JSON.stringify(engine.info));
    if (two === "image inspect") {
      const found = [...images].find(([name, { Id }]) => name === last || Id === last)?.[1];
      return found ? answer(0, JSON.stringify(found)) : answer(1, "", `No such image: ${last}`);
    }
    if (two === "manifest inspect") {
      const found = registry.get(last);
      return found ? answer(0, JSON.stringify({ layers: [{ size: found.Size }] })) : answer(1, "", "no such manifest");
    }
    if (verb === "pull") {
      const found = registry.get(last);
      if (!found) return answer(1, "", `manifest for ${last} not found`);
      images.set(last, found);
      return answer(0, last);
    }
    if (verb === "import") {
      images.set(last, { Id: "sha256:empty", Size: 0 });
      return answer(0);
    }
    if (two === "volume create") {
      const labels = rest.flatMap((word, at) => (word === "--label" ? [rest[at + 1] as string] : []));
      volumes.set(last, pairs(labels));
      return answer(0, last);
    }
    if (two === "volume ls")
      return lines([...volumes].filter(([, labels]) => labelled(last, labels)).map(([name]) => name));
    if (two === "volume rm") {
      for (const name of rest.slice(2)) volumes.delete(name);
      return answer(0);
    }
    if (two === "volume inspect")
      return lines(
        rest.slice(3).map((name) => JSON.stringify({ CreatedAt: "2026-01-01T00:00:00Z", Labels: volumes.get(name) })),
      );
    if (verb === "ps")
      return lines([...containers.values()].filter(({ labels }) => labelled(last, labels)).map(({ name }) => name));
    if (verb === "rm") {
      for (const name of rest.slice(2)) containers.get(name)?.end(answer(137));
      return answer(0);
    }
    if (two === "container inspect" && rest.includes("{{.State.Running}}"))
      return containers.has(last) ? answer(0, "true\n") : answer(1, "", `No such container: ${last}`);
    if (two === "container inspect" && rest.includes("--size")) return answer(0, "4096\n");
    if (two === "container inspect")
      return lines(
        rest
          .slice(3)
          .map((name) =>
            JSON.stringify({ Created: "2026-01-01T00:00:00Z", Config: { Labels: containers.get(name)?.labels } }),
          ),
      );
    if (verb === "stats") return lines(rest.slice(3).map(() => "100MiB / 1GiB"));
    throw new Error(`The fake docker knows no ${args.join(" ")}.`);
  }

  const engine: FakeEngine = {
    ...{ images, registry, containers, volumes, calls, info: goodInfo },
    run: async (args, call = {}) => {
      calls.push([...args]);
      return obey(args, call);
    },
  };
  return engine;
}
