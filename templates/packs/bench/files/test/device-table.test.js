import assert from "node:assert/strict";
import { it } from "node:test";
import { createDeviceTable } from "../src/device-table.js";

const device = { key: "1-2" };

it("keeps no more readings than it may, the newest last", () => {
  let time = 0;
  const table = createDeviceTable({ now: () => (time += 10), limit: 3 });
  table.attach(device);
  for (let i = 0; i < 9; i += 1) table.read("1-2");
  const { taken, readings } = table.read("1-2");
  assert.equal(taken, 10);
  assert.deepEqual(readings, [
    { sequence: 8, connectedMs: 80 },
    { sequence: 9, connectedMs: 90 },
    { sequence: 10, connectedMs: 100 },
  ]);
});

it("starts over when the same device comes back", () => {
  const table = createDeviceTable({ now: () => 0, limit: 3 });
  table.attach(device);
  table.read("1-2");
  assert.equal(table.detach("1-2"), 0);
  assert.equal(table.detach("1-2"), undefined);
  table.attach(device);
  assert.equal(table.read("1-2").taken, 1);
});

it("hands out copies, so that no caller changes what is kept", () => {
  const table = createDeviceTable({ now: () => 0, limit: 3 });
  table.attach(device);
  table.read("1-2").readings[0].sequence = 99;
  assert.equal(table.read("1-2").readings[0].sequence, 1);
});
