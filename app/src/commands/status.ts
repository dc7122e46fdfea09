import { renderCode } from "../render/render-code.ts";
import { renderNext } from "../render/render-next.ts";
import { renderPicture } from "../render/render-status.ts";
import { renderText } from "../render/render-text.ts";
import { renderWaiting } from "../render/render-waiting.ts";
import { alone, type Command, type CommandContext, done } from "./command.ts";

/** Where nothing else is configured. */
const perDay = 20;

function renderRuns({ facts }: CommandContext): string[] {
  const runs = [
    ["pipeline", facts.pipeline.run],
    ["publish", facts.publishing.run],
  ] as const;
  const links = runs.flatMap(([name, run]) => (run ? `[${name}](${run.url}) (${run.conclusion ?? run.status})` : []));
  return links.length > 0 ? [`- **Runs:** ${links.join(", ")}`] : [];
}

/** Everything that is known: for people who do not want to look it up in several places. */
export const status: Command = {
  name: "status",
  ...alone,
  summary: "looks at everything again and gives the whole picture",
  run(context) {
    const { facts, state } = context;
    const limit = (facts.config.ok ? facts.config.value.requests?.perDay : undefined) ?? perDay;
    const { hold } = state;
    const held = hold ? `by ${renderCode(hold.by)}${hold.reason ? `: ${renderText(hold.reason)}` : ""}` : "none";
    return done(
      [
        renderNext(facts, state),
        "",
        `- **State:** \`${state.name}\``,
        ...renderWaiting(facts, state),
        ...(facts.pull ? [`- **Head:** \`${facts.pull.headSha}\` of #${facts.pull.number}`] : []),
        `- **Hold:** ${held}`,
        ...renderRuns(context),
        `- **Quota:** ${facts.acceptedToday} of ${limit} requests accepted in the last 24 hours`,
        ...renderPicture(facts, state),
      ].join("\n"),
    );
  },
};
