import { alone, type Command, done } from "./command.ts";
import { renderUsage } from "./render-command.ts";
import { renderRoles } from "./render-roles.ts";

export const help: Command = {
  name: "help",
  ...alone,
  summary: "shows this list",
  run: ({ registry }) =>
    done(
      [
        "Write a command on a line of its own in a new comment; edits do not count.",
        "",
        "| Command | What it does | Who |",
        "|---|---|---|",
        ...registry.map(
          (command) =>
            `| \`${renderUsage(command.name, command.grammar).replaceAll("|", "\\|")}\` | ${command.summary} | ${renderRoles(command.name)} |`,
        ),
      ].join("\n"),
    ),
};
