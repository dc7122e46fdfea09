import { ForgeError, type RegistryPlugin } from "@plugsmith/schemas";
import type { Command } from "commander";
import { registerCeremony } from "../registry/register-ceremony.ts";
import { registerViews, withSource } from "../registry/register-views.ts";
import { registerWrites } from "../registry/register-writes.ts";
import { renderPermissions } from "../render-permissions.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";

async function readRegistry({ options }: VerbCall) {
  const read = await import("../read-registry.ts");
  return read.readRegistry(options);
}

function renderPlugin({ name, description, type, cms, versions }: RegistryPlugin): string[] {
  return [
    `${name}: ${description} (${type}, ${cms})`,
    ...versions.flatMap(({ version, status, digest, publishedAt, request, pullRequest, permissions }) => [
      `  ${version} ${status}, published ${publishedAt}, request #${request}, pull request #${pullRequest}`,
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
      const { repository, sequence, updatedAt, plugins, revocations, removed = [] } = found;
      const lines = plugins.map(
        ({ name, versions }) =>
          `  ${name}: ${versions.map(({ version, status }) => (status === "active" ? version : `${version} (${status})`)).join(", ")}`,
      );
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
          `  ${version} ${state} by ${by.map(({ login }) => login).join(", ")}: ${reason}`,
      );
      return {
        status: "success",
        code: "ok",
        message: `${plugin.name}: ${plugin.versions.length} versions.`,
        facts: { plugin, revocations: own, trust },
        text: [...renderPlugin(plugin), ...revoked, note].join("\n"),
      };
    }),
  );
  registerWrites(registry);
  registerViews(registry);
  registerCeremony(registry);
}
