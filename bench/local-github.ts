import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startLocalGitHub } from "@plugsmith/local";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { measureInterleaved } from "./harness/measure-interleaved.ts";

const floor = "bare node:http";
/** The demo makes some 500 calls; at twelve bare calls each they stay below two seconds on a machine of 2 cores. */
const mostTimes = 12;
const callsPerRound = 30;

async function startBareServer(body: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.setHeader("content-type", "application/json").end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** The embedded GitHub beside a bare Node server that answers with the same bytes; client and servers share one process. */
export const benchmark: Benchmark = {
  summary: "calls to the embedded GitHub beside a bare Node server",
  async run({ quick, say }) {
    const github = await startLocalGitHub();
    const bare = await startBareServer(JSON.stringify({ id: 1, title: "x".repeat(2_000) }));
    try {
      const files = Object.fromEntries(
        Array.from({ length: 400 }, (_, index) => [`d${index % 20}/f${index}.txt`, `${index}`]),
      );
      await github.createRepository({ owner: "forge", name: "r", files });
      const headers = { authorization: `Bearer ${github.people["owner"]?.token}`, "content-type": "application/json" };
      const call = async (url: string, body?: string) => {
        const answer = await fetch(url, body ? { method: "POST", headers, body } : { headers });
        if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
        await answer.arrayBuffer();
      };
      const repeat = (once: (index: number) => Promise<void>) => async () => {
        const started = performance.now();
        for (let index = 0; index < callsPerRound; index++) await once(index);
        return (performance.now() - started) / callsPerRound;
      };
      const repository = `${github.url}/repos/forge/r`;
      const rounds = quick ? 3 : 20;
      say(`${rounds} rounds of ${callsPerRound} calls per kind, interleaved`);
      const measured = await measureInterleaved(
        {
          [floor]: repeat(() => call(bare.url)),
          "open an issue": repeat((index) => call(`${repository}/issues`, `{"title":"${index}"}`)),
          "read a file": repeat((index) => call(`${repository}/contents/d${index % 20}/f${index % 20}.txt`)),
          "list issues": repeat(() => call(`${repository}/issues?per_page=10`)),
        },
        { rounds },
      );
      const least = measured[floor]?.p50 ?? Number.NaN;
      const rows = Object.entries(measured).map(([name, { p50, p99 }]): Row => {
        const values = { p50, p99, ratio: p50 / least };
        return name === floor
          ? { name, values }
          : { name, values, target: `≤ ${mostTimes} × bare`, met: p50 / least <= mostTimes };
      });
      return {
        title: "Embedded GitHub",
        unit: "ms per call",
        rows,
        notes: ["Every call is checked against GitHub's OpenAPI."],
      };
    } finally {
      bare.close();
      await github.close();
    }
  },
};
