import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type BenchConfig, ForgeError, parseBenchConfig, parseTrustPolicy, type TrustPolicy } from "@plugsmith/schemas";
import { load } from "js-yaml";

const maxBytes = 1 << 20;

/** The system's error in words; the path stands before it. */
const explain = (cause: unknown): string => {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES") return "this user may not read it";
  return message;
};

/**
 * Reads a bench configuration, YAML or JSON; relative paths in it are relative to its folder.
 * @throws ForgeError `bench_config_invalid` with every problem.
 */
export function readConfig(path: string): BenchConfig {
  let value: unknown;
  try {
    const text = readFileSync(path, "utf8");
    if (text.length > maxBytes) throw new Error("it is larger than 1 MiB");
    value = load(text, { maxAliases: 0 });
  } catch (cause) {
    throw new ForgeError("bench_config_invalid", {
      message: `${path} cannot be read: ${explain(cause)}.`,
      hint: "docs/bench.md has one to start from, and `plugsmith agent doctor --config <file>` checks it.",
      cause,
    });
  }
  const parsed = parseBenchConfig(value);
  if (!parsed.ok)
    throw new ForgeError("bench_config_invalid", {
      message: `${path}: ${parsed.issues.map((issue) => `${issue.path || "(file)"} ${issue.message}`).join("; ")}`,
      hint: "Correct the named fields.",
    });
  return placePaths(parsed.value, dirname(path));
}

function placePaths(config: BenchConfig, folder: string): BenchConfig {
  const place = (path: string) => resolve(folder, path);
  const { registry, bot, trust, sources, control, telemetry, plugins } = config;
  return {
    ...config,
    stateDir: place(config.stateDir),
    registry: {
      ...registry,
      ...(registry.tokenFile === undefined ? {} : { tokenFile: place(registry.tokenFile) }),
      ...(registry.root === undefined ? {} : { root: place(registry.root) }),
    },
    trust: { policyFile: place(trust.policyFile) },
    ...(bot ? { bot: { ...bot, keyFile: place(bot.keyFile) } } : {}),
    ...(sources
      ? {
          sources: {
            ...sources,
            ...(sources.folder === undefined ? {} : { folder: place(sources.folder) }),
            ...(sources.webhook ? { webhook: { ...sources.webhook, keyFile: place(sources.webhook.keyFile) } } : {}),
          },
        }
      : {}),
    ...(telemetry?.headersFile === undefined
      ? {}
      : { telemetry: { ...telemetry, headersFile: place(telemetry.headersFile) } }),
    ...(plugins
      ? {
          plugins: Object.fromEntries(
            Object.entries(plugins).map(([name, { webhook, ...own }]) => [
              name,
              webhook ? { ...own, webhook: { ...webhook, keyFile: place(webhook.keyFile) } } : own,
            ]),
          ),
        }
      : {}),
    ...(control
      ? {
          control: {
            ...(control.socket === undefined ? {} : { socket: place(control.socket) }),
            ...(control.jobs ? { jobs: { ...control.jobs, socket: place(control.jobs.socket) } } : {}),
          },
        }
      : {}),
  };
}

/** Reads the trust policy; asked at each verification, so that a replaced file counts at once. */
export function readPolicy(path: string): TrustPolicy {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ForgeError("policy_invalid", { message: `${path}: ${explain(cause)}.`, cause });
  }
  const parsed = parseTrustPolicy(value);
  if (parsed.ok) return parsed.value;
  const first = parsed.issues[0];
  throw new ForgeError("policy_invalid", { message: `${path}: ${first?.path} ${first?.message}` });
}
