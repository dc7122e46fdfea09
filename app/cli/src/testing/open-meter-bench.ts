import { join } from "node:path";
import { startAgent } from "@plugsmith/runner-agent";
import { makeFolderBench } from "@plugsmith/runner-agent/testing";

/** Measures, writes a file and logs; `waitMs` makes it slow, `fail` makes it fail after the file. */
const code = `
  let kept;
  export const onUSBAttach = (ctx) => { kept = ctx; };
  export const methods = {
    async measure({ waitMs = 0, fail = false }) {
      kept.log.info("::error::measuring");
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await kept.fs.writeFile("captures/run.csv", "1,2,3");
      if (fail) throw new Error("the probe is wet");
      return { volts: 5 };
    },
  };`;

/** A real agent with one plugged board and its plugin, and a control socket for workflow jobs. */
export async function openMeterBench() {
  const bench = makeFolderBench({ isolation: { allowUnsigned: true, require: "process" } });
  const socket = join(bench.root, "jobs.sock");
  bench.writePlugin("acme-meter", "1.0.0", code, {
    methods: ["measure"],
    hooks: ["onUSBAttach"],
    permissions: {
      filesystem: [{ path: "captures", mode: "rw" }],
      network: { outbound: [], inbound: false },
      usb: [{ vendorId: "0403", productId: "6001" }],
      memory: 128,
      queue: [],
    },
  });
  const agent = await startAgent({ ...bench.config, control: { socket: bench.socket, jobs: { socket } } });
  return {
    agent,
    root: bench.root,
    socket,
    /** Control socket of the bench's owner. */
    owner: bench.socket,
    plugIn: () =>
      agent.request("simulate", {
        kind: "attach",
        device: { port: "1-2", vendorId: "0403", productId: "6001", serial: "S1" },
      }),
    /** Resolves when nobody holds a lease any more, or a lease is held. */
    async awaitLeases(count: number) {
      while (agent.status().leases.length !== count) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async close() {
      await agent.close();
      bench.remove();
    },
  };
}
