// The smallest host that a plugin could have, as a peer to measure beside: imports the file, runs onLoad, says so, and
// answers every message with what methods.echo returns. Over IPC when forked, else newline-delimited JSON on stdio.
const plugin = await import(process.argv[2]);
await plugin.onLoad({});
const answer = ({ id, args }) => ({ id, result: plugin.methods.echo(args) });

if (process.send) {
  process.on("message", (message) => process.send(answer(message)));
  process.on("disconnect", () => process.exit());
  process.send({ ready: true });
} else {
  let rest = "";
  process.stdin.setEncoding("utf8").on("data", (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
  });
  process.stdin.on("end", () => process.exit());
  process.stdout.write('{"ready":true}\n');
}
