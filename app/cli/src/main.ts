import { checkNodeVersion } from "./check-node-version.ts";

const tooOld = checkNodeVersion(process.version);
if (tooOld) {
  console.error(tooOld);
  process.exitCode = 1;
} else {
  const { runCommandLine } = await import("./run-command-line.ts");
  await runCommandLine(process.argv.slice(2));
}
