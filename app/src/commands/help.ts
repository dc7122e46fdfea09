import { type Command, done } from "./command.ts";
import { renderRoles } from "./permission-matrix.ts";

export const help: Command = {
  name: "help",
  usage: "/forge help",
  summary: "shows this list",
  run: ({ registry }) =>
    done(
      [
        "Write a command on a line of its own in a new comment; edits do not count.",
        "",
        "| Command | What it does | Who |",
        "|---|---|---|",
        ...registry.map((command) => `| \`${command.usage}\` | ${command.summary} | ${renderRoles(command.name)} |`),
      ].join("\n"),
    ),
};
