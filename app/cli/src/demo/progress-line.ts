import { styleText } from "node:util";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

export interface StageProgress {
  /** Replaces the text behind the running stage's title. */
  say(detail: string): void;
  done(detail: string): void;
  failed(detail: string): void;
}
export interface ProgressLine {
  start(title: string): StageProgress;
}

/**
 * A live line per stage on a terminal; one finished line per stage elsewhere. Times are seconds since the stage began.
 * Writes to the given stream only (stderr), so that stdout stays for results.
 */
export function createProgressLine(
  stream: NodeJS.WriteStream,
  clock: () => number = () => performance.now(),
): ProgressLine {
  const live = stream.isTTY === true && !process.env["CI"];
  const paint = (format: "green" | "red" | "dim" | "cyan", text: string) =>
    stream.isTTY ? styleText(format, text) : text;
  return {
    start(title) {
      const began = clock();
      let detail = "";
      let frame = 0;
      const seconds = () => `${((clock() - began) / 1000).toFixed(1)} s`;
      const draw = () => {
        const text = `${frames[frame++ % frames.length]} ${title} ${detail} ${seconds()}`;
        stream.write(`\r\x1b[2K${text.slice(0, Math.max(20, (stream.columns || 100) - 1))}`);
      };
      const timer = live ? setInterval(draw, 90) : undefined;
      timer?.unref();
      const end = (mark: string, text: string) => {
        clearInterval(timer);
        if (live) stream.write("\r\x1b[2K");
        stream.write(`${mark} ${title.padEnd(34)} ${paint("dim", seconds().padStart(7))}  ${text}\n`);
      };
      return {
        say: (text) => {
          detail = text;
        },
        done: (text) => end(paint("green", "✓"), text),
        failed: (text) => end(paint("red", "✗"), text),
      };
    },
  };
}
