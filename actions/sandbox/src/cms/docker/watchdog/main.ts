/** Outlives a step that is killed with SIGKILL: its stdin ends with the step, and then the run's containers go. */
import { text } from "node:stream/consumers";
import { dockerEngine } from "../docker-transport.ts";
import { watchRun } from "./watch-run.ts";

const [run = "", program = "docker"] = process.argv.slice(2);
const pause = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));
await watchRun(
  dockerEngine(program),
  run,
  text(process.stdin).catch(() => ""),
  pause,
);
