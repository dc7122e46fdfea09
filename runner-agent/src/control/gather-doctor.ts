import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { type Confinement, detectConfinement } from "@plugsmith/plugin-host";
import { type BenchConfig, toForgeError } from "@plugsmith/schemas";
import { gatherConfinement } from "../gather-confinement.ts";
import { readTokenFile } from "../hotplug/read-token-file.ts";
import { loadUsb, type UsbPort } from "../hotplug/usb-watcher.ts";
import { readPolicy } from "../read-config.ts";
import { describeRegistryTrust } from "../registry/describe-registry-trust.ts";
import { readBenchKey } from "../report/sign-bench-event.ts";
import { gatherDeviceNodes } from "./gather-device-nodes.ts";

export interface DoctorCheck {
  readonly check: string;
  readonly status: "ok" | "warn" | "fail";
  readonly message: string;
  readonly hint?: string;
}

export interface DoctorPorts {
  readonly fetch?: typeof fetch;
  readonly confinement?: Confinement;
  readonly loadUsb?: () => Promise<UsbPort>;
}

const timeoutMs = 5_000;

/** What this machine and this configuration lack, each with what to do. Changes nothing but making stateDir. */
export async function gatherDoctor(config: BenchConfig, ports: DoctorPorts = {}): Promise<readonly DoctorCheck[]> {
  const checks: DoctorCheck[] = [];
  const ask = async (check: string, hint: string, run: () => Promise<string> | string, weak = false) => {
    try {
      checks.push({ check, status: "ok", message: await run() });
    } catch (thrown) {
      checks.push({ check, status: weak ? "warn" : "fail", message: toForgeError(thrown).message, hint });
    }
  };
  const fetcher = ports.fetch ?? fetch;
  const get = async (url: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetcher(url, { headers, signal: AbortSignal.timeout(timeoutMs) }).catch((thrown: Error) => {
      // fetch says no more than that it failed; why is in its cause.
      const { message = thrown.message } = (thrown.cause ?? {}) as Partial<Error>;
      throw new Error(`${new URL(url).host} cannot be reached: ${message}`);
    });
    await response.body?.cancel();
    return response.status;
  };

  await ask(
    "isolation",
    "Install bubblewrap (apt install bubblewrap) and allow user namespaces.",
    async () => {
      const { level, reason } = ports.confinement ?? (await detectConfinement());
      if (level === "os") return "an operating-system boundary works (bubblewrap)";
      throw new Error(`no operating-system boundary: ${reason ?? "bubblewrap is missing"}`);
    },
    config.isolation?.require === "process",
  );
  await ask(
    "control groups",
    "Under systemd set Delegate=yes for the agent (`plugsmith agent install` does).",
    async () => {
      const { cgroups, noCgroups } = ports.confinement ?? (await gatherConfinement(`${config.stateDir}-doctor`));
      await (ports.confinement ? undefined : cgroups?.close());
      if (cgroups) return `version ${cgroups.version}: memory, processes and processor time of each plugin are limited`;
      throw new Error(`memory is limited by prlimit alone, 512 MiB at least: ${noCgroups ?? "no control groups"}`);
    },
    true,
  );
  await ask("state folder", "Give the folder to the agent's user (chown), or name another one in stateDir.", () => {
    mkdirSync(config.stateDir, { recursive: true, mode: 0o700 });
    accessSync(config.stateDir, constants.W_OK);
    return `${config.stateDir} can be written`;
  });
  await ask(
    "trust policy",
    "Ask the forge's owner for its trust policy (docs/signing.md) and name the file in trust.policyFile.",
    () => {
      const { repository, mode } = readPolicy(config.trust.policyFile);
      if (repository !== config.registry.repository)
        throw new Error(`it trusts ${repository}, the bench follows ${config.registry.repository}`);
      return `${repository}, ${mode}`;
    },
  );
  await ask(
    "registry",
    "Check the network, registry.apiUrl and, for a private repository, registry.tokenFile.",
    async () => {
      const { apiUrl = "https://api.github.com", repository, tokenFile } = config.registry;
      const token = readTokenFile(tokenFile);
      const status = await get(`${apiUrl}/repos/${repository}`, token ? { authorization: `Bearer ${token}` } : {});
      if (status === 404)
        throw new Error(
          `${apiUrl} shows no ${repository}${token ? " to this token" : "; a private one needs a token"}`,
        );
      if (status >= 400) throw new Error(`${apiUrl} answers ${status} for ${repository}`);
      return `${apiUrl} shows ${repository}`;
    },
    true,
  );
  if (config.sources?.registry !== false)
    await ask(
      "registry root",
      "No root: set registry.root to the forge.root.json that `plugsmith registry init` made. An old word: see whether the workflow forge-registry runs. docs/registry.md.",
      () => describeRegistryTrust(config, new Date()),
    );
  const { bot } = config;
  if (bot) {
    await ask(
      "bench key",
      "openssl genpkey -algorithm ed25519 -out bench.pem; its public key goes to benches: in forge.yml.",
      () => {
        readBenchKey(bot.keyFile);
        if ((statSync(bot.keyFile).mode & 0o077) !== 0)
          throw new Error(`${bot.keyFile} can be read by others (chmod 600)`);
        return "Ed25519, private";
      },
    );
    await ask(
      "bot",
      "Events wait in the outbox until it answers.",
      async () => `${bot.url} answers ${await get(`${bot.url}/healthz`)}`,
      true,
    );
  }
  if (config.sources?.usb !== false) {
    await ask(
      "usb",
      "Pass a USB controller through to this machine, or set sources.usb: false. A missing module `usb`: npm install --include=optional.",
      async () => {
        const port = await (ports.loadUsb ?? loadUsb)();
        const count = (await port.getDevices()).length;
        return `${count} ${count === 1 ? "device" : "devices"} listed, hubs included`;
      },
      true,
    );
    await ask(
      "udev events",
      "Install systemd-udevd; without it, and in a network namespace of its own, a device is seen up to 1.5 s late.",
      () => {
        if (!existsSync("/run/udev")) throw new Error("no udevd runs here");
        return "udevd runs";
      },
      true,
    );
  }
  if (config.sources?.usb !== false)
    await ask(
      "device nodes",
      "`plugsmith agent install udev --device <vvvv:pppp> --config <file>` prints rules that give devices to a group; the agent's user must be in it, and start anew after it was put there.",
      () => gatherDeviceNodes("/dev"),
      true,
    );
  return checks;
}
