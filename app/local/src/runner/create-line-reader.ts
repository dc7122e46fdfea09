import { parseWorkflowCommand } from "./parse-workflow-command.ts";

export interface LineEffects {
  log(line: string): void;
  mask(secret: string): void;
  annotate(level: "error" | "warning" | "notice", message: string): void;
}

/**
 * Reads the output of one process line by line and acts on GitHub's workflow commands. Between `::stop-commands::word` and
 * `::word::` every line is plain text. The commands that GitHub switched off (set-env, add-path, set-output, save-state)
 * are plain text too: a program's output may not change the environment of later steps.
 */
export function createLineReader(effects: LineEffects): (line: string) => void {
  let resumeWord: string | undefined;
  return (line) => {
    if (resumeWord !== undefined) {
      if (line.trim() === `::${resumeWord}::`) resumeWord = undefined;
      else effects.log(line);
      return;
    }
    const command = parseWorkflowCommand(line.trimStart());
    switch (command?.name) {
      case "add-mask":
        return effects.mask(command.text);
      case "error":
      case "warning":
      case "notice":
        effects.annotate(command.name, command.text);
        return effects.log(`##[${command.name}]${command.text}`);
      case "group":
        return effects.log(`##[group]${command.text}`);
      case "endgroup":
        return effects.log("##[endgroup]");
      case "debug":
        return;
      case "stop-commands":
        resumeWord = command.text;
        return;
      default:
        effects.log(line);
    }
  };
}
