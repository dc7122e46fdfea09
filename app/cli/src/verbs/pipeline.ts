import { dirname, join, resolve } from "node:path";
import type { ErrorCode } from "@plugsmith/schemas";
import { type Command, Option } from "commander";
import { type PipelineStep, pipelineSteps, planSteps } from "../pipeline/plan-steps.ts";
import { runVerb } from "../run-verb.ts";

/** Somebody who brings a shop wants it started: without --sandbox nothing of it would be looked at. */
const shopOption = (flags: string, description: string) => new Option(flags, description).implies({ sandbox: "auto" });

export function registerPipeline(program: Command): void {
  program
    .command("pipeline")
    .argument("<plugin-dir>", "folder with plugin.json")
    .addOption(new Option("--from <step>", "start at this step").choices([...pipelineSteps]))
    .addOption(new Option("--only <step>", "run only this step").choices([...pipelineSteps]).conflicts("from"))
    .option("--resume", "start at the first step without a successful result")
    .addOption(
      new Option(
        "--sandbox <driver>",
        "also start the plugin's shop system (WooCommerce, PrestaShop, Magento, Shopify)",
      ).choices([...["auto", "native", "wasm", "docker"]]),
    )
    .option("--wordpress <release>", "release of WordPress for the CMS: 6.2, 6.3, 6.4 or 6.5 (default: 6.5)")
    .option("--php <release>", "PHP for the CMS or a PHP package: 7.4, 8.0 to 8.5; native has this machine's only")
    .addOption(
      shopOption("--woocommerce-zip <file>", "a WooCommerce release in place of the contract kernel; needs --sha256"),
    )
    .option("--sha256 <digest>", "digest of that zip, 64 hex digits")
    .addOption(shopOption("--wordpress-zip <file>", "a newer WordPress than npm carries; needs --wordpress-sha256"))
    .option("--wordpress-sha256 <digest>", "digest of that zip, 64 hex digits")
    .addOption(
      shopOption(
        "--prestashop-dir <dir>",
        "an unpacked PrestaShop release to install and play in; needs --prestashop-sha256",
      ),
    )
    .option("--prestashop-sha256 <digest>", "digest of that folder, 64 hex digits; the step says it when it is missing")
    .addOption(
      shopOption(
        "--magento-dir <dir>",
        "a Magento 2.4 with its packages to install and play in; needs --magento-sha256",
      ),
    )
    .option("--magento-sha256 <digest>", "digest of that folder, 64 hex digits; the step says it when it is missing")
    .addOption(
      shopOption(
        "--image <name@digest>",
        "image of the shop for the driver docker, pinned: repository@sha256:… or sha256:…",
      ),
    )
    .option("--database-image <name@digest>", "image of MariaDB or MySQL beside it, pinned likewise")
    .option("--forge-config <file>", "forge.yml whose exceptions count (analysis.allow, dependencies.allow)")
    .option("--offline", "ask no registry and no source of advisories; packages come from the cache alone")
    .option("--out-dir <dir>", "folder that the steps share (default: .forge-out/<name> beside the plugin)")
    .description("build, test, sandbox and package a plugin on this machine, with the same code as on Actions")
    .action(
      runVerb(async (call) => {
        const { options } = call;
        const { openPluginFolder } = await import("../pipeline/open-plugin-folder.ts");
        const { checkShopInputs } = await import("../pipeline/check-shop-inputs.ts");
        const { readDone, runSteps } = await import("../pipeline/run-steps.ts");
        const given = String(call.args[0]);
        const plugin = await openPluginFolder(given);
        try {
          const outDir = resolve(String(options["outDir"] ?? join(dirname(resolve(given)), ".forge-out", plugin.name)));
          const steps = planSteps({
            from: options["from"] as PipelineStep | undefined,
            only: options["only"] as PipelineStep | undefined,
            resume: options["resume"] === true,
            done: readDone(outDir),
          });
          const fileOf = (option: string) => (options[option] === undefined ? "" : resolve(String(options[option])));
          const sandbox = {
            sandbox: String(options["sandbox"] ?? ""),
            wordpress: String(options["wordpress"] ?? ""),
            php: String(options["php"] ?? ""),
            "woocommerce-zip": fileOf("woocommerceZip"),
            "woocommerce-sha256": String(options["sha256"] ?? ""),
            "wordpress-zip": fileOf("wordpressZip"),
            "wordpress-sha256": String(options["wordpressSha256"] ?? ""),
            "prestashop-dir": fileOf("prestashopDir"),
            "prestashop-sha256": String(options["prestashopSha256"] ?? ""),
            "magento-dir": fileOf("magentoDir"),
            "magento-sha256": String(options["magentoSha256"] ?? ""),
            image: String(options["image"] ?? ""),
            "database-image": String(options["databaseImage"] ?? ""),
          };
          if (steps.includes("sandbox")) await checkShopInputs(sandbox, plugin.cms);
          const inputs = { ...sandbox, "forge-config": fileOf("forgeConfig") };
          if (options["offline"] === true) process.env["PLUGSMITH_OFFLINE"] = "1";
          const results = await runSteps({ plugin, outDir, steps, call, inputs });
          const last = results.at(-1);
          const facts = { plugin: { name: plugin.name, version: plugin.version }, outDir, results };
          if (last && last.status !== "success")
            return {
              status: "failed",
              code: last.code as ErrorCode,
              message: `Step ${last.step} failed: ${last.message}`,
              ...(last.hint ? { hint: last.hint } : {}),
              facts,
            };
          const digest = results.find(({ step }) => step === "package")?.digest;
          const ran = steps.length > 0 ? `${steps.join(", ")} passed` : "everything was done already";
          return {
            status: "success",
            code: "ok",
            message: `${plugin.name} ${plugin.version}: ${ran}. Results are in ${outDir}.`,
            facts: { ...facts, ...(digest ? { digest } : {}) },
          };
        } finally {
          plugin.close();
        }
      }),
    );
}
