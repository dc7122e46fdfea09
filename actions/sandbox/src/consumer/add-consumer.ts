import type { StepReport } from "@plugsmith/action-kit";
import type { PluginManifest } from "@plugsmith/schemas";
import type { ConsumerReport } from "./consumer-report.ts";

type Sandbox = NonNullable<StepReport["sandbox"]>;

const titles: Readonly<Record<string, string>> = { node: "Node.js", php: "PHP", python: "Python" };

/**
 * What a step says about a package that was used as its users do: the language is its platform, so the level is real and the
 * language's version is named. One that could not be used keeps the level of its contract, with the reason in words.
 * @param report null: the plugin is no such package.
 */
export function addConsumer(
  sandbox: Sandbox,
  report: ConsumerReport | null,
  runtime: PluginManifest["runtime"],
): { readonly sandbox: Sandbox; readonly remark: string } {
  if (report?.kind === "left") return { sandbox, remark: ` Not used as its users do: ${report.why}.` };
  if (report?.kind !== "used") return { sandbox, remark: "" };
  const { version, detail, durationMs } = report;
  return {
    sandbox: {
      ...sandbox,
      ...(report.portable && { driver: "wasm" as const }),
      level: "real",
      versions: { ...sandbox.versions, [runtime]: version },
      measurements: { ...sandbox.measurements, consumerMs: durationMs },
    },
    remark: ` Used as its users do with ${titles[runtime] ?? runtime} ${version}: ${detail}.`,
  };
}
