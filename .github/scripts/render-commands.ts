import {
  type Command,
  maxCommands,
  permissionMatrix,
  type Role,
  renderCommand,
  renderUsage,
  roles,
  type ValueType,
} from "@plugsmith/app";

const meanings: Readonly<Record<Role, string>> = {
  anonymous: "anybody whom GitHub lets read the repository",
  requester: "who opened the request, by numeric id",
  triage: "the triage role in the repository",
  write: "the write role",
  approver:
    "named in the registry's `reviewers.json` and, now, in `approvers:` of `.github/forge.yml` (or in its team)",
  maintainer: "the maintain role",
  admin: "the admin role",
  blocked: "whom GitHub gives no access, and, in a locked conversation, everybody without write access",
  bot: "every App and bot account, and what an App writes in a person's name; it gets no answer",
};

const describeType = (type: ValueType): string => {
  switch (type.kind) {
    case "boolean":
      return "`true` or `false`";
    case "choice":
      return type.of.map((value) => `\`${value}\``).join(", ");
    case "name":
      return "a name of lower-case letters, digits and single hyphens";
    case "text":
      return "text";
  }
};

function describeArguments({ grammar: { word, keys, anyKey, text } }: Command): string[] {
  return [
    ...(word ? [`- \`${word.name}\`${word.required ? "" : " (may be left out)"}: ${describeType(word.type)}`] : []),
    ...Object.entries(keys ?? {}).map(([key, type]) => `- \`${key}=\` (may be left out): ${describeType(type)}`),
    ...(anyKey ? ["- `key=value`: any keys, each once"] : []),
    ...(text
      ? [
          `- \`${text.name}\`${text.required ? "" : " (may be left out)"}: the rest of the line as it stands${text.or ? `; the word \`${text.or}\` has a meaning of its own` : ""}`,
        ]
      : []),
  ];
}

function describeCommand(command: Command): string {
  const examples = command.examples.map((example) => renderCommand(command.name, example));
  return [
    `### \`${renderUsage(command.name, command.grammar)}\``,
    "",
    `${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`,
    ...[describeArguments(command)].flatMap((lines) => (lines.length > 0 ? ["", ...lines] : [])),
    ...(examples.length > 0 ? ["", "```text", ...examples, "```"] : []),
  ].join("\n");
}

/** The page docs/reference/commands.md, made from the registry of commands and the permission table. */
export function renderCommands(commands: readonly Command[]): string {
  const matrix = commands.map(
    ({ name }) =>
      `| \`${name}\` | ${roles.map((role) => (permissionMatrix[name].includes(role) ? "✓" : "–")).join(" | ")} |`,
  );
  return `<!-- Made by .github/scripts/generate-contracts.ts from app/src/commands. Do not edit. -->
# Slash commands

A command is a line of its own in a **new** comment by a person on a request's issue or pull request. It begins at the margin
with \`/forge\`. Every command is answered, all of a comment in one comment; 👀 shows that it was seen. A refusal says who may
do it, and gets no other reaction.

## What counts

- Words and keys are ASCII. Values may be quoted: \`key="two words"\`, with \`\\"\` and \`\\\\\` inside. The free text of a command is
  any NFC text without control, bidirectional or zero-width characters. Line ends of any kind and blanks at the end are fine.
- Nothing counts inside quotations (also the lines that lazily continue one), code of any kind, HTML comments and blocks,
  \`<details>\`, \`<pre>\` and other elements that fold, quote or strike out, link reference definitions, and after a footnote's
  definition. Lists hide nothing, but their items begin with a marker or a blank and so are no line of their own. What cannot be told apart for
  certain does not count; an empty line before the command makes it certain.
- Several commands of a comment run in order, at most ${maxCommands}; the rest is not run, and the answer says so.
- Edits, bots, Apps (also in a person's name) and look-alike letters do nothing.
- What somebody may do is asked from GitHub at that moment, by numeric id. No answer, or one about another id, is a no.

## Who may use what

One role is enough; nothing is inherited.

| Command | ${roles.map((role) => role).join(" | ")} |
|---|${roles.map(() => "---").join("|")}|
${matrix.join("\n")}

${roles.map((role) => `- **${role}**: ${meanings[role]}`).join("\n")}

## Commands

${commands.map(describeCommand).join("\n\n")}
`;
}
