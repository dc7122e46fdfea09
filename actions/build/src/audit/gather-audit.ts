import { type DependencyUnchecked, ForgeError } from "@plugsmith/schemas";
import type { LockedPackage } from "../dependencies/locked-package.ts";
import type { AdvisorySource, Finding } from "./advisory-source.ts";
import type { AuditAnswers } from "./decide-audit.ts";

/** Asks each source about the packages of its ecosystem, all at once. A source that cannot say is an answer of its own kind. */
export async function gatherAudit(
  sources: readonly AdvisorySource[],
  packages: readonly LockedPackage[],
  offline: boolean,
): Promise<AuditAnswers> {
  const groups = [...Map.groupBy(packages, ({ ecosystem }) => ecosystem)];
  const answers = await Promise.all(
    groups.map(async ([ecosystem, group]): Promise<readonly Finding[] | DependencyUnchecked> => {
      const silent = (why: string): DependencyUnchecked => ({
        ecosystem,
        packages: group.length,
        why: why.slice(0, 300),
      });
      if (offline) return silent("PLUGSMITH_OFFLINE is set, so nobody was asked");
      const source = sources.find((each) => each.ecosystem === ecosystem);
      if (source === undefined) return silent("no source of advisories is known");
      try {
        return await source.ask(group);
      } catch (thrown) {
        if (thrown instanceof ForgeError && thrown.code === "dependencies_unavailable") {
          return silent(thrown.message.replace(/\.$/, ""));
        }
        throw thrown;
      }
    }),
  );
  const isSilent = (answer: (typeof answers)[number]): answer is DependencyUnchecked => "why" in answer;
  return {
    findings: answers.flatMap((answer) => (isSilent(answer) ? [] : answer)),
    unchecked: answers.filter(isSilent),
  };
}
