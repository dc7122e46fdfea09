import type { Command } from "commander";
import { cleanText as clean } from "../agent/clean-text.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";
import type { SignersEdit } from "./change-trust.ts";
import { withSource } from "./register-views.ts";

type Prepare = (command: Command) => Command;

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

async function editSigners(call: VerbCall, editSigners: SignersEdit) {
  const { signTrust } = await import("./sign-trust.ts");
  return signTrust(call, { reviewersFile: undefined, trustedRootFile: undefined, editSigners });
}

function registerList(signer: Command): void {
  withSource(signer.command("list"))
    .description("list the commits of the signing workflow that may sign packages, as people have signed them")
    .action(
      runVerb(async ({ options }) => {
        const { readRegistry } = await import("../read-registry.ts");
        const { ForgeError } = await import("@plugsmith/schemas");
        const { signedTrust, registry, trust, note } = await readRegistry(options);
        if (signedTrust === null)
          throw new ForgeError("wrong_usage", {
            message: "Who may sign is only to be believed as people have signed it.",
            hint: "Pin the forge's root with --root <forge.root.json>.",
          });
        const signers = signedTrust.signers?.signers ?? [];
        const lines = signers.map(
          ({ workflow, digest, from, until, note: words }) =>
            `  ${digest}  from ${from}${until ? ` until ${until}` : ""}${words ? `  ${clean(words)}` : ""}\n    ${clean(workflow)}`,
        );
        const none = "  none: each policy names its own, and nothing of the registry narrows it";
        return {
          status: "success",
          code: "ok",
          message: `${signers.length} signers in ${registry.repository}.`,
          facts: { signers, trust },
          text: [`Who may sign packages of ${registry.repository}:`, ...(lines.length > 0 ? lines : [none]), note].join(
            "\n",
          ),
        };
      }),
    );
}

/**
 * `plugsmith registry signer list|add|remove`: which commits of the signing workflow may sign packages.
 * @param withKeys the options of a write that people sign.
 */
export function registerSigners(registry: Command, withKeys: Prepare): void {
  const signer = registry
    .command("signer")
    .description("which commits of the publish workflow may sign packages; people sign the list");
  registerList(signer);
  withKeys(signer.command("add"))
    .argument("<commit>", "full SHA that the forge's callers pin")
    .option("--workflow <address>", "the workflow without @ref (default: the one that the list names)")
    .option("--from <time>", "when it begins to count (default: now)")
    .option("--until <time>", "when it ends")
    .option("--note <text>", "for people, for example the release")
    .description("let a new version of the workflows sign, before the forge's callers are pinned to it")
    .action(
      runVerb(async (call) => {
        const { addSigner } = await import("./change-signers.ts");
        const { args, options } = call;
        const addition = {
          digest: String(args[0]),
          workflow: text(options["workflow"]),
          from: text(options["from"]) ?? new Date().toISOString(),
          until: text(options["until"]),
          note: text(options["note"]),
        };
        return editSigners(call, (list) => addSigner(list, addition));
      }),
    );
  withKeys(signer.command("remove"))
    .argument("<commit>", "a commit of the list")
    .option(
      "--until <time>",
      "keep it for what it signed before that time (default: all that it ever signed is refused)",
    )
    .description("no longer let a version of the workflows sign")
    .action(
      runVerb(async (call) => {
        const { endSigner } = await import("./change-signers.ts");
        const { args, options } = call;
        return editSigners(call, (list) => endSigner(list, String(args[0]), text(options["until"])));
      }),
    );
}
