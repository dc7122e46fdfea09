import { styleText } from "node:util";

export type Style = "red" | "green" | "yellow" | "cyan" | "bold" | "dim";
/** Colours a text, or returns it as it is where colours are not wanted. */
export type Paint = (style: Style, text: string) => string;

/** Where a verb talks to people (stderr) and to programs (stdout). */
export interface Terminal {
  readonly paint: Paint;
  /** A line for people. */
  say(line: string): void;
  /** A line that replaces the one before it; nothing unless a person watches a terminal. */
  progress(line: string): void;
  /** A line for programs. */
  print(line: string): void;
}

interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Terminal over two streams. Colours and the moving progress line appear only on a terminal without NO_COLOR. */
export function createTerminal(stdout: Screen, stderr: Screen, env: Record<string, string | undefined>): Terminal {
  const coloured = stderr.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  let moving = false;
  const clear = () => {
    if (moving) stderr.write("\r\u001b[2K");
    moving = false;
  };
  return {
    paint: (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text),
    say(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    progress(line) {
      if (!coloured) return;
      clear();
      stderr.write(line.slice(0, (stderr.columns || 80) - 1));
      moving = true;
    },
    print(line) {
      clear();
      stdout.write(`${line}\n`);
    },
  };
}
