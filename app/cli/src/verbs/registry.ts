import { ForgeError, type Registry, type RegistryPlugin } from "@plugsmith/schemas";
import type { Command } from "commander";
import { cleanText as clean } from "../agent/clean-text.ts";
import { registerCeremony } from "../registry/register-ceremony.ts";
import { registerViews, withSource } from "../registry/register-views.ts";
import { registerWrites } from "../registry/register-writes.ts";
import { renderPermissions } from "../render-permissions.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";

async function readRegistry({ options }: VerbCall) {
  const read = await import("../read-registry.ts");
  return read.readRegistry(options);
}

type FindState = typeof import("@plugsmith/registry").findState;

function renderPlugin(
  findState: FindState,
  registry: Registry,
  { name, description, type, cms, versions }: RegistryPlugin,
): string[] {
  return [
    `${name}: ${clean(description)} (${type}, ${cms})`,
    ...versions.flatMap(({ version, status, digest, publishedAt, request, pullRequest, permissions }) => [
      `  ${version} ${findState(registry, name, { version, status })}, published ${publishedAt}, request #${request}, pull request #${pullRequest}`,
      `    ${digest}`,
      ...renderPermissions(permissions).map((line) => `    ${line}`),
    ]),
  ];
}

export function registerRegistry(program: Command): void {
  const registry = program.command("registry").description("read, sign and change the registry of a forge");
  withSource(registry.command("list").description("list plugins and their versions")).action(
    runVerb(async (call) => {
      const { registry: found, trust, note } = await readRegistry(call);
      const { findState } = await import("@plugsmith/registry");
      const { repository, sequence, updatedAt, plugins, revocations, removed = [] } = found;
      const lines = plugins.map(({ name, versions }) => {
        const shown = versions.map((entry) => {
          const state = findState(found, name, entry);
          return state === "active" ? entry.version : `${entry.version} (${state})`;
        });
        return `  ${name}: ${shown.join(", ")}`;
      });
      return {
        status: "success",
        code: "ok",
        message: `${plugins.length} plugins in ${repository}.`,
        facts: { repository, sequence, updatedAt, plugins, revocations, removed, trust },
        text: [`${repository}, sequence ${sequence}, written ${updatedAt}`, ...lines, note].join("\n"),
      };
    }),
  );
  withSource(
    registry
      .command("show")
      .argument("<name>", "a plugin")
      .description("show one plugin with versions and permissions"),
  ).action(
    runVerb(async (call) => {
      const [name] = call.args;
      const { registry: found, trust, note } = await readRegistry(call);
      const { findState } = await import("@plugsmith/registry");
      const { plugins, revocations } = found;
      const plugin = plugins.find((each) => each.name === name);
      if (!plugin)
        throw new ForgeError("input_invalid", {
          message: `The registry holds no plugin of that name.`,
          hint: `It holds: ${plugins.map((each) => each.name).join(", ") || "nothing yet"}.`,
        });
      const own = revocations.filter((each) => each.name === name);
      const revoked = own.map(
        ({ version, state, reason, by }) =>
          `  ${version} ${state} by ${by.map(({ login, at }) => `${clean(login)} (${at})`).join(", ")}: ${clean(reason)}`,
      );
      return {
        status: "success",
        code: "ok",
        message: `${plugin.name}: ${plugin.versions.length} versions.`,
        facts: { plugin, revocations: own, trust },
        text: [...renderPlugin(findState, found, plugin), ...revoked, note].join("\n"),
      };
    }),
  );
  registerWrites(registry);
  registerViews(registry);
  registerCeremony(registry);
}
